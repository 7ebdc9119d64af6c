import type { Publication } from "../../domain/publication.ts";
import { discoverRepository } from "../git/discover.ts";
import { askGit, readGit } from "../git/git.ts";
import type { OrderedRequest } from "./local-publisher.ts";
import { readDifferingPaths, readFilteredPaths, readLocalChanges, withoutFilters } from "./working-tree.ts";

/** The user's repository. */
export interface Target {
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

function refuse(reason: string, remedy: string): Publication {
  return { type: "refused", mode: "worktree", reason, remedy };
}

/** Writes the changes into the working tree by `git apply`, all or none, and only where the files are as they are at head. */
export async function publishWorktree({ request, steps }: OrderedRequest, target: Target): Promise<Publication> {
  const location = await discoverRepository(target.directory, target.env);
  const git = await withoutFilters(location.git);
  const paths = [...new Set(steps.flatMap((step) => step.paths))].toSorted();
  const filtered = await readFilteredPaths(git, paths);
  if (filtered.length > 0) {
    return refuse(`a filter stands before ${filtered.join(", ")}`, "Use --publish patch and apply the patches by hand");
  }
  const changed = await readLocalChanges(git, paths);
  if (changed.length > 0) {
    return refuse(
      `these files have changes that are not committed: ${changed.join(", ")}`,
      "Commit or stash them and run again, or use --publish patch",
    );
  }
  const here = (await readGit(git, ["rev-parse", "--verify", "HEAD^{commit}"])).trim();
  const other = await readDifferingPaths(git, [here, request.manifest.subject.head], paths);
  if (other.length > 0) {
    return refuse(
      `the working tree is at ${here.slice(0, 7)}, which holds other versions of ${other.join(", ")}`,
      `Check out ${request.manifest.subject.head.slice(0, 7)}, or use --publish patch`,
    );
  }
  const patch = Buffer.from(steps.map((step) => step.patch).join(""));
  const check = request.dryRun ? ["--check"] : [];
  const applied = await askGit(git, ["apply", "--whitespace=nowarn", ...check, "-"], patch);
  if (applied.code !== 0) {
    return refuse(
      `git apply did not take the patches: ${applied.stderr.trim()}`,
      "Use --publish patch and look at them",
    );
  }
  if (request.dryRun) return { type: "none", reason: `dry run: would write ${paths.join(", ")}` };
  return { type: "worktree", paths };
}
