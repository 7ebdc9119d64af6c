import { describe, expect, test } from "@jest/globals";
import { repoPath } from "../../temp-workspace.ts";
import { assess } from "../../../../src/propose/embedded/tests/assess.ts";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toPlan, type Trial } from "../../../../src/probe/explore/plans.ts";
import type { CallbackInvocation, StepRecord } from "../../../../src/probe/types.ts";
import type { SerializedValue, ValueExpression } from "../../../../src/probe/values.ts";

const literals = { strings: [], numbers: [], matching: [], names: [] };

function entryOf(name: string, source: "declared" | "guessed", receiver?: EntryPoint): EntryPoint {
  const value = { name: "value", optional: "no", rest: "no", value: { type: "number" }, source } as const;
  return {
    ...{ name, path: [name], parameters: receiver === undefined ? [value] : [], returns: { type: "unknown" } },
    ...{ type: receiver === undefined ? "constructor" : "method", result: "plain", literals, member: name },
    ...(receiver === undefined ? {} : { receiver }),
  };
}

/** `new Maker(arg).size()` that gives NaN. */
function sizeOf(arg: ValueExpression, source: "declared" | "guessed"): Trial {
  const maker = entryOf("Maker", source);
  const call = { point: entryOf("size", source, maker), args: [] };
  const scenario = { makers: [{ point: maker, args: [arg] }], before: [], call };
  const steps = [
    { outcome: { type: "returned", value: { type: "instance", constructorName: "Maker", entries: [] } } },
    { outcome: { type: "returned", value: { type: "special", name: "NaN" } } },
  ] as const;
  return { scenario, ...toPlan(repoPath("a.js"), scenario), record: { steps, effects: {}, reached: [] } };
}

describe("NaN", () => {
  const three: ValueExpression = { type: "primitive", value: 3 };

  test("is a suspicion where every call, the making of the object too, meets its declared types", () => {
    expect(assess(sizeOf(three, "declared"))).toEqual({
      type: "suspicion",
      what: "gives NaN for ordinary arguments",
    });
  });

  test.each([
    ["types that were only guessed", three, "guessed"],
    ["an object in the place of a number", { type: "object", entries: [] }, "declared"],
    ["infinity", { type: "special", name: "Infinity" }, "declared"],
  ] as const)("is none with %s", (_, arg, source) => {
    expect(assess(sizeOf(arg, source))).toEqual({ type: "assertable" });
  });
});

describe("a callback that calls back", () => {
  function called(args: CallbackInvocation["args"], path: readonly string[] = []): Trial {
    const plain: ValueExpression = { type: "callback", behaviours: [{ type: "calls-back" }] };
    const back = path.reduce<ValueExpression>((inner, key) => ({ type: "object", entries: [[key, inner]] }), plain);
    const point: EntryPoint = { ...entryOf("run", "guessed"), type: "function" };
    const scenario = { makers: [], before: [], call: { point, args: [back] } };
    const callbacks = [{ argument: 0, path, args }];
    const steps = [{ outcome: { type: "returned", value: { type: "primitive", value: 1 } }, callbacks }] as const;
    return { scenario, ...toPlan(repoPath("a.js"), scenario), record: { steps, effects: {}, reached: [] } };
  }

  test("can be written where it is given somebody to call back, and nowhere else", () => {
    const next = { type: "function", name: "next", kind: "function", arity: 2 } as const;
    expect(assess(called([{ type: "primitive", value: 1 }, next]))).toEqual({ type: "assertable" });
    expect(assess(called([{ type: "primitive", value: 1 }])).type).toBe("unusable");
    expect(assess(called([{ type: "primitive", value: 1 }], ["read"])).type).toBe("unusable");
  });
});

test.each([
  ["promise", "assertable"],
  [undefined, "unusable"],
] as const)("what is waited for has to be something that can be (%s)", (thenable, type) => {
  const point: EntryPoint = { ...entryOf("run", "guessed"), type: "function", parameters: [] };
  const scenario = { makers: [], before: [], call: { point, args: [] }, awaited: "yes" } as const;
  const outcome = { type: "returned", value: { type: "primitive", value: 1 } } as const;
  const steps = [{ outcome, ...(thenable === undefined ? {} : { thenable }) }, { outcome }];
  const trial = { scenario, ...toPlan(repoPath("a.js"), scenario), record: { steps, effects: {}, reached: [] } };
  expect(assess(trial).type).toBe(type);
});

describe("an error of the file system", () => {
  const failed = (code: string): SerializedValue => ({
    ...{ type: "instance", constructorName: "Error", base: "Error" },
    entries: [["code", { type: "primitive", value: code }]],
  });

  function read(path: string, code: string, end: "thrown" | "handed"): Trial {
    const point: EntryPoint = { ...entryOf("read", "guessed"), type: "function" };
    const args: readonly ValueExpression[] = [
      { type: "primitive", value: path },
      { type: "callback", behaviours: [] },
    ];
    const scenario = { makers: [], before: [], call: { point, args } };
    const value = failed(code);
    const error = { name: "Error", message: code, code, value, origin: "elsewhere" } as const;
    const answer = { type: "returned", value: { type: "special", name: "undefined" } } as const;
    const step: StepRecord =
      end === "thrown"
        ? { outcome: { type: "threw", error } }
        : { outcome: answer, callbacks: [{ argument: 1, path: [], args: [value] }] };
    return { scenario, ...toPlan(repoPath("a.js"), scenario), record: { steps: [step], effects: {}, reached: [] } };
  }

  test.each([
    ["a directory that is read as a file", "sub", "EISDIR", "assertable"],
    ["a file that is not there", "missing.json", "ENOENT", "assertable"],
    ["a file that is read as a directory", "notes.txt", "ENOTDIR", "assertable"],
    ["a directory that the path does not tell", "data.json", "EISDIR", "unusable"],
    ["a file that may not be read", "data.json", "EACCES", "unusable"],
    ["what the probe itself refuses", "/etc/hosts", "ERR_ACCESS_DENIED", "unusable"],
  ])("of %s, thrown or handed to a callback", (_, path, code, type) => {
    expect((["thrown", "handed"] as const).map((end) => assess(read(path, code, end)).type)).toEqual([type, type]);
  });
});
