import type { Declaration } from "../../../code/docs/declaration.ts";
import type { OverloadHabit } from "../../../code/docs/overloads.ts";
import type { TagCorrection } from "../../../code/docs/stale-tags.ts";
import { DEFAULT_DOCS } from "../../../domain/docs-policy.ts";
import type { Proposal } from "../../../domain/proposal.ts";
import type { Feedback } from "../../../domain/verdict.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { compose } from "./compose.ts";
import { toDocStyle, type DocStyle } from "./doc-style.ts";
import { findExamples } from "./find-examples.ts";
import { layOut, type Placed } from "./lay-out.ts";
import { pageOf, proposePage } from "./page-writer.ts";
import { renderDocsRationale } from "./rationale.ts";

/** What the writer takes from outside. */
export interface DocsWriterOptions {
  readonly monotonic: () => number;
  /** Longest search for one proposal, in milliseconds. */
  readonly searchMs: number;
}

/** Writes doc comments for one module per task; remembers between attempts what it wrote. */
export interface DocsWriter {
  propose(request: ProposeRequest): Promise<Proposal>;
}

/** What is kept of a task between its attempts. */
interface Memory {
  readonly text: string;
  readonly declarations: readonly Declaration[];
  readonly corrections: readonly TagCorrection[];
  readonly style: DocStyle;
  examples: ReadonlyMap<Declaration, readonly string[]>;
  /** Why there are no examples, or not all; for people. */
  readonly notes: readonly string[];
  /** Declarations whose comment a gate turned down. */
  readonly dropped: Set<string>;
  placed: readonly Placed[];
}

/** Makes a writer with nothing to remember yet. */
export function createDocsWriter(options: DocsWriterOptions): DocsWriter {
  const memories = new Map<string, Memory>();
  return {
    propose: async (request) => {
      const { task, workspace, feedback, attempt } = request;
      const page = pageOf(request);
      if (page !== undefined) return proposePage(request, page);
      const text = await workspace.read(task.target);
      if (text === undefined) return declined(`${task.target} does not exist`);
      const known = memories.get(task.id);
      const memory = attempt > 1 && known?.text === text ? known : await read(request, text, options);
      if (typeof memory === "string") return declined(memory);
      memories.set(task.id, memory);
      if (feedback !== undefined && !learn(memory, feedback)) {
        return declined(
          `no comment can be blamed for what gate ${feedback.from} says: ${feedback.message.slice(0, 200)}`,
        );
      }
      return toProposal(request, memory);
    },
  };
}

function declined(reason: string): Proposal {
  return { type: "declined", reason };
}

async function read(request: ProposeRequest, text: string, options: DocsWriterOptions): Promise<Memory | string> {
  const { task, workspace, policy } = request;
  const { isParsable, syntaxErrors } = await import("../../../code/syntax.ts");
  if (!isParsable(task.target))
    return `${task.target} is not TypeScript or JavaScript; the embedded engine documents these`;
  if (syntaxErrors(task.target, text).length > 0) return `${task.target} has syntax errors`;
  const { findDeclarations } = await import("../../../code/docs/find-declarations.ts");
  const { staleTags } = await import("../../../code/docs/stale-tags.ts");
  const { commentSamples, demandsParameters } = await import("../../../code/docs/comment-samples.ts");
  const { overloadHabit } = await import("../../../code/docs/overloads.ts");
  const samples = commentSamples(workspace.root, task.target);
  const found = findDeclarations(task.target, text);
  const hasOverloads = found.some(({ overload }) => overload !== undefined);
  const declarations = hasOverloads ? placed(found, overloadHabit(samples)) : found;
  const demands = demandsParameters(workspace.root);
  const style = toDocStyle({ path: task.target, text, demands }, samples);
  const lacking = declarations.filter(({ comment }) => comment === undefined);
  const docs = policy.docs ?? DEFAULT_DOCS;
  const executed =
    docs.style === "full" && lacking.length > 0
      ? await findExamples(request, { text, style, lacking }, options)
      : { examples: new Map<string, readonly string[]>(), notes: [] };
  return {
    text,
    declarations,
    corrections: staleTags(task.target, text),
    style,
    notes: executed.notes,
    examples: await byPlace(executed.examples, lacking),
    dropped: new Set(),
    placed: [],
  };
}

/** The declarations in front of which comments stand here: of a function with several signatures each, the first, or the body. */
function placed(declarations: readonly Declaration[], habit: OverloadHabit): readonly Declaration[] {
  return declarations.filter(({ overload }) => {
    if (overload === undefined) return true;
    return habit === "each" ? overload !== "implementation" : overload === habit;
  });
}

/** Examples by where they are shown: under the first of several signatures that they can be a call of. */
async function byPlace(
  examples: ReadonlyMap<string, readonly string[]>,
  lacking: readonly Declaration[],
): Promise<ReadonlyMap<Declaration, readonly string[]>> {
  const { fitsSignature } = await import("../../../code/docs/overloads.ts");
  const found = new Map<Declaration, readonly string[]>();
  for (const [name, lines] of examples) {
    const same = lacking.filter((one) => one.name === name);
    const fitting = same.find(({ parameters }) => same.length === 1 || fitsSignature(lines, name, parameters));
    if (fitting !== undefined) found.set(fitting, lines);
  }
  return found;
}

/** Takes out what a gate's diagnostics lie in; false where that is nothing. */
function learn(memory: Memory, { diagnostics }: Feedback): boolean {
  let isBlamed = false;
  for (const { range, code } of diagnostics) {
    const place = memory.placed.find(
      ({ first, last }) => range !== undefined && first <= range.line && range.line <= last,
    );
    if (place === undefined) continue;
    isBlamed = true;
    const shown = [...memory.examples].filter(([{ name }]) => name === place.name);
    if (code?.startsWith("example-") === true && shown.length > 0) {
      memory.examples = new Map([...memory.examples].filter(([{ name }]) => name !== place.name));
    } else memory.dropped.add(place.name);
  }
  return isBlamed;
}

function toProposal({ task, policy }: ProposeRequest, memory: Memory): Proposal {
  const { text, declarations, corrections, style, examples, dropped } = memory;
  const docs = policy.docs ?? DEFAULT_DOCS;
  const lacking = declarations.filter(({ comment }) => comment === undefined);
  const written = lacking.flatMap((declaration) => {
    const content = dropped.has(declaration.name)
      ? undefined
      : compose(declaration, examples.get(declaration) ?? [], style, docs.style);
    return content === undefined ? [] : [{ declaration, content }];
  });
  const silent = lacking.filter((declaration) => !written.some((one) => one.declaration === declaration));
  if (declarations.length === 0 && corrections.length === 0)
    return declined(`${task.target} exports nothing that can be documented`);
  const laid = layOut(text, { written, corrections, style, most: policy.limits.lines });
  memory.placed = laid.placed;
  const waiting = corrections.length - laid.corrected.length;
  if (laid.text === text && (laid.left.length > 0 || waiting > 0))
    return declined(`limits.lines (${policy.limits.lines}) has no room for a comment of ${task.target}`);
  if (laid.text === text) return declined([nothingToDo(task.target, silent), ...memory.notes].join("; "));
  const rationale = renderDocsRationale({
    target: task.target,
    written: written.filter((one) => !laid.left.includes(one)),
    corrections: laid.corrected,
    silent,
    left: laid.left.map(({ declaration }) => declaration.name),
    notes: [...memory.notes, ...(waiting === 0 ? [] : [`limits.lines has no room for ${waiting} more corrections`])],
    dropped,
  });
  return { type: "proposed", edits: [{ type: "write", path: task.target, text: laid.text }], rationale };
}

function nothingToDo(target: string, silent: readonly Declaration[]): string {
  if (silent.length === 0) return `everything that ${target} exports is documented, and no tag is out of date`;
  const names = silent.slice(0, 8).map(({ name }) => name);
  return `nothing true could be said of ${names.join(", ")} in ${target} that the names do not say`;
}
