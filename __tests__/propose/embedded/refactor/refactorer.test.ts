import { expect, test } from "@jest/globals";
import { createRefactorer } from "../../../../src/propose/embedded/refactor/refactorer.ts";
import type { GateResult } from "../../../../src/domain/gate.ts";
import type { Proposal } from "../../../../src/domain/proposal.ts";
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

/** What becomes of `a.js` where the formatter of the repository runs such a script over it, and what the gate is asked. */
async function formattedBy(
  text: string,
  script: string,
  answer: GateResult,
): Promise<{ readonly proposal: Proposal; readonly asked: readonly (string | undefined)[] }> {
  await using workspace = tempWorkspace({ ...FILES, "a.js": text });
  const asked: (string | undefined)[] = [];
  const proposal = await createRefactorer({ monotonic: () => 0 }).propose({
    task: { id: "a", kind: "refactor", target: repoPath("a.js"), writable: [repoPath("a.js")], reason: "x", rule: 0 },
    attempt: 1,
    policy: policyWith({ format: { run: "true", fix: script, format: "exit-code" } }),
    diagnostics: [],
    formatted: true,
    workspace,
    signal: new AbortController().signal,
    check: (_, files) => {
      asked.push(files[0]?.after);
      return Promise.resolve(answer);
    },
  });
  return { proposal, asked };
}

const PASSED: GateResult = { gate: "equivalence", level: "required", status: "passed", durationMs: 0 };
const BACK = "sed -i 's/const /var /' {files}";
const ONE = "export function f(a) {\n  var b = a + 1;\n  return b;\n}\n";

test("a rewrite that makes nothing better is not proposed, and the gate is not asked about it", async () => {
  const { proposal, asked } = await formattedBy(ONE, BACK, PASSED);
  expect(proposal).toEqual({
    type: "declined",
    reason: "no rewrite that is safe by its form makes a.js better",
  });
  expect(asked).toEqual([]);
  expect((await formattedBy(ONE, "true", PASSED)).asked).toEqual([ONE.replace("var", "const")]);
});

test("what is left of a rewrite without the places that no call reaches has to make something better as well", async () => {
  const two = ONE.replace("return b;", "var c = b * 2;\n  return c;");
  const unreached: GateResult = {
    ...{ gate: "equivalence", level: "required", durationMs: 0 },
    ...{ status: "errored", reason: "no call reaches line 2", remedy: "" },
    diagnostics: [{ source: "equivalence", code: "unreached", severity: "info", message: "", range: { line: 2 } }],
  };
  // Only where one is left are the others made such again.
  const { proposal, asked } = await formattedBy(two, `if grep -q 'var ' {files}; then ${BACK}; fi`, unreached);
  expect(asked).toEqual([two.replaceAll("var", "const")]);
  expect(proposal).toMatchObject({
    type: "declined",
    reason: expect.stringContaining("no-var: no call reaches line 2"),
  });
});
