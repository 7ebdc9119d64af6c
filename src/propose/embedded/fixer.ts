import type { RepairedText } from "../../code/compiler-fixes.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Proposal } from "../../domain/proposal.ts";
import type { ProposeRequest } from "../../ports.ts";
import { createCompilerPart, type CompilerPart } from "./compiler-part.ts";
import { blamedFixes, emptyMemory, type TaskMemory } from "./memory.ts";
import { renderRationale } from "./rationale.ts";
import { isFormatted, runToolFix } from "./tool-fixes.ts";

/** What the fixer takes from outside. */
export interface FixerOptions {
  readonly monotonic: () => number;
  readonly searchMs: number;
}

/** Mends one file per task; remembers what it sent between the attempts at a task. */
export interface Fixer {
  propose(request: ProposeRequest): Promise<Proposal>;
}

/** A way to put a proposal together: with which repaired text, and whether the linter goes over it. */
interface Variant {
  readonly repaired?: RepairedText;
  readonly linter: "with" | "without";
}

interface Composed {
  readonly text: string;
  readonly linted: "changed" | "unchanged";
  readonly formatted: "changed" | "unchanged";
  readonly notes: readonly string[];
}

interface Work {
  readonly request: ProposeRequest;
  readonly memory: TaskMemory;
  readonly compiler: CompilerPart;
  readonly linter: "use" | "none";
}

/** Makes a fixer with nothing to remember yet. */
export function createFixer(options: FixerOptions): Fixer {
  const memories = new Map<string, TaskMemory>();
  const compiler = createCompilerPart(options);
  return {
    propose: async (request) => {
      const { task, workspace, attempt } = request;
      const untouched = await workspace.read(task.target);
      if (untouched === undefined) return { type: "declined", reason: `${task.target} does not exist` };
      const known = memories.get(task.id);
      const memory = attempt > 1 && known?.untouched === untouched ? known : emptyMemory(untouched);
      memories.set(task.id, memory);
      const last = memory.sent.at(-1);
      if (request.feedback !== undefined && last !== undefined) {
        for (const { key } of blamedFixes(request.feedback, last, task.target)) memory.banned.add(key);
      }
      return proposeNext({ request, memory, compiler, linter: usesLinter(request) });
    },
  };
}

/** Where the linter's remarks are known, a file without any is not given to it. */
function usesLinter({ policy, diagnostics, feedback }: ProposeRequest): "use" | "none" {
  const command = policy.commands.lint;
  if (command?.fix === undefined) return "none";
  if (command.format !== "eslint-json") return "use";
  return [...diagnostics, ...(feedback?.diagnostics ?? [])].some(isLintRemark) ? "use" : "none";
}

function isLintRemark(diagnostic: Diagnostic): boolean {
  return diagnostic.source !== "tsc" && !/^TS\d+$/u.test(diagnostic.code ?? "");
}

async function proposeNext(work: Work): Promise<Proposal> {
  const { request, memory } = work;
  const notes = new Set<string>();
  for await (const variant of variants(work)) {
    if (request.signal.aborted) return { type: "declined", reason: "the run was cancelled" };
    const composed = await compose(work, variant);
    for (const note of composed.notes) notes.add(note);
    if (composed.text === memory.untouched || memory.sent.some(({ text }) => text === composed.text)) continue;
    const fixes = variant.repaired?.fixes ?? [];
    memory.sent.push({ text: composed.text, fixes });
    const rationale = renderRationale({
      ...composed,
      fixes,
      left: variant.repaired?.left ?? (await work.compiler.errors(request, memory.untouched)),
      remarks: request.diagnostics.filter(isLintRemark),
    });
    const edit = { type: "write", path: request.task.target, text: composed.text } as const;
    return { type: "proposed", edits: [edit], rationale };
  }
  return { type: "declined", reason: await declineReason(work, [...notes]) };
}

/** The proposals in the order in which they are worth trying. The first is all that can be done at once. */
async function* variants(work: Work): AsyncGenerator<Variant> {
  const { request, memory, compiler, linter } = work;
  const best = await compiler.search(request, memory, "first");
  const first = best.repaired[0];
  if (first !== undefined) yield { repaired: first, linter: linter === "use" ? "with" : "without" };
  else if (linter === "use") yield { linter: "with" };
  // Nothing else can come of a file whose errors no fix can mend.
  const others = first === undefined ? [] : (await compiler.search(request, memory, "alternatives")).repaired;
  for (const repaired of others) yield { repaired, linter: linter === "use" ? "with" : "without" };
  if (linter === "none") return;
  yield { linter: "with" };
  for (const repaired of [...best.repaired.slice(0, 1), ...others]) yield { repaired, linter: "without" };
}

async function compose(work: Work, variant: Variant): Promise<Composed> {
  const { request, memory, compiler } = work;
  const before = memory.untouched;
  const repaired = variant.repaired === undefined ? before : withMark(before, variant.repaired.text);
  const notes: string[] = [];
  let text = repaired;
  const tool = async (name: "lint" | "format"): Promise<"changed" | "unchanged"> => {
    const result = await runToolFix(request, name, { before, now: text });
    const problem =
      result.type === "failed" ? result.reason : await compiler.objection(request, { before, after: result.text });
    if (problem !== undefined) notes.push(`Left out: ${problem}`);
    if (result.type === "failed" || problem !== undefined || result.text === text) return "unchanged";
    text = result.text;
    return "changed";
  };
  const linted = variant.linter === "with" ? await tool("lint") : "unchanged";
  if (text === before) return { text, linted, formatted: "unchanged", notes };
  memory.formatted ??= await isFormatted(request);
  const formatted = memory.formatted ? await tool("format") : "unchanged";
  return { text, linted, formatted, notes };
}

function withMark(before: string, text: string): string {
  return before.startsWith("\ufeff") ? `\ufeff${text}` : text;
}

async function declineReason(work: Work, notes: readonly string[]): Promise<string> {
  const { request, memory, compiler, linter } = work;
  const { target } = request.task;
  if (memory.sent.length > 0) return `there is no other repair of ${target} to try`;
  const compilerSays = await compiler.summary(request, memory);
  const linterSays =
    linter === "use"
      ? "the linter's own fixes change nothing"
      : request.policy.commands.lint?.fix === undefined
        ? "the policy has no commands.lint.fix"
        : "the linter has no remark";
  return `nothing to fix in ${target} by tools alone: ${[compilerSays, linterSays, ...notes].join("; ")}`;
}
