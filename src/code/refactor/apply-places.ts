import { applyChanges, overlaps, type TextChange } from "../text-changes.ts";
import { syntaxErrors } from "../syntax.ts";
import type { RewritePlace } from "./rewrite.ts";

/** A text in which places are written anew. */
export interface AppliedPlaces {
  readonly text: string;
  /** Those that were applied; the others touch them and wait. */
  readonly places: readonly RewritePlace[];
}

/** Applies the places that do not touch one another. Undefined where nothing changes or the syntax would suffer. */
export function applyPlaces(path: string, text: string, found: readonly RewritePlace[]): AppliedPlaces | undefined {
  const places = apartFromEachOther(found);
  if (places.length === 0) return undefined;
  const next = applyChanges(
    text,
    places.flatMap(({ changes }) => changes),
  );
  const isBroken = syntaxErrors(path, next).length > syntaxErrors(path, text).length;
  return next === text || isBroken ? undefined : { text: next, places };
}

/** Applies what is found, round by round, until nothing is found any more. Undefined where nothing was. */
export function applyInRounds(
  path: string,
  text: string,
  mostRounds: number,
  find: (current: string, round: number) => readonly RewritePlace[],
): AppliedPlaces | undefined {
  const places: RewritePlace[] = [];
  let current = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const applied = applyPlaces(path, current, find(current, round));
    if (applied === undefined) break;
    places.push(...applied.places);
    current = applied.text;
  }
  return places.length === 0 ? undefined : { text: current, places };
}

/** The first of places that touch each other. */
function apartFromEachOther(places: readonly RewritePlace[]): readonly RewritePlace[] {
  const chosen: RewritePlace[] = [];
  /** In order of place, none touching another. */
  const taken: TextChange[] = [];
  for (const place of places) {
    if (overlaps(place.changes) || place.changes.some((change) => isTaken(taken, change))) continue;
    for (const change of place.changes) taken.splice(positionOf(taken, change), 0, change);
    chosen.push(place);
  }
  return chosen;
}

/** Index of the first change that does not begin before this one. */
function positionOf(sorted: readonly TextChange[], { start }: TextChange): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isTaken(sorted: readonly TextChange[], change: TextChange): boolean {
  const at = positionOf(sorted, change);
  return overlaps([sorted[at - 1], change, sorted[at]].filter((one) => one !== undefined));
}
