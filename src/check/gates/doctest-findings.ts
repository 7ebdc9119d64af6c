import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import { runDoctests, type DoctestFile, type DoctestRun } from "../../probe/run-doctests.ts";
import type { GateContext } from "../gate.ts";

/** What the new examples in Python of some texts came to. */
export type DoctestFindings =
  | {
      readonly type: "judged";
      readonly diagnostics: readonly Diagnostic[];
      readonly examples: number;
      readonly stated: number;
      readonly notRun: number;
    }
  | { readonly type: "errored"; readonly reason: string };

const TEXTS = /\.(?:py|rst|txt|md|markdown|mdx)$/iu;
const BLOCK = /^[ \t]*(?:`{3,}|~{3,}|\.\.[ \t]+(?:code-block|code|sourcecode)::)[ \t]*(?:py|pycon|python)3?[ \t]*$/imu;

function prompts(text: string): ReadonlySet<string> {
  return new Set(text.split("\n").flatMap((line) => (line.includes(">>> ") ? [line.trim()] : [])));
}

function hasNewPrompt({ before, text }: DoctestFile): boolean {
  const known = prompts(before);
  return [...prompts(text)].some((line) => !known.has(line));
}

function toDiagnostic({ path, line, type, stated, actual }: DoctestRun): Diagnostic {
  const wrong = type === "wrong";
  return {
    source: "docs-only",
    code: wrong ? "example-wrong" : "example-broken",
    severity: "error",
    message: wrong
      ? `the example states \`${stated}\`, but it is \`${actual}\``
      : `the example does not run: ${actual === "" ? "it fails" : actual}`,
    path,
    range: { line, column: 1 },
  };
}

/** Runs the examples in Python that some changed texts show and did not show before. */
export async function judgeDoctests(context: GateContext, changes: readonly FileChange[]): Promise<DoctestFindings> {
  const files = changes
    .filter(({ path, after }) => TEXTS.test(path) && after !== undefined)
    .map(({ path, before = "", after = "" }): DoctestFile => ({ path, before, text: after }))
    // A block without prompts states nothing: alone it is run in pages only.
    .filter((file) => hasNewPrompt(file) || (!file.path.endsWith(".py") && BLOCK.test(file.text)));
  if (files.length === 0) return { type: "judged", diagnostics: [], examples: 0, stated: 0, notRun: 0 };
  const answer = await runDoctests(context, files);
  if (answer.type === "failed") {
    if (files.some(hasNewPrompt)) return { type: "errored", reason: answer.reason };
    return { type: "judged", diagnostics: [], examples: 0, stated: 0, notRun: files.length };
  }
  const ran = answer.runs.filter(({ type }) => type !== "skipped");
  return {
    type: "judged",
    diagnostics: ran.filter(({ type }) => type !== "held").map(toDiagnostic),
    examples: ran.length,
    stated: ran.filter(({ stated }) => stated !== "").length,
    notRun: answer.runs.length - ran.length,
  };
}
