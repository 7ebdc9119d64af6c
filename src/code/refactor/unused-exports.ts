import { endWords, type CommandResult, type CommandSpec } from "../../domain/command.ts";
import { field, listOf, parseJson } from "../../domain/parse-json.ts";
import { createFileView } from "../file-view.ts";

/** Exported names of files that nothing uses by the word of the repository's own knip, or why that is not known. */
export type UnusedExports =
  /** By path relative to the root. */
  | { readonly type: "found"; readonly names: ReadonlyMap<string, readonly string[]> }
  | { readonly type: "failed"; readonly reason: string };

/** A report lists every unused export of the repository. */
const OUTPUT_BYTES = 16 * 1024 * 1024;

/** Whether knip is installed for a repository; it is never fetched. */
export function hasKnip(root: string): boolean {
  const view = createFileView(root);
  return view.fileExists(`${view.root}/node_modules/knip/package.json`);
}

/** The command that asks knip, with its own configuration. */
export function toKnipCommand(timeoutMs: number): CommandSpec {
  return {
    command: { type: "shell", line: "knip --reporter json --no-progress --no-exit-code --include exports,types" },
    timeoutMs,
    outputLimit: OUTPUT_BYTES,
    env: { CI: "true", NO_COLOR: "1" },
  };
}

/** Reads knip's report; configurations that it loads may print lines of their own before. */
export function parseUnusedExports({ end, stdout }: Pick<CommandResult, "end" | "stdout">): UnusedExports {
  if (end.type !== "exited" || end.code !== 0) {
    return { type: "failed", reason: `knip gave no report (${endWords(end)})` };
  }
  const line = stdout.split("\n").findLast((text) => text.startsWith("{"));
  const report = parseJson(line ?? "");
  const issues = report.ok ? field(report.value, "issues") : undefined;
  if (!Array.isArray(issues)) return { type: "failed", reason: "knip's report cannot be read" };
  const names = new Map<string, readonly string[]>();
  for (const issue of issues) {
    const file = field(issue, "file");
    const found = [...listOf(field(issue, "exports")), ...listOf(field(issue, "types"))].map((one) =>
      field(one, "name"),
    );
    if (typeof file === "string")
      names.set(
        file,
        found.filter((name) => typeof name === "string"),
      );
  }
  return { type: "found", names };
}
