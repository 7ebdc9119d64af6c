import { toFileText } from "../domain/file-text.ts";
import { ALWAYS_HIDDEN, DEFAULT_CONTEXT } from "../domain/model-policy.ts";
import type { Policy } from "../domain/policy.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import { classifyContent } from "../plan/classify-content.ts";
import { toPathTest } from "../policy/path-test.ts";
import type { Repository, Sources } from "../ports.ts";

/** Blob of each file that may be seen, by path; sorted by path. */
type Listing = ReadonlyMap<RepoPath, string>;

/** The files of a subject as the model may see them, read from git objects: what code that runs writes is never in them. */
export function createSources(repository: Repository, subject: Subject, policy: Policy): Sources {
  const limit = policy.limits.fileBytes;
  const hiddenBy = toHiddenTest(policy);
  const listings = new Map<string, Promise<Listing>>();
  const listingOf = (commit: string): Promise<Listing> => {
    const listing = listings.get(commit) ?? listFiles(repository, commit, { hiddenBy, limit });
    listings.set(commit, listing);
    return listing;
  };
  const readAt = async (commit: string, path: RepoPath): Promise<string | undefined> => {
    const blob = (await listingOf(commit)).get(path);
    return blob === undefined ? undefined : readBlob(repository, blob, limit);
  };
  return {
    list: async () => [...(await listingOf(subject.head)).keys()],
    read: (path) => readAt(subject.head, path),
    readBase: (path) => readAt(subject.base, path),
    hunks: (path) => repository.hunks(subject, path),
    hiddenBy,
  };
}

/** The first glob that hides a path. Letter case does not count: `.ENV` is as secret as `.env`. */
function toHiddenTest(policy: Policy): (path: string) => string | undefined {
  const globs = [...ALWAYS_HIDDEN, ...(policy.context ?? DEFAULT_CONTEXT).never];
  const tests = globs.map((glob) => ({ glob, test: toPathTest(glob.toLowerCase()) }));
  return (path) => tests.find(({ test }) => test(path.toLowerCase()))?.glob;
}

async function listFiles(
  repository: Repository,
  commit: string,
  { hiddenBy, limit }: { readonly hiddenBy: (path: string) => string | undefined; readonly limit: number },
): Promise<Listing> {
  const found: (readonly [RepoPath, string])[] = [];
  for await (const { path, mode, size, blob } of repository.files(commit)) {
    if (!path.utf8 || !mode.startsWith("100") || (size ?? 0) > limit) continue;
    const checked = toRepoPath(path.text);
    if (checked.ok && hiddenBy(path.text) === undefined) found.push([checked.path, blob]);
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Text of a blob; undefined for what a model cannot use: it does not exist for it. */
async function readBlob(repository: Repository, blob: string, limit: number): Promise<string | undefined> {
  for await (const bytes of repository.peekBlobs([blob], limit + 1)) {
    const content = toFileText(bytes);
    return classifyContent(bytes, limit) === undefined && content.type === "text" ? content.text : undefined;
  }
  return undefined;
}
