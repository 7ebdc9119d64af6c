import type { CommandRecord } from "../../domain/command.ts";
import type { Reading } from "../reading.ts";
import type { TestRun } from "../run-tests.ts";

type Read = Extract<Reading<TestRun>, { type: "read" }>;

/** What several runs of the same tests came to. */
export interface Tally {
  /** Every test that ran or failed, by its full name; where the format tells no more than green or red, the run as one. */
  readonly names: ReadonlySet<string>;
  /** Tests that failed in a run, and files that could not be loaded, with the last message. */
  readonly failures: ReadonlyMap<string, { readonly message: string; readonly count: number }>;
  readonly commands: readonly CommandRecord[];
  /** Takes up a start of the runner: its commands, and what could not be loaded. */
  open(reading: Read): void;
  /** Counts the tests of these files, or of them the one of a name; answers how many there were. */
  note(reading: Read, paths: readonly string[], only?: string): number;
}

/** The name of what ran where no tests are told apart, as it reads behind "the test". */
const WHOLE_RUN = "command";

/** An empty one. */
export function createTally(): Tally {
  const commands: CommandRecord[] = [];
  const names = new Set<string>();
  const failures = new Map<string, { readonly message: string; readonly count: number }>();
  const fail = (name: string, message: string): void => {
    failures.set(name, { message, count: (failures.get(name)?.count ?? 0) + 1 });
  };
  return {
    names,
    failures,
    commands,
    open({ value, commands: more }) {
      commands.push(...more);
      if (value.detail === "verdict") {
        names.add(WHOLE_RUN);
        if (!value.green) fail(WHOLE_RUN, "it ended red");
        return;
      }
      for (const { path, message } of value.report.broken) fail(path, message);
    },
    note({ value }, paths, only) {
      if (value.detail === "verdict") return 0;
      const own = value.report.tests.filter(
        ({ path, name }) => (path === "" || paths.includes(path)) && (only === undefined || name === only),
      );
      for (const { name, status, message } of own) {
        names.add(name);
        if (status === "failed") fail(name, message);
      }
      return own.length;
    },
  };
}
