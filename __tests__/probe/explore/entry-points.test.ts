import { describe, expect, test } from "@jest/globals";
import type { FunctionInputs, ModuleInputs } from "../../../src/code/inputs/module-inputs.ts";
import type { FunctionShape, MemberShape } from "../../../src/probe/types.ts";
import { toEntryPoints, toMembers } from "../../../src/probe/explore/entry-points.ts";

const NOTHING = { strings: [], numbers: [], matching: [], names: [] };

function code(name: string, start: number): FunctionInputs {
  const value = { name: "value", optional: "no", rest: "no", value: { type: "unknown" }, source: "guessed" } as const;
  return { name, parameters: [value], returns: { type: "unknown" }, start, end: start + 10, literals: NOTHING };
}

function inputsOf(...functions: readonly FunctionInputs[]): ModuleInputs {
  return { functions, literals: NOTHING, events: [], parsed: [], examples: [], typed: "no" };
}

const bare = {
  ...{ kind: "function", functionKind: "function", name: "", arity: 1 },
  parameters: [{ name: "value", rest: "no" }],
} as const satisfies FunctionShape;

const loaded = (exports: readonly MemberShape[]) => ({ type: "loaded", exports, effects: {}, reached: [] }) as const;

describe("entry points", () => {
  test("functions without a name of their own are found by the name they are exported under", () => {
    const inputs = inputsOf(code("first", 0), code("second", 20));
    const shape = loaded([
      { member: "first", ...bare },
      { member: "second", ...bare },
    ]);
    expect(toEntryPoints(shape, inputs, "it").map(({ name, range }) => [name, range?.start])).toEqual([
      ["first", 0],
      ["second", 20],
    ]);
  });

  test("a default export without a name is found whatever the compiler calls it", () => {
    const members = [code("run", 40), code("constructor", 50)].map((one) => ({ ...one, owner: "default" }));
    const others = [code("help", 0), code("default", 20), { ...code("run", 30), owner: "Other" }];
    const inputs = inputsOf(...others, ...members);
    const named = (shape: MemberShape): unknown =>
      toEntryPoints(loaded([shape]), inputs, "it").map(({ range }) => range?.start);
    expect(named({ member: "default", ...bare, name: "default" })).toEqual([20]);
    expect(named({ member: "default", ...bare, name: "default_1" })).toEqual([20]);
    const lists = { parameters: [], methods: [{ member: "run", ...bare }], getters: [], setters: [], statics: [] };
    const shape = {
      member: "default",
      kind: "class",
      name: "default_1",
      emitter: "no",
      callable: "no",
      ...lists,
    } as const;
    expect(named(shape)).toEqual([50, 40]);
  });

  test("what hangs on an exported function, and on a function that another one answers", () => {
    const inputs = inputsOf(code("drain", 0), code("abort", 20));
    const abort = { member: "abort", ...bare };
    const shape = loaded([{ member: "drain", ...bare, members: [abort] }]);
    const entries = toEntryPoints(shape, inputs, "it");
    expect(entries.map(({ name, path }) => [name, path])).toEqual([
      ["drain", ["drain"]],
      ["drain.abort", ["drain", "abort"]],
    ]);
    const [maker] = entries;
    const members = maker === undefined ? [] : toMembers({ ...bare, members: [abort] }, maker, inputs);
    expect(members.map(({ name, member }) => [name, member])).toEqual([
      ["drain()()", undefined],
      ["drain().abort", "abort"],
    ]);
  });

  test("a function is known by what is counted in it, whatever it is called", () => {
    const inputs = inputsOf(code("first", 0), { ...code("", 20), point: 7 });
    const known = { ...bare, point: 7 };
    const shape = loaded([
      { member: "first", ...bare },
      { member: "second", ...known },
      { member: "also", ...known },
    ]);
    const entries = toEntryPoints(shape, inputs, "it");
    expect(entries.map(({ name, range, code: id }) => [name, range?.start, id])).toEqual([
      ["first", 0, undefined],
      ["second", 20, 7],
    ]);
  });

  test("what the default holds and what has a name of its own is known by its name", () => {
    const known = { member: "first", ...bare, point: 7 };
    const whole = { member: "default", kind: "object", members: [known] } as const;
    const entries = toEntryPoints(loaded([whole, known]), inputsOf({ ...code("", 20), point: 7 }), "it");
    expect(entries.map(({ name }) => name)).toEqual(["first"]);
  });

  test("an object within an object is looked at", () => {
    const [maker] = toEntryPoints(loaded([{ member: "pair", ...bare }]), inputsOf(), "it");
    const part = { member: "task", kind: "object", members: [{ member: "then", ...bare }] } as const;
    const members = maker === undefined ? [] : toMembers({ kind: "object", members: [part] }, maker, inputsOf());
    expect(members.map(({ name, type, member }) => [name, type, member])).toEqual([["pair().task", "getter", "task"]]);
  });

  test.each([
    ["yes", ["constructor", "function"]],
    ["no", ["constructor"]],
  ] as const)("a class that can be called without new (%s) is also a function", (callable, types) => {
    const stack = { kind: "class", name: "Stack", parameters: [], methods: [], getters: [], setters: [], statics: [] };
    const shape = loaded([{ member: "Stack", ...stack, emitter: "no", callable } as MemberShape]);
    expect(toEntryPoints(shape, inputsOf(), "it").map(({ name, type }) => [name, type])).toEqual(
      types.map((type) => ["Stack", type]),
    );
  });
});
