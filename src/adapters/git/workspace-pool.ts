import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { WorldError } from "../../domain/errors.ts";
import type { Workspace, WorkspacePool } from "../../ports.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Location } from "./discover.ts";
import { readObjectDirectories } from "./discover.ts";
import { readDependencies } from "./dependencies.ts";
import { withPlaces } from "./git.ts";
import { writePrivateDirectory } from "./private-directory.ts";
import { removeTree } from "./remove-tree.ts";
import { makeRunDirectory, removeAbandoned } from "./run-directory.ts";
import { readTreeSurvey } from "./tree-survey.ts";
import { createWorkspace } from "./workspace.ts";
import type { WorkspaceBase } from "./workspace.ts";

/** What workspaces are made from. */
export interface PoolOptions {
  readonly location: Location;
  /** The commit that every workspace starts from. */
  readonly commit: string;
  readonly sandbox: Pick<Sandbox, "level" | "run">;
  /** Existing directory outside the user's tree. */
  readonly temporaryDirectory: string;
}

/** Opens a pool; removes what killed runs have left. Throws WorldError where the commit's objects are not all here. */
export async function openWorkspacePool(options: PoolOptions): Promise<WorkspacePool> {
  await removeAbandoned(options.temporaryDirectory);
  const run = await makeRunDirectory(options.temporaryDirectory);
  try {
    const base = await prepare(options, run);
    return createPool(options, run, base);
  } catch (error) {
    await removeTree(run);
    throw error;
  }
}

async function prepare(options: PoolOptions, run: string): Promise<WorkspaceBase> {
  const { location, commit } = options;
  const [objectDirectories, survey] = await Promise.all([
    readObjectDirectories(location.commonDirectory),
    readTreeSurvey(location.git, commit),
  ]);
  const control = join(run, "control.git");
  const noTree = join(run, "empty");
  await mkdir(noTree);
  await writePrivateDirectory({ path: control, location, objectDirectories, head: commit });
  const git = withPlaces({ ...location.git, config: [] }, { gitDirectory: control, workTree: noTree });
  const dependencies = await readDependencies(location.root, survey);
  return {
    git,
    location,
    objectDirectories,
    commit,
    submodules: survey.submodules,
    dependencies,
    sandbox: options.sandbox,
  };
}

function createPool(options: PoolOptions, run: string, base: WorkspaceBase): WorkspacePool {
  let count = 0;
  let state: "open" | "closed" = "open";
  return {
    isolation: options.sandbox.level,
    async create(): Promise<Workspace> {
      if (state === "closed") throw new WorldError("the workspace pool is closed already");
      count += 1;
      return createWorkspace(base, join(run, `workspace-${count}`));
    },
    async [Symbol.asyncDispose]() {
      state = "closed";
      await removeTree(run);
    },
  };
}
