import type { PrivateNames } from "../../code/equivalence/private-names.ts";
import type { CallPlan, CallRecord, Effects, Late, StepOutcome, StepRecord } from "../types.ts";
import type { SerializedError, SerializedValue } from "../values.ts";

/** What of a record counts as behaviour, in the order in which a reader wants to hear of it. */
export interface Behaviour {
  /** Same text for the same behaviour, by aspect: `outcome`, `changed arguments`, … */
  readonly aspects: readonly (readonly [aspect: string, text: string])[];
  /** Whether a value was too large or too deep to be seen whole: two of them may differ where nobody looked. */
  readonly isCut: boolean;
  /** Why the record says nothing about the code; absent where it does. */
  readonly mute?: Mute;
}

/** What keeps a call from being compared. */
type Mute = "denied" | "endless" | "crashed" | "not run" | "too deep";

/**
 * Messages that V8 makes of the text of an expression: renaming a variable changes them, and code that is used as it is
 * meant to be does not come by them.
 */
const BY_THE_LANGUAGE =
  / is not (?:a function|iterable|a constructor|defined|an object|async iterable)(?:$| or | \()|^Cannot (?:read|set) properties of |^Cannot destructure property |^Cannot access '|^Cannot convert undefined or null|^Cannot use 'in' operator|^Spread syntax|^Right-hand side of | called on null or undefined$|^Class constructor /u;
/** In a serialised text; within a string of the code under test the quotes would be escaped. */
const CUT = /"type":"cut","reason":"(?:items|depth)"/u;
/** Aspects in which what goes on late shows. Where nobody saw the end of it, it may have been broken off anywhere. */
const LATE_ASPECTS: ReadonlySet<string> = new Set([
  "console output",
  "order of output and callbacks",
  "unhandled errors",
  "files written",
  "globals changed",
  "timers left behind",
  "late calls of callbacks",
]);
/** The working directory of the calls, which has another name in each process, in a serialised text. */
const PLACE = /(?:\/[^/"\s\\]+)*\/probe-[A-Za-z0-9]{6}(?![A-Za-z0-9])/gu;
const OVERFLOW = "Maximum call stack size exceeded";

/** A value as far as it counts: functions by being one, objects of classes without their private fields. */
function plainValue(value: SerializedValue, hidden: PrivateNames): unknown {
  const plain = (inner: SerializedValue): unknown => plainValue(inner, hidden);
  switch (value.type) {
    case "function":
      // Names, numbers of parameters and `async` change with the way a function is written.
      return { type: "function", of: value.kind === "class" ? "class" : "function" };
    case "array":
      return { ...value, items: value.items.map((item) => (item === null ? null : plain(item))) };
    case "object":
      return { ...value, entries: value.entries.map(([key, item]) => [key, plain(item)]) };
    case "instance": {
      const own = hidden.get(value.constructorName);
      const open = value.entries.filter(([key]) => own?.has(key) !== true);
      return { ...value, entries: open.map(([key, item]) => [key, plain(item)]) };
    }
    case "map":
      return { ...value, entries: value.entries.map(([key, item]) => [plain(key), plain(item)]) };
    case "set":
      return { ...value, items: value.items.map(plain) };
    case "promise":
      return value.value === undefined ? { type: "promise" } : { ...value, value: plain(value.value) };
    default:
      return value;
  }
}

/** Looks at records with the names in mind that are nobody's business outside their class. */
export function createBehaviourReader(hidden: PrivateNames): (record: CallRecord, plan: CallPlan) => Behaviour {
  const plain = (value: SerializedValue): unknown => plainValue(value, hidden);
  const failure = (error: SerializedError): unknown => {
    const isNative = /^(Type|Reference|Range)Error$/u.test(error.name) && BY_THE_LANGUAGE.test(error.message);
    if (isNative && error.code === undefined) return { thrown: error.name, by: "the language" };
    const { name, message, code, value } = error;
    return { thrown: name, message, code, value: plain(value) };
  };
  const outcomeOf = (outcome: StepOutcome, isFollowed: boolean): unknown => {
    if (outcome.type === "threw") return failure(outcome.error);
    if (outcome.type !== "returned") return outcome;
    return isFollowed && outcome.value.type === "promise" ? { type: "promise" } : plain(outcome.value);
  };
  return (record, plan) => {
    const mute = muteOf(record.steps);
    if (mute !== undefined) return { aspects: [], isCut: false, mute };
    const isFollowed = (index: number): boolean =>
      plan.steps.some((step) => (step.type === "await" || step.type === "collect") && step.step === index);
    const { steps, effects, late } = record;
    const isOpen = late?.work === "unfinished";
    const all = (pick: (step: StepRecord, index: number) => unknown): string => JSON.stringify(steps.map(pick));
    const aspects: Behaviour["aspects"] = [
      ["outcome", all(({ outcome }, index) => outcomeOf(outcome, isFollowed(index)))],
      ["console output", JSON.stringify(effects.console ?? [])],
      [
        "calls of callbacks",
        all(({ callbacks = [] }) => callbacks.map(({ args, ...rest }) => [rest, args.map(plain)])),
      ],
      ["order of output and callbacks", JSON.stringify(effects.order ?? [])],
      [
        "changed arguments",
        all(({ changedArguments = [] }) => changedArguments.map(({ argument, after }) => [argument, plain(after)])),
      ],
      ["object afterwards", all(({ changedThis }) => (changedThis === undefined ? 0 : plain(changedThis)))],
      ["unhandled errors", JSON.stringify((effects.unhandled ?? []).map(failure))],
      ["files written", JSON.stringify(effects.files ?? [])],
      ["globals changed", JSON.stringify(effects.globals ?? [])],
      ["timers left behind", JSON.stringify(leftTimers(effects))],
      ["late calls of callbacks", JSON.stringify(lateOf(late, plain))],
    ];
    const told = aspects.filter(([aspect]) => !isOpen || !LATE_ASPECTS.has(aspect));
    const settled = told.map(([aspect, text]) => [aspect, text.replace(PLACE, "/probe")] as const);
    return { aspects: settled, isCut: isOpen || settled.some(([, text]) => CUT.test(text)) };
  };
}

/** What went on behind the last step, and when in virtual time it was over. */
function lateOf(late: Late | undefined, plain: (value: SerializedValue) => unknown): unknown {
  const { callbacks, ms } = late ?? { callbacks: [], ms: 0 };
  return [ms, callbacks.map(({ args, ...rest }) => [rest, args.map(plain)])];
}

function leftTimers({ timers }: Effects): number {
  return timers?.left ?? 0;
}

/** The first thing that ended a plan otherwise than by code that returns or throws. */
function muteOf(steps: readonly StepRecord[]): Mute | undefined {
  for (const { outcome } of steps) {
    if (outcome.type === "denied") return "denied";
    if (outcome.type === "timed-out") return "endless";
    if (outcome.type === "crashed") return "crashed";
    if (outcome.type === "threw" && outcome.error.message.startsWith(OVERFLOW)) return "too deep";
  }
  return steps[0]?.outcome.type === "skipped" || steps[0]?.outcome.type === "impossible" ? "not run" : undefined;
}

/** The first aspect that both tell of and in which they differ, with both texts; undefined where they are the same. */
export function firstDifference(
  before: Behaviour,
  after: Behaviour,
): { readonly aspect: string; readonly before: string; readonly after: string } | undefined {
  const others = new Map(after.aspects);
  for (const [aspect, text] of before.aspects) {
    const other = others.get(aspect);
    if (other !== undefined && other !== text) return { aspect, before: text, after: other };
  }
  return undefined;
}
