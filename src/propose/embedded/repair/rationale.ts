import type { FailingCheck } from "../../../ports.ts";
import type { Ranked } from "./choose.ts";
import type { Search } from "./search.ts";

const MAX_NAMED = 3;

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

function describe({ patch }: Ranked): string {
  return patch.candidates.map(({ line, description }) => `line ${line}: ${description}`).join("; ");
}

function renderTests({ failing }: Search): string {
  if (failing.length === 0) return "";
  const named = failing.slice(0, MAX_NAMED).map((name) => `“${name}”`);
  const more = failing.length > MAX_NAMED ? ` and ${failing.length - MAX_NAMED} more` : "";
  return ` (${named.join(", ")}${more})`;
}

/** What failed, where it was, what the change does, and what else was plausible. */
export function renderRepair(
  chosen: Ranked,
  others: readonly Ranked[],
  { found, groups }: { readonly found: Search; readonly groups: number },
  failing: FailingCheck,
): string {
  const { path } = chosen.patch.file;
  const parts = [
    `\`${failing.command}\` was red${renderTests(found)}. In ${path}, ${describe(chosen)}.`,
    `With it a run of the command is green; it was found among ${count(found.tried, "candidate")} tried ${found.how}, of which ${count(found.patches.length, "was").replace(/was(s?)$/u, "made it green")}.`,
  ];
  if (chosen.labels.length > 0) parts.push(`Caution: the change ${chosen.labels.join(" and ")}.`);
  if (found.end === "cut short") parts.push("The search ended there: not every other change was tried.");
  if (groups === 1) {
    parts.push(
      others.length === 0
        ? "Nothing else that was tried would do."
        : "All that would do behave the same on inputs like those of the tests.",
    );
    return parts.join(" ");
  }
  const different = others.filter(({ behaviour }) => behaviour !== chosen.behaviour);
  const shown = [...new Map(different.toReversed().map((one) => [one.behaviour, one])).values()]
    .reverse()
    .slice(0, MAX_NAMED);
  parts.push(
    `Ambiguous: the tests do not tell ${groups} different behaviours apart. Also plausible: ${shown.map((one) => `${one.patch.file.path} ${describe(one)}`).join("; ")}.`,
  );
  return parts.join(" ");
}

/** What was tried in vain. */
export function renderNothing(found: Search, failing: FailingCheck): string {
  const where = found.files
    .map(({ path, candidates }) => `${path} (${count(candidates.length, "candidate")})`)
    .join(", ");
  const plausible =
    found.patches.length === 0
      ? "none made it green"
      : `${found.patches.length} made the tests green there, but none is left that a run of its own confirms`;
  return `no repair found for \`${failing.command}\`${renderTests(found)}: ${found.tried} tried in ${Math.round(found.ms / 1000)} s ${found.how}, ${plausible}. Looked at ${where}. Tests are never edited to make a check green`;
}
