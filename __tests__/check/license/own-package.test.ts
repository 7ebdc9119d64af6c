import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { licenseGate } from "../../../src/check/gates/license.ts";
import { staticContext, type Given, type GivenFile } from "../static-context.ts";
import { toInstalled } from "./installed.ts";

const text = readFileSync(new URL("../../../bench/gates/random.ts", import.meta.url), "utf8");

async function codes(files: readonly GivenFile[], given: Given): Promise<readonly string[]> {
  const context = staticContext(files, { license: { allow: ["MIT"], deny: [] } }, given);
  const answer = await licenseGate.check(context);
  return answer.status === "failed" ? answer.diagnostics.map(({ code }) => code ?? "") : [];
}

test.each<readonly [string, string, string, readonly GivenFile[], readonly string[]]>([
  ["an installed copy of the package itself", "mulberry", "packages/m/src/r.ts", [], []],
  ["a package that is called like nothing here", "blackberry", "packages/m/src/r.ts", [], ["copied-text"]],
  ["a package beside it that the file is no part of", "mulberry", "packages/n/src/r.ts", [], ["copied-text"]],
  [
    "a package that the candidate itself calls so",
    "mulberry",
    "packages/m/src/r.ts",
    [{ path: "packages/m/package.json", before: '{"name":"other"}', after: '{"name":"mulberry"}' }],
    ["copied-text"],
  ],
])("copied from %s", async (_, name, path, more, expected) => {
  const source = { package: name, path: `node_modules/${name}/index.ts`, text, licence: "GPL-3.0-only" };
  const tree = { "package.json": '{"private":true}', "packages/m/package.json": '{"name":"mulberry"}' };
  const installed = toInstalled({}, [source]);
  expect(await codes([{ path, after: text }, ...more], { installed, tree })).toEqual(expected);
});

test("copied from a package that lies in an installed copy of the package itself", async () => {
  const path = "node_modules/mulberry/node_modules/blackberry/index.ts";
  const installed = toInstalled({}, [{ package: "blackberry", path, text, licence: "GPL-3.0-only" }]);
  const given = { installed, tree: { "package.json": '{"name":"mulberry"}' } };
  expect(await codes([{ path: "src/r.ts", after: text }], given)).toEqual(["copied-text"]);
});
