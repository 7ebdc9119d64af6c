import type { Change } from "../../domain/change.ts";
import { WorldError } from "../../domain/errors.ts";
import { discoverRepository } from "../git/discover.ts";
import { readGit, readGitBytes, streamGit } from "../git/git.ts";
import { parseRawDiff } from "../git/records.ts";
import { removeTree } from "../git/remove-tree.ts";
import { makeRunDirectory, removeAbandoned } from "../git/run-directory.ts";
import { buildCommits } from "../local/build-commits.ts";
import type { Step } from "../local/local-publisher.ts";

/** One commit as it has to be on GitHub, told by its tree: ids of commits are GitHub's to give. */
export interface BuiltStep {
  readonly task: string;
  readonly message: string;
  /** Tree after this commit. */
  readonly tree: string;
  readonly changes: readonly Change[];
}

/** Commits made from the patches in a private git directory, to know every tree before anything is written. */
export interface BuiltSteps {
  readonly steps: readonly BuiltStep[];
  /** Tree of head. */
  readonly base: string;
  /** Bytes of a blob of a step, or of head. */
  readonly readBlob: (id: string) => Promise<Buffer>;
  /** Line ranges of a file that a pull request shows: changed lines with three around, 1-based, end exclusive. */
  readonly readShownLines: (mergeBase: string, path: string) => Promise<readonly { start: number; end: number }[]>;
}

export interface BuildPlace {
  /** Any directory of the repository. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Existing directory for what is made on the way. */
  readonly temporaryDirectory: string;
}

/** These commits never leave the machine: whose they are does not matter. */
const IDENTITY = {
  GIT_AUTHOR_NAME: "Assay",
  GIT_AUTHOR_EMAIL: "assay@localhost",
  GIT_COMMITTER_NAME: "Assay",
  GIT_COMMITTER_EMAIL: "assay@localhost",
};

/** Builds the steps on head, hands them over and removes them again. Throws WorldError where a patch does not apply. */
export async function withBuiltSteps<T>(
  place: BuildPlace,
  head: string,
  steps: readonly Step[],
  use: (built: BuiltSteps) => Promise<T>,
): Promise<T> {
  const location = await discoverRepository(place.directory, place.env);
  await removeAbandoned(place.temporaryDirectory);
  const directory = await makeRunDirectory(place.temporaryDirectory);
  try {
    const built = await buildCommits({ location, head, steps, directory, identity: IDENTITY });
    if (built.type === "conflict") {
      throw new WorldError(`the patch of task ${built.task} does not apply to head: ${built.message}`);
    }
    const { git } = built;
    const treeOf = async (commit: string): Promise<string> =>
      (await readGit(git, ["rev-parse", `${commit}^{tree}`])).trim();
    const done: BuiltStep[] = [];
    let parent = head;
    for (const [index, { id, task }] of built.commits.entries()) {
      const format = ["-r", "--raw", "-z", "--no-renames", "--no-abbrev"];
      const changes: Change[] = [];
      for await (const change of parseRawDiff(streamGit(git, ["diff-tree", ...format, parent, id])))
        changes.push(change);
      done.push({ task, message: steps[index]?.message ?? "", tree: await treeOf(id), changes });
      parent = id;
    }
    return await use({
      steps: done,
      base: await treeOf(head),
      readBlob: (id) => readGitBytes(git, ["cat-file", "blob", id]),
      readShownLines: async (mergeBase, path) => {
        const shape = ["--unified=3", "--no-color", "--no-renames", "--no-ext-diff", "--no-textconv"];
        return parseShown(await readGit(git, ["diff-tree", "-p", "-r", ...shape, mergeBase, head, "--", path]));
      },
    });
  } finally {
    await removeTree(directory);
  }
}

function parseShown(patch: string): readonly { start: number; end: number }[] {
  return [...patch.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gmu)].map(([, start = "0", count = "1"]) => ({
    start: Number(start),
    end: Number(start) + Number(count),
  }));
}
