import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { makeGround, makeRepository, type Ground } from "../adapters/git/fixture.ts";
import { useBuiltCli } from "./support/built-cli.ts";

jest.setTimeout(400_000);

const PACKAGES = path.resolve(import.meta.dirname, "../../node_modules");
const PATH = `${PACKAGES}/.bin:${process.env["PATH"] ?? ""}`;
const cli = useBuiltCli();

const MODULE = `export function clamp(value, least, most) {
  if (least > most) throw new RangeError("least is above most");
  return Math.min(Math.max(value, least), most);
}

export function share(part, whole) {
  return whole === 0 ? 0 : part / whole;
}

export function each(items, visit) {
  for (const item of items) visit(item);
  return items.length;
}

export async function label(kind) {
  if (kind !== "short" && kind !== "long") throw new TypeError("unknown kind");
  return { kind, text: kind === "short" ? "S" : "Long" };
}

export function later(value, done) {
  setTimeout(() => done(null, value + 1), 500);
}

export class Counter {
  constructor(step = 1) {
    this.step = step;
    this.count = 0;
  }
  add(times) {
    this.count += this.step * times;
    return this.count;
  }
}
`;
const COMMONJS = `${MODULE.replaceAll(/^export /gmu, "")}\nmodule.exports = { clamp, share, each, label, later, Counter };\n`;

/** A repository whose tests are written for one runner. */
interface Dialect {
  readonly manifest: object;
  readonly module: string;
  /** The test that is there already: what new ones are written like. */
  readonly neighbour: string;
  /** What stands in the tests that are written, and what does not. */
  readonly has: readonly (string | RegExp)[];
  readonly hasNot: readonly string[];
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  vitest: {
    manifest: { type: "module", devDependencies: { vitest: "*" } },
    module: MODULE,
    neighbour: `import { describe, expect, it } from "vitest";
import { twice } from "../src/twice.js";

describe("twice", () => {
  it("doubles", () => {
    expect(twice(2)).toBe(4);
  });
});
`,
    has: [
      'from "vitest";',
      'from "../src/tools.js";',
      '  it("',
      "vi.fn(",
      "toThrow(new RangeError",
      "vi.useFakeTimers();",
    ],
    hasNot: ["jest", "require("],
  },
  mocha: {
    manifest: { devDependencies: { mocha: "^12.0.0" } },
    module: COMMONJS,
    neighbour: `const assert = require('assert')
const { twice } = require('../src/twice')

describe('twice', () => {
  it('doubles', () => {
    assert.strictEqual(twice(2), 4)
  })
})
`,
    has: ["const assert = require('assert')\n", "} = require('../src/tools')\n", "assert.throws(", /\}\)\n$/u],
    hasNot: ["expect(", ";\n", "import "],
  },
  chai: {
    manifest: { type: "module", devDependencies: { mocha: "^12.0.0", chai: "*" } },
    module: MODULE,
    neighbour: `import { expect } from 'chai';
import { twice } from '../src/twice.js';

describe('twice', () => {
  it('doubles', () => {
    expect(twice(2)).to.equal(4);
  });
});
`,
    has: ["import { expect } from 'chai';", ".to.equal(", ".to.throw(RangeError, 'least is above most')"],
    hasNot: ["assert.", "require("],
  },
  "node:test": {
    manifest: { type: "module", scripts: { test: "node --test" } },
    module: MODULE,
    neighbour: `import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { twice } from "../src/twice.js";

describe("twice", () => {
  it("doubles", () => {
    assert.equal(twice(2), 4);
  });
});
`,
    has: ['from "node:test";', "assert.throws(", "mock.fn(", "mock.timers.enable();"],
    hasNot: ["expect("],
  },
};

function repositoryOf(
  ground: Ground,
  { manifest, module, neighbour }: Dialect,
  more: Readonly<Record<string, string>> = {},
): string {
  const root = makeRepository(ground, {
    ".gitignore": "node_modules\n",
    ".github/assay.yml": "version: 1\ntasks: [tests]\ngates: { stability: { level: required, runs: 2 } }\n",
    "package.json": JSON.stringify({ name: "dialect", version: "1.0.0", ...manifest }),
    "src/tools.js": module,
    "src/twice.js": module === COMMONJS ? "exports.twice = (n) => n * 2;\n" : "export const twice = (n) => n * 2;\n",
    "test/twice.test.js": neighbour,
    ...more,
  });
  symlinkSync(PACKAGES, path.join(root, "node_modules"), "dir");
  return root;
}

function assay({ env }: Ground, root: string): string {
  const args = ["run", "--all", "--tasks", "tests", "--engine", "embedded", "--publish", "worktree"];
  return cli.run(root, [...args, "--paths", "src/tools.js"], { ...env, PATH });
}

test.each(Object.keys(DIALECTS))("tests for %s are written, pass every gate and notice mutants", (name) => {
  const dialect = DIALECTS[name];
  if (dialect === undefined) throw new Error(name);
  using ground = makeGround();
  const root = repositoryOf(ground, dialect);
  const output = assay(ground, root);
  expect(output).toContain("1 accepted");
  expect(output).toMatch(/✓ stability/u);
  expect(output).toMatch(/✓ mutation/u);
  const text = readFileSync(path.join(root, "test/tools.test.js"), "utf8");
  for (const part of dialect.has) expect(text).toMatch(part);
  for (const part of dialect.hasNot) expect(text).not.toContain(part);
});

const BY_HAND = `import { describe, expect, it } from "vitest";
import { clamp } from "../src/tools.js";

// Written by hand.
describe("clamp", () => {
  it("keeps what is inside", () => {
    expect(clamp(2, 1, 3)).toBe(2);
  });
});
`;

test("a test file that is there already gets more tests and keeps what people wrote", () => {
  const { vitest } = DIALECTS;
  if (vitest === undefined) throw new Error("vitest");
  using ground = makeGround();
  const root = repositoryOf(ground, vitest, { "test/tools.test.js": BY_HAND });
  expect(assay(ground, root)).toContain("1 accepted");
  const text = readFileSync(path.join(root, "test/tools.test.js"), "utf8");
  const lines = text.split("\n");
  for (const line of BY_HAND.split("\n").filter((one) => !one.startsWith("import"))) expect(lines).toContain(line);
  expect(text.match(/from "\.\.\/src\/tools\.js"/gu)).toHaveLength(1);
  expect(text.match(/describe\("clamp"/gu)).toHaveLength(1);
  expect(text).toContain("least is above most");
  expect(text).toContain('describe("share"');
});
