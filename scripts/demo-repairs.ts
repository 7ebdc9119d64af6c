/** The demonstration's second part: bugs planted in the sample repository, each repaired from a red test alone. */
import path from "node:path";
import { printHeading, runProgram } from "./run-program.ts";
import { readReport, type SampleReport } from "./sample-report.ts";
import { readBugs, writeBug, type Bug } from "./sample.ts";

/** What came of the planted bugs. */
export interface Repairs {
  readonly planted: number;
  readonly repaired: number;
  /** What did not end as promised. */
  readonly broken: readonly string[];
}

interface Repair {
  readonly bug: Bug;
  readonly seconds: number;
  /** What the program printed, where it ended with an error. */
  readonly problem?: string;
  readonly report?: SampleReport;
}

/** Runs at a time: the program itself uses more than one core. */
const LANES = 2;

/** Repairs every planted bug in a repository of its own below `directory`, and prints how. */
export async function runRepairs(cli: string, directory: string): Promise<Repairs> {
  const bugs = await readBugs();
  printHeading(`${bugs.length} planted bugs, each repaired from a red test alone`);
  const waiting = [...bugs];
  const repairs: Repair[] = [];
  const lane = async (): Promise<void> => {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
      const repair = await repairOne(cli, directory, bug);
      printRepair(repair);
      repairs.push(repair);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const broken = repairs.flatMap((repair) => findProblems(repair));
  return {
    planted: bugs.length,
    repaired: repairs.filter((repair) => findProblems(repair).length === 0).length,
    broken,
  };
}

async function repairOne(cli: string, directory: string, bug: Bug): Promise<Repair> {
  const started = performance.now();
  const { root } = await writeBug(path.join(directory, `bug-${bug.name}`), bug);
  const file = path.join(directory, `bug-${bug.name}.json`);
  const out = path.join(directory, `bug-${bug.name}-bundle`);
  const args = ["run", "--base", "main", "--tasks", "fix", "--failing", bug.failing, "--publish", "commit"];
  const { code, output } = await runProgram(
    root,
    process.execPath,
    [cli, ...args, "--report", file, "--out", out],
    "pipe",
  );
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) return { bug, seconds, problem: `exit code ${code}\n${output}` };
  return { bug, seconds, report: await readReport(file) };
}

function printRepair({ bug, seconds, problem, report }: Repair): void {
  console.log(`--- ${bug.name} (${seconds.toFixed(1)} s)\n$ assay run --tasks fix --failing "${bug.failing}"\n`);
  if (problem !== undefined) console.log(problem);
  for (const outcome of report?.outcomes ?? []) {
    const attempt = outcome.attempts.at(-1);
    console.log(
      `${outcome.type}: ${attempt?.rationale ?? outcome.reason ?? ""}\n\n${attempt?.patch.trimEnd() ?? ""}\n`,
    );
  }
}

function findProblems({ bug, problem, report }: Repair): readonly string[] {
  if (problem !== undefined || report === undefined) return [`the run on ${bug.name} failed: ${problem ?? ""}`];
  const accepted = report.outcomes.filter(({ type }) => type === "accepted");
  if (accepted.length === 0) return [`${bug.name} was not repaired`];
  const touched = accepted.flatMap(({ attempts }) =>
    [...(attempts.at(-1)?.patch ?? "").matchAll(/^\+\+\+ b\/(.*)$/gmu)].map(([, file = ""]) => file),
  );
  return touched.join() === bug.target
    ? []
    : [`${bug.name} was repaired in ${touched.join(", ")}, not in ${bug.target}`];
}
