import { describe, expect, test } from "@jest/globals";
import { repoPath } from "../../temp-workspace.ts";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toPlan, type Trial } from "../../../../src/probe/explore/plans.ts";
import type { StepRecord } from "../../../../src/probe/types.ts";
import type { SerializedValue, ValueExpression } from "../../../../src/probe/values.ts";
import { changedFields } from "../../../../src/propose/embedded/tests/changed-fields.ts";
import { renderFile } from "../../../../src/propose/embedded/tests/render-file.ts";
import { lateForm } from "../../../../src/propose/embedded/tests/late-form.ts";
import { costOfTrial } from "../../../../src/propose/embedded/tests/select.ts";
import type { TestStyle } from "../../../../src/propose/embedded/tests/test-style.ts";
import { toTitles } from "../../../../src/propose/embedded/tests/titles.ts";
import {
  STYLE,
  LISTENER,
  NOTHING,
  text,
  parameter,
  MAKER,
  method,
  state,
  trialOf,
  render,
  heard,
  late,
} from "./store-trials.ts";

test("work that ends in several calls is waited for by the last of them", () => {
  const on = method("on", "event", "listener");
  const trial = trialOf(on, [text("row"), LISTENER], {}, late(heard(1, text("a")), heard(1, text("b"))));
  const lines = render(trial);
  expect(lines).toContain("const listener = jest.fn(() => { if (listener.mock.calls.length === 2) finish() });");
  expect(lines).toMatch(
    /let finish;\n.*const finished = new Promise\(\(resolve\) => \{ finish = resolve \}\);[^]*store\.on\("row", listener\);\n\s*await finished;\n\s*expect\(listener\.mock\.calls\)\.toEqual\(\[\["a"\], \["b"\]\]\);/u,
  );
  expect(toTitles([trial])).toEqual(["calls listener 2 times"]);
});

test("of several callbacks the one that is called last tells when all is over", () => {
  const copy = method("copy", "each", "done");
  const lines = render(trialOf(copy, [LISTENER, LISTENER], {}, late(heard(0, text("a")), heard(1))));
  expect(lines).toContain("const each = jest.fn();");
  expect(lines).toContain("const done = jest.fn(() => finish());");
  expect(lines).toContain("expect(done.mock.calls).toEqual([[]]);");
});

test.each([
  [
    "its last callback answers something else each time",
    [{ type: "callback", behaviours: [1, 2].map((value) => ({ type: "returns" as const, value: text(value) })) }],
  ],
  ["nothing is called when it is over", []],
] as const)("work is not written where %s", (_, args) => {
  const calls = args.length === 0 ? [] : [heard(0), heard(0)];
  expect(lateForm(trialOf(method("copy", "done"), args, {}, late(...calls)), STYLE)).toEqual({ type: "cannot" });
});

test("Node's stand-in counts a call too late: only one call is waited for there", () => {
  const style: TestStyle = { ...STYLE, runner: "node", assertions: "assert" };
  const copy = method("copy", "each", "done");
  const [one, two] = [
    [heard(0), heard(1)],
    [heard(0), heard(1), heard(1)],
  ].map((calls) => lateForm(trialOf(copy, [LISTENER, LISTENER], {}, late(...calls)), style));
  expect(one).toMatchObject({ type: "last", last: { argument: 1, times: 1 } });
  expect(two).toEqual({ type: "cannot" });
});

test("a call that answers nothing is told by what it changes of its object, and that is looked at first", () => {
  const trial = trialOf(method("grow"), [], { changedThis: state(["path", text("x")], ["size", text(3)]) });
  expect(changedFields(trial)).toEqual([["size", text(3)]]);
  expect(toTitles([trial])).toEqual(["sets size to 3"]);
  const lines = render(trial);
  expect(lines).toContain("expect(store.size).toBe(3);");
  expect(lines).not.toContain("store.path");
});

test("what an awaited maker gave is what the object was before", () => {
  const opened: EntryPoint = { ...MAKER, name: "open", type: "function", path: ["open"], result: "promise" };
  const point: EntryPoint = { ...method("grow"), receiver: opened };
  const scenario = { makers: [{ point: opened, args: [] }], before: [], call: { point, args: [] } };
  const planned = toPlan(repoPath("store.js"), scenario);
  const promise = { outcome: { type: "returned", value: { type: "promise" } } } as unknown as StepRecord;
  const made: StepRecord = { outcome: { type: "returned", value: state(["size", text(0)], ["path", text("x")]) } };
  const grown: StepRecord = {
    ...{ outcome: { type: "returned", value: NOTHING } },
    changedThis: state(["size", text(3)], ["path", text("x")]),
  };
  const steps = planned.plan.steps.map((_, index) => [promise, made, grown][index] ?? grown);
  expect(changedFields({ scenario, ...planned, record: { steps, effects: {}, reached: [] } })).toEqual([
    ["size", text(3)],
  ]);
});

test("a call of which nothing is to be seen costs more than the same that does something", () => {
  const grow = method("grow");
  const seen = trialOf(grow, [], { changedThis: state(["size", text(3)]) });
  expect(costOfTrial(trialOf(grow, [], {}))).toBeGreaterThan(costOfTrial(seen));
});

test("a constant that only another constant names stands in the file too", () => {
  const part: ValueExpression = {
    type: "object",
    entries: [
      ["level", text("required, as most are")],
      ["runs", text(12345)],
    ],
  };
  const whole: ValueExpression = {
    type: "object",
    entries: [
      ["left", part],
      ["right", part],
      ["other", part],
    ],
  };
  const trials = [1, 2, 3].map((id) =>
    trialOf(method("set", "id", "gates"), [text(id), whole], { outcome: { type: "returned", value: text(id) } }),
  );
  const paths = { target: repoPath("store.js"), testPath: repoPath("store.test.js") };
  const lines = renderFile({ ...paths, style: STYLE, targetModules: "commonjs", trials, files: "none" }).text;
  expect(lines).toContain('const other = { level: "required, as most are", runs: 12345 };');
  expect(lines).toContain("const gates = { left: other, right: other, other };");
  expect(lines).toContain("store.set(2, gates)");
});

test("what only a part is asserted of is awaited before its part is read", () => {
  const items = Array.from({ length: 40 }, (_, at) => text(at));
  const value = { type: "set", items } as const;
  const steps = [NOTHING, NOTHING, value].map((value) => ({ outcome: { type: "returned", value } }) as const);
  const lines = render(trialOf({ ...method("load"), result: "promise" }, [], {}, { steps }));
  expect(lines).not.toMatch(/await store\.load\(\)\.size/u);
  expect(lines).toMatch(/const result = await store\.load\(\);\n\s*expect\(result\.size\)\.toBe\(40\);/u);
});

test("what a call was given twice, as two objects, is not made one", () => {
  const same: ValueExpression = {
    type: "object",
    entries: [
      ["source", text("some text that is long")],
      ["flags", text("flags")],
    ],
  };
  const equals = (id: number) =>
    trialOf(method("equals", "id", "a", "b"), [text(id), same, same], {
      outcome: { type: "returned", value: text(id) },
    });
  const paths = { target: repoPath("store.js"), testPath: repoPath("store.test.js") };
  const trials = [1, 2, 3].map(equals);
  const lines = renderFile({ ...paths, style: STYLE, targetModules: "commonjs", trials, files: "none" }).text;
  expect(lines.match(/source: "some text that is long"/gu)).toHaveLength(6);
});

describe("what is waited for", () => {
  const answered = { type: "instance", constructorName: "Task", entries: [] } as const;
  const wait = (end: StepRecord, thenable: "promise" | "then" = "promise"): Trial => {
    const trial = trialOf(method("run"), [], {});
    const scenario = { ...trial.scenario, awaited: "yes" } as const;
    const [made] = trial.record.steps;
    const call = { outcome: { type: "returned", value: answered }, thenable } as const;
    const steps = made === undefined ? [] : [made, call, end];
    return { scenario, ...toPlan(repoPath("store.js"), scenario), record: { steps, effects: {}, reached: [] } };
  };
  const rejected = (value: SerializedValue, name = ""): StepRecord => ({
    outcome: { type: "threw", error: { name, message: "broken", value, origin: "module" } },
  });

  test("is expected to be what it comes to", () => {
    const trial = wait({ outcome: { type: "returned", value: text(3) } });
    expect(render(trial)).toContain("expect(await store.run()).toBe(3);");
    expect(toTitles([trial])).toEqual(["resolves to 3"]);
  });

  test.each([
    ["an error", rejected(NOTHING, "Error"), "promise", 'store.run()).rejects.toThrow(new Error("broken"));'],
    ["any other value", rejected(text("no")), "promise", 'store.run()).rejects.toBe("no");'],
    ["a bare then", rejected(text("no")), "then", '(async () => store.run())()).rejects.toBe("no");'],
  ] as const)("is expected to be rejected with %s", (_, end, thenable, line) => {
    expect(render(wait(end, thenable))).toContain(`await expect(${line}`);
  });
});

test("a recorder keeps what it heard in earlier steps; one inside of a promise has no name", () => {
  const maker: EntryPoint = { ...MAKER, parameters: [parameter("listener")] };
  const held: ValueExpression = { type: "promise", state: "fulfilled", value: LISTENER };
  const point: EntryPoint = { ...method("ring", "task"), receiver: maker };
  const scenario = {
    ...{ makers: [{ point: maker, args: [LISTENER] }], before: [] },
    call: { point, args: [held] },
  };
  const steps: readonly StepRecord[] = [
    { outcome: { type: "returned", value: state() }, callbacks: [heard(0)] },
    {
      outcome: { type: "returned", value: text(1) },
      callbacks: [
        { ...heard(0, text("again")), step: 0 },
        { ...heard(0), path: ["value"] },
      ],
    },
  ];
  const trial = { scenario, ...toPlan(repoPath("store.js"), scenario), record: { steps, effects: {}, reached: [] } };
  const lines = render(trial);
  expect(lines).toContain('expect(listener.mock.calls).toEqual([[], ["again"]]);');
  expect(lines).not.toContain("task.value");
});

test("a switch of the module is set in the test and put back after each", () => {
  const trial = trialOf(method("grow"), [], { outcome: { type: "returned", value: text(3) } });
  const scenario = { ...trial.scenario, settings: [{ path: ["quiet"], value: true }] };
  const [made, call] = trial.record.steps;
  const set: StepRecord = { outcome: { type: "returned", value: NOTHING } };
  const steps = made === undefined || call === undefined ? [] : [set, made, call];
  const told = { scenario, ...toPlan(repoPath("store.js"), scenario), record: { ...trial.record, steps } };
  const paths = { target: repoPath("store.js"), testPath: repoPath("store.test.js"), whole: "store" };
  const lines = renderFile({ ...paths, style: STYLE, targetModules: "commonjs", trials: [told], files: "none" }).text;
  expect(lines).toMatch(/afterEach\(\(\) => \{\n\s*store\.quiet = false;\n\}\);/u);
  expect(lines).toMatch(/store\.quiet = true;\n\s*const \w+ = new store\.Store\(\);/u);
  expect(toTitles([told])).toEqual(["returns 3 with quiet on"]);
});
