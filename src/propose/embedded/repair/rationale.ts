import type { TemplateName } from "../../../code/repair/edit-template.ts";
import type { Edit } from "../../../domain/edit.ts";
import type { Alternative, Choice } from "../../../domain/proposal.ts";
import { toShortCommand } from "../../../domain/short-command.ts";
import type { FailingCheck } from "../../../ports.ts";
import type { Ranked } from "./choose.ts";
import { complaintOf } from "./complaint.ts";
import type { Reproduction } from "./reproduction.ts";
import type { FilePatch, Search } from "./search.ts";

/** What is known of a repair beside the chosen patch. */
export interface RepairFacts {
  readonly found: Search;
  /** Behaviours that the check does not tell apart. */
  readonly groups: number;
  /** Where no test is about the failure: the one that was written for it. */
  readonly reproduction?: Reproduction;
  /** Absent where none could be written, or none was asked for. */
  readonly regression?: Edit;
  /** What else would do; absent where all that would do behaves the same. */
  readonly choice?: Choice;
}

const MAX_NAMED = 3;

/** What was wrong, as far as the kind of the edit that mends it tells. */
const WRONG: Readonly<Partial<Record<TemplateName, string>>> = {
  operator: "an operator was the wrong one",
  operand: "an operand was missing or too many, or a bound was off by one",
  name: "a variable or property stood in the place of another",
  literal: "a value was the wrong one",
  typo: "a text was spelt in another way than in the tests",
  wrap: "a value was taken as it is where it has to be adjusted first",
  unwrap: "something was done to a value that should not be",
  method: "a method was called in the place of another",
  arguments: "arguments were in the wrong order, missing or too many",
  condition: "a condition did not cover the right cases",
  "null-guard": "a value that may be missing was used as if it never were",
  guard: "a case that needs its own answer had none",
  await: "nothing waited for a promise",
  ingredient: "an expression stood in the place of another",
  "statement-removal": "a statement was too many",
  "statement-order": "statements were in the wrong order or place",
  "statement-copy": "a statement was missing",
  revert: "the change since the last green commit was the mistake",
  everywhere: "one thing stood in the place of another throughout a function",
};

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

/** Everything that a patch changes, file by file. */
function describe({ patch }: Ranked): string {
  const files: readonly FilePatch[] = [patch, ...(patch.beside ?? [])];
  return files
    .map(({ file, candidates }) => {
      const lines = candidates.map(({ line, description }) => `line ${line}: ${description}`).join("; ");
      return `in ${file.path}, ${lines}`;
    })
    .join("; ");
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function wrong({ patch }: Ranked): string {
  const all = [patch, ...(patch.beside ?? [])].flatMap(({ candidates }) => candidates);
  const words = [...new Set(all.flatMap(({ template }) => WRONG[template] ?? []))].join(" and ");
  return words === "" ? "" : ` Most likely ${words}.`;
}

function renderTests({ failing }: Search): string {
  if (failing.length === 0) return "";
  const named = failing.slice(0, MAX_NAMED).map((name) => `“${name}”`);
  const more = failing.length > MAX_NAMED ? ` and ${failing.length - MAX_NAMED} more` : "";
  return ` (${named.join(", ")}${more})`;
}

/** Which tests failed; where none are known by name, what the command said. */
function renderRed(found: Search, { output }: FailingCheck): string {
  const complaint = found.failing.length === 0 ? complaintOf(output) : undefined;
  return complaint === undefined ? renderTests(found) : ` (“${complaint}”)`;
}

function renderFailure({ found, reproduction }: RepairFacts, failing: FailingCheck): string {
  const { command } = failing;
  if (reproduction === undefined) return `\`${command}\` was red${renderRed(found, failing)}.`;
  return `\`${command}\` was red, and no test is about it: a test was written first, in which \`${reproduction.call}\` throws ${reproduction.error}.`;
}

function renderAlternative({ path, line, description, differs }: Alternative): string {
  const what = `${path} line ${line}: ${description}`;
  if (differs === undefined) return what;
  return `${what} (\`${differs.call}\`: \`${differs.alternative}\` there, \`${differs.proposed}\` here)`;
}

/** What else would do, as far as it was tried. */
function renderOthers(others: readonly Ranked[], facts: RepairFacts): string {
  const { choice, groups, found } = facts;
  const isWhole = found.end === "complete";
  if (choice === undefined && groups < 2) {
    const rest = isWhole ? "" : ", but not every other change was tried";
    return others.length === 0
      ? `Nothing else that was tried would do${rest}.`
      : `All that would do behave the same on inputs like those of the tests${rest}.`;
  }
  const list = (choice?.alternatives ?? []).map(renderAlternative).join("; ");
  const also = list === "" ? "" : ` Also plausible: ${list}.`;
  const rest = isWhole ? "" : " The search ended there: not every other change was tried.";
  return `Ambiguous: ${renderUntold(facts)} ${groups} different behaviours apart.${also}${rest}`;
}

function renderUntold({ found: { failing }, reproduction }: RepairFacts): string {
  if (reproduction !== undefined) return "that nothing is thrown does not tell";
  return failing.length === 0 ? "the command does not tell" : "the tests do not tell";
}

/** Where the failure points: the most suspicious lines, each with the reason, and where the change is among them. */
function renderSuspects({ suspects }: Search, { patch }: Ranked): string {
  if (suspects.length === 0) return "";
  const named = suspects.slice(0, MAX_NAMED).map(({ path, line, suspicion, reason }) => {
    return `${path} line ${line} (${suspicion.toFixed(2)}: ${reason})`;
  });
  const more = suspects.length > MAX_NAMED ? `, and ${suspects.length - MAX_NAMED} more` : "";
  const own = suspects.findIndex(({ path, line }) => path === patch.file.path && line === patch.candidates[0]?.line);
  const rank = own < 0 ? "" : `; the changed line has place ${own + 1}`;
  // Where nothing could be watched while it ran, there is no spectrum to reckon with.
  const isWatched = suspects.some(({ reason }) => reason.startsWith("run by "));
  const by = isWatched ? "Ochiai, stack and change" : "what the output names and what has changed";
  return ` Most suspicious by ${by}: ${named.join(", ")}${more}${rank}.`;
}

function renderMistakes({ mistakes }: Search): string {
  if (mistakes === undefined) return "";
  return `There are ${mistakes.length} mistakes: what mends one does not mend the others, and with any one of the repairs left out the command stays red. `;
}

function renderGreen({ patches, mistakes }: Search): string {
  if (mistakes === undefined) return `${patches.length} made it green`;
  if (mistakes.every(({ length }) => length === 1)) return "1 mended each of the mistakes";
  return `${mistakes.map(({ length }) => length).join(" and ")} mended one of the mistakes each`;
}

function renderHow({ how, runs = 0 }: Search): string {
  if (how === "one run of the command each") return ", each with a run of the command";
  return runs === 0 ? ` ${how}` : ` ${how}, ${runs} of them with a run of the command`;
}

/** Where it was and what was red, short enough for the subject of a commit. */
function renderHeadline({ patch }: Ranked, { command }: FailingCheck): string {
  const lines = [...new Set(patch.candidates.map(({ line }) => line))].toSorted((a, b) => a - b);
  const place = lines.length === 1 ? `line ${lines.join("")}` : `lines ${lines.slice(0, MAX_NAMED).join(", ")}`;
  return `Mend ${place}, red under \`${toShortCommand(command)}\``;
}

/**
 * A headline, then in one paragraph: what failed, where it was, what was wrong, what the change does, and what else was
 * plausible.
 */
export function renderRepair(
  chosen: Ranked,
  others: readonly Ranked[],
  facts: RepairFacts,
  failing: FailingCheck,
): string {
  const { found, reproduction } = facts;
  const parts = [
    renderFailure(facts, failing),
    `${renderMistakes(found)}${capitalised(describe(chosen))}.${wrong(chosen)}${renderSuspects(found, chosen)}`,
    `With it a run of the command is green; it was found among ${count(found.tried, "candidate")} tried in ${(found.ms / 1000).toFixed(1)} s${renderHow(found)}, of which ${renderGreen(found)}.`,
  ];
  if (chosen.labels.length > 0) parts.push(`Caution: the change ${chosen.labels.join(" and ")}.`);
  if (reproduction !== undefined) {
    parts.push("All that is known of what should happen is that nothing is thrown: look at what comes in its place.");
  }
  parts.push(renderOthers(others, facts));
  if (facts.regression !== undefined) {
    parts.push(`${facts.regression.path} is a test of the case: it is red without the change and green with it.`);
  }
  return `${renderHeadline(chosen, failing)}\n\n${parts.join(" ")}`;
}

/** Kinds of edits that are named as tried, the most frequent first. */
const MAX_KINDS = 6;

/** Which kinds of edits there were, and how many of each. */
function renderKinds({ files }: Search): string {
  const counts = new Map<TemplateName, number>();
  for (const { template } of files.flatMap(({ candidates }) => candidates))
    counts.set(template, (counts.get(template) ?? 0) + 1);
  const kinds = [...counts].sort(([, a], [, b]) => b - a);
  const named = kinds.slice(0, MAX_KINDS).map(([kind, number]) => `${kind} ${number}`);
  const rest = kinds.slice(MAX_KINDS).reduce((sum, [, number]) => sum + number, 0);
  return [...named, ...(rest > 0 ? [`others ${rest}`] : [])].join(", ");
}

function renderTried(found: Search): string {
  const singles = found.files.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const together = found.tried > singles ? " (by themselves and together with others)" : "";
  return `${found.tried} tried${together} in ${Math.round(found.ms / 1000)} s${renderHow(found)}`;
}

/** What was tried in vain, and where. */
export function renderNothing(found: Search, failing: FailingCheck): string {
  const where = found.files
    .map(({ path, candidates }) => `${path} (${count(candidates.length, "candidate")})`)
    .join(", ");
  const [first] = found.suspects;
  const most = first === undefined ? "" : `, most suspicious line ${first.line} of ${first.path}: ${first.reason}`;
  const plausible =
    found.patches.length === 0 && found.mistakes === undefined
      ? "none made it green"
      : `${found.mistakes?.flat().length ?? found.patches.length} made tests green there, but none is left that a run of its own confirms`;
  const kinds = renderKinds(found);
  return `no repair found for \`${failing.command}\`${renderRed(found, failing)}: ${renderTried(found)}, ${plausible}. Looked at ${where}${most}${kinds === "" ? "" : `. Kinds of edits: ${kinds}`}. Tests are never edited to make a check green`;
}
