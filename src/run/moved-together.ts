import type { BundleEntry } from "../domain/bundle.ts";
import type { Policy } from "../domain/policy.ts";
import { dirOf, toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import type { Matcher } from "../policy/match.ts";
import type { Repository } from "../ports.ts";

/** What a bundle's word on a package is held against: the commit itself, and the policy. */
export interface MovedScene {
  readonly subject: Pick<Subject, "head">;
  readonly policy: Pick<Policy, "refactor">;
  readonly matcher: Matcher;
  readonly repository: Pick<Repository, "readText">;
}

/**
 * A package that the policy wants as ES modules: the `package.json` that the target belongs to, and the files inside of
 * its folder that lie under the target's own rule, whose gates and way of publishing hold for all of them. Which paths
 * the bundle names decides nothing. What may become of `package.json` is the gates' affair.
 */
export async function movedTogether(
  { kind, paths }: Pick<BundleEntry, "kind" | "paths">,
  { path: target, rule }: { readonly path: RepoPath; readonly rule: number },
  { subject, policy, matcher, repository }: MovedScene,
): Promise<{ readonly manifest?: RepoPath; readonly files: readonly RepoPath[] }> {
  if (kind !== "refactor" || policy.refactor?.modules !== "import") return { files: [] };
  const manifest = await manifestOf(target, (path) => repository.readText(subject.head, path));
  if (manifest === undefined || !paths.includes(manifest)) return { files: [] };
  const folder = manifest.slice(0, -"package.json".length);
  const files = paths.flatMap(toPaths).filter((path) => {
    if (path === manifest) return true;
    return path.startsWith(folder) && path.endsWith(".js") && matcher.ruleOf(path)?.index === rule;
  });
  return { manifest, files };
}

/** The nearest `package.json` of a file, upwards. */
async function manifestOf(
  target: RepoPath,
  read: (path: string) => Promise<string | undefined>,
): Promise<RepoPath | undefined> {
  for (let folder = dirOf(target); ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const [manifest] = toPaths(folder === "" ? "package.json" : `${folder}/package.json`);
    if (manifest !== undefined && (await read(manifest)) !== undefined) return manifest;
    if (folder === "") return undefined;
  }
}

function toPaths(raw: string): readonly RepoPath[] {
  const result = toRepoPath(raw);
  return result.ok ? [result.path] : [];
}
