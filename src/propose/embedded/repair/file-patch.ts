import { applyRepair, areApart, type RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import type { FileChange } from "../../../domain/change.ts";
import type { FilePatch, Patch, SearchedFile } from "./search.ts";

/** Candidates of a file as one change; undefined where two of them change the same place. */
export function toFilePatch(file: SearchedFile, candidates: readonly RepairCandidate[]): FilePatch | undefined {
  const parts = candidates.flatMap((candidate) => candidate.parts);
  if (parts.some((part, index) => parts.slice(index + 1).some((other) => !areApart(part, other)))) return undefined;
  return { file, candidates, after: applyRepair(file.text, parts) };
}

/** What a patch does to its files, as a workspace takes it. */
export function changesOf({
  file,
  after,
  beside = [],
}: Pick<Patch, "file" | "after" | "beside">): readonly FileChange[] {
  const own: readonly Pick<FilePatch, "file" | "after">[] = [{ file, after }, ...beside];
  return own.map((one) => ({ path: one.file.path, before: one.file.text, after: one.after }));
}
