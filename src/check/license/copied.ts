import { ownersOf } from "./copy-index.ts";
import type { CopyIndex, CopySource } from "./copy-index.ts";
import { GRAM, toFingerprints, WINDOW } from "./fingerprints.ts";
import type { Fingerprint } from "./fingerprints.ts";

/**
 * Shortest run of tokens that counts as copied: 38 as they stand (about 200 characters, five dense lines), 44 with
 * changed names, because with names gone small functions look alike.
 */
export const MIN_RUN = { exact: 38, renamed: 44 } as const;
/** Kinds of token that a run must hold at least; tables of numbers and lists of names have few. */
const MIN_KINDS = 10;

/** A part of a text that stands in third-party code. */
export interface Copied {
  readonly source: CopySource;
  readonly how: "exact" | "renamed";
  /** Tokens of the run, layout left out. */
  readonly tokens: number;
  /** Offset in the text where it begins. */
  readonly start: number;
}

interface Run {
  readonly start: number;
  readonly end: number;
  /** Tokens of it, those left out that repeat what the run had before: one line of a source, met again and again, is no copy of it. */
  readonly tokens: number;
  /** Hashes of the k-grams that it has. */
  readonly grams: Set<number>;
}

/** A run with one more k-gram. */
function extend(run: Run, { hash, at }: Fingerprint): Run {
  const end = at + GRAM;
  const isNew = !run.grams.has(hash);
  run.grams.add(hash);
  return { ...run, end, tokens: run.tokens + (isNew ? end - run.end : 0) };
}

/** For each source its longest run of matching k-grams; gaps of up to one window are part of it. */
function longestRuns(prints: readonly Fingerprint[], table: Float64Array): ReadonlyMap<number, Run> {
  const open = new Map<number, Run>();
  const longest = new Map<number, Run>();
  for (const print of prints) {
    for (const owner of ownersOf(table, print.hash)) {
      const last = open.get(owner);
      const { at } = print;
      const run =
        last !== undefined && at <= last.end + WINDOW
          ? extend(last, print)
          : { start: at, end: at + GRAM, tokens: GRAM, grams: new Set([print.hash]) };
      open.set(owner, run);
      const best = longest.get(owner);
      if (best === undefined || run.tokens > best.tokens) longest.set(owner, run);
    }
  }
  return longest;
}

/** What of a text is copied, the longest run first; one entry per source. Linear in the text. */
export function findCopied(path: string, text: string, index: CopyIndex): readonly Copied[] {
  const prints = toFingerprints(path, text);
  const found: Copied[] = [];
  for (const how of ["exact", "renamed"] as const) {
    for (const [owner, run] of longestRuns(prints[how], index[how])) {
      const source = index.sources[owner];
      const tokens = prints.tokens.slice(run.start, run.end);
      const kinds = new Set(tokens.map(({ text: one }) => one)).size;
      const known = found.some((one) => one.source === source);
      if (source === undefined || known || run.tokens < MIN_RUN[how] || kinds < MIN_KINDS) continue;
      found.push({ source, how, tokens: run.tokens, start: tokens[0]?.start ?? 0 });
    }
  }
  return found.sort((a, b) => b.tokens - a.tokens);
}
