import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { createLicenceJudge } from "../../../src/check/license/expression.ts";
import { recogniseLicence } from "../../../src/check/license/licence-text.ts";
import { likeness, toSketch } from "../../../src/check/license/sketch.ts";

const require = createRequire(import.meta.url);
const ownLicence = readFileSync(new URL("../../../node_modules/typescript/LICENSE.txt", import.meta.url), "utf8");

describe("licence expressions", () => {
  const judge = createLicenceJudge({
    allow: ["MIT", "Apache-2.0 OR BSD-3-Clause", "GPL-2.0-or-later"],
    deny: ["AGPL-3.0-only"],
  });
  test.each([
    ["MIT", undefined],
    ["BSD-3-Clause", undefined],
    ["(MIT OR GPL-3.0-only)", undefined],
    ["MIT AND Apache-2.0", undefined],
    ["GPL-3.0-only", undefined],
    ["ISC", "ISC is not in license.allow"],
    ["MIT AND ISC", "ISC is not in license.allow"],
    ["AGPL-3.0-only", "AGPL-3.0-only is in license.deny"],
    ["MIT OR AGPL-3.0-only", undefined],
    ["LicenseRef-x", "LicenseRef-x is not in license.allow"],
    ["not a licence", "not a licence is no SPDX expression"],
  ])("%s", async (expression, objection) => {
    expect((await judge).objection(expression)).toBe(objection);
  });
  test.each([
    ["MIT", "MIT"],
    ["Apache 2", "Apache-2.0"],
    ["UNLICENSED", undefined],
    ["SEE LICENSE IN LICENSE.md", undefined],
    ["", undefined],
    ["whatever we like", undefined],
  ])("%j declared", async (declared, expression) => {
    expect((await judge).toExpression(declared)).toBe(expression);
  });
  test("a deny list alone allows the rest", async () => {
    const strict = await createLicenceJudge({ allow: [], deny: ["GPL-3.0-only", "Company secret"] });
    expect([strict.objection("ISC"), strict.objection("GPL-3.0-only")]).toEqual([
      undefined,
      "GPL-3.0-only is in license.deny",
    ]);
  });
});

describe("licence texts", () => {
  const full: unknown = require("spdx-license-list/full");
  const textOf = (id: string): string => {
    const entry: unknown = Object.entries(typeof full === "object" && full !== null ? full : {}).find(
      ([key]) => key === id,
    )?.[1];
    return typeof entry === "object" &&
      entry !== null &&
      "licenseText" in entry &&
      typeof entry.licenseText === "string"
      ? entry.licenseText
      : "";
  };
  test.each([
    "MIT",
    "ISC",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "MPL-2.0",
    "0BSD",
    "Unlicense",
    "Zlib",
    "EPL-2.0",
    "GPL-3.0-only",
  ])("%s, with an owner", async (id) => {
    expect(
      await recogniseLicence(
        `Copyright (c) 2019 Jane Roe <jane@example.org>\n\n${textOf(id).replace(/<[a-z ]+>|\[[a-z ]+\]/giu, "Jane Roe")}`,
      ),
    ).toBe(id);
  });
  test("a file as a package ships it", async () => {
    expect(await recogniseLicence(ownLicence)).toBe("Apache-2.0");
  });
  test.each([
    "",
    "All rights reserved. Ask us.",
    "A shop for books, with a list of orders and a cart for each of its customers.",
  ])("%j is none", async (text) => {
    expect(await recogniseLicence(text)).toBeUndefined();
  });
  test("likeness of a text with itself and with nothing", () => {
    const sketch = toSketch(textOf("MIT"));
    expect([likeness(sketch, sketch), likeness(sketch, []), likeness([], [])]).toEqual([1, 0, 0]);
  });
});
