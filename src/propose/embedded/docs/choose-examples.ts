import type { CoveragePoint } from "../../../code/coverage-point.ts";
import type { ModuleInputs } from "../../../code/inputs/module-inputs.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import { toEntryPoints, type EntryPoint } from "../../../probe/explore/entry-points.ts";
import { explore } from "../../../probe/explore/explore.ts";
import { toIngredients } from "../../../probe/explore/ingredients.ts";
import { endOf, type Trial } from "../../../probe/explore/plans.ts";
import { createRandom, toSeed } from "../../../probe/explore/random.ts";
import { typicalArgument } from "../../../probe/explore/typical-argument.ts";
import type { ModuleShape, Prober } from "../../../probe/types.ts";
import { partsOf } from "../../../probe/explore/expressions.ts";
import type { SerializedValue, ValueExpression } from "../../../probe/values.ts";
import { assess } from "../tests/assess.ts";
import { costOfTrial } from "../tests/select.ts";
import type { DocStyle } from "./doc-style.ts";
import { renderExample } from "./render-example.ts";

/** What examples are looked for in. */
export interface ExampleSearch {
  readonly prober: Prober;
  readonly module: RepoPath;
  readonly shape: Extract<ModuleShape, { type: "loaded" }>;
  readonly inputs: ModuleInputs;
  readonly points: readonly CoveragePoint[];
  /** Names of the declarations that want one. */
  readonly wanted: ReadonlySet<string>;
  readonly style: DocStyle;
  /** Name of what the module exports as one thing. */
  readonly whole: string;
  readonly expired: () => boolean;
}

/** Examples of one declaration that may be shown, best first. */
export type Offers = ReadonlyMap<string, readonly (readonly string[])[]>;

const MOST_OFFERS = 3;

/** The name of an entry point as its declaration has it. */
function nameOf(point: EntryPoint, whole: string): string {
  return point.path[0] === "default" ? point.name.replace(/^default/u, whole) : point.name;
}

function isEmpty(value: SerializedValue): boolean {
  if (value.type === "primitive") return value.value === "" || value.value === null || value.value === 0;
  if (value.type === "array") return value.items.length === 0;
  if (value.type === "object") return value.entries.length === 0;
  return value.type === "special";
}

/** Lists in lists, which are hard to read and mostly what is guessed where nothing is known. */
function nesting(value: ValueExpression): number {
  const inner = partsOf(value);
  const own = value.type === "array" ? inner.filter(({ type }) => type === "array").length * 3 : 0;
  return inner.reduce((sum, part) => sum + nesting(part), own);
}

/** Whether a call answers with what it was given: that shows nothing of what it does. */
function isEcho(value: SerializedValue, args: readonly ValueExpression[]): boolean {
  if (value.type !== "primitive" || typeof value.value === "boolean") return false;
  return args.some((arg) => arg.type === "primitive" && arg.value === value.value);
}

/** How much a reader learns from a call, less what he has to read: the main way through the code rather than its exits. */
function merit(trial: Trial): number {
  const outcome = endOf(trial)?.outcome;
  const value = outcome?.type === "returned" ? outcome.value : undefined;
  const { range } = trial.scenario.call.point;
  const reached = range === undefined ? 0 : Math.min(trial.record.reached.length, 24);
  const { point, args } = trial.scenario.call;
  const nested = args.reduce((sum, arg) => sum + nesting(arg), 0);
  // What the code only happens to bear is no way to call it.
  const odd = args.filter((arg, index) => typicalArgument(point, index)?.type !== arg.type).length * 4;
  // What an object answers has its state in it.
  const isBack = point.receiver === undefined && value !== undefined && isEcho(value, args);
  const isDull = value === undefined || isEmpty(value) || isBack;
  return reached * 0.35 - costOfTrial(trial) - nested - odd - (isDull ? 3 : 0);
}

function isShowable(trial: Trial): boolean {
  const { effects } = trial.record;
  const isQuiet =
    effects.clock === undefined &&
    effects.random === undefined &&
    effects.environment === undefined &&
    effects.files === undefined;
  return isQuiet && assess(trial).type === "assertable" && endOf(trial)?.outcome.type === "returned";
}

/** A second example where the answer is yes or no, and the first shows only one of them. */
function answerOf(trial: Trial): boolean | undefined {
  const outcome = endOf(trial)?.outcome;
  const value = outcome?.type === "returned" && outcome.value.type === "primitive" ? outcome.value.value : undefined;
  return typeof value === "boolean" ? value : undefined;
}

function offersOf(trials: readonly Trial[], { style, whole }: ExampleSearch): readonly (readonly string[])[] {
  const rendered = trials
    .filter(isShowable)
    .map((trial) => ({ trial, lines: renderExample(trial, style, { whole }), merit: merit(trial) }))
    .flatMap(({ trial, lines, merit: worth }) =>
      // A comment cannot hold what ends comments.
      lines === undefined || lines.some((line) => line.includes("*/")) ? [] : [{ trial, lines, worth }],
    )
    .toSorted((a, b) => b.worth - a.worth);
  const [first] = rendered;
  const answer = first === undefined ? undefined : answerOf(first.trial);
  if (first !== undefined && answer !== undefined && first.lines.length === 1) {
    const other = rendered.find(({ trial, lines }) => answerOf(trial) === !answer && lines.length === 1);
    if (other !== undefined)
      return [[...first.lines, ...other.lines], ...rendered.slice(0, 1).map(({ lines }) => lines)];
  }
  return rendered.slice(0, MOST_OFFERS).map(({ lines }) => lines);
}

/** Calls the wanted functions and writes down the calls that show best what each does, with what really came of them. */
export async function chooseExamples(search: ExampleSearch): Promise<Offers> {
  const { prober, module, shape, inputs, points, wanted, whole, expired } = search;
  const all = toEntryPoints(shape, inputs, whole);
  const own = all.filter((point) => wanted.has(nameOf(point, whole)));
  const makers = new Set(own.flatMap(({ receiver }) => receiver ?? []));
  const entries = all.filter((point) => own.includes(point) || makers.has(point));
  if (own.length === 0) return new Map();
  const explored = await explore({
    prober,
    module,
    points: points.filter(({ id }) => !shape.reached.includes(id)),
    entries,
    inputs,
    typed: inputs.typed,
    ingredientsOf: toIngredients(entries, inputs),
    random: createRandom(toSeed(module)),
    options: {},
    expired,
  });
  return new Map(own.map((point) => [nameOf(point, whole), offersOf(explored.trials.get(point) ?? [], search)]));
}
