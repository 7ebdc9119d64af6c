import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { FileChange } from "../../domain/change.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { ApplyProblem, Workspace } from "../../ports.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Location } from "./discover.ts";
import type { Dependency } from "./dependencies.ts";
import { linkDependencies } from "./dependencies.ts";
import { isEmptyDirectory, removeNestedRepositories } from "./leftovers.ts";
import type { TreeRequest } from "./candidate-tree.ts";
import { buildTree, readTreePatch } from "./candidate-tree.ts";
import type { Git } from "./git.ts";
import { readGit, streamGit, withPlaces } from "./git.ts";
import { readPatchedFiles } from "./patched-files.ts";
import { splitRecords } from "./records.ts";
import { writePrivateDirectory } from "./private-directory.ts";
import { openDirectories, removeTree } from "./remove-tree.ts";
import { holdsText, readApplyProblem, readWorkspaceText, writeWorkspaceFile } from "./workspace-files.ts";

/** What the workspaces of a pool have in common. */
export interface WorkspaceBase {
  /** git on our private directory, with an empty working tree. */
  readonly git: Git;
  readonly location: Location;
  readonly objectDirectories: readonly string[];
  readonly commit: string;
  readonly submodules: ReadonlySet<string>;
  readonly dependencies: readonly Dependency[];
  readonly sandbox: Pick<Sandbox, "level" | "run">;
}

interface Places {
  /** Holds all of this workspace. */
  readonly directory: string;
  readonly root: string;
  /** The index of the untouched commit, with the file times of `root`. */
  readonly index: string;
}

/**
 * Checks the commit out below `directory`. Our own git calls use a git directory and an index outside the working tree;
 * the `.git` inside it is for the repository's tools only, and nothing that they do to it is ever read.
 */
export async function createWorkspace(base: WorkspaceBase, directory: string): Promise<Workspace> {
  const places = { directory, root: join(directory, "tree"), index: join(directory, "index") };
  await mkdir(places.root, { recursive: true });
  const git = withPlaces(base.git, { workTree: places.root, index: places.index });
  await readGit(git, ["read-tree", base.commit]);
  await readGit(git, ["checkout-index", "--all", "--force", "--index", "--quiet"]);
  await writeToolDirectory(base, places);
  await linkDependencies(places.root, base.dependencies);
  return new GitWorkspace(base, places, git);
}

/** A git directory for tools that ask git where they are; it borrows objects and owns nothing. */
async function writeToolDirectory(base: WorkspaceBase, places: Places): Promise<void> {
  const path = join(places.root, ".git");
  await removeTree(path);
  const { location, objectDirectories, commit } = base;
  await writePrivateDirectory({ path, location, objectDirectories, head: commit });
  await copyFile(places.index, join(path, "index"));
}

class GitWorkspace implements Workspace {
  readonly root: string;
  readonly #base: WorkspaceBase;
  readonly #places: Places;
  readonly #git: Git;
  readonly #blocked: ReadonlySet<string>;
  readonly #applied = new Map<RepoPath, FileChange>();
  /** Whether anything but {@link apply} can have written here. */
  #state: "clean" | "executed" = "clean";

  constructor(base: WorkspaceBase, places: Places, git: Git) {
    this.#base = base;
    this.#places = places;
    this.#git = git;
    this.root = places.root;
    this.#blocked = new Set([...base.submodules, ...base.dependencies.map(({ path }) => path)]);
  }

  async reset(): Promise<void> {
    this.#applied.clear();
    const linked = this.#base.dependencies.length > 0;
    try {
      await this.#restore();
    } catch {
      // Executed code can have taken our rights to its directories.
      await openDirectories(this.root);
      await this.#restore();
    }
    for (const path of this.#base.submodules) {
      await removeTree(join(this.root, path));
      await mkdir(join(this.root, path), { recursive: true });
    }
    if (this.#state === "executed") {
      await removeNestedRepositories(this.root, this.#blocked);
      await writeToolDirectory(this.#base, this.#places);
    }
    if (linked) await linkDependencies(this.root, this.#base.dependencies);
    this.#state = "clean";
  }

  async #restore(): Promise<void> {
    await readGit(this.#git, ["read-tree", "--reset", "-u", this.#base.commit]);
    await readGit(this.#git, ["clean", "-ffdxq"]);
  }

  async apply(files: readonly FileChange[]): Promise<readonly ApplyProblem[]> {
    for (const file of files) {
      const problem = await readApplyProblem(this.root, file, this.#blocked);
      if (problem !== undefined) return [problem];
      await writeWorkspaceFile(this.root, file.path, file.after);
      const before = this.#applied.get(file.path);
      this.#applied.set(file.path, before === undefined ? file : withBefore(file, before));
    }
    return [];
  }

  async applyPatch(patch: string, paths?: readonly string[]): Promise<readonly ApplyProblem[]> {
    const request = { ...this.#treeRequest(), patch, directory: join(this.#places.directory, "patched") };
    const patched = await readPatchedFiles(this.#base.git, request);
    if (patched.type === "problem") return [patched.problem];
    const other = patched.files.find(({ path }) => paths?.includes(path) === false);
    if (other !== undefined) return [{ path: other.path, message: "is none of the paths that it may change" }];
    const files: FileChange[] = [];
    for (const { path, after } of patched.files) {
      const before = await this.read(path);
      files.push({ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
    }
    return this.apply(files);
  }

  read(path: RepoPath): Promise<string | undefined> {
    return readWorkspaceText(this.root, path);
  }

  tree(): Promise<string> {
    return buildTree(this.#base.git, this.#treeRequest());
  }

  #treeRequest(): TreeRequest {
    return {
      commit: this.#base.commit,
      files: [...this.#applied.values()],
      index: this.#places.index,
      scratch: join(this.#places.directory, "candidate"),
    };
  }

  async patch(): Promise<string> {
    return readTreePatch(this.#base.git, this.#base.commit, await this.tree());
  }

  async strayChanges(): Promise<readonly string[]> {
    const arguments_ = [
      "status",
      "--porcelain=v1",
      "-z",
      "--untracked-files=all",
      "--no-renames",
      // Looked at below: git ends with an error where code has put a link in the place of one.
      "--ignore-submodules=all",
    ];
    const installed = this.#base.dependencies.map(({ path }) => path);
    const stray = new Set<string>();
    for await (const record of splitRecords(streamGit(this.#git, arguments_))) {
      const path = record.toString("utf8").slice(3).replace(/\/$/u, "");
      if (!installed.some((directory) => path === directory || path.startsWith(`${directory}/`))) stray.add(path);
    }
    for (const path of this.#base.submodules) {
      // To git an empty directory in place of a submodule is the same whatever lies in it.
      if (!(await isEmptyDirectory(join(this.root, path)))) stray.add(path);
    }
    for (const [path, file] of this.#applied) {
      if (await holdsText(this.root, path, file.after)) stray.delete(path);
      else stray.add(path);
    }
    return [...stray].toSorted();
  }

  run(...[spec, signal]: Parameters<Workspace["run"]>): ReturnType<Workspace["run"]> {
    this.#state = "executed";
    const linked = this.#base.dependencies.map(({ target }) => target);
    return this.#base.sandbox.run(spec, { workspaceRoot: this.root, linked }, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeTree(this.#places.directory);
  }
}

/** The later text with the earlier "before": what the commit holds. */
function withBefore(file: FileChange, first: FileChange): FileChange {
  return {
    path: file.path,
    ...(first.before === undefined ? {} : { before: first.before }),
    ...(file.after === undefined ? {} : { after: file.after }),
  };
}
