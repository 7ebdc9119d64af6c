import { errorsOf, keyOf, newOnes, suggestionsOf, type CodeDiagnostic } from "./diagnostics.ts";
import type { Confidence } from "../domain/proposal.ts";
import type { Answer, FixCandidate } from "./fix-candidate.ts";
import type { Project } from "./project.ts";
import { addedSilencers } from "./silencing.ts";
import { applyChanges, writtenLines } from "./text-changes.ts";

/** A repair that stands in a text. */
export interface AppliedFix {
  readonly key: string;
  readonly name: string;
  /** `TS2304`. */
  readonly code: string;
  /** 1-based line at the time of the repair. */
  readonly line: number;
  /** The text that the diagnostic was about. */
  readonly symbol: string;
  readonly description: string;
  /** The same as one short imperative, where the description would not tell enough. */
  readonly summary?: string;
  readonly confidence: Confidence;
  readonly answer?: Answer;
  /** What else would have fitted, in words. */
  readonly rivals: readonly string[];
  /** The trimmed lines that it wrote; empty where it only took lines away. */
  readonly lines: readonly string[];
}

/** A text with some repairs, and what is still wrong with it. */
export interface FixState {
  readonly text: string;
  readonly fixes: readonly AppliedFix[];
  readonly open: readonly CodeDiagnostic[];
  /** Of these, the ones that the untouched text did not have. */
  readonly fresh: readonly CodeDiagnostic[];
  /** Sum of the ranks of the repairs: the lower, the surer. */
  readonly cost: number;
  /** Diagnostics that no candidate could mend. */
  readonly givenUp: ReadonlySet<string>;
}

/** Checks texts of one file against its untouched text. */
export interface Judge {
  readonly base: FixState;
  /** What a text would be like with candidates applied; undefined where it hides something or breaks an importer. */
  tryOut(state: FixState, candidates: readonly FixCandidate[]): FixState | undefined;
  /** Texts checked so far. */
  trials(): number;
}

/** Files that import the target and are checked with it; the gates check all of them later. */
const MAX_IMPORTERS = 30;
/** Repairs that leave what the file exports as it was. */
const INWARD: ReadonlySet<string> = new Set([
  "import",
  "moduleSpecifier",
  "unusedLabel",
  "fixUnreachableCode",
  "unusedExpectError",
]);

/**
 * The judge of one file. `wanted` are 1-based lines of the untouched text on which a linter remarked unused or
 * unreachable code: there the compiler's suggestions count like errors.
 */
export function createJudge(project: Project, path: string, text: string, wanted: ReadonlySet<number>): Judge {
  project.setText(path, text);
  const asked = new Set(
    wanted.size === 0
      ? []
      : suggestionsOf(project, path)
          .filter(({ line }) => wanted.has(line))
          .map(keyOf),
  );
  const check = (candidate: string): readonly CodeDiagnostic[] => {
    project.setText(path, candidate);
    const errors = errorsOf(project, path);
    if (asked.size === 0) return errors;
    const known = new Set(errors.map(({ start, number }) => `${number}@${start}`));
    const suggestions = suggestionsOf(project, path).filter(
      (diagnostic) => asked.has(keyOf(diagnostic)) && !known.has(`${diagnostic.number}@${diagnostic.start}`),
    );
    return [...errors, ...suggestions];
  };
  const open = check(text);
  const base: FixState = { text, fixes: [], open, fresh: [], cost: 0, givenUp: new Set() };
  let importersBefore: ReadonlyMap<string, readonly CodeDiagnostic[]> | undefined;
  const breaksImporter = (after: string): boolean => {
    if (importersBefore === undefined) {
      project.setText(path, text);
      const importers = project.importersOf(path, MAX_IMPORTERS);
      importersBefore = new Map(importers.map((importer) => [importer, errorsOf(project, importer)]));
      project.setText(path, after);
    }
    return [...importersBefore].some(([importer, before]) => newOnes(before, errorsOf(project, importer)).length > 0);
  };
  let trials = 0;
  return {
    base,
    trials: () => trials,
    tryOut: (state, candidates) => {
      const changes = candidates.flatMap((candidate) => candidate.changes);
      const after = applyChanges(state.text, changes);
      if (after === state.text || addedSilencers(path, text, after).length > 0) return undefined;
      trials += 1;
      const open = check(after);
      if (candidates.some(({ name }) => !INWARD.has(name)) && breaksImporter(after)) return undefined;
      return {
        text: after,
        fixes: [...state.fixes, ...candidates.map((candidate) => appliedFix(state.text, candidate))],
        open,
        fresh: newOnes(base.open, open),
        cost: state.cost + candidates.reduce((sum, { rank }) => sum + rank, 0),
        givenUp: state.givenUp,
      };
    },
  };
}

function appliedFix(before: string, candidate: FixCandidate): AppliedFix {
  const { key, name, symbol, description, summary, diagnostic, changes, confidence, answer } = candidate;
  return {
    key,
    name,
    code: diagnostic.code,
    line: diagnostic.line,
    symbol,
    description,
    ...(summary !== undefined && { summary }),
    confidence,
    ...(answer && { answer }),
    rivals: [],
    lines: writtenLines(before, changes),
  };
}

/** Whether a state is an honest repair: less is wrong than before, and nothing new. */
export function isRepair(state: FixState, base: FixState): boolean {
  return state.fresh.length === 0 && state.open.length < base.open.length;
}
