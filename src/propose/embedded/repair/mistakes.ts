import type { FastReport } from "./search.ts";

type Ids = FastReport["plausible"][number];

/** Failing tests that single candidates mend apart from each other, with those candidates: sets that share no test. */
function apartIn({ tests, partial }: FastReport): readonly (readonly Ids[])[] {
  const failing = tests.filter(({ ok }) => !ok).length;
  const sets = new Map<string, { readonly tests: ReadonlySet<number>; readonly candidates: Ids[] }>();
  for (const { ids, mended } of partial) {
    const key = [...mended].sort((a, b) => a - b).join();
    const known = sets.get(key) ?? { tests: new Set(mended), candidates: [] };
    known.candidates.push(ids);
    sets.set(key, known);
  }
  const covered = new Set<number>();
  const chosen: (readonly Ids[])[] = [];
  // The largest first: what mends most tests is the likeliest to be one mistake of its own.
  for (const one of [...sets.values()].sort((a, b) => b.tests.size - a.tests.size)) {
    if ([...one.tests].some((test) => covered.has(test))) continue;
    for (const test of one.tests) covered.add(test);
    chosen.push(one.candidates);
  }
  return covered.size === failing ? chosen : [];
}

function keyOf(ids: Ids): string {
  return JSON.stringify(ids);
}

/**
 * The mistakes behind a red command, each with the candidates that mend it: one where the same candidates make every red
 * process green; several where what mends one process, or one test, is not what mends another. Empty where something
 * stays red whatever is tried.
 */
export function mistakesOf(reports: readonly FastReport[]): readonly (readonly Ids[])[] {
  const mistakes: (readonly Ids[])[] = [];
  for (const report of reports) {
    const own = report.plausible.length > 0 ? [report.plausible] : apartIn(report);
    if (own.length === 0) return [];
    for (const candidates of own) {
      const keys = new Set(candidates.map(keyOf));
      const at = mistakes.findIndex((known) => known.some((ids) => keys.has(keyOf(ids))));
      const known = mistakes[at];
      if (known === undefined) mistakes.push(candidates);
      else mistakes[at] = known.filter((ids) => keys.has(keyOf(ids)));
    }
  }
  return mistakes;
}
