import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createProber } from "../../src/probe/prober.ts";
import type { ModuleShape, Prober, Step } from "../../src/probe/types.ts";
import { call, lastOutcome, onStep, plan, repoPath } from "./plans.ts";
import { createProbeWorkspace, type ProbeWorkspace } from "./probe-workspace.ts";

const FILES = {
  "package.json": '{ "name": "sample" }',
  "tsconfig.json":
    '{ "compilerOptions": { "strict": true, "paths": { "@lib/*": ["./lib/*"] } }, "include": ["src", "lib"] }',
  "lib/double.ts": "export const double = (a: number): number => a * 2;\n",
  "src/data.json": '{ "rate": 3 }',
  "src/main.ts": `
import { double } from "@lib/double";
import data from "./data.json";
import "./style.css";
export type Options = { by?: number };

export function scale(a: number, { by = 2 }: Options = {}, ...rest: string[]): number {
  if (a > 100) {
    throw new RangeError(\`too big: \${a}\`);
  }
  return double(a) * by * data.rate + rest.length;
}
export class Counter {
  static made = 0;
  static from(n: number) { return new Counter(n); }
  constructor(public count = 0) { Counter.made++; }
  get isZero() { return this.count === 0; }
  set to(n: number) { this.count = n; }
  add(n: number) { this.count += n; return this; }
}
export const tools = { upper: (s: string) => s.toUpperCase(), limit: 5 };
export const LIMIT = 10n;
export async function later(ms: number) { await new Promise((r) => setTimeout(r, ms)); return Date.now(); }
export async function fails() { throw new TypeError("no"); }
export function* range(n: number) { for (let i = 0; i < n; i++) yield i; }
export const never = () => new Promise(() => {});
export function sorts(a: number[]) { console.log("sorting", a.length); return a.sort(); }
export const each = <T>(xs: T[], f: (x: T, i: number) => T) => xs.map((x, i) => f(x, i));
export function dice() { return Math.random(); }
export const home = () => process.env["MY_HOME"] ?? "none";
export function forgets() { void Promise.reject(new Error("lost")); setInterval(() => undefined, 5); }
export const read = (s: AsyncIterable<string>) => (async () => { let t = ""; for await (const c of s) t += c; return t; })();
export const same = (a: unknown) => a;
`,
  "src/old.js": `
var calls = 0;
module.exports = function parse(text) { calls++; return { calls: calls, text: this === undefined ? text : "sloppy " + text }; };
module.exports.version = "1";
module.exports.self = function () { return this.version; };
`,
  "src/broken.ts": "import { nope } from './gone.ts';\nexport const a = nope();\n",
};

let workspace: ProbeWorkspace;
let prober: Prober;

beforeAll(async () => {
  workspace = await createProbeWorkspace(FILES);
  prober = createProber({ workspace, signal: new AbortController().signal });
});
afterAll(async () => {
  await prober[Symbol.asyncDispose]();
  await workspace[Symbol.asyncDispose]();
});

const MAIN = "src/main.ts";
const run = async (...steps: readonly Step[]) => (await prober.run([plan(MAIN, ...steps)], { reached: "all" }))[0]!;

describe("describe", () => {
  const member = (shape: ModuleShape, name: string) =>
    shape.type === "loaded" ? shape.exports.find((one) => one.member === name) : undefined;

  test("functions, classes, objects and constants of a TypeScript module with aliases", async () => {
    const shape = await prober.describe(repoPath(MAIN));
    expect(member(shape, "scale")).toMatchObject({
      kind: "function",
      functionKind: "function",
      arity: 1,
      parameters: [
        { name: "a", rest: "no" },
        { name: "{ by = 2 }", rest: "no", defaultText: "{}" },
        { name: "rest", rest: "yes" },
      ],
    });
    expect(member(shape, "Counter")).toMatchObject({
      kind: "class",
      parameters: [{ name: "count", defaultText: "0" }],
      methods: [{ member: "add", arity: 1 }],
      getters: ["isZero"],
      setters: ["to"],
      statics: [{ member: "from" }, { member: "made", kind: "constant" }],
    });
    expect(member(shape, "tools")).toMatchObject({
      kind: "object",
      members: [{ member: "upper" }, { member: "limit" }],
    });
    expect(member(shape, "LIMIT")).toMatchObject({ kind: "constant", value: { type: "bigint", digits: "10" } });
    expect(member(shape, "later")).toMatchObject({ functionKind: "async" });
    expect(member(shape, "range")).toMatchObject({ functionKind: "generator" });
  });

  test("a CommonJS module that is a function", async () => {
    const shape = await prober.describe(repoPath("src/old.js"));
    expect(shape).toMatchObject({
      type: "loaded",
      self: { kind: "function", name: "parse", parameters: [{ name: "text" }] },
    });
    expect(member(shape, "version")).toMatchObject({ kind: "constant" });
  });

  test("a module that cannot be loaded, and a file that is not there", async () => {
    expect(await prober.describe(repoPath("src/broken.ts"))).toMatchObject({
      type: "failed",
      reason: expect.stringContaining("gone.ts"),
    });
    expect(await prober.describe(repoPath("src/none.ts"))).toMatchObject({
      type: "failed",
      reason: expect.stringContaining("src/none.ts"),
    });
  });
});

describe("run", () => {
  test("values and errors with the place in the original text", async () => {
    expect(lastOutcome(await run(call("scale", 2, { by: 5 }, "x")))).toEqual({
      type: "returned",
      value: { type: "primitive", value: 61 },
    });
    expect(lastOutcome(await run(call("scale", 101)))).toEqual({
      type: "threw",
      error: {
        name: "RangeError",
        message: "too big: 101",
        value: { type: "error", name: "RangeError", message: "too big: 101" },
        origin: "module",
        place: { path: MAIN, line: 9 },
      },
    });
  });

  test("objects of classes: receivers, getters, setters, statics, what a call changes", async () => {
    const record = await run(
      call("Counter.from", 1),
      onStep(0, "add", 2),
      { type: "get", on: { base: "step", step: 0, path: ["isZero"] } },
      { type: "set", on: { base: "step", step: 0, path: ["to"] }, value: { type: "primitive", value: 0 } },
      { type: "get", on: { base: "step", step: 0, path: ["isZero"] } },
      { type: "construct", on: { base: "exports", path: ["Counter"] }, args: [] },
    );
    const counter = (count: number) => ({
      type: "instance",
      constructorName: "Counter",
      entries: [["count", { type: "primitive", value: count }]],
    });
    expect(record.steps[1]).toMatchObject({ outcome: { value: counter(3) }, changedThis: counter(3) });
    expect(record.steps[2]).toMatchObject({ outcome: { value: { value: false } } });
    expect(record.steps[4]).toMatchObject({ outcome: { value: { value: true } } });
    expect(record.steps[5]).toMatchObject({ outcome: { value: counter(0) } });
  });

  test("promises: virtual time passes, rejections are thrown, what never settles is pending", async () => {
    const later = await run(call("later", 60_000), { type: "await", step: 0 });
    expect(lastOutcome(later)).toEqual({
      type: "returned",
      value: { type: "primitive", value: Date.UTC(2020, 0, 1, 0, 1) },
    });
    expect(later.effects).toMatchObject({ timers: { set: 1, left: 0 }, clock: "read" });
    expect(lastOutcome(await run(call("fails"), { type: "await", step: 0 }))).toMatchObject({
      type: "threw",
      error: { name: "TypeError", message: "no" },
    });
    expect(lastOutcome(await run(call("never"), { type: "await", step: 0 }))).toEqual({ type: "pending" });
    expect((await run(call("fails"))).steps[0]).toMatchObject({
      outcome: { value: { type: "promise", state: "rejected" } },
    });
  });

  test("iterators, callbacks, streams, mutated arguments, console", async () => {
    expect(lastOutcome(await run(call("range", 3), { type: "collect", step: 0, limit: 10 }))).toMatchObject({
      value: { type: "array", items: [{ value: 0 }, { value: 1 }, { value: 2 }] },
    });
    const each = await run(call("each", ["a"], { type: "callback", behaviours: [{ type: "echoes", argument: 1 }] }));
    expect(each.steps[0]).toMatchObject({
      outcome: { value: { items: [{ value: 0 }] } },
      callbacks: [{ argument: 1, path: [], args: [{ value: "a" }, { value: 0 }] }],
    });
    const sorts = await run(call("sorts", [2, 1]));
    expect(sorts.steps[0]?.changedArguments).toMatchObject([
      { argument: 0, after: { items: [{ value: 1 }, { value: 2 }] } },
    ]);
    expect(sorts.effects.console).toEqual([{ method: "log", text: "sorting 2" }]);
    const read = await run(call("read", { type: "stream", mode: "readable", chunks: ["a", "b"] }), {
      type: "await",
      step: 0,
    });
    expect(lastOutcome(read)).toMatchObject({ value: { value: "ab" } });
  });

  test("chance and environment are fixed and told; unhandled rejections and left timers too", async () => {
    const [first, second] = [await run(call("dice")), await run(call("dice"))];
    expect(first.effects.random).toHaveLength(1);
    expect(first.steps).toEqual(second.steps);
    expect((await run(call("home"))).effects.environment).toEqual(["MY_HOME"]);
    const { effects } = await run(call("forgets"));
    expect(effects).toMatchObject({ unhandled: [{ name: "Error", message: "lost" }], timers: { set: 1, left: 1 } });
  });

  test("CommonJS: `this`, state that is fresh for every plan unless asked otherwise", async () => {
    const parse: Step = { type: "call", on: { base: "exports", path: [] }, args: [{ type: "primitive", value: "a" }] };
    const plans = [plan("src/old.js", parse, parse), plan("src/old.js", parse), plan("src/old.js", call("self"))];
    const records = await prober.run(plans);
    const calls = (record: (typeof records)[number]) => record.steps.map(({ outcome }) => outcome);
    expect(calls(records[0]!)[1]).toMatchObject({
      value: {
        entries: [
          ["calls", { value: 2 }],
          ["text", { value: "sloppy a" }],
        ],
      },
    });
    expect(calls(records[1]!)[0]).toMatchObject({
      value: {
        entries: [
          ["calls", { value: 1 }],
          ["text", { value: "sloppy a" }],
        ],
      },
    });
    expect(calls(records[2]!)[0]).toMatchObject({ value: { value: "1" } });
    const kept = await prober.run(plans, { fresh: "never" });
    expect(calls(kept[1]!)[0]).toMatchObject({
      value: {
        entries: [
          ["calls", { value: 3 }],
          ["text", {}],
        ],
      },
    });
  });

  test("plans that do not work out", async () => {
    expect(lastOutcome(await run(call("nope")))).toEqual({ type: "impossible", reason: "exports.nope is no function" });
    expect(lastOutcome(await run(call("same", { type: "source", text: "1 +" })))).toMatchObject({ type: "impossible" });
    expect(lastOutcome(await run(call("scale", 101), call("dice")))).toEqual({ type: "skipped" });
    const [missing] = await prober.run([plan("src/none.ts", call("a"))]);
    expect(lastOutcome(missing)).toMatchObject({ type: "impossible", reason: "there is no file src/none.ts" });
    const [broken] = await prober.run([plan("src/broken.ts", call("a"))]);
    expect(lastOutcome(broken)).toMatchObject({
      type: "impossible",
      reason: expect.stringContaining("cannot be loaded"),
    });
  });

  test("points: all of a plan, or only new ones, until the file changes", async () => {
    const points = await prober.points(repoPath(MAIN));
    const small = await run(call("scale", 1));
    const lines = (record: typeof small) => new Set(record.reached.map((id) => points[id]?.line));
    expect(lines(small).has(11)).toBe(true);
    expect(lines(small).has(9)).toBe(false);
    const own = createProber({ workspace, signal: new AbortController().signal });
    const [first, second, third] = await own.run([
      plan(MAIN, call("scale", 1)),
      plan(MAIN, call("scale", 2)),
      plan(MAIN, call("scale", 101)),
    ]);
    expect([first?.reached.length === 0, second?.reached]).toEqual([false, []]);
    expect(lines(third!).has(9)).toBe(true);
    expect((await own.run([plan(MAIN, call("scale", 102))]))[0]?.reached).toEqual([]);
  });

  test("operands of comparisons", async () => {
    const [record] = await prober.run([plan(MAIN, call("scale", 7))], { comparisons: "on" });
    expect(record?.comparisons).toContainEqual({
      start: FILES[MAIN].indexOf("a > 100"),
      operator: ">",
      left: { type: "primitive", value: 7 },
      right: { type: "primitive", value: 100 },
    });
  });

  test("launches side by side answer the same, in the order of the plans", async () => {
    const plans = Array.from({ length: 125 }, (_, index) => plan(MAIN, call("scale", 2 * index)));
    const { signal } = new AbortController();
    const [side, alone] = [createProber({ workspace, signal, launches: () => 2 }), createProber({ workspace, signal })];
    for (const reached of ["all", "new"] as const) {
      const records = await side.run(plans, { reached });
      expect([lastOutcome(records[49])]).toMatchObject([{ value: { value: 12 * 98 } }]);
      expect(records).toEqual(await alone.run(plans, { reached }));
    }
  });

  test("a cancelled run answers a record for every plan", async () => {
    const controller = new AbortController();
    controller.abort();
    const [record] = await createProber({ workspace, signal: controller.signal }).run([plan(MAIN, call("dice"))]);
    expect(lastOutcome(record)).toEqual({ type: "skipped" });
  });
});
