import type { CodeDiagnostic } from "../../../code/diagnostics.ts";
import type { TemplateName } from "../../../code/repair/edit-template.ts";
import type { RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import type { TypeJudge } from "../../../code/repair/type-judge.ts";
import type { Proposal } from "../../../domain/proposal.ts";
import type { ProposeRequest } from "../../../ports.ts";

/** Errors that say: this may be missing, is only promised, or is of another type (typescript `diagnosticMessages.json`). */
const REPAIRABLE = new Set([2322, 2345, 2531, 2532, 2533, 2721, 2722, 2723, 18047, 18048, 18049]);
/** Edits that answer them. */
const ANSWERS: ReadonlySet<TemplateName> = new Set(["null-guard", "guard", "await", "wrap"]);
/** Candidates that are checked for one error, and errors that are taken away in one file. */
const MAX_CHECKED = 200;
const MAX_STEPS = 30;

interface Step {
  readonly error: CodeDiagnostic;
  readonly candidate: RepairCandidate;
}

/**
 * Mends type errors that no fix of the compiler's own takes away, where an edit of a repair template on the line of the
 * error does and brings no other error. Always a guess: types tell that a value may be missing, not what should happen
 * then, so a test has to have run the change. Undefined where there is nothing of the kind.
 */
export async function repairTypes({ task, workspace, signal }: ProposeRequest): Promise<Proposal | undefined> {
  const text = await workspace.read(task.target);
  if (text === undefined) return undefined;
  const [{ createTypeJudge }, { createProjectCache }] = await Promise.all([
    import("../../../code/repair/type-judge.ts"),
    import("../../../code/project-cache.ts"),
  ]);
  const judge = createTypeJudge(createProjectCache(), workspace.root, task.target);
  if (judge === undefined) return undefined;
  const steps: Step[] = [];
  const hopeless = new Set<string>();
  let made = text;
  let errors = judge.errorsOf(made);
  let answers: readonly RepairCandidate[] | undefined;
  while (steps.length < MAX_STEPS && !signal.aborted) {
    const error = errors.find((one) => REPAIRABLE.has(one.number) && !hopeless.has(`${one.code} ${one.message}`));
    if (error === undefined) break;
    answers ??= await answersIn(task.target, made);
    const near = answers.filter(({ line }) => line === error.line).slice(0, MAX_CHECKED);
    const found = await mendOne(made, near, { errors, judge });
    if (found === undefined) {
      hopeless.add(`${error.code} ${error.message}`);
      continue;
    }
    made = found.after;
    errors = found.left;
    answers = undefined;
    steps.push({ error, candidate: found.candidate });
  }
  if (steps.length === 0) return undefined;
  const edits = [{ type: "write", path: task.target, text: made } as const];
  return { type: "proposed", edits, rationale: renderSteps(task.target, steps), confidence: "guess" };
}

/** All edits of a text that could answer such an error. */
async function answersIn(path: string, text: string): Promise<readonly RepairCandidate[]> {
  const { findRepairs } = await import("../../../code/repair/find-candidates.ts");
  return findRepairs(path, text, { max: 50_000 }).filter(({ template }) => ANSWERS.has(template));
}

interface Mended {
  readonly candidate: RepairCandidate;
  readonly after: string;
  /** What the compiler says afterwards. */
  readonly left: readonly CodeDiagnostic[];
}

/** The first candidate with which there are fewer errors, and no new one. */
async function mendOne(
  text: string,
  near: readonly RepairCandidate[],
  { errors, judge }: { readonly errors: readonly CodeDiagnostic[]; readonly judge: TypeJudge },
): Promise<Mended | undefined> {
  const [{ applyRepair }, { newOnes }] = await Promise.all([
    import("../../../code/repair/repair-candidate.ts"),
    import("../../../code/diagnostics.ts"),
  ]);
  for (const candidate of near) {
    const after = applyRepair(text, candidate.parts);
    const left = judge.errorsOf(after);
    if (left.length < errors.length && newOnes(errors, left).length === 0) return { candidate, after, left };
  }
  return undefined;
}

function renderSteps(path: string, steps: readonly Step[]): string {
  const list = steps.map(({ error, candidate }) => {
    const [first = ""] = error.message.split("\n");
    return `line ${error.line}, ${candidate.description} for ${error.code} (${first})`;
  });
  return `Types of ${path}: ${list.join("; ")}. A guess: the types tell that something is wrong there, not what is meant instead.`;
}
