import { repoPath } from "../../temp-workspace.ts";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toPlan, type Trial } from "../../../../src/probe/explore/plans.ts";
import type { CallbackInvocation, CallRecord, StepRecord } from "../../../../src/probe/types.ts";
import type { SerializedValue, ValueExpression } from "../../../../src/probe/values.ts";
import { renderFile } from "../../../../src/propose/embedded/tests/render-file.ts";
import type { TestStyle } from "../../../../src/propose/embedded/tests/test-style.ts";

export const STYLE: TestStyle = {
  ...({ runner: "jest", assertions: "expect", word: "test", modules: "commonjs", language: "javascript" } as const),
  ...({ quote: '"', semicolon: ";", indent: "  ", width: 120, specifier: "none" } as const),
};
export const LISTENER: ValueExpression = { type: "callback", behaviours: [] };
export const NOTHING: SerializedValue = { type: "special", name: "undefined" };
export const text = (value: string | number): SerializedValue & ValueExpression => ({ type: "primitive", value });

export function parameter(name: string): EntryPoint["parameters"][number] {
  return { ...({ name, optional: "no", rest: "no", source: "guessed" } as const), value: { type: "unknown" } };
}

export const MAKER: EntryPoint = {
  ...{ name: "Store", type: "constructor", path: ["Store"], parameters: [], returns: { type: "unknown" } },
  ...{ result: "plain", literals: { strings: [], numbers: [], matching: [], names: [] } },
};

export function method(member: string, ...parameters: readonly string[]): EntryPoint {
  const base = { ...MAKER, name: `Store#${member}`, type: "method", member, receiver: MAKER } as const;
  return { ...base, parameters: parameters.map(parameter) };
}

export const state = (...entries: readonly (readonly [string, SerializedValue])[]): SerializedValue => ({
  ...{ type: "instance", constructorName: "Store", entries },
});

/** `new Store().call(…)` that answers nothing. */
export function trialOf(
  point: EntryPoint,
  args: readonly ValueExpression[],
  step: Partial<StepRecord>,
  more: Partial<CallRecord> = {},
): Trial {
  const scenario = { makers: [{ point: MAKER, args: [] }], before: [], call: { point, args } };
  const made = { outcome: { type: "returned", value: state(["size", text(0)], ["path", text("x")]) } } as const;
  const steps = [made, { outcome: { type: "returned", value: NOTHING }, ...step } as const];
  return { scenario, ...toPlan(repoPath("store.js"), scenario), record: { steps, effects: {}, reached: [], ...more } };
}

export function render(trial: Trial, style: TestStyle = STYLE): string {
  const paths = { target: repoPath("store.js"), testPath: repoPath("store.test.js") };
  return renderFile({ ...paths, style, targetModules: "commonjs", trials: [trial], files: "none" }).text;
}

export function heard(argument: number, ...args: readonly SerializedValue[]): CallbackInvocation {
  return { argument, path: [], args };
}

/** Calls that come when reads and writes are over. */
export function late(...callbacks: readonly CallbackInvocation[]): Pick<CallRecord, "late"> {
  return { late: { callbacks, ms: 0, work: "done", timers: 0 } };
}
