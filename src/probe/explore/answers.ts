import type { ParameterSketch, TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../values.ts";
import type { EntryPoint } from "./entry-points.ts";
import { callStep, endOf, type Call, type Trial } from "./plans.ts";
import { INSIDE, renderValue } from "./render-literal.ts";

const STATES = ["fulfilled", "rejected", "pending"] as const;
/** Objects of one state, fulfilled with different kinds of values. */
const MOST_OF_A_STATE = 3;
/** Longer ones nobody reads as an argument. */
const LONGEST = 60;

function textOfCall({ point, args }: Call, receiver: string | undefined): string | undefined {
  const texts = args.map((arg) => renderValue(arg, INSIDE));
  if (texts.includes(undefined)) return undefined;
  const { member, path } = point;
  const names = member === undefined ? path : [...path, member];
  if (point.result !== "plain" || !names.every((name) => /^[A-Za-z_$][\w$]*$/u.test(name))) return undefined;
  const link = member === undefined ? "" : `.${member}`;
  const callee = receiver === undefined ? INSIDE.exported(point.path) : `${receiver}${link}`;
  if (point.type === "getter") return callee;
  return `${point.type === "constructor" ? "new " : ""}${callee}(${texts.join(", ")})`;
}

/** The call of a trial as an expression. */
function textOf({ scenario: { makers, before, call } }: Trial): string | undefined {
  if (before.length > 0) return undefined;
  let text: string | undefined;
  for (const [index, one] of [...makers, call].entries()) {
    text = index > 0 && text === undefined ? undefined : textOfCall(one, text);
    if (text === undefined) return undefined;
  }
  return text !== undefined && text.length <= LONGEST ? text : undefined;
}

/** An object that can be waited for, as the expression that makes it, and what it comes to. */
export interface Answer {
  readonly state: "fulfilled" | "rejected" | "pending";
  readonly value: ValueExpression;
}

interface Found {
  readonly state: Answer["state"];
  /** What it is fulfilled with, in short. */
  readonly kind: string;
  readonly text: string;
}

/** A thenable of the module's own; undefined for all other answers. */
function foundIn(trial: Trial): Found | undefined {
  const step = callStep(trial);
  if (step?.thenable === undefined || step.outcome.type !== "returned" || step.outcome.value.type === "promise")
    return undefined;
  const text = textOf(trial);
  if (text === undefined) return undefined;
  if (trial.scenario.awaited !== "yes") return { state: "pending", kind: "", text };
  const end = endOf(trial)?.outcome;
  if (end?.type === "threw") return { state: "rejected", kind: "", text };
  return end?.type === "returned" ? { state: "fulfilled", kind: end.value.type, text } : undefined;
}

/** Objects to be waited for that the module's own calls answer, as arguments of others: some of each state, the shortest. */
export function answersOf(trials: ReadonlyMap<EntryPoint, readonly Trial[]>): readonly Answer[] {
  const found = [...trials.values()].flat().flatMap((trial) => foundIn(trial) ?? []);
  const taken = new Map<string, Found>();
  for (const one of found.toSorted((a, b) => a.text.length - b.text.length)) {
    const key = `${one.state} ${one.kind}`;
    if (!taken.has(key)) taken.set(key, one);
  }
  return STATES.flatMap((state) =>
    [...taken.values()]
      .filter((one) => one.state === state)
      .slice(0, MOST_OF_A_STATE)
      .map(({ text }) => ({ state, value: { type: "source", text } as const })),
  );
}

/** Whether a place may hold an object of which nothing more is known. */
export function mayBeAnswer(sketch: TypeSketch): boolean {
  return sketch.type === "union" ? sketch.options.some(mayBeAnswer) : /^(unknown|promise|object)$/u.test(sketch.type);
}

function mayBeList(sketch: TypeSketch): boolean {
  return sketch.type === "union" ? sketch.options.some(mayBeList) : /^(unknown|array|iterable)$/u.test(sketch.type);
}

/** Argument lists with such objects, alone and in lists, in the place of one parameter. */
export function withAnswers(
  parameters: readonly ParameterSketch[],
  typical: readonly ValueExpression[],
  answers: readonly Answer[],
): readonly (readonly ValueExpression[])[] {
  const [first] = answers;
  const other = STATES.flatMap((state) => answers.findLast((answer) => answer.state === state) ?? []);
  return parameters.flatMap(({ value, source }, at) => {
    if (source === "declared" || first === undefined) return [];
    const single = mayBeAnswer(value) ? answers.map((answer) => answer.value) : [];
    const pairs = other.map((answer) => ({ type: "array", items: [first.value, answer.value] }) as const);
    return [...single, ...(mayBeList(value) ? pairs : [])].map((made) =>
      typical.map((kept, index) => (index === at ? made : kept)),
    );
  });
}
