import { runFailing } from "../check/run-failing.ts";
import { createToolRunner } from "../check/tool-runner.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import type { FailingCheck, Repository, Workspace } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";
import type { Prepared } from "./prepare.ts";

/** Runs of the command that looking for a green commit may cost. */
const MAX_RUNS = 5;
/** Longest search for one; a slow command is worth more as a judge of repairs. */
const MAX_MS = 60_000;

/**
 * The latest commit, of those looked at, at which a red command was green: the merge base where head is ahead of it, then
 * head's first parents at growing distance. The texts there of the files that may be mended are what the offending change
 * is told by. Undefined where none is green or the history ends.
 */
export async function findLastGreen(
  command: string,
  paths: readonly string[],
  scene: {
    readonly prepared: Prepared;
    readonly dependencies: RunDependencies;
    readonly watch: (workspace: Workspace) => Workspace;
  },
): Promise<FailingCheck["earlier"]> {
  const { repository, events, signal } = scene.dependencies;
  const { subject } = scene.prepared;
  const started = performance.now();
  const seen = new Set([subject.head]);
  for await (const commit of earlierCommits(repository, subject)) {
    if (seen.has(commit)) continue;
    if (seen.size > MAX_RUNS || performance.now() - started > MAX_MS || signal.aborted) break;
    seen.add(commit);
    const files = await changedFiles(repository, { commit, head: subject.head }, paths);
    // Where none of them differs, the change is elsewhere, and this commit tells nothing about them.
    if (files.length === 0) continue;
    events.emit({ type: "phase", phase: "reproduce", detail: `\`${command}\` at ${commit.slice(0, 7)}` });
    if (await isGreenAt(commit, command, scene)) return { commit, files };
  }
  return undefined;
}

async function* earlierCommits(repository: Repository, { mergeBase, head }: Subject): AsyncGenerator<string> {
  if (mergeBase !== head) yield mergeBase;
  for (const distance of [1, 2, 4, 8]) {
    const commit = await repository.subject({ base: `${head}~${distance}`, head }).then(
      ({ base }) => base,
      // The history ends, or is not there in a shallow clone: nothing to compare with is no reason to stop.
      () => undefined,
    );
    if (commit === undefined) return;
    yield commit;
  }
}

async function changedFiles(
  repository: Repository,
  { commit, head }: { readonly commit: string; readonly head: string },
  paths: readonly string[],
): Promise<NonNullable<FailingCheck["earlier"]>["files"]> {
  const files: { readonly path: RepoPath; readonly text: string }[] = [];
  for await (const { path } of repository.changes({ base: commit, mergeBase: commit, head })) {
    if (!path.utf8 || !paths.includes(path.text)) continue;
    const text = await repository.readText(commit, path.text);
    const checked = toRepoPath(path.text);
    if (text !== undefined && checked.ok) files.push({ path: checked.path, text });
  }
  return files;
}

async function isGreenAt(
  commit: string,
  command: string,
  {
    prepared,
    dependencies,
    watch,
  }: {
    readonly prepared: Prepared;
    readonly dependencies: RunDependencies;
    readonly watch: (workspace: Workspace) => Workspace;
  },
): Promise<boolean> {
  await using pool = await dependencies.repository.openWorkspaces(commit);
  await using workspace = watch(await pool.create());
  const { commandSeconds } = prepared.effective.policy.limits;
  const reading = await runFailing(
    createToolRunner({ workspace, commandSeconds, signal: dependencies.signal }),
    command,
  );
  return reading.type === "read" && reading.value.green;
}
