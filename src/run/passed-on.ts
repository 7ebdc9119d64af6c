import type { Policy } from "../domain/policy.ts";
import type { Subject } from "../domain/report.ts";
import { isOnPage } from "../plan/due-pages.ts";
import type { Repository } from "../ports.ts";

/** For each page of the policy, the files at head that its modules pass on; none where there are no pages. */
export async function readPassedOn(
  { docs }: Pick<Policy, "docs">,
  { head }: Pick<Subject, "head">,
  repository: Pick<Repository, "files" | "readText">,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const pages = docs?.pages ?? [];
  const found = new Map<string, ReadonlySet<string>>();
  if (pages.length === 0) return found;
  const { pageSources } = await import("../propose/embedded/docs/page-sources.ts");
  const paths = new Set<string>();
  for await (const { path } of repository.files(head)) if (path.utf8) paths.add(path.text);
  const read = (path: string): Promise<string | undefined> => repository.readText(head, path).catch(() => undefined);
  for (const page of pages) {
    const modules = [...paths].filter((path) => isOnPage(page, path));
    found.set(page.path, await pageSources(modules, { exists: (path) => paths.has(path), read }));
  }
  return found;
}
