import { applyRepair, areApart, type RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import type { FilePatch, SearchedFile } from "./search.ts";

/** Candidates of a file as one change; undefined where two of them change the same place. */
export function toFilePatch(file: SearchedFile, candidates: readonly RepairCandidate[]): FilePatch | undefined {
  const parts = candidates.flatMap((candidate) => candidate.parts);
  if (parts.some((part, index) => parts.slice(index + 1).some((other) => !areApart(part, other)))) return undefined;
  return { file, candidates, after: applyRepair(file.text, parts) };
}
