import type { FileChange } from "../../domain/change.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { GateSubject } from "../gate.ts";
import { isTestPath, testLanguage } from "../tamper/test-paths.ts";

/** A test file that a candidate writes, with the module that it is about. */
export interface NewTestFile {
  readonly path: RepoPath;
  readonly text: string;
  readonly before?: string;
  readonly target: RepoPath;
}

function isTestFile(file: FileChange): file is FileChange & { readonly after: string } {
  return file.after !== undefined && isTestPath(file.path) && testLanguage(file.path) === "javascript";
}

/** The JavaScript and TypeScript test files that tasks of kind `tests` write. */
export function newTestFiles({ tasks, files }: GateSubject): readonly NewTestFile[] {
  return tasks
    .filter(({ kind }) => kind === "tests")
    .flatMap(({ target, writable }) =>
      files.filter(isTestFile).flatMap((file) => {
        if (!writable.includes(file.path)) return [];
        return [
          { path: file.path, text: file.after, target, ...(file.before === undefined ? {} : { before: file.before }) },
        ];
      }),
    );
}
