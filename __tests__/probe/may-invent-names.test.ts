import { describe, expect, test } from "@jest/globals";
import { mayInventNames } from "../../src/probe/may-invent-names.ts";

describe("mayInventNames", () => {
  test.each([
    ["function f(a) { return a + 1; }", "no"],
    ['const { g } = require("./own.js"), fs = require("fs"), _ = require("lodash");', "no"],
    ["const form = new FormData();", "no"],
    ['const vm = require("node:vm");', "yes"],
    ["const vm = require('vm');", "yes"],
    ['Function("return this")().FormData = 1;', "yes"],
    ['globalThis["Form" + "Data"] = 1;', "yes"],
    ["(0, eval)(text);", "yes"],
    ["(function () { return this; })()[name] = 1;", "yes"],
    ['(async () => {}).constructor("return this")();', "yes"],
    ["Object.getPrototypeOf(f) === AsyncFunction;", "yes"],
  ])("%s: %s", (text, answer) => {
    expect(mayInventNames(text) ? "yes" : "no").toBe(answer);
  });
});
