import type { Git } from "./git.ts";
import { streamGit } from "./git.ts";
import { splitRecords } from "./records.ts";
import { isManifest } from "./dependencies.ts";

/** What has to be known of all paths of a commit before workspaces are made of it. */
export interface TreeSurvey {
  /** Directories ("" is the root) that hold a package manifest. */
  readonly manifestDirectories: ReadonlySet<string>;
  /** Directories of installed packages that the commit holds itself. */
  readonly installedPaths: ReadonlySet<string>;
  readonly submodules: ReadonlySet<string>;
}

const INSTALLED_PATH = /(?:^|.*\/)(?:node_modules|\.venv|venv)(?=\/|$)/u;

/** Walks the names of a commit once; nothing of its files is read. */
export async function readTreeSurvey(git: Git, commit: string): Promise<TreeSurvey> {
  const survey = {
    manifestDirectories: new Set<string>(),
    installedPaths: new Set<string>(),
    submodules: new Set<string>(),
  };
  for await (const record of splitRecords(streamGit(git, ["ls-tree", "-r", "-z", "--full-tree", commit]))) {
    const line = record.toString("utf8");
    const path = line.slice(line.indexOf("\t") + 1);
    if (line.startsWith("160000")) survey.submodules.add(path);
    const slash = path.lastIndexOf("/");
    if (isManifest(path.slice(slash + 1))) survey.manifestDirectories.add(path.slice(0, Math.max(0, slash)));
    const installed = INSTALLED_PATH.exec(path)?.[0];
    if (installed !== undefined) survey.installedPaths.add(installed);
  }
  return survey;
}
