import { applyRewrite } from "./rewrites.ts";
import type { ImportFacts } from "./import-facts.ts";
import type { AppliedPlaces } from "./apply-places.ts";
import { unreadNames, withoutExports } from "./unexport.ts";
import { unusedCode } from "./unused-code.ts";

/** A module without exports that nothing uses. */
export interface UnusedExportRemoval extends AppliedPlaces {
  readonly removed: readonly string[];
}

function attempt(
  path: string,
  text: string,
  names: ReadonlySet<string>,
  imports: ImportFacts,
): AppliedPlaces | undefined {
  const plain = withoutExports(path, text, names);
  if (plain === undefined) return undefined;
  // What was dead before is another candidate's.
  const isClean = applyRewrite(path, text, unusedCode, { imports }) === undefined;
  const dead = isClean ? applyRewrite(path, plain.text, unusedCode, { imports }) : undefined;
  if (dead === undefined) return plain;
  return { text: dead.text, places: [...plain.places, ...dead.places.map((place) => ({ ...place, changes: [] }))] };
}

/**
 * Takes the `export` from names that nothing outside of the module uses, and removes what is dead with it. Names that
 * would be left there for nobody stay exported: what they are made with may do something.
 */
export function removeUnusedExports(
  path: string,
  text: string,
  names: readonly string[],
  imports: ImportFacts,
): UnusedExportRemoval | undefined {
  let wanted: ReadonlySet<string> = new Set(names);
  while (wanted.size > 0) {
    const made = attempt(path, text, wanted, imports);
    if (made === undefined) return undefined;
    const unread = unreadNames(path, made.text, wanted);
    if (unread.size === 0) {
      const said = made.places.map(({ what }) => /^unused export (.+)$/u.exec(what)?.[1]);
      return { ...made, removed: [...wanted].filter((name) => said.includes(name)) };
    }
    wanted = new Set([...wanted].filter((name) => !unread.has(name)));
  }
  return undefined;
}
