import { describe, expect, test } from "@jest/globals";
import { answersOf, withAnswers } from "../../../src/probe/explore/answers.ts";
import type { EntryPoint } from "../../../src/probe/explore/entry-points.ts";
import { withNamedMembers } from "../../../src/probe/explore/named-members.ts";
import { toPlan, type Call, type Scenario, type Trial } from "../../../src/probe/explore/plans.ts";
import type { StepRecord } from "../../../src/probe/types.ts";
import type { SerializedValue, ValueExpression } from "../../../src/probe/values.ts";
import { repoPath } from "../../propose/temp-workspace.ts";

type Parameter = EntryPoint["parameters"][number];

const UNKNOWN = { type: "unknown" } as const;
const text = (value: string): SerializedValue & ValueExpression => ({ type: "primitive", value });
const source = (code: string): ValueExpression => ({ type: "source", text: code });

function parameter(name: string, value: Parameter["value"] = UNKNOWN): Parameter {
  return { ...({ name, optional: "no", rest: "no", source: "guessed" } as const), value };
}

function entry(name: string, ...parameters: readonly Parameter[]): EntryPoint {
  const literals = { strings: [], numbers: [], matching: [], names: [] };
  return { name, type: "function", path: [name], parameters, returns: UNKNOWN, result: "plain", literals };
}

const TASK: SerializedValue = { type: "instance", constructorName: "Task", entries: [] };

/** Trials of one entry point whose answers can be waited for; without an end they are left as they are. */
function trialOf(call: Call, end?: StepRecord, makers: readonly Call[] = []): readonly [EntryPoint, readonly Trial[]] {
  const scenario: Scenario = { makers, before: [], call, ...(end === undefined ? {} : { awaited: "yes" }) };
  const made = makers.map((): StepRecord => ({ outcome: { type: "returned", value: TASK } }));
  const answer: StepRecord = { outcome: { type: "returned", value: TASK }, thenable: "promise" };
  const steps = [...made, answer, ...(end === undefined ? [] : [end])];
  return [
    call.point,
    [{ scenario, ...toPlan(repoPath("a.js"), scenario), record: { steps, effects: {}, reached: [] } }],
  ];
}

describe("objects to be waited for", () => {
  const error = { name: "", message: "no", value: text("no"), origin: "module" } as const;
  const open = entry("open");
  const task: EntryPoint = { ...entry("open().task"), type: "getter", path: ["open"], member: "task", receiver: open };

  test("some of each state are taken, as the expressions that make them", () => {
    const trials = new Map([
      trialOf({ point: entry("done"), args: [text("a")] }, { outcome: { type: "returned", value: text("a") } }),
      trialOf({ point: entry("fail"), args: [text("no")] }, { outcome: { type: "threw", error } }),
      trialOf({ point: task, args: [] }, undefined, [{ point: open, args: [] }]),
      trialOf({ point: entry("hear"), args: [{ type: "callback", behaviours: [] }] }),
    ]);
    expect(answersOf(trials)).toEqual([
      { state: "fulfilled", value: source('exports.done("a")') },
      { state: "rejected", value: source('exports.fail("no")') },
      { state: "pending", value: source("exports.open().task") },
    ]);
  });

  test("and stand where anything may stand, alone and in lists", () => {
    const [a, b] = [source("exports.a()"), source("exports.b()")];
    const answers = [
      { state: "fulfilled", value: a },
      { state: "pending", value: b },
    ] as const;
    const parameters = [parameter("value"), parameter("count", { type: "number" })];
    expect(withAnswers(parameters, [text("x"), text("y")], answers)).toEqual([
      [a, text("y")],
      [b, text("y")],
      [{ type: "array", items: [a, a] }, text("y")],
      [{ type: "array", items: [a, b] }, text("y")],
    ]);
  });
});

describe("names of members", () => {
  const point: EntryPoint = {
    ...entry("call", parameter("method"), parameter("value")),
    type: "method",
    member: "call",
  };

  test("what is named is there, in the object and in what it was made of", () => {
    const makers = [{ point: entry("wrap", parameter("value")), args: [text("x")] }];
    const made = withNamedMembers({ makers, before: [], call: { point, args: [text("run"), text("y")] } });
    const keys = made.map(({ makers: [maker], call }) => [maker?.args[0], call.args[1]].map((arg) => arg?.type));
    expect(keys).toEqual([
      ...Array.from({ length: 3 }, () => ["object", "primitive"]),
      ...Array.from({ length: 3 }, () => ["primitive", "object"]),
    ]);
    expect(made[0]?.makers[0]?.args[0]).toMatchObject({ entries: [["run", { type: "callback" }]] });
    expect(made.every(({ call }) => call.args[0] === made[0]?.call.args[0])).toBe(true);
  });

  test("none where no parameter is a name", () => {
    const plain = { ...point, parameters: [parameter("value")] };
    expect(withNamedMembers({ makers: [], before: [], call: { point: plain, args: [text("run")] } })).toEqual([]);
  });
});
