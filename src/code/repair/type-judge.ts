import { errorsOf, type CodeDiagnostic } from "../diagnostics.ts";
import { createProjectCache } from "../project-cache.ts";

/** Tells of a file's texts whether the compiler has anything to say that it did not say before. */
export interface TypeJudge {
  isSound(text: string): boolean;
  /** All that the compiler says of a text. */
  errorsOf(text: string): readonly CodeDiagnostic[];
}

function keyOf({ code, message }: CodeDiagnostic): string {
  return `${code} ${message}`;
}

function countByKey(errors: readonly CodeDiagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const error of errors) counts.set(keyOf(error), (counts.get(keyOf(error)) ?? 0) + 1);
  return counts;
}

/**
 * A judge of one file's texts by the repository's own compiler configuration: the program is parsed once, and of each text
 * only the file itself is checked anew. Undefined where types are not checked: no configuration includes the file, or it
 * is JavaScript without `checkJs`. The disk is read, never written.
 */
export function createTypeJudge(root: string, path: string): TypeJudge | undefined {
  const opened = createProjectCache().open(root, path);
  if (opened.type === "none") return undefined;
  const { project, path: file } = opened;
  if (/\.[cm]?jsx?$/u.test(path) && project.options.checkJs !== true) return undefined;
  const before = countByKey(errorsOf(project, file));
  const check = (text: string): readonly CodeDiagnostic[] => {
    project.setText(file, text);
    const errors = errorsOf(project, file);
    project.setText(file, undefined);
    return errors;
  };
  return {
    errorsOf: check,
    isSound: (text) => {
      const now = countByKey(check(text));
      return [...now].every(([key, count]) => count <= (before.get(key) ?? 0));
    },
  };
}
