import { expect, test } from "@jest/globals";
import { mayChangeGlobals } from "../../src/probe/may-change-globals.ts";

test.each([
  "Array.prototype.last = function () {};",
  "Object.defineProperty(String.prototype, 'shout', { value: shout });",
  "const all = Object.prototype; all.x = 1;",
  "function define(object) { Object.defineProperty(object, 'x', {}); }",
  "Math.half = (x) => x / 2;",
  "globalThis.once = true;",
  "x.__proto__.y = 1;",
  "Object.setPrototypeOf(x, y);",
])("may change what the language brings: %s", (text) => {
  expect(mayChangeGlobals(text)).toBe(true);
});

test.each([
  "exports.f = (x) => Array.prototype.slice.call(x, 1);",
  "const map = Array.prototype.map || function () {};",
  "function Cart() {}\nCart.prototype.add = function () {};\nCart['prototype'] = {};",
  "class Promise {}\nPromise.prototype.then = f;\nPromise.all = f;",
  "const Tree = function () {};\nObject.defineProperty(Tree, 'x', {});\nObject.defineProperty(Tree.prototype, 'y', {});",
  "Object.defineProperty(exports, '__esModule', { value: true });",
  "exports.half = (x) => Math.round(x) / 2;",
])("changes its own things only: %s", (text) => {
  expect(mayChangeGlobals(text)).toBe(false);
});
