import { applyChanges, overlaps } from "../text-changes.ts";
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
  for (const place of places) {
    const all = [...chosen, place].flatMap(({ changes }) => changes);
    if (!overlaps(all)) chosen.push(place);
  }
  return chosen;
}
