import type { FileChange } from "../../domain/change.ts";
import type { Remark } from "./remark.ts";

/** The entries of a Jest or Vitest snapshot file by name; other recorded files are one entry. */
function entries(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const starts = [...text.matchAll(/^exports\[`(?<name>(?:[^`\\]|\\.){0,2000})`\] = /gmu)];
  starts.forEach((match, index) => {
    const end = starts[index + 1]?.index ?? text.length;
    found.set(match.groups?.["name"] ?? "", text.slice(match.index + match[0].length, end).trim());
  });
  if (starts.length === 0) found.set("", text.trim());
  return found;
}

/** Recorded expectations that were rewritten or taken away; new ones beside them are fine. */
export function snapshotRemarks(change: FileChange): readonly Remark[] {
  if (change.before === undefined) return [];
  const after = entries(change.after ?? "");
  const remarks: Remark[] = [];
  for (const [name, value] of entries(change.before)) {
    if (after.get(name) === value) continue;
    const what = name === "" ? "the recorded expectation" : `the snapshot "${name}"`;
    remarks.push({
      code: "snapshot-rewritten",
      message: `${what} was ${change.after !== undefined && after.has(name) ? "rewritten" : "taken away"}. Make the code give what was recorded`,
      path: change.path,
    });
  }
  return remarks;
}
