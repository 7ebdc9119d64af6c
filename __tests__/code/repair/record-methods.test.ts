import { expect, test } from "@jest/globals";
import { recordMethods } from "../../../src/code/repair/record-methods.ts";

test("constructors and methods of classes tell of each call, and nothing else is touched", () => {
  const text =
    "export class Cart {\n  #items = [];\n  constructor(name) { this.name = name; }\n  add(item, count = 1) { return 1; }\n  async total() {}\n  static of() {}\n  *each() {}\n  get size() { return 0; }\n  rest(...all) {}\n  [key]() {}\n}\n";
  const made = recordMethods("a.js", text);
  expect(made).toContain('constructor(name) {__assayMade(this,"Cart",[name]); this.name = name; }');
  expect(made).toContain('add(item, count = 1) {__assayMet(this,"Cart","add",[item,count]); return 1; }');
  expect(made).toContain('async total() {__assayMet(this,"Cart","total",[]);}');
  expect(made.match(/__assay/gu)).toHaveLength(3);
});

test.each(["class A extends B { m() {} }", "const A = class { m() {} };", "function f() {}"])(
  "left alone: %s",
  (text) => {
    expect(recordMethods("a.js", text)).toBe(text);
  },
);
