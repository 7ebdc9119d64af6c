import type { Prober, ProbeOptions } from "../types.ts";
import { toValueShape } from "../shape.ts";
import type { SerializedValue } from "../values.ts";
import type { ModuleInputs } from "../../code/inputs/module-inputs.ts";
import { toMembers, type EntryPoint } from "./entry-points.ts";
import { ending, madeBy, toPlan, type Trial } from "./plans.ts";

/** Answers of one entry point that are looked at. */
const LOOKS = 6;
/** Calls on the answer of a call on the answer: further nobody reads. */
const MAX_CHAIN = 2;

function chainLength({ receiver }: EntryPoint): number {
  return receiver === undefined ? 0 : 1 + chainLength(receiver);
}

function offersMore(value: SerializedValue): boolean {
  if (value.type === "function") return value.kind !== "class";
  return (
    (value.type === "object" || value.type === "instance") && value.entries.some(([, part]) => part.type === "function")
  );
}

/** An object of a class that the module keeps to itself. */
function isForeign(value: SerializedValue, classes: ReadonlySet<string>): boolean {
  return value.type === "instance" && !classes.has(value.constructorName);
}

/** What a trial's answer is, in short: answers alike are looked at once, functions that other code made too. */
function kindOf(value: SerializedValue, { record }: Trial): string {
  if (value.type === "function") return `function ${value.name} ${value.arity} ${record.reached.join(" ")}`;
  if (value.type === "object" || value.type === "instance") return value.entries.map(([key]) => key).join(" ");
  return value.type;
}

/** What is needed to look at answers. */
interface Looking {
  readonly prober: Pick<Prober, "run">;
  readonly options: ProbeOptions;
  readonly inputs: ModuleInputs;
  readonly entries: readonly EntryPoint[];
}

/** Trials whose answers are worth a look, each kind of answer once. */
function looksOf(maker: EntryPoint, known: readonly Trial[], classes: ReadonlySet<string>): readonly Trial[] {
  if (chainLength(maker) >= MAX_CHAIN) return [];
  const looks = new Map<string, Trial>();
  for (const trial of known) {
    const value = madeBy(trial);
    // What other modules' code answers to calls of theirs is theirs to be tried.
    if (value === undefined || trial.scenario.before.length > 0 || trial.record.reached.length === 0) continue;
    const kind = kindOf(value, trial);
    if (offersMore(value) || isForeign(value, classes)) looks.set(kind, looks.get(kind) ?? trial);
  }
  return [...looks.values()].slice(0, LOOKS);
}

/** Entry points that only calls lead to: functions and objects with functions that the `makers` answer. */
async function findFactories(
  makers: readonly EntryPoint[],
  trials: ReadonlyMap<EntryPoint, readonly Trial[]>,
  { prober, options, inputs, entries }: Looking,
): Promise<readonly EntryPoint[]> {
  const classes = new Set(entries.flatMap(({ type, path }) => (type === "constructor" ? [path.at(-1) ?? ""] : [])));
  const looks = makers.flatMap((maker) =>
    looksOf(maker, trials.get(maker) ?? [], classes).map((trial) => ({ maker, ...trial })),
  );
  if (looks.length === 0) return [];
  const records = await prober.run(
    looks.map(({ plan: { module }, scenario }) => {
      const { plan, focus } = toPlan(module, ending(scenario, "left"));
      return { module, steps: [...plan.steps, { type: "describe", step: focus }] };
    }),
    options,
  );
  return looks.flatMap(({ maker }, index) => {
    const shape = toValueShape(records[index]?.steps.at(-1)?.shape);
    return shape === undefined ? [] : toMembers(shape, maker, inputs);
  });
}

/** Entry points of one search: with more of them each would get too few calls. */
const MOST_ENTRIES = 160;

/** The same code is tried in one place, or in two where the file holds none of it. */
function isKnown({ range, name }: EntryPoint, others: readonly EntryPoint[]): boolean {
  return others.some((other) =>
    range === undefined ? other.name === name : other.range?.start === range.start && other.range.end === range.end,
  );
}

/** Whether calls of another module's function lead into no code of this one that making its object does not. */
function showsNothing(
  { elsewhere, receiver }: EntryPoint,
  own: readonly Trial[],
  trials: ReadonlyMap<EntryPoint, readonly Trial[]>,
): boolean {
  if (elsewhere === undefined || receiver === undefined) return false;
  const made = new Set((trials.get(receiver) ?? []).flatMap(({ record }) => record.reached));
  return own.every(({ record }) => record.reached.every((id) => made.has(id)));
}

/**
 * Adds to `entries` what only calls lead to, link by link, and has first calls made of it. What is another module's, such
 * as the methods of a library's promise, is taken out again where it leads nowhere in this one.
 */
export async function addFactories(
  looking: Looking & { readonly expired: () => boolean },
  trials: Map<EntryPoint, Trial[]>,
  entries: EntryPoint[],
  firstCalls: (found: readonly EntryPoint[]) => Promise<unknown>,
): Promise<void> {
  let makers: readonly EntryPoint[] = [...entries];
  while (makers.length > 0 && entries.length < MOST_ENTRIES && !looking.expired()) {
    const found: EntryPoint[] = [];
    const all = await findFactories(makers, trials, looking);
    // The shortest way to an object reads best, and is made the most of.
    for (const point of all.toSorted((a, b) => chainLength(a) - chainLength(b))) {
      if (entries.length + found.length >= MOST_ENTRIES) break;
      if (!isKnown(point, [...entries, ...found])) found.push(point);
    }
    entries.push(...found);
    await firstCalls(found);
    const idle = new Set(found.filter((point) => showsNothing(point, trials.get(point) ?? [], trials)));
    for (const point of idle) trials.delete(point);
    entries.splice(0, entries.length, ...entries.filter((point) => !idle.has(point)));
    makers = found.filter((point) => !idle.has(point));
  }
}
