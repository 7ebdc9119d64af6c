import type { GateResult } from "../../../domain/gate.ts";
import type { Proposal } from "../../../domain/proposal.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { isFormatted, runToolFix } from "../tool-fixes.ts";
import { exportMaker } from "./export-maker.ts";
import { lintMaker } from "./lint-maker.ts";
import type { Gain, Made, Maker } from "./maker.ts";
import { ownMaker } from "./own-maker.ts";
import { promiseMaker } from "./promise-maker.ts";
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

/** What all tasks share. */
interface Kept {
  /** Holds a report that is the same for all of them. */
  readonly exports: Maker;
  /** Milliseconds that only ever grow. */
  readonly monotonic: () => number;
}

/** Why nothing came of a rewrite; without a name: what a gate said of the last proposal. */
interface Note {
  readonly rewrite?: string;
  readonly reason: string;
}

/** Longer files are bundles and tables: the compiler alone takes longer to read them than all rewrites may. */
const MOST_TEXT = 1_000_000;

/** Rewrites that are tried out for one proposal: each is a run of the gate. */
const MOST_TRIALS = 4;

/** Makes a refactorer with nothing to remember yet. */
export function createRefactorer({ monotonic }: Pick<Kept, "monotonic">): Refactorer {
  const memories = new Map<string, Memory>();
  const exports = exportMaker();
  return {
    propose: async (request) => {
      const { task, workspace, feedback } = request;
      if (task.moves !== undefined) {
        const { proposeMove } = await import("./mover.ts");
        return proposeMove(request, task.moves);
      }
      const known = memories.get(task.id);
      const memory: Memory = request.attempt > 1 && known !== undefined ? known : { tried: new Set(), notes: [] };
      memories.set(task.id, memory);
      if (feedback !== undefined) memory.notes.push({ reason: feedback.message.slice(0, 300) });
      const text = await workspace.read(task.target);
      if (text === undefined) return declined(`${task.target} does not exist`);
      if (text.length > MOST_TEXT) return declined(`${task.target} is longer than ${MOST_TEXT} characters`);
      const { isParsable, syntaxErrors } = await import("../../../code/syntax.ts");
      if (!isParsable(task.target)) return declined(`${task.target} is neither JavaScript nor TypeScript`);
      if (syntaxErrors(task.target, text).length > 0) return declined(`${task.target} has syntax errors`);
      return proposeNext(request, text, memory, { exports, monotonic });
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

async function makersFor({ policy }: ProposeRequest, { exports, monotonic }: Kept): Promise<readonly Maker[]> {
  const { REWRITES } = await import("../../../code/refactor/rewrites.ts");
  return [
    ...REWRITES.map((rewrite) => ownMaker(rewrite, monotonic)),
    promiseMaker(monotonic),
    exports,
    ...(policy.refactor?.lintRules ?? []).map((rule) => lintMaker(rule, monotonic)),
  ];
}

async function proposeNext(request: ProposeRequest, text: string, memory: Memory, kept: Kept): Promise<Proposal> {
  let trials = 0;
  for (const maker of await makersFor(request, kept)) {
    if (request.signal.aborted) return declined("the run was cancelled");
    if (memory.tried.has(maker.name) || trials >= MOST_TRIALS) continue;
    memory.tried.add(maker.name);
    const found = await tryOut(request, text, maker);
    if (found === undefined) continue;
    trials += 1;
    if (typeof found === "string") {
      memory.notes.push({ rewrite: maker.name, reason: found });
      continue;
    }
    return {
      type: "proposed",
      edits: [{ type: "write", path: request.task.target, text: found.text }],
      rationale: renderRationale(request.task.target, maker, found, await gainsOf(request, text, found)),
      confidence: "certain",
    };
  }
  const said = memory.notes.length === 0 ? "" : `; left alone: ${noteTexts(memory.notes).join("; ")}`;
  return declined(`no rewrite that is safe by its form makes ${request.task.target} better${said}`);
}

async function gainsOf(request: ProposeRequest, before: string, made: Made): Promise<readonly Gain[]> {
  return [...(made.gains ?? []), ...(await improvements(request.task.target, before, made.text))];
}

/**
 * The file after a rewrite that the gate lets through, where it can be asked; places that no call reaches are left out.
 * A text says why nothing came of it; undefined: it fits nowhere, or nothing is better for it.
 */
async function tryOut(request: ProposeRequest, text: string, maker: Maker): Promise<Made | string | undefined> {
  const whole = await maker.make(request, text);
  if (whole === undefined || typeof whole === "string") return whole;
  const first = await finish(request, text, whole);
  if ((await gainsOf(request, text, first)).length === 0) return undefined;
  const answer = await ask(request, text, first.text);
  if (answer === undefined || answer.status === "passed" || answer.status === "skipped") return first;
  const lines = unreachedLines(answer);
  if (answer.status === "failed" || lines.size === 0) return reasonOf(answer);
  const part = await maker.make(request, text, (line) => lines.has(line));
  // With nothing left out the gate would say the same again.
  if (part === undefined || typeof part === "string" || part.text === whole.text) return reasonOf(answer);
  const second = await finish(request, text, part);
  if ((await gainsOf(request, text, second)).length === 0) return reasonOf(answer);
  const again = await ask(request, text, second.text);
  return again === undefined || again.status === "passed" ? second : reasonOf(again);
}

/** The repository's own formatter has the last word, where it kept the file so far. */
async function finish(request: ProposeRequest, before: string, made: Made): Promise<Made> {
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
