import { expect, test } from "@jest/globals";
import { repairTypes } from "../../../../src/propose/embedded/repair/type-repair.ts";
import { policyWith, repoPath, tempWorkspace } from "../../temp-workspace.ts";

const OPTIONS = { strict: true, noEmit: true, lib: ["es2022"], types: [] };

/** The text that is proposed for a file, with the rationale. */
async function repair(text: string): Promise<{ readonly text?: string; readonly rationale?: string }> {
  const target = repoPath("a.ts");
  const config = JSON.stringify({ compilerOptions: OPTIONS, include: ["*.ts"] });
  const proposal = await repairTypes({
    task: { id: "t", kind: "fix", target, writable: [target], reason: "", rule: 0 },
    attempt: 1,
    policy: policyWith({}),
    diagnostics: [],
    workspace: tempWorkspace({ "tsconfig.json": config, "a.ts": text }),
    signal: new AbortController().signal,
  });
  if (proposal?.type !== "proposed") return {};
  expect(proposal.confidence).toBe("guess");
  const [edit] = proposal.edits;
  return { rationale: proposal.rationale, ...(edit?.type === "write" && { text: edit.text }) };
}

const ITEM = "interface Item { readonly name: string; readonly tags?: readonly string[] }\n";

test.each([
  [
    "a value that may be missing, where a text is wanted (TS18048)",
    `${ITEM}export function f(items: Map<string, Item>): string {\n  const item = items.get("a");\n  return item.name;\n}\n`,
    'return item?.name ?? "";',
    "TS18048",
  ],
  [
    "a property that may be missing, whose length is asked (TS18048)",
    `${ITEM}export function f(item: Item): number {\n  return item.tags.length;\n}\n`,
    "return item.tags?.length ?? 0;",
    "TS18048",
  ],
  [
    "a value that may be missing where none may be (TS2322)",
    `export function f(names: Map<string, string>): string {\n  return names.get("a");\n}\n`,
    'return names.get("a") ?? "";',
    "TS2322",
  ],
])("%s", async (_, text, expected, code) => {
  const made = await repair(text);
  expect(made.text).toContain(expected);
  expect(made.rationale).toContain(code);
});

test("what no such edit takes away is left to somebody else", async () => {
  expect(await repair("export const a: number = { b: 1 }.c;\n")).toEqual({});
  expect(await repair("export const a: number = 1;\n")).toEqual({});
});
