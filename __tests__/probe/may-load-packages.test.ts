import { describe, expect, test } from "@jest/globals";
import { mayLoadPackages } from "../../src/probe/may-load-packages.ts";

describe("mayLoadPackages", () => {
  test.each([
    ["function f(a) { return a + 1; }", "no"],
    ['const { g } = require("./own.js"); const fs = require("fs"), { x } = require("node:fs/promises");', "no"],
    ['const asset = require("./own.css");', "yes"],
    ['const _ = require("lodash");', "yes"],
    ["const fs = require(name);", "yes"],
    ['const vm = require("node:vm");', "yes"],
    ['const vm = require("vm");', "yes"],
    ['const z = await import("undici");', "yes"],
    ['Function("return this")().FormData = 1;', "yes"],
    ['globalThis["Form" + "Data"] = 1;', "yes"],
  ])("%s: %s", (text, answer) => {
    expect(mayLoadPackages(text, { "./own.js": "/repo/own.js" }) ? "yes" : "no").toBe(answer);
  });
});
