import vm from "node:vm";
import { expect, test } from "@jest/globals";
import { loadValues, reloading } from "../../../src/code/repair/load-values.ts";
import { parseSource } from "../../../src/code/source.ts";
import { applyChanges } from "../../../src/code/text-changes.ts";

const TEXT = `import { x } from "./x";
const RATE = 0.2, ROUND = 100;
export const DOUBLE: number = RATE * 2;
const CACHE = new Map([["a", DOUBLE]]);
let next = 1;
const GIVEN = 5;
const SCALE = 10;
const LIMITS = makeLimits(3);
function makeLimits(n) { return { most: n * SCALE }; }
const f = (a) => a * DOUBLE + next++;
const TABLE = [1, 2].map((n) => n * OFF);
const OFF = 3;
class Box { static size = UNIT; get() { return INNER; } }
const UNIT = 4;
const INNER = { a: 1 } as const;
const RANDOM = Math.random();
const TWICE = next++;
module.exports = { GIVEN, f };
export { INNER };
`;

test("values are made anew that nothing reads at load and that do nothing, with those that are made of them", () => {
  expect(loadValues("a.ts", TEXT).map(({ name, users }) => [name, users])).toEqual([
    ["RATE", [2, 3]],
    ["ROUND", []],
    ["DOUBLE", [3]],
    ["CACHE", []],
    ["INNER", []],
  ]);
});

test.each([
  ["const RATE = 0.2;\nconst total = (x) => x * RATE;\nconst DEFAULT = total(10);\n", []],
  [
    "const RATE = 0.2;\nmodule.exports = { total };\nconst ALL = [1].map(total);\nfunction total(x) { return x * RATE; }\n",
    [],
  ],
  ["const RATE = 0.2;\nclass Tax { constructor() { this.rate = RATE; } }\nconst TAX = new Tax();\n", []],
  ["const RATE = 0.2;\nconst api = { total: (x) => x * RATE };\nconst DEFAULT = api.total(10);\n", []],
  ["const RATE = 0.2;\nclass Tax { static make() { return RATE; } }\nconst TAX = Tax.make();\n", []],
  [
    "const RATE = 0.2;\nclass Tax { constructor() { this.init(); } init() { this.r = RATE; } }\nconst TAX = new Tax();\n",
    [],
  ],
  ["const RATE = 0.2;\nfunction g() { const h = () => RATE; return h(); }\nconst ALL = g();\n", []],
  ["const RATE = 0.2;\nconst total = (x) => x * RATE;\nmodule.exports = { total };\n", ["RATE"]],
])("what a function that runs at load reads is read at load: %j", (text, free) => {
  expect(loadValues("a.js", text).map(({ name }) => name)).toEqual(free);
});

test("what a value is read by is known where no other file can", () => {
  const values = loadValues("a.ts", TEXT);
  expect(values.map(({ name, readBy }) => [name, readBy])).toEqual([
    ["RATE", "the file"],
    ["ROUND", "the file"],
    ["DOUBLE", "elsewhere"],
    ["CACHE", "the file"],
    ["INNER", "elsewhere"],
  ]);
  expect(values[0]?.reads).toContain(TEXT.indexOf("RATE * 2"));
});

test("the text does what it did, and each value can be made, read and set", () => {
  const text = "const A = 2, B = [A];\nconst f = () => A + B[0];\n";
  const made = applyChanges(text, reloading(parseSource("a.js", text), loadValues("a.js", text)));
  const program = `var __assayL = [];${made}; const before = f(); __assayL[0][2](5); __assayL[1][2](__assayL[1][0]()); [before, f(), __assayL[0][1]()].join()`;
  expect(vm.runInNewContext(program)).toBe("4,10,5");
});
