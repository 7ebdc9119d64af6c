import type { PassedOnView } from "../../../code/docs/passed-on-files.ts";

/** The files that modules of a page pass on: they belong to it as much as the modules themselves. */
export async function pageSources(modules: readonly string[], view: PassedOnView): Promise<ReadonlySet<string>> {
  const { passedOnFiles } = await import("../../../code/docs/passed-on-files.ts");
  return passedOnFiles(modules, view);
}
