import { keyOf, type CodeDiagnostic } from "./diagnostics.ts";
import { tryBranches, type BranchRequest, type Undecided } from "./fix-branches.ts";
import { contradicts, type FixCandidate } from "./fix-candidate.ts";
import { candidatesFor } from "./fix-candidates.ts";
import { createJudge, isRepair, type AppliedFix, type FixState, type Judge } from "./fix-state.ts";
import type { Project } from "./project.ts";
import { overlaps } from "./text-changes.ts";

/** What to mend, and how far to go. */
export interface FixSearchRequest {
  /** Absolute path. */
  readonly path: string;
  /** The untouched text without a byte order mark. */
  readonly text: string;
  /** 1-based lines on which a linter remarked unused or unreachable code. */
  readonly wanted: ReadonlySet<number>;
  /** Keys of repairs that must not be used. */
  readonly banned: ReadonlySet<string>;
  /** `first`: the surest repair of each diagnostic; `alternatives`: also what else each name could mean. */
  readonly breadth: "first" | "alternatives";
  /** Whether a repair may be used although something else could have been meant. */
  readonly guesses: BranchRequest["guesses"];
  /** Texts that may be checked. */
  readonly maxTrials: number;
  /** Says when time is up; what has been found by then is the answer. */
  readonly expired: () => boolean;
}

/** One repaired text. */
export interface RepairedText {
  readonly text: string;
  readonly fixes: readonly AppliedFix[];
  /** What is still wrong. */
  readonly left: readonly CodeDiagnostic[];
}

/** What a search found. */
export interface FixSearch {
  /** The errors of the untouched text. */
  readonly before: readonly CodeDiagnostic[];
  /** Repaired texts, best first, no two the same; each has fewer errors than before and no new one. */
  readonly repaired: readonly RepairedText[];
  /** Names that were left as they are: what they mean could only be guessed, and guesses were refused. */
  readonly undecided: readonly Undecided[];
  /** False where time or the number of trials ended it. */
  readonly complete: boolean;
}

/** States that are followed up at a time. */
const BEAM = 4;
/** "Declared but never used" in all its forms: what is unused may be so because it is missing where something is wrong. */
const UNUSED: ReadonlySet<number> = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205]);
/** "Implicitly has an any type": often so because what would tell the type is missing or misspelt. */
const UNTYPED: ReadonlySet<number> = new Set([7005, 7006, 7008, 7010, 7019, 7022, 7023, 7024, 7031, 7034, 7053]);

/** 0: a mistake of its own; 1 and 2: it may follow from another. */
function dependence({ number }: CodeDiagnostic): 0 | 1 | 2 {
  if (UNUSED.has(number)) return 2;
  return UNTYPED.has(number) ? 1 : 0;
}

interface Search {
  readonly project: Project;
  readonly request: FixSearchRequest;
  readonly judge: Judge;
  readonly undecided: Map<string, Undecided>;
}

function isOver({ request, judge }: Search): boolean {
  return judge.trials() >= request.maxTrials || request.expired();
}

function placeKey(diagnostic: CodeDiagnostic, text: string): string {
  return `${keyOf(diagnostic)} ${text.slice(diagnostic.start, diagnostic.start + diagnostic.length)}`;
}

function candidatesIn(search: Search, state: FixState, diagnostic: CodeDiagnostic): readonly FixCandidate[] {
  search.project.setText(search.request.path, state.text);
  return candidatesFor(search.project, search.request.path, diagnostic, state.open);
}

/** All sure repairs at once: as good as one by one where they do not touch each other, and far quicker. */
function combined(search: Search, state: FixState): FixState | undefined {
  const { banned } = search.request;
  const chosen: FixCandidate[] = [];
  let mended = 0;
  const causes = causesFirst(state.open);
  const least = causes[0] === undefined ? 0 : dependence(causes[0]);
  for (const diagnostic of causes) {
    if (dependence(diagnostic) > least) break;
    const [first, ...others] = candidatesIn(search, state, diagnostic);
    if (first === undefined || banned.has(first.key) || first.confidence === "guess") continue;
    if (others.some(({ name }) => name === first.name)) continue;
    mended += 1;
    if (chosen.some(({ key }) => key === first.key)) continue;
    const isContrary = chosen.some((candidate) => contradicts(candidate.answer, first.answer));
    if (isContrary || overlaps([...chosen, first].flatMap(({ changes }) => changes))) mended -= 1;
    else chosen.push(first);
  }
  if (chosen.length < 2) return undefined;
  const after = search.judge.tryOut(state, chosen);
  if (after === undefined || after.fresh.length > 0) return undefined;
  return after.open.length <= state.open.length - mended ? after : undefined;
}

/** What may follow from another mistake is looked at after it. */
function causesFirst(open: readonly CodeDiagnostic[]): readonly CodeDiagnostic[] {
  return open.toSorted((a, b) => dependence(a) - dependence(b));
}

/** The diagnostics that can be looked at: nothing is taken away for being unused while something else is wrong. */
function approachable(open: readonly CodeDiagnostic[]): readonly CodeDiagnostic[] {
  const causes = open.filter((diagnostic) => dependence(diagnostic) < 2);
  return causes.length > 0 ? causesFirst(causes) : open;
}

/** The states that one more repair leads to; none when nothing more can be mended. */
function successors(search: Search, start: FixState): readonly FixState[] {
  const { judge, request } = search;
  let state = start;
  for (const diagnostic of approachable(start.open)) {
    const place = placeKey(diagnostic, state.text);
    if (state.givenUp.has(place)) continue;
    const { clean, provisional, undecided } = tryBranches(state, candidatesIn(search, state, diagnostic), {
      ...request,
      judge,
      isOver: () => isOver(search),
    });
    if (clean.length > 0) return clean;
    if (undecided !== undefined) search.undecided.set(place, undecided);
    state = { ...state, givenUp: new Set([...state.givenUp, place]) };
    // The way on over a new error, and the way that leaves this diagnostic alone.
    if (provisional.length > 0) return [...provisional.map((next) => ({ ...next, givenUp: state.givenUp })), state];
    if (isOver(search)) return [];
  }
  return [];
}

function better(a: FixState, b: FixState): number {
  return a.open.length + a.fresh.length - (b.open.length + b.fresh.length) || a.cost - b.cost;
}

/** Mends what the compiler finds wrong with a file by its own code fixes, tried out one by one and together. */
export function searchFixes(project: Project, request: FixSearchRequest): FixSearch {
  const judge = createJudge(project, request.path, request.text, request.wanted);
  const search: Search = { project, request, judge, undecided: new Map() };
  const seen = new Map<string, FixState>();
  const width = request.breadth === "first" ? 2 : BEAM;
  let beam: readonly FixState[] = [combined(search, judge.base) ?? judge.base];
  for (const state of beam) seen.set(state.text, state);
  while (beam.length > 0 && !isOver(search)) {
    const next: FixState[] = [];
    for (const state of beam) {
      for (const after of successors(search, state)) {
        const known = seen.get(after.text);
        if (known !== undefined && known.givenUp.size >= after.givenUp.size) continue;
        seen.set(after.text, after);
        next.push(after);
      }
    }
    beam = next.toSorted(better).slice(0, width);
  }
  project.setText(request.path, undefined);
  const repaired = [...seen.values()]
    .filter((state) => isRepair(state, judge.base))
    .toSorted((a, b) => better(a, b) || b.fixes.length - a.fixes.length)
    .map(({ text, fixes, open }) => ({ text, fixes, left: open }));
  const undecided = [...search.undecided.values()];
  return { before: judge.base.open, repaired, undecided, complete: !isOver(search) };
}
