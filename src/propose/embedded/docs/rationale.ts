import type { Declaration } from "../../../code/docs/declaration.ts";
import type { TagCorrection } from "../../../code/docs/stale-tags.ts";
import type { Written } from "./lay-out.ts";

/** What there is to tell of a proposal. */
interface Told {
  readonly target: string;
  readonly written: readonly Written[];
  readonly corrections: readonly TagCorrection[];
  readonly silent: readonly Declaration[];
  /** Names of what is left for another run: the change would be too large. */
  readonly left: readonly string[];
  readonly notes: readonly string[];
  /** Declarations whose comment a gate turned down. */
  readonly dropped: ReadonlySet<string>;
}

const MOST_NAMES = 12;

function listed(all: readonly string[]): string {
  const names = [...new Set(all)];
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  return names.length > MOST_NAMES ? `${shown.join(", ")} and ${names.length - MOST_NAMES} more` : shown.join(", ");
}

/** The paragraph that goes with a proposal: what was written, what was left out and why. */
export function renderDocsRationale({ target, written, corrections, silent, left, notes, dropped }: Told): string {
  const examples = written.filter(({ content }) => content.example.length > 0).length;
  const bare = written.filter(({ content }) => content.summary.length === 0).map(({ declaration }) => declaration.name);
  const told = new Set(written.map(({ declaration }) => declaration.name));
  const later = new Set(left);
  const unsaid = silent
    .map(({ name }) => name)
    .filter((name) => !dropped.has(name) && !told.has(name) && !later.has(name));
  const comments = written.length === 1 ? "1 doc comment" : `${written.length} doc comments`;
  const lines = [
    ...(written.length > 0
      ? [
          `Writes ${comments} in ${target}, from its signatures and bodies alone; ${examples} with an example that was executed, and its real result.`,
        ]
      : []),
    ...corrections.map(({ what }) => `Corrected: ${what}.`),
    ...(bare.length > 0
      ? [`Without a summary, for nothing true could be said that the name does not say: ${listed(bare)}.`]
      : []),
    ...(unsaid.length > 0 ? [`Left without a comment for the same reason: ${listed(unsaid)}.`] : []),
    ...(left.length > 0 ? [`Left for another run, as limits.lines has no room for more: ${listed(left)}.`] : []),
    ...(dropped.size > 0 ? [`Left out after what a gate said of them: ${listed([...dropped])}.`] : []),
    ...notes,
  ];
  return lines.join("\n");
}
