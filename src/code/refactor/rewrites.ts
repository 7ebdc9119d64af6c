import { applyInRounds } from "./apply-places.ts";
import { blockScopedVariables } from "./block-scoped-variables.ts";
import { earlyReturn } from "./early-return.ts";
import { NOTHING_KNOWN, type ImportFacts } from "./import-facts.ts";
import { nullishOperators } from "./nullish.ts";
import { openOneFile } from "./one-file.ts";
import { plainConditions } from "./plain-conditions.ts";
import { repeatedBlocks } from "./repeated-blocks.ts";
import type { Rewrite, RewritePlace } from "./rewrite.ts";
import { templateStrings } from "./template-strings.ts";
import { unusedCode } from "./unused-code.ts";

/** Every rewrite, what takes most away first. */
export const REWRITES: readonly Rewrite[] = [
  unusedCode,
  earlyReturn,
  plainConditions,
  blockScopedVariables,
  nullishOperators,
  templateStrings,
  repeatedBlocks,
];

/** A file after one rewrite. */
export interface RewrittenFile {
  readonly text: string;
  /** Lines are those of the text as it was when the place was found. */
  readonly places: readonly Pick<RewritePlace, "line" | "what">[];
}

/** A rewrite may make room for itself: what is unused because of something unused, an `if` inside an `if`. */
const MOST_ROUNDS = 6;

/** Where a rewrite is to keep off, and what it may go by. */
export interface RewriteTerms {
  /** Lines (1-based, of the untouched text) that stay as they are; absent: none. */
  readonly isLeft?: (line: number) => boolean;
  /** Absent: only Node's own modules are known. */
  readonly imports?: ImportFacts;
  /** Whether the time is used up; what was done by then is answered. Absent: there is time. */
  readonly expired?: () => boolean;
}

/** Applies a rewrite wherever it fits. Undefined where it fits nowhere. The result parses. */
export function applyRewrite(
  path: string,
  text: string,
  rewrite: Rewrite,
  { isLeft = () => false, imports = NOTHING_KNOWN, expired = () => false }: RewriteTerms = {},
): RewrittenFile | undefined {
  return applyInRounds(path, text, MOST_ROUNDS, (current, round) => {
    // Only the first round knows lines of the untouched text.
    if (expired() || (round > 0 && isLeftSomewhere(isLeft, text))) return [];
    const found = rewrite.find(openOneFile(path, current, { imports, expired }));
    return found.filter(({ line }) => round > 0 || !isLeft(line));
  });
}

function isLeftSomewhere(isLeft: (line: number) => boolean, text: string): boolean {
  return text.split("\n").some((_, index) => isLeft(index + 1));
}
