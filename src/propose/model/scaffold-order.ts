import type { RepoPath } from "../../domain/repo-path.ts";
import { findStubs } from "../../domain/stubs.ts";
import type { Task } from "../../domain/task.ts";
import type { ToolScene } from "./run-tool.ts";

const TEST_NAME = /(?:^|\/)(?:__tests__|tests?|specs?)\/|(?:\.|_|-)(?:test|spec)s?\.[a-z]+$|(?:^|\/)test_[^/]+\.py$/u;

/** Whether a path looks like a test, by the conventions of the common runners. */
export function isTestName(path: string): boolean {
  return TEST_NAME.test(path) && /\.[a-z]+$/u.test(path);
}

/** The code that a scaffold is about: its target, or, where that is a specification, what it may write beside tests. */
export function codeTarget({ kind, target, writable }: Task): RepoPath {
  if (kind !== "scaffold" || writable.includes(target)) return target;
  return writable.find((path) => !isTestName(path)) ?? target;
}

/** Why a scaffold may not write code yet: its tests come first. Undefined where it may. */
export async function testsFirst(path: RepoPath, { request, draft }: ToolScene): Promise<string | undefined> {
  const { kind, writable } = request.task;
  const tests = writable.filter(isTestName);
  if (kind !== "scaffold" || tests.length === 0 || isTestName(path)) return undefined;
  for (const test of tests) if ((await draft.read(test)) !== undefined) return undefined;
  return `write the tests for what is asked for first, in ${tests.join(" or ")}; then the code`;
}

/** Why a scaffold is not done: every stub is still there. Undefined where something was filled in. */
export async function unfilled({ request, sources, draft }: ToolScene): Promise<string | undefined> {
  const { kind, target, writable } = request.task;
  if (kind !== "scaffold" || !writable.includes(target)) return undefined;
  const before = findStubs((await sources.read(target)) ?? "");
  const after = findStubs((await draft.read(target)) ?? "");
  const [first] = after;
  if (first === undefined || before.length === 0 || after.length < before.length) return undefined;
  return `nothing of ${target} is filled in: line ${first.line} is still a stub`;
}
