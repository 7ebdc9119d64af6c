import { runFailing } from "../check/run-failing.ts";
import { watchFailing } from "../check/watch-failing.ts";
import { createToolRunner } from "../check/tool-runner.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import type { FailingCheck, Repository, Workspace } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";
import type { Prepared } from "./prepare.ts";
import { searchGreen, type CommitState } from "./search-green.ts";

/** Runs of the command that looking for a green commit may cost. */
const MAX_RUNS = 5;
/** Longest search for one; a slow command is worth more as a judge of repairs. */
const MAX_MS = 60_000;

type Earlier = NonNullable<FailingCheck["earlier"]>;

interface GreenScene {
  readonly prepared: Prepared;
  readonly dependencies: RunDependencies;
  readonly watch: (workspace: Workspace) => Workspace;
}

/**
 * The latest commit, of those looked at, at which a red command was green: head's first parents, nearest first, then the
 * merge base. The texts there of the files that may be mended are what the offending change is told by. Undefined where
 * none is green or the history ends.
 */
export async function findLastGreen(
  command: string,
  paths: readonly string[],
  scene: GreenScene,
): Promise<FailingCheck["earlier"]> {
  const { repository, signal } = scene.dependencies;
  const { subject } = scene.prepared;
  const started = performance.now();
  const isLate = (): boolean => performance.now() - started > MAX_MS || signal.aborted;
  const known = new Map<string, { readonly state: CommitState; readonly earlier: Earlier }>();
  const look = async (commit: string): Promise<CommitState> => {
    const state = known.get(commit)?.state;
    if (state !== undefined) return state;
    const earlier = { commit, files: await changedFiles(repository, { commit, head: subject.head }, paths) };
    const found = earlier.files.length === 0 ? "same" : await stateOf(commit, command, scene);
    known.set(commit, { state: found, earlier });
    return found;
  };
  const ancestors = new Map<number, string>();
  const distance = await searchGreen(
    async (steps) => {
      const commit = await ancestor(repository, subject.head, steps);
      if (commit === undefined) return "none";
      ancestors.set(steps, commit);
      return look(commit);
    },
    { maxRuns: MAX_RUNS - 1, isLate },
  );
  const nearest = distance === undefined ? undefined : ancestors.get(distance);
  if (nearest !== undefined) return known.get(nearest)?.earlier;
  const { mergeBase, head } = subject;
  const isBase = mergeBase !== head && !isLate() && (await look(mergeBase)) === "green";
  return isBase ? known.get(mergeBase)?.earlier : undefined;
}

/** Head's first parent so many steps back. */
async function ancestor(repository: Repository, head: string, steps: number): Promise<string | undefined> {
  return repository.subject({ base: `${head}~${steps}`, head }).then(
    ({ base }) => base,
    // The history ends, or is not there in a shallow clone: nothing to compare with is no reason to stop.
    () => undefined,
  );
}

async function changedFiles(
  repository: Repository,
  { commit, head }: { readonly commit: string; readonly head: string },
  paths: readonly string[],
): Promise<Earlier["files"]> {
  const files: { readonly path: RepoPath; readonly text: string }[] = [];
  const since: Subject = { base: commit, mergeBase: commit, head };
  for await (const { path } of repository.changes(since)) {
    if (!path.utf8 || !paths.includes(path.text)) continue;
    const text = await repository.readText(commit, path.text);
    const checked = toRepoPath(path.text);
    if (text !== undefined && checked.ok) files.push({ path: checked.path, text });
  }
  return files;
}

async function stateOf(
  commit: string,
  command: string,
  { prepared, dependencies, watch }: GreenScene,
): Promise<"green" | "red"> {
  const { repository, events, signal } = dependencies;
  events.emit({ type: "phase", phase: "reproduce", detail: `\`${command}\` at ${commit.slice(0, 7)}` });
  await using pool = await repository.openWorkspaces(commit, prepared.effective.policy.sandbox.minimum);
  await using workspace = watch(await pool.create());
  const { commandSeconds } = prepared.effective.policy.limits;
  const reading = await runFailing(
    createToolRunner({ workspace: watchFailing(workspace).workspace, commandSeconds, signal }),
    command,
  );
  return reading.type === "read" && reading.value.green ? "green" : "red";
}
