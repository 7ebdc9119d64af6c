import type { Outcome } from "../domain/outcome.ts";
import type { Alternative, Choice } from "../domain/proposal.ts";
import type { Report } from "../domain/report.ts";
import { renderCode, renderCodeBlock } from "./markdown.ts";
import type { Style } from "./style.ts";
import { inline } from "./words.ts";

function choiceOf(outcome: Outcome): Choice | undefined {
  return outcome.type === "accepted" ? outcome.candidate.choice : undefined;
}

/** Added and removed lines of a patch, without what stands around them. */
function changedLines(patch: string): readonly string[] {
  return patch.split("\n").filter((line) => /^[-+](?![-+]{2} )/u.test(line));
}

function renderDifference({ differs }: Alternative): string {
  if (differs === undefined) return "no call that tells it from the proposed one was found";
  return `${differs.call} comes to ${differs.alternative} with it, to ${differs.proposed} with the proposed one`;
}

/** How many of the others are shown; empty where all are. */
function renderShare({ groups, alternatives }: Choice): string {
  const others = groups - 1;
  return others > alternatives.length ? ` (${alternatives.length} of ${others})` : "";
}

/** What else a failing check would have been content with, for a terminal. */
export function renderChoice(outcome: Outcome, style: Style): readonly string[] {
  const choice = choiceOf(outcome);
  if (choice === undefined) return [];
  const { groups, alternatives } = choice;
  const head = `ambiguous: ${groups} behaviours that the failing check does not tell apart; the others${renderShare(choice)} come from`;
  return [
    `    ${style.warn(head)}`,
    ...alternatives.flatMap((one) => [
      `      ${inline(one.path)}:${one.line}  ${style.dim(inline(renderDifference(one)))}`,
      ...changedLines(one.patch).map((line) => `        ${inline(line)}`),
    ]),
  ];
}

/** The same as sections of a job summary. */
export function renderChoices({ outcomes }: Report): readonly string[] {
  return outcomes.flatMap((outcome) => {
    const choice = choiceOf(outcome);
    if (choice === undefined) return [];
    const head = `### Ambiguous: ${outcome.task.kind} ${renderCode(outcome.task.target)}\n\nThe failing check does not tell ${choice.groups} behaviours apart. What else would do${renderShare(choice)}:`;
    const alternatives = choice.alternatives.map(
      (one) =>
        `- ${renderCode(`${one.path}:${one.line}`)}: ${renderCode(renderDifference(one))}\n\n${renderCodeBlock(one.patch, "diff")}`,
    );
    return [[head, ...alternatives].join("\n\n")];
  });
}
