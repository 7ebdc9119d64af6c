import { describe, expect, test } from "@jest/globals";
import { readTestFile, testCalls } from "../../src/code/tests.ts";

const assertionsOf = (path: string, text: string) => readTestFile(path, text).assertions;
const first = (text: string) => testCalls("a.test.ts", text)[0]!;

describe("testCalls", () => {
  test("tells suites, titles, lines and the assertions of each test", () => {
    const text = [
      'describe("outer", () => {',
      '  describe("inner", () => {',
      '    it("adds", () => {',
      "      expect(add(1, 2)).toBe(3);",
      "      expect(add(0, 0)).not.toEqual(total);",
      "    });",
      "  });",
      "  test(`sub ${x}`, async () => { await expect(f()).rejects.toThrow(); });",
      "});",
    ].join("\n");
    expect(testCalls("a.test.ts", text)).toEqual([
      expect.objectContaining({ kind: "suite", title: "outer", suites: [], start: 1, end: 10, assertions: [] }),
      expect.objectContaining({ kind: "suite", title: "inner", suites: ["outer"], start: 2, end: 8 }),
      {
        kind: "test",
        callee: "it",
        suites: ["outer", "inner"],
        title: "adds",
        modifiers: [],
        start: 3,
        end: 7,
        assertions: [
          {
            library: "expect",
            callee: "expect().toBe",
            expectation: "literal",
            subject: { text: "add(1, 2)", literal: false },
            expected: "3",
            line: 4,
          },
          {
            library: "expect",
            callee: "expect().not.toEqual",
            expectation: "expression",
            subject: { text: "add(0, 0)", literal: false },
            expected: "total",
            line: 5,
          },
        ],
      },
      expect.objectContaining({
        title: "`sub ${x}`",
        suites: ["outer"],
        assertions: [expect.objectContaining({ callee: "expect().rejects.toThrow", expectation: "none" })],
      }),
    ]);
  });

  test.each([
    ['it.only("a", f)', "test", ["only"]],
    ['test.skip("a", f)', "test", ["skip"]],
    ['xit("a", f)', "test", ["skip"]],
    ['fdescribe("a", f)', "suite", ["only"]],
    ['xdescribe("a", f)', "suite", ["skip"]],
    ['test.todo("a")', "test", ["todo"]],
    ['test.failing("a", f)', "test", ["failing"]],
    ['test.concurrent.each([[1]])("a", f)', "test", ["concurrent", "each"]],
    ["test.each`x\n${1}`('a', f)", "test", ["each"]],
    ['describe.skipIf(ci)("a", f)', "suite", ["conditional"]],
    ['it["skip"]("a", f)', "test", ["skip"]],
    ['test("a", { skip: true }, f)', "test", ["skip"]],
    ['test("a", { skip: false, only: true }, f)', "test", ["only"]],
    ['test("a", { retry: 3 }, f)', "test", ["retry"]],
    ['it("a", function () { this.skip(); })', "test", ["skip"]],
    ['test("a", (t) => { t.skip("later"); })', "test", ["skip"]],
    ['test.describe("a", f)', "suite", []],
    ['context("a", f)', "suite", []],
    ['import { test as check } from "node:test"; check.only("a", f)', "test", ["only"]],
    ['import check from "node:test"; check("a", f)', "test", []],
    ['const { it: check } = require("mocha"); check.skip("a", f)', "test", ["skip"]],
  ])("%s is a %s with %j", (text, kind, modifiers) => {
    expect(first(text)).toMatchObject({ kind, title: "a", modifiers });
    expect(testCalls("a.test.ts", text)).toHaveLength(1);
  });

  test("takes a subtest of node:test as a test of its own", () => {
    const calls = testCalls(
      "a.test.mjs",
      'test("a", async (t) => {\n  await t.test("b", () => {\n    t.assert.ok(x);\n  });\n});',
    );
    expect(calls.map(({ title, assertions }) => [title, assertions.length])).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
  });

  test.each(['/re/.test("a")', 'pattern.test("a")', "items.skip()", "beforeEach(() => {})", 'test.step.up("a")', ""])(
    "%s is no test",
    (text) => {
      expect(testCalls("a.test.ts", text)).toEqual([]);
    },
  );

  test("a test without a title has an empty one", () => {
    expect(first("it(() => {})").title).toBe("");
    expect(first("it()").title).toBe("");
  });
});

describe("readTestFile", () => {
  test.each([
    ["expect(x).toBe(1)", "expect", "expect().toBe", "literal"],
    ["expect(x).toEqual({ a: [1, -2], b: null })", "expect", "expect().toEqual", "literal"],
    ["expect(x).toEqual({ a: y })", "expect", "expect().toEqual", "expression"],
    ["expect(x).toBeTruthy()", "expect", "expect().toBeTruthy", "truthy"],
    ["expect(x).not.toBeNull()", "expect", "expect().not.toBeNull", "truthy"],
    ["expect(x).toBeNull()", "expect", "expect().toBeNull", "none"],
    ["expect(x).toEqual(expect.anything())", "expect", "expect().toEqual", "any"],
    ["expect(x).toEqual({ a: expect.any(String) })", "expect", "expect().toEqual", "any"],
    ["expect(x).toMatchSnapshot()", "expect", "expect().toMatchSnapshot", "snapshot"],
    ["expect(x).toMatchInlineSnapshot(`1`)", "expect", "expect().toMatchInlineSnapshot", "snapshot"],
    ["expect.soft(x).toBe(1)", "expect", "expect.soft().toBe", "literal"],
    ["expect(x).to.be.true", "expect", "expect().to.be.true", "truthy"],
    ["expect(x).to.deep.equal([1])", "expect", "expect().to.deep.equal", "literal"],
    ["x.should.equal(1)", "should", "should.equal", "literal"],
    ["assert(x)", "assert", "assert", "truthy"],
    ["assert.ok(x)", "assert", "assert.ok", "truthy"],
    ["assert.strictEqual(x, 1)", "assert", "assert.strictEqual", "literal"],
    ["t.assert.deepEqual(x, y)", "assert", "t.assert.deepEqual", "expression"],
    ['import { equal as same } from "node:assert"; same(x, 1)', "assert", "assert.equal", "literal"],
    ['import check from "node:assert/strict"; check.equal(x, 1)', "assert", "assert.equal", "literal"],
    ['const check = require("assert").strict; check(x)', "assert", "assert", "truthy"],
    ['import fc from "fast-check"; fc.assert(x)', "custom", "fc.assert", "none"],
    ["expectToFail(x)", "custom", "expectToFail", "none"],
    ['request(app).get("/").expect(200)', "custom", ".expect", "none"],
  ])("%s", (text, library, callee, expectation) => {
    const found = assertionsOf("a.test.ts", text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ library, callee: callee.replace("t.assert", "assert"), expectation, line: 1 });
  });

  test("marks an assertion about a literal: it checks nothing", () => {
    expect(assertionsOf("a.test.ts", "expect(true).toBe(true)")[0]!.subject).toEqual({ text: "true", literal: true });
    expect(assertionsOf("a.test.ts", "expect(f()).toBe(true)")[0]!.subject.literal).toBe(false);
  });

  test.each([
    "expect(x)",
    "expect(x).not",
    "expect(x).toBe",
    "expect(x).to.deep.equal",
    "x.should",
    "expect.assertions(1)",
    "expect.any(String)",
    "assertive.equal(1)",
    "console.assert",
    "fc.assert(x)",
  ])("%s is no assertion", (text) => {
    expect(assertionsOf("a.test.ts", text)).toEqual([]);
  });

  test("counts helpers outside tests", () => {
    expect(assertionsOf("a.ts", "function check(x) {\n  expect(x).toBe(1);\n}")[0]).toMatchObject({ line: 2 });
  });
});
