import type { TemplateName } from "../../../code/repair/edit-template.ts";
import type { Ranked } from "./choose.ts";

/** Edits that answer "what if it is not there (yet)?": most errors at run time ask just that. */
const ABOUT_ABSENCE: ReadonlySet<TemplateName> = new Set(["null-guard", "await", "condition", "guard"]);

/**
 * Repairs of a program that threw, best first. A test says what should come out; that nothing is thrown says little, so
 * nearness to where it was thrown counts first (as stack traces do in fault localisation: Schröter et al., MSR 2010),
 * then whether the edit is about something that is missing, then the order as given.
 */
export function orderByStack(ranked: readonly Ranked[], output: string): readonly Ranked[] {
  const distance = ({ patch }: Ranked): number => {
    const places = patch.candidates.map(({ line }) => output.indexOf(`${patch.file.path}:${line}:`));
    return Math.min(...places.map((place) => (place < 0 ? Number.MAX_SAFE_INTEGER : place)));
  };
  const isAboutAbsence = ({ patch }: Ranked): boolean =>
    patch.candidates.every(({ template }) => ABOUT_ABSENCE.has(template));
  return ranked.toSorted((a, b) => distance(a) - distance(b) || Number(isAboutAbsence(b)) - Number(isAboutAbsence(a)));
}
