import type { StepRecord } from "../../../probe/types.ts";
import type { SerializedError, SerializedValue, ValueExpression } from "../../../probe/values.ts";
import { partAt, partsOf } from "../../../probe/explore/expressions.ts";
import { lateForm } from "./late-form.ts";
import { hasMachineError } from "./machine-errors.ts";
import { areDeclared } from "../../../probe/explore/mutate-value.ts";
import { callsOf, callStep, endOf, heardBy, heardCalls, type Trial } from "../../../probe/explore/plans.ts";

/** What a trial is good for. */
export type Assessment =
  /** Its end can be asserted. */
  | { readonly type: "assertable" }
  /** It looks like a mistake in the code: told, not asserted as right. */
  | { readonly type: "suspicion"; readonly what: string; readonly line?: number }
  /** It says nothing that a test could hold on to. */
  | { readonly type: "unusable"; readonly reason: string };

/** Messages of V8 for mistakes, as opposed to errors that code throws on purpose. */
const ACCIDENT =
  /^Cannot (read|set|convert|destructure|access|mix|use|assign|delete|define|add)\b|is not (a function|iterable|a constructor|defined|an object)|^Reduce of empty array|^Invalid (array length|count value|time value|string length)|^Maximum call stack|has no initializer|called on (null|undefined|incompatible|non-object)|Unexpected token|is not valid JSON|^toString\(\) radix|^Converting circular|^Iterator value|Object prototype may only|^The "?\w+"? argument/u;

/** Whether an error came from the language rather than from a `throw`. */
function isAccident({ name, message, origin }: SerializedError): boolean {
  if (name === "ReferenceError" && /is not defined|before initialization/u.test(message)) return true;
  return (
    /^(TypeError|RangeError|SyntaxError|InternalError)$/u.test(name) &&
    (ACCIDENT.test(message) || origin === "elsewhere")
  );
}

function some(value: SerializedValue, test: (value: SerializedValue) => boolean): boolean {
  if (test(value)) return true;
  switch (value.type) {
    case "array":
      return value.items.some((item) => item !== null && some(item, test));
    case "set":
      return value.items.some((item) => some(item, test));
    case "object":
    case "instance":
      return value.entries.some(([, item]) => some(item, test));
    case "map":
      return value.entries.some((pair) => pair.some((item) => some(item, test)));
    case "promise":
      return value.value !== undefined && some(value.value, test);
    default:
      return false;
  }
}

/** Whether a trial answers, or hands on, NaN somewhere. */
export function givesNaN(trial: Trial): boolean {
  const outcome = endOf(trial)?.outcome;
  const handed = heardBy(trial).flatMap(({ args }) => args);
  return [...handed, ...(outcome?.type === "returned" ? [outcome.value] : [])].some((value) => some(value, isNaNValue));
}

const isNaNValue = (value: SerializedValue): boolean => value.type === "special" && value.name === "NaN";

function someArgument(value: ValueExpression, test: (value: ValueExpression) => boolean): boolean {
  return test(value) || partsOf(value).some((part) => someArgument(part, test));
}

/** Arguments that nobody would pass in earnest where numbers or objects are expected. */
function isOdd(value: ValueExpression): boolean {
  if (value.type === "special") return value.name !== "-0";
  if (value.type === "primitive") return value.value === null;
  return value.type === "date" && value.ms === null;
}

/** A number in the place of a file is a file descriptor: what lies behind it belongs to whoever started the program. */
function isDescriptor({ scenario: { call } }: Trial): boolean {
  return call.args.some((arg, index) => {
    const name = call.point.parameters[index]?.name ?? "";
    return (
      /^(file|path|fd|dir)|(File|Path|Dir)(name)?$/u.test(name) &&
      arg.type === "primitive" &&
      typeof arg.value === "number"
    );
  });
}

/** Texts that hold the code of what the probe passed in. */
function isOurs(value: SerializedValue): boolean {
  return (
    value.type === "primitive" && typeof value.value === "string" && /scope\.onCall|\[native code\]/u.test(value.value)
  );
}

/** A callback that is to call back was called without one: the probe passes over it, a test would fail. */
function callsBackNobody(trial: Trial): boolean {
  const { scenario, places } = trial;
  const calls = callsOf(scenario);
  return heardCalls(trial).some(({ step, one: { argument, path, args } }) => {
    const given = partAt(calls[places.indexOf(step)]?.args[argument], path);
    if (given?.type !== "callback" || !given.behaviours.some(({ type }) => type === "calls-back")) return false;
    const back = args.at(given.arity === undefined ? -1 : given.arity - 1);
    return back?.type !== "function";
  });
}

/** What is awaited is no thenable: a test would go on at once, the probe lets a turn pass. */
function awaitsNothing(trial: Trial): boolean {
  const step = callStep(trial);
  return trial.scenario.awaited === "yes" && step?.outcome.type === "returned" && step.thenable === undefined;
}

/** A runner that can wait in every way there is. */
const MOST_ABLE = { runner: "jest" } as const;

/** What is wrong with what was asked for, whatever came of it. */
function unfit(trial: Trial): string | undefined {
  if (isDescriptor(trial)) return "it works on a file descriptor";
  if (awaitsNothing(trial)) return "there is nothing to wait for";
  return callsBackNobody(trial) ? "its callback is given nobody to call back" : undefined;
}

function unusable(trial: Trial): string | undefined {
  const { record } = trial;
  const { effects } = record;
  const asked = unfit(trial);
  if (asked !== undefined) return asked;
  const outcome = endOf(trial)?.outcome;
  if (hasMachineError(trial)) return "its error is the machine's";
  if (outcome?.type === "returned" && some(outcome.value, isOurs)) return "it shows the code of its argument";
  if (effects.globals !== undefined) return "it changes globals";
  if (effects.timers !== undefined && effects.timers.left > 0) return "it leaves timers behind";
  if (lateForm(trial, MOST_ABLE).type === "cannot") return "nothing tells when it is over";
  return undefined;
}

function assessValue(trial: Trial, value: SerializedValue, step: StepRecord | undefined): Assessment {
  if (!hasTypes(trial)) return { type: "assertable" };
  const handed = heardBy(trial).flatMap(({ args }) => args);
  if (!callsOf(trial.scenario).some(({ args }) => args.some((arg) => someArgument(arg, isOdd)))) {
    if (handed.some((arg) => some(arg, isNaNValue))) {
      return { type: "suspicion", what: "hands on NaN for ordinary arguments" };
    }
    if (some(value, isNaNValue)) return { type: "suspicion", what: "gives NaN for ordinary arguments" };
  }
  return isSilentChange(value, step)
    ? { type: "suspicion", what: "changes an argument although it also answers something else" }
    : { type: "assertable" };
}

/** An argument is changed, and what is answered has nothing to do with it. */
function isSilentChange(value: SerializedValue, step: StepRecord | undefined): boolean {
  if ((step?.changedArguments ?? []).length === 0 || value.type === "seen") return false;
  const isQuiet = value.type === "special" && value.name === "undefined";
  return !isQuiet && !isSameAsArgument(value, step);
}

function isSameAsArgument(value: SerializedValue, step: StepRecord | undefined): boolean {
  return (step?.changedArguments ?? []).some(({ after }) => JSON.stringify(after) === JSON.stringify(value));
}

/** Whether the types of all parameters are known and met, in every call: a wrong argument would excuse anything. */
function hasTypes({ scenario }: Trial): boolean {
  return callsOf(scenario).every(
    ({ args, point: { parameters } }) =>
      parameters.every(({ source }) => source === "declared") && areDeclared(args, parameters),
  );
}

function assessError(trial: Trial, error: SerializedError): Assessment {
  if (!isAccident(error)) return { type: "assertable" };
  if (!hasTypes(trial)) return { type: "unusable", reason: "it is called with what it is not made for" };
  const place = error.place === undefined ? {} : { line: error.place.line };
  return { type: "suspicion", what: `throws ${error.name}: ${error.message}`, ...place };
}

function assessEnd(trial: Trial): Assessment {
  const end = endOf(trial);
  const isEarly = end !== undefined && trial.record.steps.indexOf(end) < callIndex(trial);
  switch (end?.outcome.type) {
    case "returned":
      return assessValue(trial, end.outcome.value, callStep(trial));
    case "threw":
      if (isEarly) return { type: "unusable", reason: "an earlier step fails" };
      return assessError(trial, end.outcome.error);
    case "timed-out":
      if (hasTypes(trial)) return { type: "suspicion", what: "does not come to an end" };
      return { type: "unusable", reason: "it does not end" };
    default:
      return { type: "unusable", reason: end?.outcome.type ?? "not run" };
  }
}

/** Says what a trial is good for. */
export function assess(trial: Trial): Assessment {
  const reason = unusable(trial);
  if (reason !== undefined) return { type: "unusable", reason };
  const [unhandled] = trial.record.effects.unhandled ?? [];
  if (unhandled === undefined) return assessEnd(trial);
  if (!hasTypes(trial)) return { type: "unusable", reason: "it leaves an error that nobody handles" };
  return { type: "suspicion", what: `leaves an unhandled ${unhandled.name}: ${unhandled.message}` };
}

function callIndex({ places }: Trial): number {
  return places.at(-1) ?? 0;
}
