/**
 * Everything that has to hold before a change is merged, with a table of the steps; the last line is
 * `N passed, N failed`. What reads the sources alone takes the time that the tests leave: they wait now and then.
 *
 * Usage: `npm run verify`; further arguments are Jest's: `npm run verify -- --maxWorkers=2`.
 */
import { spawn } from "node:child_process";
import { availableParallelism, constants, setPriority } from "node:os";
import { rm } from "node:fs/promises";
import path from "node:path";
import { PROJECT } from "./sample.ts";
import { judgeTests, TEST_ARGUMENTS } from "./test-summary.ts";

interface Step {
  readonly name: string;
  /** Script of package.json. */
  readonly script: string;
  /** `normal`: a test may wait for it. */
  readonly priority: "low" | "normal";
}

/** Independent of each other; the longest first, so that the lanes end together. */
const STATIC_STEPS: readonly Step[] = [
  { name: "dist is fresh", script: "dist:check", priority: "normal" },
  { name: "lint", script: "lint", priority: "low" },
  { name: "types", script: "types", priority: "low" },
  { name: "format", script: "format:check", priority: "low" },
  { name: "dead code", script: "dead-code", priority: "low" },
  { name: "dependency rules", script: "deps", priority: "low" },
  { name: "metadata", script: "metadata", priority: "low" },
];

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly ok: boolean;
  readonly note: string;
  /** What a step that failed printed. */
  readonly output: string;
}

interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

function runScript(
  script: string,
  args: readonly string[],
  { output, priority }: { readonly output: "pipe" | "inherit"; readonly priority: Step["priority"] },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
      cwd: PROJECT,
      stdio: ["ignore", output, output],
    });
    // Beside the tests, not against them: children take over the priority.
    if (priority === "low" && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
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
  const { ok, output } = await runScript(step.script, [], { output: "pipe", priority: step.priority });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${ok ? "ok    " : "FAILED"} ${step.name} (${seconds.toFixed(1)} s)`);
  return { name: step.name, seconds, ok, note: ok ? "" : `npm run ${step.script}`, output: ok ? "" : output };
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

/** Runs the tests and judges what they left. */
async function runTests(args: readonly string[]): Promise<{ readonly result: Result; readonly counts: string }> {
  const started = performance.now();
  await rm(path.join(PROJECT, "coverage"), { recursive: true, force: true });
  await runScript("test", [...TEST_ARGUMENTS, ...args], { output: "inherit", priority: "normal" });
  const { passed, failed, lines, problems } = await judgeTests();
  const note = problems.length > 0 ? problems.join("; ") : `${lines} % of the lines of src/`;
  const seconds = (performance.now() - started) / 1000;
  return {
    result: { name: "tests", seconds, ok: problems.length === 0, note, output: "" },
    counts: `${passed} passed, ${failed} failed`,
  };
}

async function main(): Promise<number> {
  const started = performance.now();
  const [{ result, counts }, steps] = await Promise.all([runTests(process.argv.slice(2)), runStaticSteps()]);
  const results = [...steps, result];
  for (const { name, ok, output } of steps) if (!ok) console.log(`\nFAILED ${name}\n${output.trimEnd()}`);
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
