import type { StaticContext } from "../../src/check/gate.ts";
import type { CopyIndex } from "../../src/check/license/copy-index.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";

export interface CandidateFile {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** What a static gate is given for these files; the tree holds nothing else. */
export function toContext(given: readonly CandidateFile[], index?: CopyIndex): StaticContext {
  const files = given.map((file) => {
    const result = toRepoPath(file.path);
    if (!result.ok) throw new Error(`${file.path}: ${result.problem}`);
    return { ...file, path: result.path };
  });
  return {
    subject: { scope: "candidate", tasks: [], files },
    policy: { license: { allow: [], deny: [] } },
    workspace: { read: () => Promise.resolve(undefined) },
    installed: {
      read: () => Promise.resolve(undefined),
      list: () => Promise.resolve([]),
      copies: () => Promise.resolve(index),
    },
  };
}
