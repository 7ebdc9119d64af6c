import type { RepoPath } from "../../domain/repo-path.ts";
import type { ProposeRequest, Sources } from "../../ports.ts";
import { renderNumbered, toLines } from "./data.ts";
import type { Draft } from "./draft.ts";
import { renderDiagnostics } from "./goal.ts";
import { toOutline } from "./outline.ts";
import type { ToolUse } from "./parse-call.ts";

/** What a tool of the model has to do with. */
export interface ToolScene {
  readonly request: ProposeRequest;
  readonly sources: Sources;
  readonly draft: Draft;
}

/** What a tool says; `refused` counts as no progress. */
export interface ToolAnswer {
  readonly status: "done" | "refused";
  readonly text: string;
}

/** Lines of one `read`, hits of one `search`, entries of one `outline`. */
const MAX_LINES = 400;
const MAX_HITS = 40;
const MAX_HIT_LINE = 200;
const MAX_ENTRIES = 150;
/** Files that one search looks through, and characters. */
const MAX_FILES = 4_000;
const MAX_SEARCHED = 30_000_000;

type LookOrEdit = Exclude<ToolUse, { tool: "plan" | "finish" | "decline" }>;

const done = (text: string): ToolAnswer => ({ status: "done", text });
/** An answer that says what to do differently. */
export const refused = (text: string): ToolAnswer => ({ status: "refused", text: `Error: ${text}` });

/** Carries out a call. Never throws for what the model asks. */
export async function runTool(use: LookOrEdit, scene: ToolScene): Promise<ToolAnswer> {
  switch (use.tool) {
    case "read":
      return readLines(use, scene);
    case "search":
      return searchText(use, scene);
    case "outline":
      return outlineOf(use.path, scene);
    case "edit": {
      const { path, edits } = use;
      if (scene.sources.hiddenBy(path) !== undefined) return missing(path, scene);
      const replace = edits.map(
        (edit) => ({ type: "replace", path, search: edit.old, replacement: edit.new }) as const,
      );
      return toAnswer(await scene.draft.apply(path, replace));
    }
    case "write":
      if (scene.sources.hiddenBy(use.path) !== undefined) return missing(use.path, scene);
      return toAnswer(await scene.draft.apply(use.path, [{ type: "write", path: use.path, text: use.text }]));
    case "check":
      return checkGate(use.gate, scene);
  }
}

function toAnswer(result: Awaited<ReturnType<Draft["apply"]>>): ToolAnswer {
  return result.ok ? done(result.said) : refused(result.problem);
}

/** Text of a file as the model may see it: its own edits over what is not hidden. */
async function seen(path: RepoPath, { sources, draft }: ToolScene): Promise<string | undefined> {
  return sources.hiddenBy(path) === undefined ? draft.read(path) : undefined;
}

function missing(path: RepoPath, { sources }: ToolScene): ToolAnswer {
  const glob = sources.hiddenBy(path);
  if (glob !== undefined) return refused(`${path} is kept from you by the policy (${glob})`);
  return refused(`there is no text file ${path}. Use search to find where it is`);
}

async function readLines(
  { path, from = 1, to }: Extract<ToolUse, { tool: "read" }>,
  scene: ToolScene,
): Promise<ToolAnswer> {
  const text = await seen(path, scene);
  if (text === undefined) return missing(path, scene);
  const lines = toLines(text);
  if (from > lines.length) return refused(`${path} has ${lines.length} lines`);
  const last = Math.min(lines.length, to ?? lines.length, from + MAX_LINES - 1);
  const rest = last < Math.min(lines.length, to ?? lines.length) ? `\n(cut after ${MAX_LINES} lines)` : "";
  return done(`${path}, lines ${from}-${last} of ${lines.length}:\n${renderNumbered(lines, from, last)}${rest}`);
}

async function searchText(
  { text, inside }: Extract<ToolUse, { tool: "search" }>,
  scene: ToolScene,
): Promise<ToolAnswer> {
  if (text.trim() === "" || text.includes("\n")) return refused("search for a text within one line");
  const paths = (await scene.sources.list()).filter((path) => inside === undefined || path.includes(inside));
  const hits: string[] = [];
  let searched = 0;
  let looked = 0;
  for (const path of paths) {
    if (hits.length >= MAX_HITS || searched > MAX_SEARCHED || looked >= MAX_FILES) break;
    looked += 1;
    const content = await seen(path, scene);
    if (content === undefined) continue;
    searched += content.length;
    if (!content.includes(text)) continue;
    const lines = toLines(content);
    for (const [index, line] of lines.entries()) {
      if (hits.length >= MAX_HITS || !line.includes(text)) continue;
      hits.push(`|${path}:${renderNumbered([line.slice(0, MAX_HIT_LINE)], 1, 1).replace(/^1\|/u, `${index + 1}: `)}`);
    }
  }
  const whole = looked >= paths.length && hits.length < MAX_HITS;
  const note = whole ? "" : `\n(looked through ${looked} of ${paths.length} files; narrow it down with \`in\`)`;
  return done((hits.length === 0 ? "No file holds it." : hits.join("\n")) + note);
}

async function outlineOf(path: RepoPath, scene: ToolScene): Promise<ToolAnswer> {
  const text = await seen(path, scene);
  if (text === undefined) return missing(path, scene);
  const entries = toOutline(text);
  const shown = entries.slice(0, MAX_ENTRIES).map((entry) => `${entry.line}|${entry.text}`);
  const note = entries.length > MAX_ENTRIES ? `\n(and ${entries.length - MAX_ENTRIES} more)` : "";
  return done(shown.length === 0 ? `${path}: no declarations found. Use read` : `${path}:\n${shown.join("\n")}${note}`);
}

async function checkGate(gate: Extract<ToolUse, { tool: "check" }>["gate"], scene: ToolScene): Promise<ToolAnswer> {
  const { check, gates = [] } = scene.request;
  const faced = gates.map((one) => one.gate);
  if (!faced.includes(gate)) return refused(`there is no gate ${gate} here; there are ${faced.join(", ")}`);
  const files = scene.draft.files();
  if (files.length === 0) return refused("there are no edits to check yet");
  const result = await check?.(gate, files);
  switch (result?.status) {
    case undefined:
      return done(`Gate ${gate} has nothing to say about these edits.`);
    case "passed":
      return done(`Gate ${gate} passed.`);
    case "skipped":
      return done(`Gate ${gate} was skipped: ${result.reason}`);
    case "errored":
      return done(`Gate ${gate} could not run: ${result.reason}`);
    case "failed":
      return done(`Gate ${gate} failed:\n${renderDiagnostics(result.diagnostics)}`);
  }
}
