import { createFileView } from "../file-view.ts";
import { isParsable } from "../source.ts";

const MOST_MODULES = 500;
const EXCLUDED = ["**/node_modules", "**/.git"];

/** Scripts of a workspace that a glob matches, sorted; declarations and tests are none that a reader calls. */
export function modulesMatching(workspaceRoot: string, glob: string): readonly string[] {
  const view = createFileView(workspaceRoot);
  const found = view.readDirectory(view.root, undefined, EXCLUDED, [glob]);
  return found
    .map((path) => path.slice(view.root.length + 1))
    .filter(
      (path) => isParsable(path) && !/\.d\.[cm]?ts$|[._-](?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\//u.test(path),
    )
    .sort()
    .slice(0, MOST_MODULES);
}
