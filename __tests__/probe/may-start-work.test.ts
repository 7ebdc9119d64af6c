import { describe, expect, test } from "@jest/globals";
import { mayStartWork } from "../../src/probe/may-start-work.ts";

describe("mayStartWork", () => {
  test.each([
    ["function f(a) { return a + 1; }", "no"],
    ['const { g } = require("./own.js"); setTimeout(g, 5);', "no"],
    ["const util = require('node:util'); Promise.resolve(util.inspect(1));", "no"],
    ['const fs = require("fs");', "yes"],
    ['const other = require("./not-ours.js");', "yes"],
    ['const name = "fs"; const fs = require(name);', "yes"],
    ['const z = await import("zlib");', "yes"],
    ['process.getBuiltinModule("fs");', "yes"],
    ['crypto.subtle.digest("SHA-256", bytes);', "yes"],
    ['new CompressionStream("gzip");', "yes"],
    ['Function("return this")().fetch;', "yes"],
    ["globalThis[name]();", "yes"],
  ])("%s: %s", (text, answer) => {
    expect(mayStartWork(text, { "./own.js": "/repo/own.js" }) ? "yes" : "no").toBe(answer);
  });
});
