import { field, listOf, parseJson } from "../../domain/parse-json.ts";
import type { TestCost } from "./harness-head.ts";

/** What a run on the unchanged target told. Tests are told by their place among those that the file registers. */
export interface Survey {
  /** Loop turns and function entries of loading the file; absent: not told. */
  readonly load?: number;
  readonly costs: readonly (TestCost | null)[];
  /** The tests that reach a mutant; of mutants that no test reaches there is none. */
  readonly reachedBy: ReadonlyMap<number, readonly number[]>;
  /** Mutants that run outside of tests: while a file is loaded, in hooks. */
  readonly outside: ReadonlySet<number>;
  /** Tests that are green on the emptied target. */
  readonly quiet: readonly number[];
}

/** What a harness wrote while it ran, also where its process came to no good end. */
export interface HarnessRecord {
  /** Absent where it did not come to that; without costs where tests are registered in a way that it does not see. */
  readonly survey?: Survey;
  readonly noticed: readonly { readonly id: number; readonly title: string; readonly isEndless: boolean }[];
  /** Mutants all of whose tests were run. */
  readonly finished: ReadonlySet<number>;
  /** The mutant during which the record breaks off. */
  readonly last?: number;
}

function numbers(value: unknown): readonly number[] {
  return listOf(value).filter((one) => typeof one === "number");
}

function toCost(value: unknown): TestCost | null {
  const [ms, ticks, idleMs] = [field(value, "ms"), field(value, "ticks"), field(value, "idleMs")];
  if (typeof ms !== "number" || typeof ticks !== "number") return null;
  return { ms, ticks, ...(typeof idleMs === "number" ? { idleMs } : {}) };
}

function toSurvey(entry: unknown, quiet: readonly number[]): { readonly survey?: Survey } {
  const costs = listOf(field(entry, "costs")).map(toCost);
  const reachedBy = new Map<number, number[]>();
  for (const [test, ids] of listOf(field(entry, "reached")).entries()) {
    for (const id of numbers(ids)) {
      const tests = reachedBy.get(id);
      if (tests === undefined) reachedBy.set(id, [test]);
      else tests.push(test);
    }
  }
  const [load] = numbers([field(entry, "load")]);
  return {
    survey: {
      ...(load === undefined ? {} : { load }),
      costs,
      reachedBy,
      outside: new Set(numbers(field(entry, "outside"))),
      quiet,
    },
  };
}

/** Reads the lines of a record; what is no entry, such as a line that was cut off, is left out. */
export function readRecord(text: string): HarnessRecord {
  const entries = text.split("\n").flatMap((line) => {
    const parsed = parseJson(line);
    return parsed.ok ? [parsed.value] : [];
  });
  const of = (type: string): readonly unknown[] => entries.filter((entry) => field(entry, "type") === type);
  const idOf = (entry: unknown): readonly number[] => numbers([field(entry, "id")]);
  const noticed = of("noticed").flatMap((entry) =>
    idOf(entry).map((id) => ({
      id,
      title: String(field(entry, "title")),
      isEndless: field(entry, "isEndless") === true,
    })),
  );
  const begun = of("began").flatMap(idOf).at(-1);
  const finished = new Set(of("finished").flatMap(idOf));
  const survey = of("survey").at(-1);
  return {
    ...(survey === undefined ? {} : toSurvey(survey, numbers(field(of("quiet").at(-1), "tests")))),
    noticed,
    finished,
    ...(begun === undefined || finished.has(begun) ? {} : { last: begun }),
  };
}
