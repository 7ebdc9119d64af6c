import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { findMutants } from "../../src/code/mutate/find-mutants.ts";
import { applyMutant } from "../../src/code/mutate/mutant.ts";
import type { MutatorName } from "../../src/code/mutate/mutant.ts";
import { switchAll } from "../../src/code/mutate/switch-all.ts";
import { syntaxErrors } from "../../src/code/syntax.ts";
import { compile } from "./compile.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

function mutated(operator: MutatorName, text: string, path = "file.ts"): readonly string[] {
  return findMutants(path, text, { operators: [operator] }).map((mutant) => applyMutant(text, mutant));
}

const CASES: readonly (readonly [MutatorName, string, readonly string[]])[] = [
  ["ArithmeticOperator", "x = a + b;", ["x = a - b;"]],
  ["ArithmeticOperator", "x = a % b * c;", ["x = a % b / c;", "x = a * b * c;"]],
  ["ArithmeticOperator", "x = 'n: ' + a + b;", []],
  [
    "ArrayDeclaration",
    "f([1], [], new Array(3));",
    ["f([], [], new Array(3));", 'f([1], ["mutated"], new Array(3));', "f([1], [], new Array());"],
  ],
  ["ArrayDeclaration", "[a, b] = c; for ([a] of d) f(a);", []],
  ["ArrowFunction", "const f = (a: number) => a + 1;", ["const f = (a: number) => undefined;"]],
  ["ArrowFunction", "const f = () => ({ a: 1 });", ["const f = () => undefined;"]],
  ["AssignmentOperator", "a += 1; b ??= 2;", ["a -= 1; b ??= 2;", "a += 1; b &&= 2;"]],
  ["BlockStatement", "function f() { g(); }", ["function f() {}"]],
  ["BlockStatement", "class A extends B { constructor() { super(); } m() {} }", []],
  ["BooleanLiteral", "f(true, !a);", ["f(false, !a);", "f(true, a);"]],
  ["BooleanLiteral", "function f(a) { return!a; }", ["function f(a) { return a; }"]],
  ["ConditionalExpression", "if (a) b();", ["if (true) b();", "if (false) b();"]],
  ["ConditionalExpression", "while (a < b) c();", ["while (false) c();"]],
  ["ConditionalExpression", "x = a < b;", ["x = true;", "x = false;"]],
  [
    "ConditionalExpression",
    "switch (a) { case 1: b(); break; case 2: const c = 1; }",
    ["switch (a) { case 1:  case 2: const c = 1; }"],
  ],
  ["EqualityOperator", "x = a < b;", ["x = a <= b;", "x = a >= b;"]],
  ["EqualityOperator", "x = a === b;", ["x = a !== b;"]],
  ["LogicalOperator", "x = a && b;", ["x = a || b;"]],
  ["LogicalOperator", "x = a ?? b;", ["x = a && b;"]],
  ["LogicalOperator", "x = a && b || c;", ["x = ((a && b) && (c));", "x = a || b || c;"]],
  ["MethodExpression", "x = a.trim().length;", ["x = a.length;"]],
  [
    "MethodExpression",
    "x = a?.trim().length + b.some(f);",
    ["x = a?.length + b.some(f);", "x = a?.trim().length + b.every(f);"],
  ],
  [
    "NumericLiteral",
    "x = { 1: 0, [1]: 7 };",
    ["x = { 1: 1, [1]: 7 };", "x = { 1: 0, [0]: 7 };", "x = { 1: 0, [1]: 8 };"],
  ],
  ["ObjectLiteral", "x = { a: 1 }; y = {}; ({ a } = x);", ["x = {}; y = {}; ({ a } = x);"]],
  ["OptionalChaining", "x = a?.b?.[c]?.();", ["x = a.b?.[c]?.();", "x = a?.b[c]?.();", "x = a?.b?.[c]();"]],
  [
    "Regex",
    String.raw`x = /^\d[a^]$/u;`,
    [
      String.raw`x = /\d[a^]$/u;`,
      String.raw`x = /^\D[a^]$/u;`,
      String.raw`x = /^\d[^a^]$/u;`,
      String.raw`x = /^\d[a^]/u;`,
    ],
  ],
  ["Regex", "x = /^/;", []],
  [
    "StatementRemoval",
    "a(); let b = 1; b = 2; throw b;",
    ["; let b = 1; b = 2; throw b;", "a(); let b = 1; ; throw b;", "a(); let b = 1; b = 2; ;"],
  ],
  ["StatementRemoval", '"use strict"; class A extends B { constructor() { super(); } }', []],
  ["StringLiteral", 'f("a", "", `b${c}`);', ['f("", "", `b${c}`);', 'f("a", "mutated", `b${c}`);', 'f("a", "", "");']],
  [
    "StringLiteral",
    'import a from "b"; import c = require("d"); const e = require("f"), g: "h" = import("i"), { "j": k } = { "j": l };',
    [],
  ],
  ["UnaryOperator", "x = -a; y = ~b;", ["x = +a; y = ~b;", "x = -a; y = b;"]],
  ["UnaryOperator", "x = a+-b;", ["x = a+ +b;"]],
  ["UpdateOperator", "a++; --b;", ["a--; --b;", "a++; ++b;"]],
];

describe("each family", () => {
  test.each(CASES)("%s of %s", (operator, text, expected) => {
    expect([...mutated(operator, text)].sort()).toEqual([...expected].sort());
  });

  test("leaves types, decorators, enums and declarations alone", () => {
    const text =
      'type A = "a" | 1; enum E { A = 1 } declare const x: boolean; interface I { a: "b" } @d("e") class C { declare f: "g"; }';
    expect(findMutants("file.ts", text, { operators: ["StringLiteral", "NumericLiteral", "BooleanLiteral"] })).toEqual(
      [],
    );
  });

  test("gives places, ids and a line that says what changes", () => {
    const [first, second] = findMutants("file.ts", "const a = 1;\nconst b = a < 2;", { lines: new Set([2]) });
    expect(first).toMatchObject({ id: 1, line: 2, column: 11, description: "a < 2 → true" });
    expect(second).toMatchObject({ id: 2, operator: "ConditionalExpression", description: "a < 2 → false" });
  });

  test("gives no two mutants of the same text", () => {
    const text = "if (a && !b || c < 1) { f(a ? [1] : {}); } else while (x) y--;";
    const texts = findMutants("file.js", text).map((mutant) => applyMutant(text, mutant));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

const FILES = readdirSync(join(ROOT, "src", "code")).filter((name) => name.endsWith(".ts"));

describe("mutants of real files", () => {
  test.each(FILES)("src/code/%s: every mutant, and all in one text, is valid", (name) => {
    const path = join("src", "code", name);
    const text = readFileSync(join(ROOT, path), "utf8");
    const mutants = findMutants(path, text);
    for (const mutant of mutants.filter(({ id }) => id % 7 === 0)) {
      expect({ mutant, errors: syntaxErrors(path, applyMutant(text, mutant)) }).toEqual({ mutant, errors: [] });
    }
    expect(syntaxErrors(path, switchAll(text, mutants))).toEqual([]);
  });

  test("JSX: texts of attributes and elements", () => {
    const text = 'const a = <b c="d" e={f && "g"}>{h ? 1 : 2} text</b>;';
    const mutants = findMutants("a.tsx", text);
    expect(mutants.some(({ position }) => position === "jsx-attribute")).toBe(true);
    for (const mutant of mutants) expect(syntaxErrors("a.tsx", applyMutant(text, mutant))).toEqual([]);
    expect(syntaxErrors("a.tsx", switchAll(text, mutants))).toEqual([]);
  });
});

const PROGRAM = `
function clamp(x, lo = 0, hi = 10) { if (x < lo) return lo; if (x > hi) { return hi; } return x; }
function words(s) { let n = 0; for (const w of s.trim().split(" ")) { if (w !== "" && !/^\\d+$/.test(w)) n++; } return n > 1 ? [n, s?.length] : { n }; }
function kind(a) { switch (a) { case 1: return "one"; case 2: a = -a; break; default: throw new Error("no " + a); } return a; }
`;
const CALLS = `JSON.stringify([-1, 0, 5, 11].map((x) => clamp(x)).concat([" a 1 b", "x", ""].map((s) => words(s)), [1, 2, 3].map((a) => { try { return kind(a); } catch (e) { return e.message; } })))`;

/** What a program answers; what it throws and endless loops count as answers. */
function answer(text: string, active = 0): string {
  const body = `globalThis.__assayActive = active; try { ${text}\nreturn ${CALLS}; } finally { delete globalThis.__assayActive; }`;
  const run = compile(body, ["active"]);
  try {
    return String(run(active));
  } catch (error) {
    return String(error);
  }
}

test("one text with a switch behaves as the original and as each mutant by itself", () => {
  const mutants = findMutants("program.js", PROGRAM);
  const all = switchAll(PROGRAM, mutants);
  expect(answer(all)).toBe(answer(PROGRAM));
  const alone = mutants.map((mutant) => answer(applyMutant(PROGRAM, mutant)));
  expect(mutants.map(({ id }) => answer(all, id))).toEqual(alone);
  // The table would say nothing if mutants changed nothing.
  expect(alone.filter((text) => text !== answer(PROGRAM)).length).toBeGreaterThan(mutants.length / 2);
});

test("replacements that nobody's family made: inserted statements, crossing ranges left out", () => {
  const text = "let a = 1; a += 2; out.push(a);";
  const place = { line: 1, column: 1, description: "" };
  const insertion = { id: 1, start: 11, end: 11, position: "statement", replacement: "a = 5;", ...place } as const;
  const crossing = { id: 2, start: 12, end: 22, position: "expression", replacement: "0", ...place } as const;
  const whole = { id: 3, start: 11, end: 18, position: "statement", replacement: "a *= 4;", ...place } as const;
  const made = switchAll(text, [insertion, crossing, whole], (id) => `active === ${id}`);
  const run = (active: number): unknown => {
    const out: unknown[] = [];
    compile(made, ["out", "active"])(out, active);
    return out[0];
  };
  expect([run(0), run(1), run(2), run(3)]).toEqual([3, 7, 3, 4]);
});
