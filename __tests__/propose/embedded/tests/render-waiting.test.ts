import { describe, expect, test } from "@jest/globals";
import { repoPath } from "../../temp-workspace.ts";
import { toPlan, type Trial } from "../../../../src/probe/explore/plans.ts";
import type { CallRecord, Late, ToldEvent } from "../../../../src/probe/types.ts";
import type { SerializedValue, ValueExpression } from "../../../../src/probe/values.ts";
import { lateForm } from "../../../../src/propose/embedded/tests/late-form.ts";
import { renderFile } from "../../../../src/propose/embedded/tests/render-file.ts";
import { toTitles } from "../../../../src/propose/embedded/tests/titles.ts";
import { STYLE, text, MAKER, method, state, trialOf, render, heard, late } from "./store-trials.ts";

const asking = (
  arity: number,
  ...behaviours: Extract<ValueExpression, { type: "callback" }>["behaviours"]
): ValueExpression => ({
  ...{ type: "callback", behaviours, arity },
});
const FUNCTION: SerializedValue = { type: "function", name: "next", kind: "function", arity: 0 };

test("a callback that is asked how many parameters it has is written with so many", () => {
  const each = method("each", "fn");
  const called = (value: ValueExpression): string =>
    render(trialOf(each, [value], { callbacks: [heard(0, text("a"), text("b"), FUNCTION)] }));
  expect(called(asking(3))).toContain("const fn = jest.fn((a, b, c) => undefined);");
  expect(called(asking(3, { type: "calls-back", value: text("done") }))).toContain(
    'const fn = jest.fn((a, b, next) => next(null, "done"));',
  );
  expect(called(asking(2, { type: "echoes", argument: 1 }))).toContain("const fn = jest.fn((a, b) => b);");
  const trial = trialOf(each, [asking(3)], {}, late(heard(0, text("a"))));
  expect(render(trial)).toContain("const fn = jest.fn((a, b, c) => finish());");
});

test("streams and iterables that are read later are written out", () => {
  const read = method("read", "input", "rows");
  const input: ValueExpression = { type: "stream", mode: "readable", chunks: ["a\n", "b"] };
  const rows: ValueExpression = { type: "iterable", mode: "async", items: [text(1), text(2)] };
  const lines = render(trialOf(read, [input, rows], { outcome: { type: "returned", value: text("ab") } }));
  expect(lines).toContain('const { Readable } = require("stream");');
  expect(lines).toContain('store.read(Readable.from(["a\\n", "b"]), ');
  expect(lines).toContain("(async function* () { yield* [1, 2] })()");
});

test("what is written to a stream is kept and looked at", () => {
  const output: ValueExpression = { type: "stream", mode: "writable", chunks: [] };
  const written = [text("a"), text("b")].map((chunk) => ({ argument: 0, path: ["write"], args: [chunk] }));
  const lines = render(trialOf(method("print", "output"), [output], { callbacks: written }));
  expect(lines).toContain('const { Writable } = require("stream");');
  expect(lines).toContain("const chunks = [];");
  expect(lines).toContain("store.print(output);");
  expect(lines).toContain('expect(chunks).toEqual(["a", "b"]);');
});

describe("an object that tells when it is done", () => {
  const told = (step: number, name: string, ms = 0): { readonly told: ToldEvent } => ({ told: { step, name, ms } });
  const saved = { ...late().late, ...told(0, "saved") } as Late;

  test("is waited for by its event", () => {
    const lines = render(trialOf(method("add", "text"), [text("a")], {}, { late: saved, effects: written }));
    expect(lines).toContain('const { once } = require("events");');
    expect(lines).toContain(
      ['store.add("a");', 'await once(store, "saved");', 'expect(fs.readFileSync("out.txt", "utf8")).toBe("a");'].join(
        "\n    ",
      ),
    );
  });

  test("is waited for behind a call that throws, too: what it began would write to who knows where", () => {
    const error = { name: "RangeError", message: "too far", origin: "module", value: text("") } as const;
    const threw = { outcome: { type: "threw", error } } as const;
    const trial = trialOf(method("add", "text"), [text("a")], threw, { late: saved, effects: written });
    const lines = render(trial);
    expect(lines).toContain("async () => {");
    expect(lines).toContain('toThrow(new RangeError("too far"));\n    await once(store, "saved");');
  });

  test("is waited for by what the call answers", () => {
    const scenario = { makers: [], before: [], call: { point: MAKER, args: [] } };
    const steps = [{ outcome: { type: "returned", value: state(["size", text(0)]) } } as const];
    const record: CallRecord = { steps, effects: {}, reached: [], late: saved };
    const trial: Trial = { scenario, ...toPlan(repoPath("store.js"), scenario), record };
    expect(render(trial)).toContain('expect(store).toMatchObject({ size: 0 });\n    await once(store, "saved");');
  });

  test("is waited for before it is used", () => {
    const scenario = {
      ...{ makers: [{ point: MAKER, args: [], settled: "yes" } as const], before: [] },
      call: { point: method("size"), args: [] },
    };
    const value = { outcome: { type: "returned", value: text(5) } } as const;
    const ready = (more: object): Trial => {
      const rest = { outcome: { type: "returned", value: state() }, ...more } as const;
      const steps = [{ outcome: { type: "returned", value: state() } } as const, rest, value];
      return { scenario, ...toPlan(repoPath("store.js"), scenario), record: { steps, effects: {}, reached: [] } };
    };
    const trial = ready(told(0, "load"));
    expect(trial.plan.steps).toHaveLength(3);
    expect(render(trial)).toContain('await once(store, "load");\n    expect(store.size()).toBe(5);');
    expect(toTitles([trial, trialOf(method("size"), [], value)])[0]).toBe("returns 5 after 'load'");
    expect(lateForm(ready({}), STYLE)).toEqual({ type: "cannot" });
    expect(lateForm(ready(told(0, "load", 500)), STYLE)).toEqual({ type: "cannot" });
  });

  test("is listened to by itself where the name is taken", () => {
    const paths = { target: repoPath("store.js"), testPath: repoPath("store.test.js") };
    const trial = trialOf(method("add", "text"), [text("a")], {}, { late: saved, effects: written });
    const request = { ...paths, style: STYLE, targetModules: "commonjs", trials: [trial], files: "none" } as const;
    expect(renderFile({ ...request, taken: new Set(["once"]) }).text).toContain(
      'await new Promise((resolve) => store.once("saved", resolve));',
    );
  });
});

const written = { files: [{ path: "out.txt", text: "a" }] };

test("a callback that calls back tells as well that it was called for the last time", () => {
  const back: ValueExpression = { type: "callback", behaviours: [{ type: "calls-back", value: text("done") }] };
  const next = { ...heard(0, text("a"), FUNCTION) };
  const lines = render(trialOf(method("each", "fn"), [back], {}, late(next, next)));
  expect(lines).toContain(
    'const fn = jest.fn((...args) => { if (fn.mock.calls.length === 2) finish(); return args.at(-1)(null, "done") });',
  );
  expect(lines).toContain("await finished;");
});

test("a callback that calls back later has done so before the test goes on", () => {
  const behaviour = { type: "calls-back", value: text("done"), when: "later" } as const;
  const back: ValueExpression = { type: "callback", behaviours: [behaviour] };
  const lines = render(trialOf(method("each", "fn"), [back], {}, late(heard(0, text("a"), FUNCTION))));
  expect(lines).toContain("queueMicrotask(finish); return queueMicrotask(");
});

test("a file that is too long to show, or that was merely opened, is not looked at", () => {
  const saved = { ...late().late, told: { step: 0, name: "saved", ms: 0 } } as Late;
  const files = [
    { path: "short.txt", text: "a" },
    { path: "long.txt", text: "aaa", cut: "yes" },
    { path: "opened.txt", text: "" },
  ] as const;
  const lines = render(trialOf(method("add"), [], {}, { late: saved, effects: { files } }));
  expect(lines).toContain("short.txt");
  expect(lines).not.toContain("long.txt");
  expect(lines).not.toContain("opened.txt");
});
