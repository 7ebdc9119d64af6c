import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { makeGround, makeRepository, type Ground } from "../adapters/git/fixture.ts";
import { useBuiltCli } from "./support/built-cli.ts";

const cli = useBuiltCli();

const FILES: Readonly<Record<string, string>> = {
  ".github/assay.yml": `version: 1
tasks: [refactor]
publish: worktree
rules: [{ paths: ["lib/**/*.js", "test/**/*.js"], tasks: [refactor] }]
refactor: { modules: import }
gates: { equivalence: { seconds: 60 } }
`,
  "package.json":
    '{\n  "name": "tally",\n  "version": "1.2.0",\n  "license": "MIT",\n  "main": "./lib",\n  "scripts": { "test": "node --test" }\n}\n',
  "lib/index.js": `'use strict';

const Basket = require('./basket');
const rates = require('./rates.json');

module.exports = {
  Basket,
  /** Rate of a country. */
  rateOf: function (country) { return rates[country] || 0; },
};
`,
  "lib/basket.js": `'use strict';

const { format } = require('util');

class Basket {
  constructor() { this.items = []; }
  put(price) { this.items.push(price); return this; }
  toString() { return format('%d items', this.items.length); }
}

module.exports = Basket;
module.exports.EMPTY = 0;
`,
  "lib/rates.json": '{ "de": 0.19 }\n',
  "test/tally.test.js": `'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { Basket, rateOf } = require('..');

test('counts', () => assert.strictEqual(String(new Basket().put(1).put(2)), '2 items'));
test('rates', () => assert.deepStrictEqual([rateOf('de'), rateOf('xx'), Basket.EMPTY], [0.19, 0, 0]));
`,
};

function assay({ env }: Ground, root: string, command: string): string {
  return cli.run(root, [command, "--all"], env);
}

test("a CommonJS package becomes ES modules as a whole, by the built command line; its tests go on", () => {
  using ground = makeGround();
  const root = makeRepository(ground, FILES);
  const output = assay(ground, root, "run");
  expect(output).toContain("1 accepted, 0 rejected");
  expect(output).toContain("accepted refactor lib/index.js");
  expect(output).toMatch(/✓ equivalence[^\n]*dated 3 → 0/u);
  const read = (name: string): string => readFileSync(path.join(root, name), "utf8");
  expect(read("package.json")).toBe(FILES["package.json"]?.replace('"1.2.0",\n', '"1.2.0",\n  "type": "module",\n'));
  expect(read("lib/index.js")).toContain("import rates from './rates.json' with { type: 'json' };\n");
  expect(read("lib/basket.js")).toContain("export { Basket as default, Basket as 'module.exports' };\n");
  const test = spawnSync(process.execPath, ["--test"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  expect(test.stdout).toMatch(/pass 2\b[\s\S]*fail 0\b/u);
}, 600_000);

test("what keeps a package as it is stands in the plan, and its files are worked on one by one", () => {
  const lazy = "module.exports = (count) => require('util').format('%d items', count);\n";
  using ground = makeGround();
  const output = assay(ground, makeRepository(ground, { ...FILES, "lib/basket.js": lazy }), "plan");
  expect(output).toContain(
    "the package stays CommonJS: lib/basket.js, line 1: it requires util inside of a function or a branch",
  );
  expect(output).toMatch(/refactor\s+lib\/basket\.js/u);
}, 120_000);
