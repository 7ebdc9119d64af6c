import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { Comparison, Difference, UnreachedPlace } from "../../probe/compare/comparison.ts";
import type { ChangedModule } from "./changed-modules.ts";

/** The reproduction of a difference: the call, what it did, what it does. */
export function toDifference(path: RepoPath, { aspect, call, before, after }: Difference): Diagnostic {
  return {
    source: "equivalence",
    code: "behaviour",
    severity: "error",
    message: `${call} — ${aspect} before: ${before} — after: ${after}`,
    path,
  };
}

const MOST_LINES = 6;

function listed(places: readonly UnreachedPlace[]): string {
  const [first] = places;
  const lines = [...new Set(places.filter(({ version }) => version === first?.version).map(({ line }) => line))];
  const shown = lines.toSorted((a, b) => a - b).slice(0, MOST_LINES);
  const more = lines.length > shown.length ? ` and ${lines.length - shown.length} more` : "";
  return `line${lines.length > 1 ? "s" : ""} ${shown.join(", ")}${more}${first?.version === "before" ? " of the file as it was" : ""}`;
}

/** Why what was compared is not enough to call a change harmless; undefined where it is. */
export function missingEvidence(module: ChangedModule, comparison: Comparison, least: number): string | undefined {
  if (comparison.type === "impossible") return comparison.reason;
  const { figures, unreached, refused } = comparison;
  const { functions, calls, unsteady, inQuestion, inQuestionReached } = figures;
  if (functions === 0 && inQuestionReached < inQuestion) return `${module.path} exports nothing that can be called`;
  if (unsteady > 0 && calls === 0) return `${module.path} does not behave the same twice: nothing can be compared`;
  if (functions > 0 && calls === 0 && inQuestion > 0)
    return `no call of ${module.path} can be compared${because(refused, unsteady)}`;
  if (inQuestion === 0 || (100 * inQuestionReached) / inQuestion >= least) return undefined;
  const asked = least === 100 ? "" : `; at least ${least} % of the changed code has to be shown`;
  return `no call that can be compared shows ${listed(unreached)} of ${module.path} (${inQuestionReached} of ${inQuestion} changed places are shown${asked})${because(refused, unsteady)}`;
}

function because(refused: readonly string[], unsteady: number): string {
  if (refused.length > 0) return `: calls were refused ${refused.join(", ")}`;
  return unsteady > 0 ? `: ${unsteady} sequences of calls do not behave the same twice` : "";
}

/** A remark for each line of the untouched file that no comparable call reaches, or whose new form none reaches. */
export function unreachedRemarks(module: ChangedModule, comparison: Comparison): readonly Diagnostic[] {
  const places = comparison.type === "compared" ? comparison.unreached : [];
  const lines = new Set(
    places.flatMap(({ version, line }) => (version === "before" ? [line] : module.linesBefore(line))),
  );
  return [...lines].map((line) => ({
    source: "equivalence",
    code: "unreached",
    severity: "info",
    message: "no call that can be compared shows what this does",
    path: module.path,
    range: { line },
  }));
}
