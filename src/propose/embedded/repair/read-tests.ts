import { toRepoPath } from "../../../domain/repo-path.ts";
import type { FailingCheck, ProposeRequest } from "../../../ports.ts";

/** Texts of the test files that the failing check's output names. */
export async function readTests(
  { tests }: Pick<FailingCheck, "tests">,
  { workspace }: Pick<ProposeRequest, "workspace">,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const test of tests) {
    const checked = toRepoPath(test);
    const text = checked.ok ? await workspace.read(checked.path) : undefined;
    if (text !== undefined) found.push(text);
  }
  return found;
}
