import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { demandsParameters } from "../../../src/code/docs/comment-samples.ts";

const places: string[] = [];
afterEach(() => {
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true });
});

function demands(name: string, text: string): "yes" | "no" {
  const root = mkdtempSync(path.join(tmpdir(), "assay-samples-"));
  places.push(root);
  writeFileSync(path.join(root, name), text);
  return demandsParameters(root);
}

test.each([
  ["eslint.config.js", 'export default [{ rules: { "jsdoc/require-param": "error" } }];', "yes"],
  ["eslint.config.mjs", "export default [jsdoc.configs['flat/recommended-typescript']];", "yes"],
  [".eslintrc.json", '{ "extends": ["plugin:jsdoc/recommended"] }', "yes"],
  [".eslintrc.yml", "rules:\n  jsdoc/require-param: [warn, { checkSetters: false }]\n", "yes"],
  ["package.json", '{ "eslintConfig": { "rules": { "jsdoc/require-param": 2 } } }', "yes"],
  [".eslintrc", '{ "rules": { "jsdoc/require-param": "off" } }', "no"],
  [".eslintrc", '{ "rules": { "jsdoc/require-param": ["off"] } }', "no"],
  [".eslintrc", '{ "rules": { "jsdoc/require-param": [ 0, {} ] } }', "no"],
  [".eslintrc", '{ "rules": { "jsdoc/require-param-type": "error" } }', "no"],
  ["eslint.config.js", "export default [];", "no"],
] as const)("what the linter asks of comments: %s with %s: %s", (name, text, expected) => {
  expect(demands(name, text)).toBe(expected);
});
