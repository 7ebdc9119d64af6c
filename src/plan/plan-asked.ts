import type { Plan, Skip } from "../domain/plan.ts";
import type { Policy, Rule } from "../domain/policy.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Asked, Task, TaskKind } from "../domain/task.ts";
import { renderPathProblem } from "./path-problem.ts";

/** What a plan for a text is made from. */
export interface AskedInput {
  readonly asked: Asked;
  /** The module that is to be written, as the user named it. */
  readonly path: string;
  readonly policy: Policy;
  readonly ruleOf: (path: string) => { readonly rule: Rule; readonly index: number } | undefined;
  readonly protectedBy: (path: string) => string | undefined;
  readonly writable: (rule: Rule, kind: TaskKind, target: RepoPath) => readonly RepoPath[];
  readonly supported: ReadonlySet<TaskKind>;
  /** SHA-256 of the UTF-8 text, in hex. */
  readonly digest: (text: string) => string;
}

const KIND = "scaffold" satisfies TaskKind;
const ID_DIGITS = 10;

/** One scaffold of a module that a text asks for, or why there is none. The policy's rules hold as for any other task. */
export function planAsked(input: AskedInput): Plan {
  const { asked, path, policy, digest } = input;
  const none = (reason: Skip["reason"], detail: string): Plan => ({
    tasks: [],
    skips: [{ path, kind: KIND, reason, detail }],
  });
  const named = toRepoPath(path);
  if (!named.ok) return none("unsupported-name", `the name ${renderPathProblem(named.problem)}`);
  const guard = input.protectedBy(path);
  if (guard !== undefined) return none("protected", `it is protected by ${guard}`);
  const match = input.ruleOf(path);
  if (match === undefined) return none("no-rule", "no rule of the policy matches it");
  if (!match.rule.tasks.includes(KIND) || !policy.tasks.includes(KIND)) {
    return none(
      "rule-has-no-task",
      `rule ${match.index + 1} of the policy does not ask for scaffold, or the policy does not`,
    );
  }
  if (!input.supported.has(KIND)) return none("no-engine", "no engine of this run can do scaffold tasks");
  const writable = input.writable(match.rule, KIND, named.path).filter((one) => input.protectedBy(one) === undefined);
  const id = `${KIND}-${digest(`${KIND}\0${path}\0${asked.text}`).slice(0, ID_DIGITS)}`;
  const reason = `asked for by ${asked.from}`;
  const task: Task = { id, kind: KIND, target: named.path, writable, reason, rule: match.index, asked };
  return { tasks: [task], skips: [] };
}
