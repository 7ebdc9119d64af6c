import type { ExportedApi } from "../../code/equivalence/exported-api.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { RepoPath } from "../../domain/repo-path.ts";

const LONGEST = 300;

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}

/** The differences between two exported APIs, as errors; none where they are the same. */
export function compareApis(path: RepoPath, before: ExportedApi, after: ExportedApi): readonly Diagnostic[] {
  const remark = (message: string): Diagnostic => ({
    source: "equivalence",
    code: "exported-api",
    severity: "error",
    message,
    path,
  });
  if (before.type === "failed") return [];
  if (after.type === "failed") return [remark(`${after.reason} any more`)];
  const gone = before.declarations.filter((declaration) => !after.declarations.includes(declaration));
  const added = after.declarations.filter((declaration) => !before.declarations.includes(declaration));
  const count = Math.max(gone.length, added.length);
  return Array.from({ length: count }, (_, index) => {
    const [was, is] = [gone[index], added[index]];
    if (was === undefined) return remark(`exports something new: ${shorten(is ?? "")}`);
    if (is === undefined) return remark(`no longer exports: ${shorten(was)}`);
    return remark(`the exported API is another: before ${shorten(was)}; after ${shorten(is)}`);
  });
}
