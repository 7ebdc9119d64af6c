import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRepository } from "../src/adapters/git/repository.ts";
import type { Plan } from "../src/domain/plan.ts";
import type { Repository } from "../src/ports.ts";
import { planTasks } from "../src/plan/plan-tasks.ts";
import { detectTools } from "../src/policy/detect/detect-tools.ts";
import { toEffectivePolicy } from "../src/policy/effective.ts";
import { createMatcher } from "../src/policy/match.ts";
import { parsePolicy } from "../src/policy/parse-policy.ts";
import { writablePaths } from "../src/policy/writable.ts";
import { median, type Measurement } from "./lib/measurement.ts";

const FILES = 100_000;
const CHANGED = 10_000;
const RUNS = 7;
const PER_DIRECTORY = 100;

/** Planning 10,000 changes in a repository of 100,000 files, against the two git calls that list them. */
export async function run(): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), "bench-plan-"));
  try {
    await makeRepository(directory);
    return await measure(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function measure(directory: string): Promise<Measurement> {
  const planMs: number[] = [];
  const gitMs: number[] = [];
  let plan: Plan = { tasks: [], skips: [] };
  await planOnce(directory);
  const before = process.memoryUsage().rss;
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    plan = await planOnce(directory);
    planMs.push(performance.now() - started);
    gitMs.push(await readByGit(directory));
  }
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
  const [ours, theirs] = [median(planMs), median(gitMs)];
  const keys = {
    ratio: round(ours / theirs, 2),
    plan_ms: round(ours, 0),
    git_ms: round(theirs, 0),
    rss_growth_mb: round(grown, 1),
    tasks: plan.tasks.length,
    skips: plan.skips.length,
  };
  const rows = [
    `${FILES} files, ${CHANGED} of them changed; medians of ${RUNS} runs in turn`,
    `open, subject, changes, plan      ${keys.plan_ms} ms   ${plan.tasks.length} tasks, ${plan.skips.length} skips`,
    `git diff --raw -z, git ls-tree    ${keys.git_ms} ms`,
    `ratio                             ${keys.ratio}`,
    `resident memory grew by           ${keys.rss_growth_mb} MiB over ${RUNS} runs`,
  ];
  return { table: rows.join("\n"), keys };
}

/** What `assay plan` does between reading the policy and printing. */
async function planOnce(directory: string): Promise<Plan> {
  const repository = await openRepository(directory);
  const subject = await repository.subject({ base: "base", head: "head" });
  const parsed = parsePolicy("version: 1\nrules:\n  - paths: ['src/**']\n    tasks: [fix]\n", ".github/assay.yml");
  if (!parsed.ok) throw new Error("the policy of this benchmark is not valid");
  const effective = toEffectivePolicy({
    document: parsed.document,
    detected: detectTools({ paths: new Set(), texts: new Map() }),
    overrides: {},
    source: "base-commit",
    sha256: "",
  });
  return planTasks({
    changes: repository.changes(subject),
    matcher: createMatcher(effective.policy),
    writable: writablePaths,
    policy: effective.policy,
    selection: { paths: [] },
    supported: new Set(["fix"]),
    peek: (blobs, limit) => repository.peekBlobs(blobs, limit),
    digest: (text) => createHash("sha256").update(text).digest("hex"),
    subject,
  });
}

function openRepository(directory: string): Promise<Repository> {
  const sandbox = (): Promise<never> => Promise.reject(new Error("planning executes nothing"));
  return createRepository({ directory, sandbox, env: process.env });
}

async function readByGit(directory: string): Promise<number> {
  const started = performance.now();
  await drain(directory, ["diff", "--raw", "-z", "base", "head"]);
  await drain(directory, ["ls-tree", "-r", "-z", "head"]);
  return performance.now() - started;
}

async function drain(directory: string, args: readonly string[]): Promise<void> {
  const child = spawn("git", args, { cwd: directory, stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.resume();
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`git ${args.join(" ")} failed`);
}

/** Two commits by fast-import: all files, then every tenth one changed. */
async function makeRepository(directory: string): Promise<void> {
  execFileSync("git", ["init", "-q", "-b", "head", directory]);
  const child = spawn("git", ["fast-import", "--quiet"], { cwd: directory, stdio: ["pipe", "inherit", "inherit"] });
  const feed = async (text: string): Promise<void> => {
    if (!child.stdin.write(text)) await once(child.stdin, "drain");
  };
  await feed(commit("base", ""));
  for (let file = 0; file < FILES; file++) await feed(modify(file, `export const value${file} = ${file};\n`));
  await feed(commit("head", "from refs/heads/base\n"));
  for (let file = 0; file < FILES; file += FILES / CHANGED)
    await feed(modify(file, `export const changed${file} = 1;\n`));
  child.stdin.end();
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error("git fast-import failed");
  execFileSync("git", ["symbolic-ref", "HEAD", "refs/heads/head"], { cwd: directory });
}

function commit(branch: string, from: string): string {
  return `commit refs/heads/${branch}\ncommitter Bench <bench@localhost> 1767225600 +0000\ndata 0\n${from}`;
}

function modify(file: number, text: string): string {
  const path = `src/d${Math.floor(file / PER_DIRECTORY)}/f${file}.ts`;
  return `M 100644 inline ${path}\ndata ${text.length}\n${text}`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
