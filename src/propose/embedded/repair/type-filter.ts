import type { TypeJudge } from "../../../code/repair/type-judge.ts";
import type { ProposeRequest } from "../../../ports.ts";
import type { FilePatch, Patch } from "./search.ts";

/** Whether the compiler has nothing new to say of a patch; yes where types are not checked. */
export type TypeFilter = (patch: Pick<Patch, "file" | "after" | "beside">) => boolean;

/**
 * A filter by the repository's own types, far cheaper than a process per candidate: what it stops need not be started.
 * The compiler and a file's program are loaded when a patch of that file is asked about.
 */
export async function createTypeFilter({ workspace }: Pick<ProposeRequest, "workspace">): Promise<TypeFilter> {
  const [{ createTypeJudge }, { createProjectCache }] = await Promise.all([
    import("../../../code/repair/type-judge.ts"),
    import("../../../code/project-cache.ts"),
  ]);
  const projects = createProjectCache();
  const judges = new Map<string, TypeJudge | undefined>();
  const judgeOf = (path: string): TypeJudge | undefined => {
    if (!judges.has(path)) judges.set(path, createTypeJudge(projects, workspace.root, path));
    return judges.get(path);
  };
  return ({ file, after, beside = [] }) => {
    const all: readonly Pick<FilePatch, "file" | "after">[] = [{ file, after }, ...beside];
    return all.every((one) => judgeOf(one.file.path)?.isSound(one.after) ?? true);
  };
}

/** Patches that are checked: the likeliest of many. */
const MAX_CHECKED = 100;

/** The well-typed ones among the likeliest; where none is, all of them, for the gates to say so. */
export function wellTyped(patches: readonly Patch[], isSound: TypeFilter): readonly Patch[] {
  const likeliest = patches.toSorted((a, b) => b.prior - a.prior);
  const sound = new Set(likeliest.slice(0, MAX_CHECKED).filter(isSound));
  const kept = patches.filter((patch) => sound.has(patch));
  return kept.length > 0 ? kept : patches;
}
