/**
 * Everything that has to hold before a change is merged, with a table of the steps.
 *
 * Usage: `npm run verify`; `npm run verify -- --tests-done` judges the test run that was made just before instead of
 * running the tests again, and prints `N passed, N failed` as its last line.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { rm } from "node:fs/promises";
import path from "node:path";
import { PROJECT } from "./sample.ts";
import { judgeTests, TEST_ARGUMENTS } from "./test-summary.ts";

interface Step {
  readonly name: string;
  /** Script of package.json. */
  readonly script: string;
}

/** Independent of each other; the longest first, so that the lanes end together. */
const STATIC_STEPS: readonly Step[] = [
  { name: "dist is fresh", script: "dist:check" },
  { name: "lint", script: "lint" },
  { name: "types", script: "types" },
  { name: "format", script: "format:check" },
  { name: "dead code", script: "dead-code" },
  { name: "dependency rules", script: "deps" },
  { name: "metadata", script: "metadata" },
];

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly ok: boolean;
  readonly note: string;
}

interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

function runScript(script: string, args: readonly string[], output: "pipe" | "inherit"): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
      cwd: PROJECT,
      stdio: ["ignore", output, output],
    });
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ ok: code === 0, output: text });
    });
  });
}

async function runStep(step: Step): Promise<Result> {
  const started = performance.now();
  const { ok, output } = await runScript(step.script, [], "pipe");
  const seconds = (performance.now() - started) / 1000;
  console.log(`${ok ? "ok    " : "FAILED"} ${step.name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(output.trimEnd());
  return { name: step.name, seconds, ok, note: ok ? "" : `npm run ${step.script}` };
}

async function runStaticSteps(): Promise<Result[]> {
  const waiting = [...STATIC_STEPS];
  const results: Result[] = [];
  const drain = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, drain));
  return results;
}

/** Runs the tests, or takes the run that was just made, and judges what it left. */
async function runTests(tests: "run" | "done"): Promise<{ readonly result: Result; readonly counts: string }> {
  const started = performance.now();
  if (tests === "run") {
    await rm(path.join(PROJECT, "coverage"), { recursive: true, force: true });
    await runScript("test", TEST_ARGUMENTS, "inherit");
  }
  const { passed, failed, lines, problems } = await judgeTests();
  const note = problems.length > 0 ? problems.join("; ") : `${lines} % of the lines of src/`;
  const seconds = (performance.now() - started) / 1000;
  return {
    result: { name: "tests", seconds, ok: problems.length === 0, note },
    counts: `${passed} passed, ${failed} failed`,
  };
}

async function main(): Promise<number> {
  const started = performance.now();
  const steps = await runStaticSteps();
  const { result, counts } = await runTests(process.argv.includes("--tests-done") ? "done" : "run");
  const results = [...steps, result];
  console.log("");
  for (const { name, seconds, ok, note } of results) {
    console.log(
      `${ok ? "ok    " : "FAILED"} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(7)} s  ${note}`.trimEnd(),
    );
  }
  console.log(`${"".padEnd(6)} ${"all".padEnd(18)} ${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s`);
  console.log(counts);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

process.exitCode = await main();
