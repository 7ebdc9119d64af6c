import type { BundleEntry } from "../domain/bundle.ts";
import { disarm } from "../domain/disarm.ts";
import { stripTerminal } from "../domain/neutralise.ts";
import type { TaskKind } from "../domain/task.ts";

/** Longest subject line, in characters; tools cut longer ones. */
const MAX_SUBJECT = 72;
const MAX_BODY_LINE = 500;
const MAX_BODY_LINES = 60;

/** The type of a conventional commit. */
const TYPES: Readonly<Record<TaskKind, string>> = {
  tests: "test",
  docs: "docs",
  fix: "fix",
  refactor: "refactor",
  scaffold: "feat",
};

/** What a subject says where the engine's words are not to be trusted with it. */
const SUMMARIES: Readonly<Record<TaskKind, string>> = {
  tests: "add tests",
  docs: "document exported code",
  fix: "make failing checks pass",
  refactor: "simplify",
  scaffold: "add skeleton",
};

/** What the trailers name. */
export interface Provenance {
  readonly policySha256: string;
  readonly reportSha256: string;
  /** The run: a CI run's address or id, or when a run in a terminal started. */
  readonly run: string;
}

/** The first line of a text as the summary of a subject: no capital at the start, no full stop at the end. */
function toSummary(rationale: string): string {
  const [line = ""] = disarm(rationale)
    .trim()
    .replace(/^[-|] /u, "")
    .split("\n");
  const words = line
    .replaceAll(/\s+/gu, " ")
    .replace(/[.:;,\s]+$/u, "")
    .trim();
  return /^[A-Z][a-z]/u.test(words) ? words.slice(0, 1).toLowerCase() + words.slice(1) : words;
}

/** Cuts at a blank where one is near. */
export function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const head = characters.slice(0, Math.max(0, limit - 1)).join("");
  const blank = head.lastIndexOf(" ");
  return `${(blank > head.length / 2 ? head.slice(0, blank) : head).trimEnd()}…`;
}

/** The scope of a conventional commit: the target, or as much of its end as leaves room for a summary. */
function toScope(target: string): string {
  const clean = target.replaceAll(/[()\s:]/gu, "_");
  const characters = Array.from(disarm(clean).replaceAll(/\s/gu, ""));
  return characters.length <= 40 ? characters.join("") : `…${characters.slice(-39).join("")}`;
}

/** The subject line: at most 72 characters, in the form `fix(src/user.ts): add missing import`. */
export function commitSubject(entry: Pick<BundleEntry, "kind" | "target" | "engine" | "rationale">): string {
  const head = `${TYPES[entry.kind]}(${toScope(entry.target)}): `;
  // A model's words stand in the body only: a subject is read out of context.
  const own = entry.engine === "embedded" ? toSummary(entry.rationale) : "";
  return head + shorten(own === "" ? SUMMARIES[entry.kind] : own, MAX_SUBJECT - Array.from(head).length);
}

function toBody(rationale: string): string {
  const lines = disarm(rationale)
    .split("\n")
    .map((line) => shorten(line.trimEnd(), MAX_BODY_LINE));
  const kept = lines.slice(0, MAX_BODY_LINES);
  return [...kept, ...(lines.length > kept.length ? ["…"] : [])].join("\n").trim();
}

/** The body without a first paragraph that the subject says whole. */
function withoutSummary(body: string, subject: string): string {
  const end = body.indexOf("\n\n");
  return end > 0 && subject.endsWith(`: ${toSummary(body.slice(0, end))}`) ? body.slice(end).trim() : body;
}

/**
 * The whole commit message. Its trailers are ours alone: they are the last paragraph, and no line of the engine's words
 * can be read as one.
 */
export function commitMessage(entry: BundleEntry, provenance: Provenance): string {
  const subject = commitSubject(entry);
  const body = withoutSummary(toBody(entry.rationale), subject);
  const run = stripTerminal(provenance.run).replaceAll(/\s+/gu, " ").trim();
  const trailers = [
    `Assay-Task: ${entry.task}`,
    `Assay-Engine: ${entry.engine}`,
    `Assay-Policy: ${provenance.policySha256}`,
    `Assay-Evidence: ${provenance.reportSha256}`,
    `Assay-Run: ${run}`,
  ].join("\n");
  return `${[subject, ...(body === "" ? [] : [body]), trailers].join("\n\n")}\n`;
}
