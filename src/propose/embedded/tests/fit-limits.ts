import type { Trial } from "../../../probe/explore/plans.ts";
import type { RenderedCase } from "./render-file.ts";

/** Lines of a suite besides its tests. */
const SUITE_LINES = 2;

/** Lines that tests take with their suites. */
export function linesOfTests(cases: readonly RenderedCase[]): number {
  const suites = new Set(cases.map(({ suite }) => suite));
  return cases.reduce((sum, { lines }) => sum + lines, suites.size * SUITE_LINES);
}

/** What a test shows for each of its lines. */
function gain({ trial, lines }: RenderedCase, worth: ReadonlyMap<Trial, number>): number {
  return (1 + (worth.get(trial) ?? 0)) / lines;
}

/**
 * The tests that show most within so many lines: first the best of each suite, so that nothing goes without a test that
 * could have one, then whatever shows most for its lines.
 */
export function fitting(
  cases: readonly RenderedCase[],
  worth: ReadonlyMap<Trial, number>,
  most: number,
): ReadonlySet<Trial> {
  const sorted = cases.toSorted((a, b) => gain(b, worth) - gain(a, worth));
  const suites = new Set<string>();
  const first = sorted.filter(({ suite }) => {
    const isFirst = !suites.has(suite);
    suites.add(suite);
    return isFirst;
  });
  const kept = new Set<RenderedCase>();
  for (const one of new Set([...first, ...sorted])) if (linesOfTests([...kept, one]) <= most) kept.add(one);
  return new Set([...kept].map(({ trial }) => trial));
}
