import type { GateResult } from "../../../domain/gate.ts";
import type { Proposal } from "../../../domain/proposal.ts";
import type { ProposeRequest } from "../../../ports.ts";
import type { Rewrite } from "../../../code/refactor/rewrite.ts";
import type { RewrittenFile } from "../../../code/refactor/rewrites.ts";
import { isFormatted, runToolFix } from "../tool-fixes.ts";
import { improvements, renderRationale } from "./rationale.ts";

/** Rewrites one file per task, one kind of rewrite at a time. */
export interface Refactorer {
  propose(request: ProposeRequest): Promise<Proposal>;
}

/** What is kept of a task between its attempts: rewrites that were proposed, or that came to nothing. */
interface Memory {
  readonly tried: Set<string>;
  readonly notes: Note[];
}

/** Why nothing came of a rewrite; without a name: what a gate said of the last proposal. */
interface Note {
  readonly rewrite?: string;
  readonly reason: string;
}

/** Rewrites that are tried out for one proposal: each is a run of the gate. */
const MOST_TRIALS = 4;

/** Makes a refactorer with nothing to remember yet. */
export function createRefactorer(): Refactorer {
  const memories = new Map<string, Memory>();
  return {
    propose: async (request) => {
      const { task, workspace, feedback } = request;
      const known = memories.get(task.id);
      const memory: Memory = request.attempt > 1 && known !== undefined ? known : { tried: new Set(), notes: [] };
      memories.set(task.id, memory);
      if (feedback !== undefined) memory.notes.push({ reason: feedback.message.slice(0, 300) });
      const text = await workspace.read(task.target);
      if (text === undefined) return declined(`${task.target} does not exist`);
      const { isParsable, syntaxErrors } = await import("../../../code/syntax.ts");
      if (!isParsable(task.target)) return declined(`${task.target} is neither JavaScript nor TypeScript`);
      if (syntaxErrors(task.target, text).length > 0) return declined(`${task.target} has syntax errors`);
      return proposeNext(request, text, memory);
    },
  };
}

function declined(reason: string): Proposal {
  return { type: "declined", reason };
}

/** Each reason once, with every rewrite that it holds for. */
function noteTexts(notes: readonly Note[]): readonly string[] {
  return [...Map.groupBy(notes, ({ reason }) => reason)].map(([reason, same]) => {
    const names = same.flatMap(({ rewrite }) => rewrite ?? []);
    return names.length === 0 ? reason : `${names.join(", ")}: ${reason}`;
  });
}

async function proposeNext(request: ProposeRequest, text: string, memory: Memory): Promise<Proposal> {
  const { REWRITES } = await import("../../../code/refactor/rewrites.ts");
  let trials = 0;
  for (const rewrite of REWRITES) {
    if (request.signal.aborted) return declined("the run was cancelled");
    if (memory.tried.has(rewrite.name) || trials >= MOST_TRIALS) continue;
    memory.tried.add(rewrite.name);
    const found = await tryOut(request, text, rewrite);
    if (found === undefined) continue;
    trials += 1;
    if (typeof found === "string") {
      memory.notes.push({ rewrite: rewrite.name, reason: found });
      continue;
    }
    const gains = await improvements(request.task.target, text, found.text);
    return {
      type: "proposed",
      edits: [{ type: "write", path: request.task.target, text: found.text }],
      rationale: renderRationale(request.task.target, rewrite, found, gains),
      confidence: "certain",
    };
  }
  const said = memory.notes.length === 0 ? "" : `; left alone: ${noteTexts(memory.notes).join("; ")}`;
  return declined(`no rewrite that is safe by its form makes ${request.task.target} better${said}`);
}

/**
 * The file after a rewrite that the gate lets through, where it can be asked; places that no call reaches are left out.
 * A text says why nothing came of it; undefined: it fits nowhere, or nothing is better for it.
 */
async function tryOut(
  request: ProposeRequest,
  text: string,
  rewrite: Rewrite,
): Promise<RewrittenFile | string | undefined> {
  const { target } = request.task;
  const { applyRewrite } = await import("../../../code/refactor/rewrites.ts");
  const { readImportFacts } = await import("../../../code/refactor/import-facts.ts");
  const imports = readImportFacts(request.workspace.root, target);
  const whole = applyRewrite(target, text, rewrite, { imports });
  if (whole === undefined) return undefined;
  const first = await finish(request, text, whole);
  if ((await improvements(target, text, first.text)).length === 0) return undefined;
  const answer = await ask(request, text, first.text);
  if (answer === undefined || answer.status === "passed" || answer.status === "skipped") return first;
  const lines = unreachedLines(answer);
  if (answer.status === "failed" || lines.size === 0) return reasonOf(answer);
  const part = applyRewrite(target, text, rewrite, { imports, isLeft: (line) => lines.has(line) });
  if (part === undefined) return reasonOf(answer);
  const second = await finish(request, text, part);
  if ((await improvements(target, text, second.text)).length === 0) return reasonOf(answer);
  const again = await ask(request, text, second.text);
  return again === undefined || again.status === "passed" ? second : reasonOf(again);
}

/** The repository's own formatter has the last word, where it kept the file so far. */
async function finish(request: ProposeRequest, before: string, made: RewrittenFile): Promise<RewrittenFile> {
  if (!(await isFormatted(request))) return made;
  const formatted = await runToolFix(request, "format", { before, now: made.text });
  return formatted.type === "text" ? { ...made, text: formatted.text } : made;
}

function ask(request: ProposeRequest, before: string, after: string): Promise<GateResult | undefined> {
  const files = [{ path: request.task.target, before, after }];
  return request.check?.("equivalence", files) ?? Promise.resolve(undefined);
}

/** Lines of the untouched file that the gate could not compare. */
function unreachedLines(answer: GateResult): ReadonlySet<number> {
  const remarks = answer.status === "errored" ? (answer.diagnostics ?? []) : [];
  return new Set(
    remarks.flatMap(({ code, range }) => (code === "unreached" && range !== undefined ? [range.line] : [])),
  );
}

function reasonOf(answer: GateResult): string {
  if (answer.status === "failed") return (answer.diagnostics[0]?.message ?? "the gate failed").slice(0, 300);
  return answer.status === "errored" || answer.status === "skipped" ? answer.reason : answer.status;
}
