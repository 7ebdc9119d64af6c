/**
 * Shows a whole run on the sample repository: plan, proposals, gates, commits, and what was rejected; then the repair of
 * five planted bugs, each from nothing but a red test.
 *
 * Usage: `npm run demo` (`npm run demo -- --clean` removes the temporary repository at the end).
 * Exits with 1 where the run did not do what it promises.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runRepairs } from "./demo-repairs.ts";
import { printHeading, runProgram } from "./run-program.ts";
import { PROJECT, runGit, writeSample, type Sample } from "./sample.ts";
import { readReport, type SampleOutcome, type SampleReport } from "./sample-report.ts";

const CLI = path.join(PROJECT, "dist", "cli", "index.js");
const OUTPUT_LINES = 25;

function tail(text: string): string {
  const lines = text.trimEnd().split("\n");
  const cut = lines.length - OUTPUT_LINES;
  return cut > 0 ? [`… ${cut} lines above`, ...lines.slice(cut)].join("\n") : lines.join("\n");
}

/** What git says of this project's own commit and files, as lines; none where it is no git repository. */
async function readProjectStatus(): Promise<readonly string[]> {
  if (!existsSync(path.join(PROJECT, ".git"))) return [];
  const status = await runGit(PROJECT, ["status", "--porcelain", "--untracked-files=all"]);
  return `${await runGit(PROJECT, ["rev-parse", "HEAD"])}${status}`.split("\n");
}

function findDifferences(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `before: ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `after:  ${line}`),
  ];
}

interface Health {
  readonly types: number;
  readonly lint: number;
  readonly tests: number;
}

/** Counts type errors, lint errors and failed tests of a commit in a clone of its own, with the tools themselves. */
async function measureHealth(sample: Sample, commit: string, directory: string): Promise<Health> {
  await runGit(path.dirname(directory), ["clone", "--quiet", "--no-checkout", sample.root, directory]);
  await runGit(directory, ["checkout", "--quiet", "--detach", commit]);
  await symlink(path.join(PROJECT, "node_modules"), path.join(directory, "node_modules"), "dir");
  const tool = (name: string, ...args: string[]) =>
    runProgram(directory, process.execPath, [path.join("node_modules", name), ...args], "pipe");
  const types = await tool("typescript/bin/tsc", "--noEmit", "--pretty", "false");
  const lint = await tool("eslint/bin/eslint.js", "--format", "json", ".");
  const tests = await tool("jest/bin/jest.js", "--ci");
  await rm(directory, { recursive: true, force: true });
  return {
    types: types.output.match(/error TS\d+/gu)?.length ?? 0,
    lint: lint.output.match(/"severity":2/gu)?.length ?? 0,
    tests: Number(/Tests:\s+(\d+) failed/u.exec(tests.output)?.[1] ?? 0),
  };
}

async function compareHealth(sample: Sample, directory: string): Promise<readonly [Health, Health]> {
  printHeading("the branch before and after, measured with its own tools");
  const before = await measureHealth(sample, sample.head, path.join(directory, "check"));
  const after = await measureHealth(sample, "origin/feature", path.join(directory, "check"));
  console.log(`type errors   ${before.types} → ${after.types}`);
  console.log(`lint errors   ${before.lint} → ${after.lint}`);
  console.log(`failed tests  ${before.tests} → ${after.tests}`);
  return [before, after];
}

function printRejected(outcome: SampleOutcome): void {
  console.log(`${outcome.task.kind} ${outcome.task.target}: ${outcome.reason ?? ""}`);
  for (const attempt of outcome.attempts) {
    console.log(`\n  attempt ${attempt.number}\n${attempt.patch.trimEnd()}`);
    for (const gate of attempt.gates.filter(({ status }) => status === "failed" || status === "errored")) {
      console.log(`\n  gate ${gate.gate} ${gate.status}${gate.reason === undefined ? "" : `: ${gate.reason}`}`);
      for (const { message } of gate.diagnostics ?? []) console.log(tail(message));
      for (const { command, output } of gate.commands ?? []) console.log(`  $ ${command}\n${tail(output)}`);
    }
  }
}

async function printResult(sample: Sample, report: SampleReport): Promise<void> {
  const range = `${sample.head}..feature`;
  printHeading("commits (git log)");
  console.log(await runGit(sample.root, ["log", "--oneline", "--stat", range]));
  printHeading("diffs");
  console.log(await runGit(sample.root, ["log", "--reverse", "--patch", "--format=--- %s", range]));
  printHeading("rejected, with the gate's output");
  for (const outcome of report.outcomes.filter(({ type }) => type === "rejected")) printRejected(outcome);
  printHeading("declined");
  for (const { type, task, reason } of report.outcomes) {
    if (type === "declined") console.log(`${task.kind} ${task.target}: ${reason ?? ""}`);
  }
}

/** Everything that the run promised and did not do. */
function findBroken(report: SampleReport, commits: number, before: Health, after: Health): string[] {
  const accepted = report.outcomes.filter(({ type }) => type === "accepted");
  const rejected = report.outcomes.filter(({ type }) => type === "rejected");
  const stopped = rejected.flatMap(({ attempts }) => attempts.flatMap(({ gates }) => gates));
  const promises: readonly (readonly [boolean, string])[] = [
    [accepted.length > 0, "no proposal was accepted"],
    [rejected.length > 0, "no proposal was rejected"],
    [report.plan.skips.length > 0, "nothing was skipped"],
    [stopped.some(({ status }) => status === "failed"), "no rejected proposal names the gate that failed"],
    [commits === accepted.length, `${accepted.length} proposals were accepted but ${commits} commits made`],
    [after.types < before.types, `type errors: ${before.types} before, ${after.types} after`],
    [after.lint < before.lint, `lint errors: ${before.lint} before, ${after.lint} after`],
    [after.tests < before.tests, `failed tests: ${before.tests} before, ${after.tests} after`],
  ];
  return promises.filter(([kept]) => !kept).map(([, message]) => message);
}

async function main(): Promise<number> {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (!existsSync(CLI)) {
    console.error(`${CLI} does not exist: run \`npm run build\` first`);
    return 1;
  }
  const statusBefore = await readProjectStatus();
  const directory = await mkdtemp(path.join(tmpdir(), "assay-demo-"));
  const sample = await writeSample(path.join(directory, "shop"));
  const file = path.join(directory, "report.json");
  const args = [
    "run",
    "--base",
    "main",
    "--publish",
    "commit",
    "--report",
    file,
    "--out",
    path.join(directory, "bundle"),
  ];
  printHeading(`the run, in a copy of examples/shop (ready after ${seconds()})`);
  console.log(`$ cd ${sample.root}\n$ assay ${args.join(" ")}\n`);
  const { code } = await runProgram(sample.root, process.execPath, [CLI, ...args], "inherit");
  if (code !== 0) {
    console.error(`\nassay ended with exit code ${code}; the repository is in ${sample.root}`);
    return 1;
  }
  const ran = seconds();
  const report = await readReport(file);
  await printResult(sample, report);

  const [before, after] = await compareHealth(sample, directory);

  const repairs = await runRepairs(CLI, directory);

  const commits = Number(await runGit(sample.root, ["rev-list", "--count", `${sample.head}..feature`]));
  const broken = [...findBroken(report, commits, before, after), ...repairs.broken];
  const statusAfter = await readProjectStatus();
  const touched = findDifferences(statusBefore, statusAfter);
  if (touched.length > 0) broken.push(`the working tree of this project has changed:\n${touched.join("\n")}`);
  printHeading("summary");
  for (const type of ["accepted", "rejected", "declined"] as const) {
    console.log(`${type.padEnd(9)} ${report.outcomes.filter((outcome) => outcome.type === type).length}`);
  }
  console.log(`skipped   ${report.plan.skips.length}`);
  console.log(`commits   ${commits}`);
  console.log(`repaired  ${repairs.repaired} of ${repairs.planted} planted bugs`);
  console.log(
    `time      the run ${(report.durationMs / 1000).toFixed(1)} s, of it ${(report.commandMs / 1000).toFixed(1)} s in the repository's own tools; ready to read after ${ran}; all ${seconds()}`,
  );
  if (process.argv.includes("--clean")) await rm(directory, { recursive: true, force: true });
  else console.log(`report    ${file}\nlook at   ${sample.root}`);
  for (const message of broken) console.error(`BROKEN: ${message}`);
  return broken.length === 0 ? 0 : 1;
}

process.exitCode = await main();
