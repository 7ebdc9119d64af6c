import { findRemarks } from "../domain/remarks.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Skip } from "../domain/plan.ts";
import type { Rule } from "../domain/policy.ts";
import type { Task } from "../domain/task.ts";

/** What a plan from a failure is made from. */
export interface FailureInput {
  /** What the failing command printed, paths inside the workspace relative to it. */
  readonly output: string;
  /** Files that are named elsewhere, as by the log of CI; they come before those of the output. Absent: none. */
  readonly first?: readonly string[];
  /** Every file of head. */
  readonly known: ReadonlySet<string>;
  /** The files that a file imports, in the order in which it names them. */
  readonly importsOf: (path: string) => Promise<readonly string[]>;
  /** Files that the change from base to head touches. */
  readonly changed: ReadonlySet<string>;
  readonly isTest: (path: RepoPath) => boolean;
  readonly ruleOf: (path: string) => { readonly rule: Rule; readonly index: number } | undefined;
  readonly protectedBy: (path: string) => string | undefined;
  /** Whether `--paths` takes a path in. */
  readonly isSelected: (path: string) => boolean;
  /** SHA-256 of the UTF-8 text, in hex. */
  readonly digest: (text: string) => string;
  /** The failing command. */
  readonly command: string;
}

/** What the failure is about. */
export interface FailurePlan {
  readonly tasks: readonly Task[];
  readonly skips: readonly Skip[];
  /** Files that the failing tests are in, as far as the output names them. */
  readonly tests: readonly string[];
  /** Present where the tasks come from places of errors that a tool names; absent: from code that failed when it ran. */
  readonly named?: "errors";
}

const ID_DIGITS = 10;
/** Source files of one task: what is further away from the failing tests is not searched. */
const MAX_FILES = 12;
const PLACE = /(?:^|[\s("'`[]|file:\/\/)((?:\.\/)?[\w@.+-][\w@./+-]*\.[A-Za-z]{1,5})(?:[:(](\d+))?/gmu;
/** What npm (`> node check.js`), make and `set -x` print of a command before they run it. */
const ECHO = /^[ \t]*(?:[>$+] .*|(?:node|npx|tsx|bun|deno|sh|bash|dash|zsh) .*)$/gmu;
/** An assertion that did not hold, and the stack below it. */
const ASSERTION = /^.*\bAssertionError\b.*$(?:\n(?!\s*at ).*)*((?:\n\s*at .*)+)/gmu;

/** Paths of `known` that a text names, in the order of their first place. */
function namedPaths(output: string, known: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const [, raw = ""] of output.matchAll(PLACE)) {
    const path = raw.replace(/^\.\//u, "");
    if (known.has(path)) found.add(path);
  }
  return [...found];
}

/** Words that may stand in front of a script that a command runs: what runs it, its subcommands and flags. */
const RUNNER =
  /^(?:[!>$+]|-\S*|\w+=\S*|(?:\S*\/)?(?:node|npx|npm|pnpm|yarn|bun|bunx|deno|tsx|ts-node|sh|bash|dash|zsh|env|time|exec|python3?|jest|vitest|mocha|ava|tap|c8|nyc)|run|test|dlx)$/u;
/** Flags whose value is the next word. */
const TAKES_VALUE = /^(?:-r|-c|--require|--import|--loader|--config)$/u;

/** Paths of `known` that command lines run; a file that a tool is only told to look at is none. */
function startedPaths(lines: string, known: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const command of lines.split(/[;&|\n]+/u)) {
    const words = command.trim().split(/\s+/u);
    for (const [index, word] of words.entries()) {
      const path = word.replace(/^["']?(?:\.\/)?/u, "").replace(/["']$/u, "");
      if (known.has(path)) found.add(path);
      if (!RUNNER.test(word) && !TAKES_VALUE.test(words[index - 1] ?? "")) break;
    }
  }
  return [...found];
}

/**
 * The files whose output a shell script looks at: what it runs in `$(…)`, in a pipe or into a file. What it only runs
 * checks by itself. None where a file is no such script.
 */
export function startedByScript(path: string, text: string, known: ReadonlySet<string>): readonly string[] {
  const isShell = /\.(?:sh|bash)$/u.test(path) || /^#!.*\b(?:ba|da|z|k)?sh\b/u.test(text);
  if (!isShell) return [];
  const asked = text.matchAll(/\$\(([^)]*)\)|`([^`]*)`|^(.*?)(?:(?<!\|)\|(?!\|)|>(?!&)).*$/gmu);
  const lines = [...asked].map(([, inner, ticked, line]) => inner ?? ticked ?? line ?? "");
  return startedPaths(lines.join("\n"), known);
}

/** Scripts that hold an assertion and call it themselves: what they say is the check, as in a test file. */
function assertingScripts(output: string, known: ReadonlySet<string>): readonly string[] {
  const found = [...output.matchAll(ASSERTION)].map(([, stack = ""]) => namedPaths(stack, known));
  return [...new Set(found.flatMap((paths) => (paths.length === 1 ? paths : [])))];
}

/** Files by their distance from the roots along imports, nearest first; the roots are not among them. */
async function reachedFrom(roots: readonly string[], importsOf: FailureInput["importsOf"]): Promise<readonly string[]> {
  const seen = new Set(roots);
  const queue = [...roots];
  const reached: string[] = [];
  for (let at = 0; at < queue.length && queue.length < 2_000; at += 1) {
    for (const next of await importsOf(queue[at] ?? "")) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
      reached.push(next);
    }
  }
  return reached;
}

/**
 * Plans fixes from a failure: the files that the output names, those that the failing tests import, nearest first, and
 * of these the changed ones before the others. Tests are read, never written; neither is a script that the command starts
 * and that does the checking itself. A tool that names the places of mistakes gives one task per file; failing tests give
 * one task for all files that may be to blame, for the mistake is in one of them.
 */
export async function planFailures(input: FailureInput): Promise<FailurePlan> {
  const { known } = input;
  const isTest = (path: string): boolean => {
    const checked = toRepoPath(path);
    return checked.ok && input.isTest(checked.path);
  };
  const started = startedPaths([input.command, ...(input.output.match(ECHO) ?? [])].join("\n"), known);
  const said = input.output.replaceAll(ECHO, "");
  const elsewhere = (input.first ?? []).filter((path) => known.has(path));
  const named = [...new Set([...elsewhere, ...namedPaths(said, known)])];
  const tests = named.filter(isTest);
  const remarked = [...new Set(findRemarks(said).map(({ path }) => path))].filter((path) => known.has(path));
  const skips: Skip[] = [];
  if (remarked.length > 0 && tests.every((path) => remarked.includes(path))) {
    const tasks = remarked.flatMap((path) => toTask([path], input, skips));
    return { tasks, skips, tests: [], named: "errors" };
  }
  const scripts = tests.length > 0 ? [] : assertingScripts(said, known);
  const checks = new Set([...tests, ...scripts, ...started.filter((path) => !named.includes(path))]);
  const isJudge = (path: string): boolean => isTest(path) || checks.has(path);
  const near = [
    ...named.filter((path) => !isJudge(path)),
    ...(await reachedFrom([...new Set([...checks, ...started])], input.importsOf)),
  ];
  const distance = new Map([...new Set(near)].map((path, index) => [path, index]));
  const roots = distance.size > 0 ? [...distance.keys()] : [...input.changed];
  const suspects = roots
    .filter((path) => !isJudge(path) && known.has(path))
    .sort((a, b) => Number(input.changed.has(b)) - Number(input.changed.has(a)));
  return { tasks: toTask(suspects, input, skips), skips, tests: [...tests, ...scripts] };
}

function toTask(paths: readonly string[], input: FailureInput, skips: Skip[]): readonly Task[] {
  const writable: RepoPath[] = [];
  let rule: number | undefined;
  for (const path of paths) {
    const excluded = exclude(path, input);
    const checked = toRepoPath(path);
    const index = input.ruleOf(path)?.index;
    if (excluded !== undefined || !checked.ok || index === undefined) {
      if (excluded !== undefined) skips.push({ path, kind: "fix", ...excluded });
      continue;
    }
    rule ??= index;
    // The gates of one rule judge a task: files of another rule are left to their own.
    if (rule === index && writable.length < MAX_FILES) writable.push(checked.path);
  }
  const [target] = writable;
  if (target === undefined || rule === undefined) return [];
  const id = `fix-${input.digest(`failing\0${input.command}\0${target}`).slice(0, ID_DIGITS)}`;
  const reason = `\`${input.command}\` is red, and ${paths.length === 1 ? "names it" : "its failing tests use it"}`;
  return [{ id, kind: "fix", target, writable, reason, rule }];
}

function exclude(path: string, input: FailureInput): Pick<Skip, "reason" | "detail"> | undefined {
  const guard = input.protectedBy(path);
  if (guard !== undefined) return { reason: "protected", detail: `it is protected by ${guard}` };
  if (!input.isSelected(path)) return { reason: "not-selected", detail: "no glob of --paths matches it" };
  const match = input.ruleOf(path);
  if (match === undefined) return { reason: "no-rule", detail: "no rule of the policy matches it" };
  if (match.rule.tasks.includes("fix")) return undefined;
  return { reason: "rule-has-no-task", detail: `rule ${match.index + 1} of the policy asks for no fix` };
}
