import { expect, test } from "@jest/globals";
import { createRefactorer } from "../../../../src/propose/embedded/refactor/refactorer.ts";
import { policyWith, repoPath, tempWorkspace } from "../../temp-workspace.ts";

const FILES = {
  "package.json": '{ "type": "module" }\n',
  "a.js": "export function f(a) {\n  var b = a + 1;\n  const unused = 2;\n  return b;\n}\n",
  "b.js": "export const g = (a) => a + 1;\n",
};

test("one kind of rewrite for each proposal, with the measure before and after, and then the next kind", async () => {
  await using workspace = tempWorkspace(FILES);
  const refactorer = createRefactorer({ monotonic: () => 0 });
  const propose = (name: "a.js" | "b.js", attempt: number) =>
    refactorer.propose({
      task: {
        id: name,
        kind: "refactor",
        target: repoPath(name),
        writable: [repoPath(name)],
        reason: "named",
        rule: 0,
      },
      attempt,
      policy: policyWith({}),
      diagnostics: [],
      workspace,
      signal: new AbortController().signal,
    });
  const texts: string[] = [];
  const reasons: string[] = [];
  for (const attempt of [1, 2, 3]) {
    const proposal = await propose("a.js", attempt);
    const [edit] = proposal.type === "proposed" ? proposal.edits : [];
    if (edit?.type === "write") texts.push(edit.text);
    reasons.push(proposal.type === "proposed" ? proposal.rationale : proposal.type);
  }
  // Each from the file as it is: what was proposed before is not in it.
  expect(texts).toEqual([
    FILES["a.js"].replace("  const unused = 2;\n", ""),
    FILES["a.js"].replace("var b", "const b"),
  ]);
  expect(reasons[0]).toMatch(/^Removes dead code \(no-dead-code\) in 1 place of a\.js\. Better: .*\d+ → \d+/u);
  expect(reasons[1]).toMatch(/^Replaces var by const and let \(no-var\) in 1 place of a\.js\. Better: .*\d+ → \d+/u);
  expect(reasons[2]).toBe("declined");
  expect(await propose("b.js", 1)).toEqual({
    type: "declined",
    reason: "no rewrite that is safe by its form makes b.js better",
  });
}, 120_000);
