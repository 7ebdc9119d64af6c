import { exportedNames } from "../exports.ts";
import { applyRewrite } from "./rewrites.ts";
import type { ImportFacts } from "./import-facts.ts";
import type { AppliedPlaces } from "./apply-places.ts";
import { unreadNames, withoutExports } from "./unexport.ts";
import { unusedCode } from "./unused-code.ts";

/** A module without exports that nothing uses. */
export interface UnusedExportRemoval extends AppliedPlaces {
  readonly removed: readonly string[];
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
  // What was dead before is another candidate's.
  const isClean = applyRewrite(path, text, unusedCode, { imports }) === undefined;
  let wanted: ReadonlySet<string> = new Set(names);
  while (wanted.size > 0) {
    const plain = withoutExports(path, text, wanted);
    if (plain === undefined) return undefined;
    const dead = isClean ? applyRewrite(path, plain.text, unusedCode, { imports }) : undefined;
    const gone = (dead?.places ?? []).map((place) => ({ ...place, changes: [] }));
    const made = { text: dead?.text ?? plain.text, places: [...plain.places, ...gone] };
    const unread = unreadNames(path, made.text, wanted);
    if (unread.size === 0) {
      const left = new Set(exportedNames(path, made.text).map(({ name }) => name));
      return { ...made, removed: [...wanted].filter((name) => !left.has(name)) };
    }
    wanted = new Set([...wanted].filter((name) => !unread.has(name)));
  }
  return undefined;
}
