import type { FixCandidate } from "./fix-candidate.ts";
import { contradicts } from "./fix-candidate.ts";
import type { FixState, Judge } from "./fix-state.ts";

/** What trying the repairs of one diagnostic has shown. */
export interface Branches {
  /** One error less and no new one, best first. */
  readonly clean: readonly FixState[];
  /** Not yet better: a new error has come up, which the next step may mend. */
  readonly provisional: readonly FixState[];
  /** What a name could mean, where that is all that can be said: guesses were not wanted. */
  readonly undecided?: Undecided;
}

/** A name that names nothing, with the readings that the types are content with. */
export interface Undecided {
  readonly symbol: string;
  /** 1-based. */
  readonly line: number;
  readonly readings: readonly string[];
}

/** How repairs are tried. */
export interface BranchRequest {
  readonly judge: Judge;
  /** Keys of repairs that must not be used. */
  readonly banned: ReadonlySet<string>;
  /** `first`: the surest repair of each diagnostic; `alternatives`: also what else each name could mean. */
  readonly breadth: "first" | "alternatives";
  /** Whether a repair may be used although something else could have been meant. */
  readonly guesses: "allowed" | "refused";
  readonly isOver: () => boolean;
}

/** Repairs of one diagnostic that are tried in one state. */
const MAX_BRANCHES = 5;
/** New errors that a step on the way may bring, for the next step to mend: a repaired name can uncover another. */
const MAX_FRESH = 2;

interface Trial {
  readonly candidate: FixCandidate;
  readonly after: FixState;
}

/** Whether a repair makes another reading of the same name doubtful: a reading that is no worse. */
function isRival(candidate: FixCandidate, other: FixCandidate): boolean {
  return contradicts(candidate.answer, other.answer) && Math.floor(other.rank) <= Math.floor(candidate.rank);
}

function isClean(state: FixState, after: FixState): boolean {
  return after.fresh.length <= state.fresh.length && after.open.length < state.open.length;
}

/** The state with what else would have fitted written down; two readings that fit make a guess of each. */
function withRivals({ candidate, after }: Trial, clean: readonly Trial[]): FixState {
  const rivals = clean.filter((other) => isRival(candidate, other.candidate));
  const last = after.fixes.at(-1);
  if (last === undefined || rivals.length === 0) return after;
  const words = rivals.map((other) => other.candidate.answer?.words ?? "");
  return { ...after, fixes: [...after.fixes.slice(0, -1), { ...last, confidence: "guess", rivals: words }] };
}

/** Tries the repairs of one diagnostic, best first, and the rivals of the one that holds. */
export function tryBranches(state: FixState, candidates: readonly FixCandidate[], request: BranchRequest): Branches {
  const { clean, provisional } = runTrials(state, candidates, request);
  const { banned, breadth, guesses } = request;
  const usable = ({ candidate }: Trial): boolean => !banned.has(candidate.key);
  const isWanted = (next: FixState): boolean => guesses === "allowed" || next.fixes.at(-1)?.confidence !== "guess";
  const states = clean.filter(usable).map((trial) => withRivals(trial, clean));
  const kept = states.filter(isWanted);
  const undecided = kept.length < states.length ? undecidedOf(clean) : undefined;
  return {
    clean: breadth === "first" ? kept.slice(0, 1) : kept,
    provisional: provisional
      .filter(usable)
      .map(({ after }) => after)
      .filter(isWanted),
    ...(undecided && { undecided }),
  };
}

interface Trials {
  readonly clean: readonly Trial[];
  readonly provisional: readonly Trial[];
}

function runTrials(state: FixState, candidates: readonly FixCandidate[], request: BranchRequest): Trials {
  const { judge, banned, breadth, isOver } = request;
  const clean: Trial[] = [];
  const provisional: Trial[] = [];
  for (const candidate of candidates.slice(0, MAX_BRANCHES)) {
    if (isOver()) break;
    if (state.fixes.some((fix) => contradicts(fix.answer, candidate.answer))) continue;
    const best = clean.find((trial) => !banned.has(trial.candidate.key));
    const isWanted = best === undefined || breadth === "alternatives" || isRival(best.candidate, candidate);
    // What is banned is tried all the same where it is another reading: it keeps a guess a guess.
    if (!isWanted || (banned.has(candidate.key) && candidate.answer === undefined)) continue;
    const after = judge.tryOut(state, [candidate]);
    if (after === undefined) continue;
    if (isClean(state, after)) clean.push({ candidate, after });
    else if (isPromising(state, after)) provisional.push({ candidate, after });
  }
  return { clean, provisional };
}

function isPromising(state: FixState, after: FixState): boolean {
  return after.fresh.length <= MAX_FRESH && after.open.length <= state.open.length;
}

function undecidedOf(clean: readonly Trial[]): Undecided | undefined {
  const [first] = clean;
  if (first === undefined) return undefined;
  const { symbol, diagnostic } = first.candidate;
  const readings = clean.map(({ candidate }) => candidate.answer?.words ?? candidate.description);
  return { symbol, line: diagnostic.line, readings };
}
