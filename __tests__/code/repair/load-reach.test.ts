import { describe, expect, test } from "@jest/globals";
import { loadReach } from "../../../src/code/repair/load-reach.ts";

const TEXT = `import { log } from "./log.js";
const RATE = 0.2;
const DOUBLE = RATE * 2;
const UNUSED = 7;
const [FIRST, SECOND] = [1, 2];
const LIMITS = makeLimits(3);
function makeLimits(n) { return { most: n * SCALE }; }
const SCALE = 10;
const tax = (x) => x * DOUBLE;
function cut(x) { return Math.min(x, LIMITS.most); }
class Box { static size = UNIT; get() { return SECOND; } }
const UNIT = 4;
export const NAME = "n";
log.level = 5;
`;

/** The texts of the numbers and strings at load that may matter to what runs on a line. */
function mattering(...lines: readonly number[]): readonly string[] {
  const matters = loadReach("a.js", TEXT, { lines, others: ["import { NAME } from './a.js';"] });
  const values = [...TEXT.matchAll(/0\.2|\b[123457]\b|\b10\b|"n"/gu)];
  return values.filter(({ index }) => matters(index)).map(([text]) => text);
}

test("what an index gives away is loaded by the name of its folder", () => {
  const matters = loadReach("src/config/index.js", "module.exports = { rate: 0.2 };\n", {
    lines: [],
    others: ['require("./config")'],
  });
  expect(matters(25)).toBe(true);
});

describe("code that runs at load and may matter", () => {
  test("is what a function names, and what that names in turn", () => {
    expect(mattering(9)).toEqual(["0.2", "2", '"n"', "5"]);
  });

  test("is what a function that runs at load names", () => {
    expect(mattering(10)).toEqual(["3", "10", '"n"', "5"]);
  });

  test("is what a class names, and a pattern by any of its names", () => {
    expect(mattering(11)).toEqual(["1", "2", "4", '"n"', "5"]);
  });

  test("is no name of a module", () => {
    const text = 'const { f } = require("./f");\nmodule.exports = { g: f("./g"), h: require("./h").h };\n';
    const matters = loadReach("a.js", text, { lines: [1], others: ["./a"] });
    expect(['./f"', './g"', './h"'].map((name) => matters(text.indexOf(name)))).toEqual([false, true, false]);
  });

  test("is, where nothing of the file is run, what others name of its exports, and what it does", () => {
    expect(mattering()).toEqual(['"n"', "5"]);
    const alone = loadReach("a.js", TEXT, { lines: [], others: ["import { NAMES } from './a.js';"] });
    expect([TEXT.indexOf('"n"'), TEXT.indexOf("5")].map(alone)).toEqual([false, true]);
  });

  test("is what an object of exports holds, though not what only its functions name", () => {
    const text = "const A = 1;\nconst B = 2;\nconst f = () => B;\nmodule.exports = { A, f };\n";
    const see = (...others: readonly string[]): readonly boolean[] => {
      const matters = loadReach("src/the-rates.js", text, { lines: [], others });
      return ["1", "2"].map((value) => matters(text.indexOf(value)));
    };
    expect(see('const { A } = require("./the-rates");')).toEqual([true, false]);
    expect(see('const { A } = require("./other-rates");')).toEqual([false, false]);
  });
});
