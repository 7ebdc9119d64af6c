import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { field } from "./reading.ts";

/** Both packages at one version: a runner fits its own core only. */
export const STRYKER_PACKAGES = ["@stryker-mutator/core@10.0.0", "@stryker-mutator/jest-runner@10.0.0"] as const;
/** A judge that takes longer has no verdict. */
const LIMIT_MS = 20 * 60_000;
/** Lines of its output that tell why there is no verdict. */
const WHY_LINES = 30;
const REPORT = ".stryker-report.json";

/** Statuses that count as noticed, and all that count at all (StrykerJS's own formula). */
const DETECTED = /^(Killed|Timeout)$/u;
const VALID = /^(Killed|Timeout|Survived|NoCoverage)$/u;

function scoreOf(report: unknown): number {
  let [detected, valid] = [0, 0];
  const files = field(report, "files");
  for (const file of Object.values(typeof files === "object" && files !== null ? files : {})) {
    const mutants = field(file, "mutants");
    for (const mutant of Array.isArray(mutants) ? (mutants as readonly unknown[]) : []) {
      const status = String(field(mutant, "status"));
      if (DETECTED.test(status)) detected += 1;
      if (VALID.test(status)) valid += 1;
    }
  }
  return valid === 0 ? Number.NaN : (100 * detected) / valid;
}

/**
 * What StrykerJS says of the generated tests: percentage of mutants of the sources that they notice. NaN where it
 * comes to no end. The repository has to hold its packages.
 */
export async function judgeWithStryker(repository: string, sources: readonly string[]): Promise<number> {
  const config = {
    testRunner: "jest",
    plugins: ["@stryker-mutator/jest-runner"],
    mutate: sources,
    reporters: ["json"],
    jsonReporter: { fileName: REPORT },
    coverageAnalysis: "perTest",
    allowEmpty: true,
    jest: {
      projectType: "custom",
      config: { testEnvironment: "node", transform: {}, testMatch: ["**/assay-tests/**/*.test.js"] },
    },
  };
  await writeFile(path.join(repository, "stryker.conf.json"), JSON.stringify(config));
  const { stdout, signal } = spawnSync(
    process.execPath,
    [path.join(repository, "node_modules/@stryker-mutator/core/bin/stryker.js"), "run", "stryker.conf.json"],
    { cwd: repository, encoding: "utf8", maxBuffer: 1 << 28, timeout: LIMIT_MS, killSignal: "SIGKILL" },
  );
  const text = await readFile(path.join(repository, REPORT), "utf8").catch(() => undefined);
  if (text !== undefined) return scoreOf(JSON.parse(text));
  const why = signal === null ? stdout.trim().split("\n").slice(-WHY_LINES).join("\n") : `ended by ${signal}`;
  process.stderr.write(`StrykerJS came to no verdict: ${why}\n`);
  return Number.NaN;
}
