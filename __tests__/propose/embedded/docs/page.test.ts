import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { moduleReference } from "../../../../src/code/docs/module-reference.ts";
import { pageExamples } from "../../../../src/code/docs/examples.ts";
import { referenceOf } from "../../../../src/code/docs/reference.ts";
import { PAGE_BEGIN, PAGE_END } from "../../../../src/propose/embedded/docs/page-markers.ts";
import { renewPage } from "../../../../src/propose/embedded/docs/render-page.ts";
import { repoPath } from "../../temp-workspace.ts";

const TEXT = `/** Options of {@link pad}. */
export interface PadOptions {
  // not shown
  width: number;
}

/**
 * Pads a text, see {@link PadOptions} and {@link https://example.com | the rules}.
 *
 * @param text - What is padded.
 * @returns The text.
 * @throws RangeError if \`width < 0\`.
 * @example
 * \`\`\`ts
 * pad("a", { width: 2 }); // => "a "
 * \`\`\`
 */
export function pad(text: string, { width }: PadOptions): string {
  return text.padEnd(width);
}

export class Box<T> extends Array<T> {
  #hidden = 1;
  /** Told. */
  constructor(readonly size: number) { super(); }
  fits(other: number): boolean { return other < this.size; }
}
`;

function modules(text = TEXT) {
  const own = repoPath("src/pad.ts");
  return [{ path: own, entries: referenceOf(own, text) }];
}

describe("a page of the policy", () => {
  const made = renewPage("# Pad\n\nBy hand.\n", modules(), "API") ?? "";

  test("is written as it should read", () => {
    expect(made).toMatchSnapshot();
  });

  test("is the same when it is renewed, whatever is written around the markers", () => {
    expect(renewPage(made, modules(), "API")).toBe(made);
    const around = `${made.replace("By hand.", "By another hand.")}\n## License\n`;
    expect(renewPage(around, modules(), "API")).toBe(around);
  });

  test("has a target for each of its links", () => {
    const anchors = new Set(
      [...made.matchAll(/^#+ `(.*)`$/gmu)].map(([, name = ""]) => name.toLowerCase().replaceAll(/[^\w-]/gu, "")),
    );
    // `Pad`, by hand, is taken: the function comes second.
    const links = [...made.matchAll(/\]\(#([^)]*)\)/gu)].map(([, link = ""]) => link.replace(/-1$/u, ""));
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
    expect(made).toContain("(#pad-1)");
  });

  test("shows examples that can be run, of the module above them, and signatures that are not", () => {
    const signatures = modules().flatMap(({ entries }) => entries.map(({ signature }) => signature));
    const examples = pageExamples(made);
    expect(examples.filter(({ claims }) => claims === "signature").map(({ code }) => code)).toEqual(signatures);
    expect(examples.filter(({ claims }) => claims === undefined)).toEqual([
      expect.objectContaining({ code: 'pad("a", { width: 2 }); // => "a "', module: "src/pad.ts" }),
    ]);
  });

  test("is made where there is none, and refused with one marker alone", () => {
    expect(renewPage(undefined, modules(), "API")).toMatch(/^# API\n\n<!-- assay:api begin -->/u);
    expect(renewPage(`# A\n${PAGE_BEGIN}\n`, modules(), "API")).toBeUndefined();
    expect(renewPage(`${PAGE_END}\n${PAGE_BEGIN}\n`, modules(), "API")).toBeUndefined();
  });

  test("keeps the line ends of the page", () => {
    const other = renewPage("# A\r\n\r\nText.\r\n", modules(), "API") ?? "";
    expect(other.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

const LIBRARY: Readonly<Record<string, string>> = {
  "src/index.ts": `export { round, default as split } from "./round.js";
export * from "./kinds.ts";
export * as kinds from "./kinds.ts";
import { z } from "zod";
export { z };
`,
  "src/round.ts": `/** Rounds. */
export function round(value: string): number;
/** Rounds what is one already. */
export function round(value: number, digits?: number): number;
export function round(value: string | number, digits = 0): number {
  return Number(Number(value).toFixed(digits));
}
/** Splits. */
export default function splitAmount(a: number): number[] {
  return [a];
}
`,
  "src/kinds.ts": `/** Ways to pay. */
export enum Way {
  /** With {@link Way.Card | plastic}. */
  Card = "card",
  Cash = "cash",
}
export const DIGITS = 2;
export const TABLE = [
${"  1,\n".repeat(30)}];
export const LONG: readonly string[] = [${'"text", '.repeat(60)}];
/** A {@link Way}. */
export type Kind = Way | "none";
`,
};

test("several variables of one statement are told one by one", () => {
  const own = repoPath("src/limits.ts");
  const text =
    "/** Least. */\nexport const LEAST = 1,\n  /** Makes one. */\n  make = (a: number) => a + LEAST,\n  MOST = 9;\n";
  expect(referenceOf(own, text).map(({ signature, comment }) => [signature, ...comment])).toEqual([
    ["const LEAST = 1", "Least."],
    ["const make = (a: number)", "Makes one."],
    ["const MOST = 9"],
  ]);
});

describe("a page with what modules pass on", () => {
  let root = "";

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), "assay-page-"));
    mkdirSync(path.join(root, "src"));
    for (const [name, text] of Object.entries(LIBRARY)) writeFileSync(path.join(root, name), text);
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function pageOf(...names: readonly string[]): string {
    const told = names.map(repoPath).map((own) => ({ path: own, entries: moduleReference(root, own) }));
    return renewPage(undefined, told, "API") ?? "";
  }

  test("links to the modules that declare it, where they are on the page", () => {
    expect(pageOf("src/index.ts", "src/kinds.ts", "src/round.ts")).toMatchSnapshot();
  });

  test("shows it itself where they are not", () => {
    expect(pageOf("src/index.ts")).toMatchSnapshot();
  });

  test.each([
    ["a function", "/** Pads. */\nmodule.exports = function pad(text) { return text; };\n", ["pad"]],
    ["names", "/** A. */\nexports.a = () => 1;\nexports.b = 2;\n", ["a", "b"]],
  ])("a CommonJS module that is another one shows what that exports: %s", (_, text, names) => {
    writeFileSync(path.join(root, "src/inner.js"), text);
    writeFileSync(path.join(root, "src/main.js"), "module.exports = require('./inner');\n");
    const entries = moduleReference(root, repoPath("src/main.js"));
    expect(entries.map(({ name, from }) => [name, from])).toEqual(names.map((name) => [name, "src/inner.js"]));
    expect(entries[0]?.comment).toHaveLength(1);
  });

  test("a namespace is passed on with what it holds, under the name that it gets", () => {
    writeFileSync(path.join(root, "src/money.ts"), "export namespace Money {\n  export const LIMIT = 1;\n}\n");
    writeFileSync(path.join(root, "src/all.ts"), 'export { Money as Cash } from "./money.ts";\n');
    expect(moduleReference(root, repoPath("src/all.ts")).map(({ name, own }) => [name, own])).toEqual([
      ["Cash", "Money"],
      ["Cash.LIMIT", "Money.LIMIT"],
    ]);
    writeFileSync(path.join(root, "src/star.ts"), 'export * from "./money.ts";\n');
    expect(moduleReference(root, repoPath("src/star.ts")).map(({ name }) => name)).toEqual(["Money", "Money.LIMIT"]);
  });

  test("ends where modules pass on each other", () => {
    writeFileSync(path.join(root, "src/a.ts"), 'export * from "./b.ts";\nexport const a = 1;\n');
    writeFileSync(path.join(root, "src/b.ts"), 'export * from "./a.ts";\nexport const b = 1;\n');
    expect(moduleReference(root, repoPath("src/a.ts")).map(({ name, from }) => [name, from])).toEqual([
      ["a", undefined],
      ["b", "src/b.ts"],
    ]);
  });
});
