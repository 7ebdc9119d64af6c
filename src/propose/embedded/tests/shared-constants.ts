import type { ParameterSketch, TypeSketch } from "../../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../../../probe/values.ts";
import { callStep, type Trial } from "../../../probe/explore/plans.ts";
import { renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";
import type { TestStyle } from "./test-style.ts";

/** A value that several tests use, as a constant of the file. */
export interface SharedConstant {
  readonly name: string;
  readonly text: string;
  /** ` as const` where the compiler has to keep literal types. */
  readonly suffix: string;
}

/** Shorter ones are read faster where they stand. */
const LEAST_LENGTH = 34;
const LEAST_USES = 3;
const MAX_CONSTANTS = 6;

interface Occurrence {
  readonly text: string;
  readonly name: string;
  readonly suffix: string;
}

function optionFor(sketch: TypeSketch, value: ValueExpression): TypeSketch {
  if (sketch.type !== "union") return sketch;
  return sketch.options.find((option) => option.type === value.type) ?? sketch;
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function collect(
  value: ValueExpression,
  sketch: TypeSketch,
  name: string,
  style: LiteralStyle,
  into: Occurrence[],
): void {
  const own = optionFor(sketch, value);
  if (value.type === "array") {
    const item: TypeSketch = own.type === "array" ? own.item : { type: "unknown" };
    for (const part of value.items) if (part !== null) collect(part, item, name.replace(/s$/u, ""), style, into);
    return;
  }
  if (value.type !== "object") return;
  for (const [key, part] of value.entries) {
    const inner = own.type === "object" ? own.properties.find((property) => property.name === key)?.value : undefined;
    collect(part, inner ?? { type: "unknown" }, key, style, into);
  }
  noteConstant(renderValue(value, style), own, name, into);
}

function noteConstant(text: string | undefined, own: TypeSketch, name: string, into: Occurrence[]): void {
  if (text === undefined || text.length < LEAST_LENGTH) return;
  // An array in a constant would be changed by one test for all, and `as const` makes it read-only.
  if (/[[(]/u.test(text)) return;
  const suffix = /["']/u.test(text) ? " as const" : "";
  const named = own.type === "object" ? own.name : undefined;
  into.push({ text, name: named === undefined ? name : lowerFirst(named), suffix });
}

function parametersOf(trial: Trial): readonly (readonly [ValueExpression, ParameterSketch | undefined])[] {
  const { call, makers } = trial.scenario;
  return [call, ...makers].flatMap(({ args, point }) =>
    args.map((arg, index) => [arg, point.parameters[index]] as const),
  );
}

/** Texts that two arguments of one test have: as one constant they would be one object, where the call was given two. */
function textsOfSeveralArguments(tests: readonly (readonly (readonly Occurrence[])[])[]): ReadonlySet<string> {
  const several = new Set<string>();
  for (const args of tests) {
    const known = new Set<string>();
    for (const arg of args) {
      for (const text of new Set(arg.map((one) => one.text))) (known.has(text) ? several : known).add(text);
    }
  }
  return several;
}

function occurrencesIn(
  value: ValueExpression,
  parameter: ParameterSketch | undefined,
  style: LiteralStyle,
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  collect(value, parameter?.value ?? { type: "unknown" }, parameter?.name ?? "value", style, found);
  return found;
}

/** The shortest text that enough places have: what it is part of may be short enough with its name in it. */
function nextConstant(
  trials: readonly Trial[],
  style: LiteralStyle,
  names: ReadonlySet<string>,
): Occurrence | undefined {
  const tests = trials.map((trial) =>
    parametersOf(trial).map(([value, parameter]) => occurrencesIn(value, parameter, style)),
  );
  const several = textsOfSeveralArguments(tests);
  const found = tests.flat(2).filter(({ text }) => !several.has(text));
  const uses = (text: string): number => found.filter((other) => other.text === text).length;
  const isFree = ({ name }: Occurrence): boolean => !names.has(name) && /^[A-Za-z_$][\w$]*$/u.test(name);
  const known = new Map(found.map((occurrence) => [occurrence.text, occurrence]));
  return [...known.values()]
    .filter((occurrence) => isFree(occurrence) && uses(occurrence.text) >= LEAST_USES)
    .toSorted((a, b) => a.text.length - b.text.length || uses(b.text) - uses(a.text))[0];
}

/** Objects that at least three places of the tests write out; none where a test changes its arguments. */
export function sharedConstants(
  trials: readonly Trial[],
  literal: LiteralStyle,
  style: TestStyle,
  taken: ReadonlySet<string>,
): readonly SharedConstant[] {
  if (trials.some((trial) => (callStep(trial)?.changedArguments ?? []).length > 0)) return [];
  const names = new Set(taken);
  const constants: SharedConstant[] = [];
  while (constants.length < MAX_CONSTANTS) {
    const alias = (text: string): string | undefined => constants.find((constant) => constant.text === text)?.name;
    const next = nextConstant(trials, { ...literal, alias }, names);
    if (next === undefined) break;
    names.add(next.name);
    constants.push({ name: next.name, text: next.text, suffix: style.language === "typescript" ? next.suffix : "" });
  }
  return constants;
}
