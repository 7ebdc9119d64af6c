import type { InstalledPackages, StaticContext } from "../../src/check/gate.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import type { RepoPath } from "../../src/domain/repo-path.ts";
import type { TaskKind } from "../../src/domain/task.ts";

/** A file of a candidate; the path is checked. */
export interface GivenFile {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

export interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly installed?: InstalledPackages;
  /** Other files of the tree, by path. */
  readonly tree?: Readonly<Record<string, string>>;
  readonly kind?: TaskKind;
}

export function repoPath(text: string): RepoPath {
  const result = toRepoPath(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem}`);
  return result.path;
}

/** What a static gate is given for these files; the tree holds their new text and the other files. */
export function staticContext(
  given: readonly GivenFile[],
  policy: Partial<StaticContext["policy"]> = {},
  { environment, installed, tree = {}, kind = "fix" }: Given = {},
): StaticContext {
  const files = given.map((file) => ({ ...file, path: repoPath(file.path) }));
  const texts = new Map<string, string>(Object.entries(tree));
  for (const file of files) {
    if (file.after === undefined) texts.delete(file.path);
    else texts.set(file.path, file.after);
  }
  const target = files[0]?.path ?? repoPath("src/a.ts");
  return {
    subject: {
      scope: "candidate",
      tasks: [
        { id: `${kind}-0000000000`, kind, target, writable: files.map(({ path }) => path), reason: "given", rule: 0 },
      ],
      files,
    },
    policy: { license: { allow: [], deny: [] }, ...policy },
    workspace: { read: (path) => Promise.resolve(texts.get(path)) },
    ...(environment === undefined ? {} : { environment }),
    ...(installed === undefined ? {} : { installed }),
  };
}
