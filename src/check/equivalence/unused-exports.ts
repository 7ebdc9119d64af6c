import type { FileChange } from "../../domain/change.ts";
import type { GateContext } from "../gate.ts";
import type { Gain } from "./gain.ts";

/** The files of a candidate, with the exports left out of the earlier version that nothing uses and the later one has not. */
export interface WithoutUnused {
  readonly files: readonly FileChange[];
  readonly gain: Gain;
}

const NO_GAIN: Gain = { figures: {}, improved: [] };

/** Names that a module exported and no longer does. */
async function lostNames({ path, before, after }: FileChange): Promise<readonly string[]> {
  const { isParsable } = await import("../../code/syntax.ts");
  if (before === undefined || after === undefined || before === after || !isParsable(path)) return [];
  const { exportedNames } = await import("../../code/exports.ts");
  const left = new Set(exportedNames(path, after).map(({ name }) => name));
  return exportedNames(path, before).flatMap(({ name }) => (left.has(name) ? [] : [name]));
}

/** Of these names by path: those that the tree as it lies there does not use. */
async function freeNames(
  { workspace, policy, signal }: GateContext,
  lost: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { parseUnusedExports, toKnipCommand } = await import("../../code/refactor/unused-exports.ts");
  const { readExportUses } = await import("../../code/refactor/export-uses.ts");
  const found = parseUnusedExports(await workspace.run(toKnipCommand(policy.limits.commandSeconds * 1000), signal));
  const unused = (path: string, name: string): boolean =>
    found.type === "found" && found.names.get(path)?.includes(name) === true;
  const usesOf = readExportUses(workspace.root);
  return new Map(
    [...lost].map(([path, names]) => {
      const uses = usesOf(path);
      return [path, new Set(names.filter((name) => unused(path, name) && uses.reason(name) === undefined))] as const;
    }),
  );
}

/**
 * An export may go where the repository's own knip finds it unused in the earlier version, and nothing else in the
 * repository mentions it. `use` lays a version into the workspace.
 */
export async function withoutUnusedExports(
  context: GateContext,
  use: (version: "before" | "after") => Promise<void>,
): Promise<WithoutUnused> {
  const { subject, workspace } = context;
  const lost = new Map<string, readonly string[]>();
  for (const file of subject.files) {
    const names = await lostNames(file);
    if (names.length > 0) lost.set(file.path, names);
  }
  const { hasKnip } = await import("../../code/refactor/unused-exports.ts");
  if (lost.size === 0 || !hasKnip(workspace.root)) return { files: subject.files, gain: NO_GAIN };
  await use("before");
  const free = await freeNames(context, lost).finally(() => use("after"));
  const { withoutExports } = await import("../../code/refactor/unexport.ts");
  const files = subject.files.map((file) => {
    const names = free.get(file.path);
    const made = names === undefined ? undefined : withoutExports(file.path, file.before ?? "", names);
    return made === undefined ? file : { ...file, before: made.text };
  });
  const removed = [...free.values()].reduce((sum, { size }) => sum + size, 0);
  const gain = { figures: { unused_exports: `${removed} → 0` }, improved: ["unused_exports"] };
  return { files, gain: removed === 0 ? NO_GAIN : gain };
}
