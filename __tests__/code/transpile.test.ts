import { expect, test } from "@jest/globals";
import { transpile } from "../../src/code/transpile.ts";

test.each(["a.js", "a.mjs", "a.ts", "a.mts", "a.tsx"])(
  "%s: a module becomes what a CommonJS wrapper can run",
  (path) => {
    const { text, syntax } = transpile(path, 'import { b } from "./b.js";\nexport const a = b + 1;\n', {});
    expect(syntax).toBe("esm");
    expect(text).toContain('require("./b.js")');
    expect(text).toContain("exports.a = ");
    expect(text).not.toMatch(/^(?:import|export)\b/mu);
  },
);

test("CommonJS stays as it is written", () => {
  const text = "module.exports = require('./b.cjs');\n";
  expect(transpile("a.cjs", text, {})).toEqual({ text, syntax: "commonjs" });
});
