import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { instrument } from "../../src/code/instrument.ts";
import type { CoveragePoint } from "../../src/code/instrument.ts";
import { syntaxErrors } from "../../src/code/syntax.ts";
import { compile } from "./compile.ts";
import { viewByIstanbul } from "./istanbul.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const COVERAGE = { coverage: "on", comparisons: "off" } as const;

function view(text: string, points: readonly CoveragePoint[]) {
  const place = (offset: number): string => {
    const before = text.slice(0, offset).split("\n");
    return `${before.length}:${(before.at(-1) ?? "").length}`;
  };
  const branches = new Map<number, { readonly kind: string; readonly ways: number }>();
  for (const { branch } of points) if (branch !== undefined) branches.set(branch.index, branch);
  return {
    statements: points
      .filter(({ type }) => type === "statement")
      .map(({ start }) => place(start))
      .sort(),
    functions: points.filter(({ type }) => type === "function").length,
    branches: [...branches.values()].map(({ kind, ways }) => `${kind} ${ways}`).sort(),
  };
}

function expectAgreement(path: string, text: string): void {
  const theirs = viewByIstanbul(path, text);
  const ours = view(text, instrument(path, text, COVERAGE).points);
  expect(ours.statements).toEqual(theirs.statements);
  expect(ours.functions).toBe(theirs.functions);
  expect(ours.branches).toEqual(theirs.branches.map((branch) => branch.replace(/^\d+ /u, "")).sort());
}

const SYNTAX: Readonly<Record<string, string>> = {
  "if and else": "if (a) b(); else if (c) { d(); } else e();",
  "an if without else in a loop": "for (const x of xs) if (x) f(x);",
  "loops of all kinds": "for (;;) break; while (a) continue; do b(); while (c); for (const k in o) f(k);",
  labels: "outer: for (const x of xs) { inner: while (x) { break outer; } }",
  switch: "switch (a) { case 1: case 2: b(); break; default: { c(); } case 3: }",
  "try and throw": "try { a(); } catch (e) { throw e; } finally { b(); }",
  logical: "const a = (b && (c || d)) ?? e; f(g || h && i);",
  conditional: "const a = b ? c : d ? e : f;",
  defaults: "function f(a = 1, { b = 2, c: [d = 3] = [] } = {}) { return a; }",
  arrows: "const f = (a) => a; const g = () => ({ a: 1 }); export const h = async () => { await f(); };",
  classes:
    "class A extends B { x = 1; static y = () => 2; #z = 3; constructor() { super(); } get a() { return 1; } static m() {} static { f(); } }",
  "functions as values": "const o = { m() {}, f: function () {}, async *g() { yield 1; } };",
  directives: '"use strict"; function f() { "use strict"; return 1; }',
  declarations: "let a, b = 1; export const c = 2, d = function () {}; export default function () { return a; }",
  "expression bodies with logic": "const f = (a) => a && a.b;",
};

describe("points are those of istanbul", () => {
  test.each(Object.entries(SYNTAX))("%s", (_name, text) => {
    expectAgreement("file.js", text);
  });

  const sources = readdirSync(join(ROOT, "src", "check", "gates")).map((name) => join("src", "check", "gates", name));
  test.each([
    ...sources,
    "src/code/instrument-marks.ts",
    "src/probe/child/build-value.ts",
    "src/adapters/git/hunks.ts",
  ])("%s", (path) => {
    expectAgreement(path, readFileSync(join(ROOT, path), "utf8"));
  });
});

/** Runs an instrumented script; its last expression is not looked at. */
function reached(text: string): readonly string[] {
  const { text: instrumented, points } = instrument("file.js", text, COVERAGE);
  const hit = new Uint8Array(points.length);
  const run = compile(instrumented, ["__assayHit", "__assayTick"]);
  run(hit, () => undefined);
  return points
    .filter(({ id, type }) => hit[id] === 1 && type !== "function")
    .map(({ type, start, branch }) => `${type} ${branch?.kind ?? ""} ${branch === undefined ? start : branch.way}`)
    .sort();
}

type Counts = Readonly<Record<"s" | "b" | "f", Readonly<Record<string, number | number[]>>>>;

function toCounts(coverage: unknown): Counts {
  return (coverage as Readonly<Record<string, Counts>>)["/counted.js"]!;
}

function reachedByIstanbul(text: string): {
  readonly statements: number;
  readonly branches: number;
  readonly functions: number;
} {
  // Its counters hang on the global object of the realm that the text was compiled in.
  const run = compile(
    `${viewByIstanbul("/counted.js", text).code}\nconst all = globalThis.__coverage__; delete globalThis.__coverage__; return all;`,
    [],
  );
  const file = toCounts(run());
  const count = (counts: Record<string, number | number[]>): number =>
    Object.values(counts)
      .flat()
      .filter((value) => value > 0).length;
  const counted = { statements: count(file.s), branches: count(file.b), functions: count(file.f) };
  return counted;
}

const PROGRAMS: Readonly<Record<string, string>> = {
  "one way of an if": "function f(a) { if (a > 1) { return 1; } return 2; } f(0); f(0);",
  "both ways of a conditional": "const f = (a) => (a ? 1 : 2); f(true); f(false);",
  "a default that is taken": "function f(a = 1, b = 2) { return a + b; } f(undefined, 1);",
  "short circuits": "const f = (a, b, c) => a && (b || c); f(0, 1, 2); f(1, 1, 0);",
  "a switch that falls through":
    "function f(a) { switch (a) { case 1: a++; case 2: return a; default: return 0; } } f(1);",
  "a throw that is caught": "function f() { try { throw 1; } catch { return 2; } finally { 3; } } f();",
  "a function that is never called": "const f = () => { return 1; }; const g = () => 2; g();",
  "class fields": "class A { x = 1; static y = () => 2; m() { return this.x; } } new A(); A.y();",
  "a loop that is left": "outer: for (let i = 0; i < 3; i++) { for (;;) { if (i) break outer; continue outer; } }",
};

describe("what is reached is what istanbul counts", () => {
  test.each(Object.entries(PROGRAMS))("%s", (_name, text) => {
    const { text: instrumented, points } = instrument("file.js", text, COVERAGE);
    const hit = new Uint8Array(points.length);
    const run = compile(instrumented, ["__assayHit", "__assayTick"]);
    run(hit, () => undefined);
    const count = (type: CoveragePoint["type"]): number =>
      points.filter((point) => point.type === type && hit[point.id] === 1).length;
    expect({ statements: count("statement"), branches: count("branch"), functions: count("function") }).toEqual(
      reachedByIstanbul(text),
    );
  });
});

test("methods with a private name count as functions, which istanbul leaves out", () => {
  const text = "class A { #a() { return 1; } b() { return this.#a(); } }";
  expect(viewByIstanbul("a.js", text).functions).toBe(1);
  expect(view(text, instrument("a.js", text, COVERAGE).points).functions).toBe(2);
});

describe("the instrumented text", () => {
  test("keeps names that functions take from their place", () => {
    const { text } = instrument(
      "f.js",
      "const f = () => 1; class A { g = () => 2; static h = function () {}; }; out.push(f.name, new A().g.name, A.h.name);",
      COVERAGE,
    );
    const out: string[] = [];
    compile(text, ["out", "__assayHit", "__assayTick"])(out, [], () => undefined);
    expect(out).toEqual(["f", "g", "h"]);
  });

  test("keeps directives in force", () => {
    expect(reached('function f() { "use strict"; return this === undefined ? 1 : 2; } f();')).toContain(
      "branch cond-expr 0",
    );
  });

  test("has as many lines as the original and no syntax errors, with types and JSX", () => {
    const text =
      "export function A<T>({ a = 1 }: { a?: number }): unknown {\n  if (a > 2) return <b c={a && 1}>{a ? 1 : 2}</b>\n  return a as T\n}\n";
    const made = instrument("a.tsx", text, { coverage: "on", comparisons: "on" }).text;
    expect(syntaxErrors("a.tsx", made)).toEqual([]);
    expect(made.split("\n")).toHaveLength(text.split("\n").length);
  });

  test("reports what was compared, and answers as the operator does", () => {
    const { text } = instrument("c.js", "out.push(a === b, a < c && c >= a, a == '1');", {
      coverage: "off",
      comparisons: "on",
    });
    const [seen, out]: [unknown[], unknown[]] = [[], []];
    const compare = (start: number, operator: string, left: unknown, right: unknown): boolean => {
      seen.push([start, operator, left, right]);
      return operator === "<" ? Number(left) < Number(right) : operator !== ">=";
    };
    compile(text, ["out", "a", "b", "c", "__assayCompare"])(out, 1, 2, 3, compare);
    expect(seen).toEqual([
      [9, "===", 1, 2],
      [18, "<", 1, 3],
      [27, ">=", 3, 1],
      [35, "==", 1, "1"],
    ]);
    expect(out).toEqual([true, false, true]);
  });

  test.each([
    "while (true) {}",
    "do ; while (true)",
    "for (;;);",
    "function f() { f(); } f();",
    "const f = () => f(); f();",
  ])("ends %s by a tick that throws", (loop) => {
    let left = 1_000;
    const tick = (): void => {
      left -= 1;
      if (left < 0) throw new RangeError("enough");
    };
    const { text } = instrument("l.js", loop, COVERAGE);
    const run = compile(text, ["__assayHit", "__assayTick"]);
    expect(() => {
      run([], tick);
    }).toThrow("enough");
  });
});
