import type { Undecided } from "../../code/fix-branches.ts";
import type { RepairedText } from "../../code/compiler-fixes.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Proposal } from "../../domain/proposal.ts";
import type { ProposeRequest } from "../../ports.ts";
import { createCompilerPart, type CompilerPart } from "./compiler-part.ts";
import { blamedFixes, emptyMemory, isUnprovedGuess, type TaskMemory } from "./memory.ts";
import { renderRationale, renderUndecided } from "./rationale.ts";
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
  /** `after-fixes`: only over what the others wrote, and only a file that it was content with before. */
  readonly formatter: "after-fixes" | "alone";
  /** Names that no repair touches, for they could only be guessed. */
  readonly undecided: readonly Undecided[];
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
  /** `after-fixes`: it has no remark on the file as it is, but may have one on what the compiler's fixes wrote. */
  readonly linter: "use" | "after-fixes" | "none";
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
      if (request.feedback !== undefined && isUnprovedGuess(request.feedback)) memory.guesses = "refused";
      else if (request.feedback !== undefined && last !== undefined) {
        for (const { key } of blamedFixes(request.feedback, last, task.target)) memory.banned.add(key);
      }
      return proposeNext({ request, memory, compiler, linter: usesLinter(request) });
    },
  };
}

/** Where the linter's remarks are known, a file without any is given to it only once something was written there. */
function usesLinter({ policy, diagnostics, feedback }: ProposeRequest): Work["linter"] {
  const command = policy.commands.lint;
  if (command?.fix === undefined) return "none";
  if (command.format !== "eslint-json") return "use";
  return [...diagnostics, ...(feedback?.diagnostics ?? [])].some(isLintRemark) ? "use" : "after-fixes";
}

function isLintRemark(diagnostic: Diagnostic): boolean {
  return diagnostic.source !== "tsc" && !/^TS\d+$/u.test(diagnostic.code ?? "");
}

async function proposeNext(work: Work): Promise<Proposal> {
  const { request, memory } = work;
  const { target } = request.task;
  const notes = new Set<string>();
  let undecided: readonly Undecided[] = [];
  for await (const variant of variants(work)) {
    if (request.signal.aborted) return { type: "declined", reason: "the run was cancelled" };
    undecided = variant.undecided;
    const composed = await compose(work, variant);
    for (const note of composed.notes) notes.add(note);
    if (composed.text === memory.untouched || memory.sent.some(({ text }) => text === composed.text)) continue;
    const fixes = variant.repaired?.fixes ?? [];
    memory.sent.push({ text: composed.text, fixes });
    const rationale = renderRationale({
      ...composed,
      fixes,
      undecided,
      left: variant.repaired?.left ?? (await work.compiler.errors(request, memory.untouched)),
      remarks: goneRemarks(request, memory.untouched, composed.text),
    });
    const edit = { type: "write", path: target, text: composed.text } as const;
    const confidence = fixes.some((fix) => fix.confidence === "guess") ? "guess" : "certain";
    return { type: "proposed", edits: [edit], rationale, confidence };
  }
  return { type: "declined", reason: await declineReason(work, [...notes], undecided) };
}

/** The linter's remarks on lines that are no longer there as they were: those can have been mended. */
function goneRemarks({ diagnostics }: ProposeRequest, before: string, after: string): readonly Diagnostic[] {
  const lines = before.split(/\r?\n/u);
  const kept = new Set(after.split(/\r?\n/u));
  return diagnostics.filter((diagnostic) => {
    const line = diagnostic.range === undefined ? undefined : lines[diagnostic.range.line - 1];
    return isLintRemark(diagnostic) && (line === undefined || !kept.has(line));
  });
}

/** The proposals in the order in which they are worth trying. The first is all that can be done at once. */
async function* variants(work: Work): AsyncGenerator<Variant> {
  const { request, memory, compiler } = work;
  const after = work.linter === "none" ? "without" : "with";
  const best = await compiler.search(request, memory, "first");
  const { undecided } = best;
  const toVariant = (linter: Variant["linter"], repaired?: RepairedText): Variant => ({
    ...(repaired === undefined ? {} : { repaired }),
    linter,
    formatter: "after-fixes",
    undecided,
  });
  const first = best.repaired[0];
  if (first !== undefined) yield toVariant(after, first);
  else yield toVariant(work.linter === "use" ? "with" : "without");
  // Nothing else can come of a file whose errors no fix can mend.
  const others = first === undefined ? [] : (await compiler.search(request, memory, "alternatives")).repaired;
  for (const repaired of others) yield toVariant(after, repaired);
  if (work.linter === "use") yield toVariant("with");
  if (after === "with") {
    for (const repaired of [...best.repaired.slice(0, 1), ...others]) yield toVariant("without", repaired);
  }
  const isAllThereIs = memory.sent.length === 0 && undecided.length === 0;
  const isWanted = request.policy.commands.format?.fix !== undefined;
  if (isAllThereIs && isWanted) yield { ...toVariant("without"), formatter: "alone" };
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
  if (variant.formatter === "alone") {
    const formatted = await tool("format");
    const share = rewrittenShare(before, text);
    if (share === undefined) return { text, linted: "unchanged", formatted, notes };
    notes.push(`Left out: the formatter would rewrite ${share}, so it has never kept this file`);
    return { text: before, linted: "unchanged", formatted: "unchanged", notes };
  }
  const format = async (): Promise<"changed" | "unchanged"> => {
    memory.formatted ??= await isFormatted(request);
    return memory.formatted ? tool("format") : "unchanged";
  };
  // Of what the compiler wrote the linter most often has nothing to say: then the gate's one look at it is enough.
  if (variant.linter === "with" && work.linter === "after-fixes" && text !== before && request.check !== undefined) {
    const formatted = await format();
    if (await passesLint(request, before, text)) return { text, linted: "unchanged", formatted, notes };
    text = repaired;
  }
  const linted = variant.linter === "with" ? await tool("lint") : "unchanged";
  if (text === before) return { text, linted, formatted: "unchanged", notes };
  const formatted = await format();
  return { text, linted, formatted, notes };
}

/** Whether the gate lets a text of the target pass; its answer stands for the candidate too. */
async function passesLint(request: ProposeRequest, before: string, after: string): Promise<boolean> {
  const result = await request.check?.("lint", [{ path: request.task.target, before, after }]);
  return result?.status === "passed";
}

/** Lines from which on a file counts as long: of a short one most lines may well be new. */
const LONG_FILE = 40;

/** In words, how much of a long file is written anew, where that is more than half; undefined where it is less. */
function rewrittenShare(before: string, after: string): string | undefined {
  const lines = before.split("\n");
  const kept = new Set(after.split("\n"));
  const gone = lines.filter((line) => !kept.has(line)).length;
  return lines.length > LONG_FILE && gone * 2 > lines.length ? `${gone} of ${lines.length} lines` : undefined;
}

function withMark(before: string, text: string): string {
  return before.startsWith("\ufeff") ? `\ufeff${text}` : text;
}

async function declineReason(work: Work, notes: readonly string[], undecided: readonly Undecided[]): Promise<string> {
  const { request, memory, compiler, linter } = work;
  const { target } = request.task;
  if (undecided.length > 0) {
    const names = undecided.slice(0, 3).map(renderUndecided);
    const why =
      memory.guesses === "refused" ? "no test runs that line" : "the policy has no commands.coverage to see it by";
    return `no guess for ${target}: ${names.join("; ")}; ${why}, so nothing would tell which is right`;
  }
  if (memory.sent.length > 0) return `there is no other repair of ${target} to try`;
  const compilerSays = await compiler.summary(request, memory);
  const linterSays =
    linter === "use"
      ? "the linter's own fixes change nothing"
      : linter === "after-fixes"
        ? "the linter has no remark"
        : "the policy has no commands.lint.fix";
  return `nothing to fix in ${target} by tools alone: ${[compilerSays, linterSays, ...notes].join("; ")}`;
}
