import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Change, TreeEntry } from "../../domain/change.ts";
import type { IsolationLevel } from "../../domain/command.ts";
import { WorldError } from "../../domain/errors.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { Subject } from "../../domain/report.ts";
import type { Repository, SubjectRequest, WorkspacePool } from "../../ports.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Location } from "./discover.ts";
import { discoverRepository } from "./discover.ts";
import { readGit, streamGit } from "./git.ts";
import { parseHunks } from "./hunks.ts";
import { ObjectReader } from "./object-reader.ts";
import { parseRawDiff, parseTreeEntries } from "./records.ts";
import { readSubject } from "./subject.ts";
import { TreeReader } from "./tree-reader.ts";
import { TEXT_BYTES, readWorkspaceText, toTextOrThrow, tooLarge } from "./workspace-files.ts";

/** Opens a sandbox that holds at least `minimum`; undefined: nobody has said yet what the policy asks for. */
type OpenSandbox = (minimum: IsolationLevel | undefined) => Promise<Pick<Sandbox, "level" | "run">>;

/** What {@link createRepository} needs. */
export interface RepositoryOptions {
  /** Any directory of the working tree. */
  readonly directory: string;
  /** Runs the commands of workspaces; asked for when a workspace pool is opened, so that planning needs none. */
  readonly sandbox: Pick<Sandbox, "level" | "run"> | OpenSandbox;
  /** Existing directory outside the working tree for throw-away copies; default: the system's. */
  readonly temporaryDirectory?: string;
  /** The caller's environment; git gets an allow-listed part of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told what was decided without being asked for, for example the base that was taken. */
  readonly onNote?: (message: string) => void;
}

/** Opens the user's repository. Throws ConfigError: no repository, bare, not trusted, git missing or too old. */
export async function createRepository(options: RepositoryOptions): Promise<Repository> {
  return new GitRepository(options, await discoverRepository(options.directory, options.env));
}

class GitRepository implements Repository {
  readonly root: string;
  readonly #options: RepositoryOptions;
  readonly #location: Location;
  readonly #objects: ObjectReader;
  readonly #trees: TreeReader;

  constructor(options: RepositoryOptions, location: Location) {
    this.#options = options;
    this.#location = location;
    this.#objects = new ObjectReader(location.git);
    this.#trees = new TreeReader(this.#objects);
    this.root = location.root;
  }

  subject(request: SubjectRequest): Promise<Subject> {
    return readSubject(this.#location, request, this.#options.onNote ?? (() => undefined));
  }

  changes(subject: Subject): AsyncIterable<Change> {
    const format = ["-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--ignore-submodules=none"];
    return parseRawDiff(streamGit(this.#location.git, ["diff-tree", ...format, subject.mergeBase, subject.head]));
  }

  files(commit: string): AsyncIterable<TreeEntry> {
    return parseTreeEntries(streamGit(this.#location.git, ["ls-tree", "-r", "-z", "--long", "--full-tree", commit]));
  }

  async treeOf(commit: string): Promise<string> {
    const name = `${commit}^{tree}`;
    return (await readGit(this.#location.git, ["rev-parse", "--verify", "--end-of-options", name])).trim();
  }

  async readText(commit: string, path: string): Promise<string | undefined> {
    const name = await this.#trees.find(commit, path);
    if (name?.mode.startsWith("100") !== true) return undefined;
    const blob = await this.#objects.read(name.id, TEXT_BYTES);
    if (blob === undefined) throw missing(`${path} of ${commit.slice(0, 7)}`);
    if (blob.size > TEXT_BYTES) throw tooLarge(path, blob.size);
    return toTextOrThrow(path, blob.body);
  }

  async listDirectory(commit: string, directory: string): Promise<readonly string[]> {
    const names = await this.#trees.list(commit, directory);
    return [...names].map(([name, { mode }]) => (mode === "40000" ? `${name}/` : name));
  }

  async *peekBlobs(blobs: readonly string[], limit: number): AsyncGenerator<Uint8Array> {
    for (const id of blobs) {
      const blob = await this.#objects.read(id, limit);
      if (blob === undefined) throw missing(`blob ${id}`);
      yield blob.body;
    }
  }

  async readWorkingTree(path: string): Promise<string | undefined> {
    const checked = toRepoPath(path);
    return checked.ok ? readWorkspaceText(this.root, checked.path) : undefined;
  }

  async hunks(subject: Subject, path: RepoPath): ReturnType<Repository["hunks"]> {
    const format = ["-p", "-r", "--text", "--unified=0", "--inter-hunk-context=0", "--no-renames"];
    const plain = ["--no-ext-diff", "--no-textconv", "--no-color", "--diff-algorithm=myers"];
    const revisions = [subject.mergeBase, subject.head, "--", path];
    return parseHunks(await readGit(this.#location.git, ["diff-tree", ...format, ...plain, ...revisions]));
  }

  async openWorkspaces(commit: string, minimum?: IsolationLevel): Promise<WorkspacePool> {
    const { sandbox, temporaryDirectory = tmpdir() } = this.#options;
    const { openWorkspacePool } = await import("./workspace-pool.ts");
    return openWorkspacePool({
      location: this.#location,
      commit,
      temporaryDirectory: join(temporaryDirectory),
      sandbox: typeof sandbox === "function" ? await sandbox(minimum) : sandbox,
    });
  }
}

function missing(what: string): WorldError {
  return new WorldError(
    `${what} is not in this clone, and Assay fetches nothing by itself: use a checkout without 'filter:', or run git fetch --refetch`,
  );
}
