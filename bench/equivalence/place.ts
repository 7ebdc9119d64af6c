import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRepository } from "../../src/adapters/git/repository.ts";
import { createSandbox } from "../../src/adapters/sandbox/sandbox.ts";
import { toRepoPath, type RepoPath } from "../../src/domain/repo-path.ts";
import { missingEvidence } from "../../src/check/equivalence/judge-comparison.ts";
import { sortFiles } from "../../src/check/equivalence/changed-modules.ts";
import { compareVersions } from "../../src/probe/compare/compare-versions.ts";
import type { Comparison } from "../../src/probe/compare/comparison.ts";
import type { Workspace } from "../../src/ports.ts";

/** What the gate would say of a change, with the first difference or the reason. */
export interface Answer {
  readonly end: "failed" | "errored" | "passed";
  readonly said: string;
  readonly seconds: number;
  readonly figures: Extract<Comparison, { type: "compared" }>["figures"] | undefined;
}

/** A repository in a temporary directory with a workspace over it, in which versions of files are compared. */
export interface Place extends AsyncDisposable {
  compare(file: string, before: string, after: string, seconds: number): Promise<Answer>;
}

function toPath(text: string): RepoPath {
  const made = toRepoPath(text);
  if (!made.ok) throw new Error(`${text}: ${made.problem}`);
  return made.path;
}

async function compareIn(
  workspace: Workspace,
  file: string,
  [before, after]: readonly [string, string],
  seconds: number,
): Promise<Answer> {
  const module = toPath(file);
  const started = performance.now();
  const [changed] = sortFiles([{ path: module, before, after }]).modules;
  const elapsed = (): number => (performance.now() - started) / 1_000;
  if (changed === undefined) return { end: "passed", said: "nothing changed", seconds: 0, figures: undefined };
  const lay = async (text: string): Promise<void> => {
    const present = await workspace.read(module);
    if (present === text) return;
    const [problem] = await workspace.apply([
      { path: module, after: text, ...(present === undefined ? {} : { before: present }) },
    ]);
    if (problem !== undefined) throw new Error(`${problem.path}: ${problem.message}`);
  };
  const comparison = await compareVersions({
    workspace,
    module,
    before,
    after,
    use: (version) => lay(version === "before" ? before : after),
    inQuestion: changed.isChanged,
    signal: new AbortController().signal,
    used: () => elapsed() / seconds,
  });
  const figures = comparison.type === "compared" ? comparison.figures : undefined;
  const [difference] = comparison.type === "compared" ? comparison.differences : [];
  if (difference !== undefined) {
    const { call, aspect, before: was, after: is } = difference;
    return { end: "failed", said: `${call} ${aspect}: ${was} | ${is}`, seconds: elapsed(), figures };
  }
  const missing = missingEvidence(changed, comparison, 100);
  return { end: missing === undefined ? "passed" : "errored", said: missing ?? "", seconds: elapsed(), figures };
}

/** Makes a repository of these files; each comparison is of one file of it. */
export async function openPlace(files: Readonly<Record<string, string>>): Promise<Place> {
  const root = await mkdtemp(path.join(tmpdir(), "assay-equivalence-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  const identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false"];
  const git = (...args: readonly string[]): void => {
    execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });
  };
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "Before");
  const env = { PATH: process.env["PATH"] ?? "", HOME: root };
  const repository = await createRepository({
    directory: root,
    env,
    sandbox: () => createSandbox({ env, minimum: "L0", hidden: [] }),
  });
  const { head } = await repository.subject({ base: "HEAD" });
  const pool = await repository.openWorkspaces(head);
  const workspace = await pool.create();
  return {
    compare: async (file, before, after, seconds) => {
      await workspace.reset();
      return compareIn(workspace, file, [before, after], seconds);
    },
    [Symbol.asyncDispose]: async () => {
      await workspace[Symbol.asyncDispose]();
      await pool[Symbol.asyncDispose]();
      await rm(root, { recursive: true, force: true });
    },
  };
}
