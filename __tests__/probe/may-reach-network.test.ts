import { describe, expect, test } from "@jest/globals";
import { mayReachNetwork } from "../../src/probe/may-reach-network.ts";

describe("mayReachNetwork", () => {
  test.each([
    ["function f(a) { return a + 1; }", "no"],
    ['const fs = require("fs"), path = require("node:path"); exports.f = () => fs.readdirSync(path.sep);', "no"],
    ['const { g } = require("./own.js"); module.exports = { g };', "no"],
    ["module['exports'] = { f: () => process.nextTick(() => process.env.HOME) };", "no"],
    [
      "if (typeof module === 'object' && typeof require === 'function') module.exports = class { constructor() {} };",
      "no",
    ],
    ['const net = require("net");', "yes"],
    ['const other = require("./not-ours.js");', "yes"],
    ['const { get } = require("some-package");', "yes"],
    ['const name = "net"; require(name);', "yes"],
    ['module.require("net");', "yes"],
    ['const net = await import("node:net");', "yes"],
    ['process.getBuiltinModule("net");', "yes"],
    ["new process.stdin.constructor().connect(80);", "yes"],
    ["exports.load = (url) => fetch(url);", "yes"],
    ["new WebSocket(url);", "yes"],
    ['new Function("return fetch")();', "yes"],
    ['(() => {})["constructor"]("return process")();', "yes"],
    ["globalThis[name]();", "yes"],
    ['typeof require("net").connect(80);', "yes"],
    ["typeof process.getBuiltinModule(name).connect(80);", "yes"],
    ['typeof require("fs")\nprocess.getBuiltinModule("net");', "yes"],
    ['arguments[1]("net");', "yes"],
    ["f\\u0065tch(url);", "yes"],
  ])("%s: %s", (text, answer) => {
    expect(mayReachNetwork(text, { "./own.js": "/repo/own.js" }) ? "yes" : "no").toBe(answer);
  });
});
