import type { Repository } from "../ports.ts";

/** Paths of every regular file of a commit that has a name in UTF-8. */
export async function listFiles(repository: Pick<Repository, "files">, commit: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const { path, mode } of repository.files(commit)) {
    if (path.utf8 && mode !== "120000" && mode !== "160000") found.add(path.text);
  }
  return found;
}
