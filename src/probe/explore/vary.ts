import type { ValueExpression } from "../values.ts";
import type { Archive } from "./archive.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Exploration } from "./exploration.ts";
import { toExpression } from "./expressions.ts";
import { randomValue } from "./generate.ts";
import { pickMaking } from "./makings.ts";
import { mutateValue } from "./mutate-value.ts";
import { callsOf, canSettle, withArguments, type Call, type Scenario, type Trial } from "./plans.ts";

/** Calls on an object before the one in question. */
const MOST_BEFORE = 4;
/** Methods of the same object, or ways to call the same function, this one among them. */
export function siblingsOf({ entries }: Exploration, { receiver }: EntryPoint): readonly EntryPoint[] {
  return entries.filter((entry) => entry.receiver === receiver && entry.type === "method");
}

function changedArguments(exploration: Exploration, call: Call): readonly ValueExpression[] {
  const { random, ingredientsOf } = exploration;
  const { point, args } = call;
  const use = ingredientsOf(point);
  const count = point.parameters.length;
  if (count === 0) return args;
  const at = random.below(count);
  const parameter = point.parameters[at];
  if (parameter === undefined) return args;
  const old = args[at];
  if (parameter.optional === "yes" && old !== undefined && at === args.length - 1 && random.once(8))
    return args.slice(0, at);
  const made =
    old === undefined || random.once(5)
      ? randomValue(parameter.value, parameter.name, use, random)
      : mutateValue(old, parameter.value, parameter.name, use, random);
  const filled = Array.from(
    { length: Math.max(args.length, at + 1) },
    (_, index) => args[index] ?? toExpression(undefined),
  );
  const changed = filled.map((kept, index) => (index === at ? made : kept));
  return parameter.rest === "yes" && random.once(3)
    ? [...changed, randomValue(parameter.value, parameter.name, use, random)]
    : changed;
}

/** The same call behind an earlier one with other arguments: what made the object, or what was done with it before. */
function changeEarlier(exploration: Exploration, scenario: Scenario): Scenario | undefined {
  const earlier = callsOf(scenario).slice(0, -1);
  const index = exploration.random.below(earlier.length);
  const one = earlier[index];
  return one === undefined ? undefined : withArguments(scenario, index, changedArguments(exploration, one));
}

/** The same call on another object, or on one that more or less was done with before; undefined: neither can be made. */
function varyObject(exploration: Exploration, archive: Archive, scenario: Scenario): Scenario | undefined {
  const { random } = exploration;
  const { point } = scenario.call;
  if (random.once(3)) {
    const makers = pickMaking(archive, point, random);
    if (makers !== undefined) return { ...scenario, makers };
  }
  if (random.once(3)) return changeEarlier(exploration, scenario);
  const sibling = random.pick(siblingsOf(exploration, point));
  const known = sibling === undefined ? undefined : random.pick(archive.trials.get(sibling) ?? []);
  if (known !== undefined && scenario.before.length < MOST_BEFORE) {
    const settled = canSettle(known.record.late) && random.once(2) ? ({ settled: "yes" } as const) : {};
    const last: Call = { ...known.scenario.call, ...settled };
    const earlier = random.once(2) ? [last] : [...known.scenario.before, last];
    return { ...scenario, before: [...scenario.before, ...earlier].slice(0, MOST_BEFORE) };
  }
  return scenario.before.length > 0 ? { ...scenario, before: scenario.before.slice(1) } : undefined;
}

/** A scenario near one that is known: other arguments, another object, other calls before. */
export function vary(exploration: Exploration, archive: Archive, { scenario }: Trial): Scenario {
  const { random } = exploration;
  const { point } = scenario.call;
  const elsewhere =
    point.receiver !== undefined && random.once(2) ? varyObject(exploration, archive, scenario) : undefined;
  if (elsewhere !== undefined) return elsewhere;
  const rounds = random.pick([1, 1, 2, 3]);
  let { call } = scenario;
  for (let round = 0; round < rounds; round += 1) call = { point, args: changedArguments(exploration, call) };
  const other = random.once(6) ? random.pick(archive.trials.get(point) ?? []) : undefined;
  if (other === undefined || point.parameters.length < 2) return { ...scenario, call };
  const args = call.args.map((kept, index) => (random.once(2) ? (other.scenario.call.args[index] ?? kept) : kept));
  return { ...scenario, call: { point, args } };
}
