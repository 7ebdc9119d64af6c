import { errorsOf, errorsOfText, newOnes, type CodeDiagnostic } from "../diagnostics.ts";
import type { ProjectCache } from "../project-cache.ts";

/** Tells of a file's texts whether the compiler has anything to say that it did not say before. */
export interface TypeJudge {
  isSound(text: string): boolean;
  /** All that the compiler says of a text. */
  errorsOf(text: string): readonly CodeDiagnostic[];
}

/**
 * A judge of one file's texts by the repository's own compiler configuration: the program is parsed once, and of each text
 * only the file itself is checked anew. Undefined where types are not checked: no configuration includes the file, or it
 * is JavaScript without `checkJs`. The disk is read, never written.
 */
export function createTypeJudge(projects: ProjectCache, root: string, path: string): TypeJudge | undefined {
  const opened = projects.open(root, path);
  if (opened.type === "none") return undefined;
  const { project, path: file } = opened;
  if (/\.[cm]?jsx?$/u.test(path) && project.options.checkJs !== true) return undefined;
  const before = errorsOf(project, file);
  const check = (text: string): readonly CodeDiagnostic[] => errorsOfText(project, file, text);
  return { errorsOf: check, isSound: (text) => newOnes(before, check(text)).length === 0 };
}
