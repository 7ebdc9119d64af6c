/** Makes a git repository of a sample in `examples/`: the same commit ids every time. */
import { execFile } from "node:child_process";
import { access, cp, mkdir, readFile, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

/** Root of this project. */
export const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const commitSchema = z.object({ message: z.string(), date: z.string() });
const bugSchema = commitSchema.extend({ name: z.string(), target: z.string(), failing: z.string() });
const scenarioSchema = z.object({
  author: z.string(),
  base: commitSchema,
  feature: commitSchema.extend({ deleted: z.array(z.string()) }),
  bugs: z.array(bugSchema).default([]),
});
type Scenario = z.infer<typeof scenarioSchema>;

/** Commits of the sample repository, as object ids. */
export interface Sample {
  /** Absolute path of the working tree; branch `feature` is checked out. */
  readonly root: string;
  readonly base: string;
  readonly head: string;
}

/** A mistake that somebody planted, on a branch of its own, and the check that is red because of it. */
export type Bug = z.infer<typeof bugSchema>;

/** Environment in which git depends on nothing of this machine or of the job that started us. */
export function gitEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith("GIT_")) kept[name] = value;
  }
  return { ...kept, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", LC_ALL: "C" };
}

/** Runs git in a directory and returns what it printed; rejects when it fails. */
export async function runGit(cwd: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)("git", args, {
    cwd,
    env: { ...gitEnvironment(), ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

async function runCommit(root: string, scenario: Scenario, commit: z.infer<typeof commitSchema>): Promise<string> {
  const [, name = "", email = ""] = /^(.*) <(.*)>$/u.exec(scenario.author) ?? [];
  const identity = (role: "AUTHOR" | "COMMITTER") => ({
    [`GIT_${role}_NAME`]: name,
    [`GIT_${role}_EMAIL`]: email,
    [`GIT_${role}_DATE`]: commit.date,
  });
  await runGit(root, ["add", "--all"]);
  await runGit(root, ["-c", "commit.gpgSign=false", "commit", "--quiet", "--message", commit.message], {
    ...identity("AUTHOR"),
    ...identity("COMMITTER"),
  });
  return (await runGit(root, ["rev-parse", "HEAD"])).trim();
}

async function readScenario(example: string): Promise<Scenario> {
  const file = path.join(PROJECT, "examples", example, "scenario.json");
  return scenarioSchema.parse(JSON.parse(await readFile(file, "utf8")));
}

async function writeBase(root: string, example: string, scenario: Scenario, over?: string): Promise<string> {
  await mkdir(root, { recursive: true });
  await runGit(root, ["init", "--quiet", "--initial-branch=main"]);
  await runGit(root, ["config", "user.name", "Corner Shop"]);
  await runGit(root, ["config", "user.email", "shop@example.com"]);
  await cp(path.join(PROJECT, "examples", example, "base"), root, { recursive: true, verbatimSymlinks: true });
  if (over !== undefined) await cp(over, root, { recursive: true });
  return runCommit(root, scenario, scenario.base);
}

async function linkPackages(root: string): Promise<void> {
  const isNode = await access(path.join(root, "package.json")).then(
    () => true,
    () => false,
  );
  if (isNode) await symlink(path.join(PROJECT, "node_modules"), path.join(root, "node_modules"), "dir");
}

/**
 * Writes a sample repository to a directory that does not exist yet or is empty: `main` with the base state,
 * `feature` checked out, and, where it is one of Node's, this project's `node_modules` linked, so that its tools run
 * without an install. The files of the directory `over` are laid over the base state.
 */
export async function writeSample(root: string, example = "shop", over?: string): Promise<Sample> {
  const scenario = await readScenario(example);
  const base = await writeBase(root, example, scenario, over);
  await runGit(root, ["checkout", "--quiet", "-b", "feature"]);
  const feature = path.join(PROJECT, "examples", example, "feature");
  await cp(feature, root, { recursive: true, verbatimSymlinks: true });
  for (const file of scenario.feature.deleted) await rm(path.join(root, file));
  const head = await runCommit(root, scenario, scenario.feature);
  await linkPackages(root);
  return { root, base, head };
}

/** The planted mistakes of a sample repository. */
export async function readBugs(example = "shop"): Promise<readonly Bug[]> {
  return (await readScenario(example)).bugs;
}

/** Like {@link writeSample}, with the branch of one planted mistake, `bug/<name>`, checked out in the place of `feature`. */
export async function writeBug(root: string, bug: Bug, example = "shop"): Promise<Sample> {
  const scenario = await readScenario(example);
  const base = await writeBase(root, example, scenario);
  await runGit(root, ["checkout", "--quiet", "-b", `bug/${bug.name}`]);
  await cp(path.join(PROJECT, "examples", example, "bugs", bug.name), root, { recursive: true });
  const head = await runCommit(root, scenario, bug);
  await linkPackages(root);
  return { root, base, head };
}
