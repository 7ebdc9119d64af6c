import type { Edit } from "../../../domain/edit.ts";
import type { FileChange } from "../../../domain/change.ts";
import type { Proposal } from "../../../domain/proposal.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { ProposeRequest } from "../../../ports.ts";

/** Writes a CommonJS package as ES modules: all files of the task together, with what is installed in view. */
export async function proposeMove(request: ProposeRequest, manifest: RepoPath): Promise<Proposal> {
  const { task, attempt, feedback } = request;
  // The same files give the same answer: what a gate has refused would be refused again.
  if (attempt > 1) return declined(manifest, feedback?.message ?? "it was refused before");
  const { movePackage } = await import("../../../code/modules/move-package.ts");
  const { readWorkspacePackage } = await import("../../../code/modules/workspace-package.ts");
  const made = movePackage(readWorkspacePackage(request.workspace.root, manifest, task.writable));
  if (made.type === "stays") return declined(manifest, made.reason);
  const files: FileChange[] = [];
  for (const path of task.writable) {
    const [before, after] = [await request.workspace.read(path), made.texts.get(path)];
    if (before !== undefined && after !== undefined && before !== after) files.push({ path, before, after });
  }
  const left = [...made.texts.keys()].filter((path) => !files.some((file) => file.path === path));
  if (left.length > 0) return declined(manifest, `${left.join(", ")} would have to change, too`);
  return {
    type: "proposed",
    edits: files.map(({ path, after }): Edit => ({ type: "write", path, text: after ?? "" })),
    rationale: renderMove(manifest, files, made.requires),
    confidence: "certain",
  };
}

function declined(manifest: RepoPath, reason: string): Proposal {
  return { type: "declined", reason: `the package of ${manifest} stays CommonJS: ${reason}` };
}

const MOST_NAMED = 12;

/** What was done, and what it means for those who use the package. */
function renderMove(manifest: RepoPath, files: readonly FileChange[], requires: number): string {
  const names = files.map(({ path }) => path);
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  const count = requires === 1 ? "1 call of require" : `${requires} calls of require`;
  return [
    `Writes the package of ${manifest} as ES modules (refactor.modules): ${count} → 0 in ${names.length - 1} files.`,
    "",
    `- ${names.slice(0, MOST_NAMED).join(", ")}${more}`,
    '- `module.exports = value` is the default export; it is named "module.exports", too, so that `require` of the package gives the same value in Node 20.19, 22.12 and later. `exports.name` and the properties of an exported object are exports of their own.',
    "- It concerns who uses the package: older versions of Node cannot require it any more, and `import pkg from` has no default where the package exports names. That is a new major version.",
  ].join("\n");
}
