import type { Archive } from "./archive.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Comparison, ProbeOptions, Prober } from "../types.ts";
import { callsOf, withArguments, type Scenario, type Trial } from "./plans.ts";
import type { ValueExpression } from "../values.ts";
import { near, plainOperand, substitutions } from "./substitute.ts";

/** Trials of one entry point that are looked at, comparisons of one trial, and scenarios made of all. */
const [MOST_TRIALS, MOST_COMPARISONS, MOST_MADE] = [8, 60, 4_800];
const MOST_SUBSTITUTIONS = 6;

/** A callback that answers nothing, so that it answers what its answer may have been compared with. */
function answering(arg: ValueExpression, from: ValueExpression, to: ValueExpression): readonly ValueExpression[] {
  const isSilent = arg.type === "callback" && arg.behaviours.length === 0;
  if (!isSilent || from.type !== "special" || from.name !== "undefined") return [];
  return [{ ...arg, behaviours: [{ type: "returns", value: to }] }];
}

/** Scenarios with one operand of a comparison in the place of the other, wherever a call of theirs holds it. */
function meeting({ scenario }: Trial, comparisons: readonly Comparison[]): readonly Scenario[] {
  const found: Scenario[] = [];
  for (const { left, right } of comparisons) {
    const [a, b] = [plainOperand(left), plainOperand(right)];
    if (a === undefined || b === undefined) continue;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const [place, { args }] of callsOf(scenario).entries()) {
        for (const [at, arg] of args.entries()) {
          const changed = [
            ...substitutions(arg, from, near(to)).slice(0, MOST_SUBSTITUTIONS),
            ...answering(arg, from, to),
          ];
          for (const one of changed) found.push(withArguments(scenario, place, args.with(at, one)));
        }
      }
    }
  }
  return found;
}

/** Scenarios that meet what the code compared its inputs with; each trial is looked at once. */
export async function guided(
  { prober, options }: { readonly prober: Pick<Prober, "run">; readonly options: ProbeOptions },
  archive: Archive,
  targets: readonly EntryPoint[],
): Promise<readonly Scenario[]> {
  const parents = targets
    .flatMap((entry) => (archive.trials.get(entry) ?? []).slice(-MOST_TRIALS))
    .filter((trial) => !archive.compared.has(trial));
  if (parents.length === 0) return [];
  for (const parent of parents) archive.compared.add(parent);
  const records = await prober.run(
    parents.map(({ plan }) => plan),
    { ...options, reached: "all", comparisons: "on" },
  );
  const found = parents.flatMap((parent, index) =>
    meeting(parent, (records[index]?.comparisons ?? []).slice(0, MOST_COMPARISONS)),
  );
  return found.slice(0, MOST_MADE);
}
