import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { toRepoPath } from "../../../src/domain/repo-path.ts";
import type { RepoPath } from "../../../src/domain/repo-path.ts";
import { createRepository } from "../../../src/adapters/git/repository.ts";
import type { Repository, Workspace } from "../../../src/ports.ts";
import { bareSandbox } from "./bare-sandbox.ts";

/** A temporary directory with a `home`, a `tmp` for run directories and room for repositories. */
export interface Ground extends Disposable {
  readonly path: string;
  readonly tmp: string;
  readonly env: Record<string, string>;
}

export function makeGround(): Ground {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "ground-")));
  for (const name of ["home", "tmp"]) mkdirSync(join(path, name));
  const env = { PATH: process.env["PATH"] ?? "", HOME: join(path, "home") };
  return {
    path,
    tmp: join(path, "tmp"),
    env,
    [Symbol.dispose]() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Runs git for the test itself, with its own identity and nothing of the machine's configuration. */
export function git(
  cwd: string,
  args: readonly string[],
  input?: string | Buffer,
  more: Readonly<Record<string, string>> = {},
): string {
  return gitBytes(cwd, args, input, more).toString("utf8");
}

/** The same, with the output as it is. */
export function gitBytes(
  cwd: string,
  args: readonly string[],
  input?: string | Buffer,
  more: Readonly<Record<string, string>> = {},
): Buffer {
  const identity = ["GIT_AUTHOR", "GIT_COMMITTER"].flatMap((who) => [
    [`${who}_NAME`, "Test"],
    [`${who}_EMAIL`, "test@example.com"],
    [`${who}_DATE`, "2026-01-02T03:04:05Z"],
  ]);
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: "/nonexistent",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    ...(Object.fromEntries(identity) as Record<string, string>),
    ...more,
  };
  const plain = ["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", ...args];
  return execFileSync("git", plain, { cwd, env, input, stdio: ["pipe", "pipe", "pipe"] });
}

export function write(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export function commitAll(root: string, message = "commit"): string {
  git(root, ["add", "-A", "-f"]);
  git(root, ["commit", "-q", "--allow-empty", "-m", message]);
  return git(root, ["rev-parse", "HEAD"]).trim();
}

/** A repository on `main` with one commit of the files. */
export function makeRepository(
  ground: Ground,
  files: Readonly<Record<string, string | Buffer>>,
  name = "repo",
): string {
  const root = join(ground.path, name);
  mkdirSync(root);
  git(root, ["init", "-q"]);
  write(root, files);
  commitAll(root, "first");
  return root;
}

export function open(ground: Ground, directory: string, notes: string[] = []): Promise<Repository> {
  return createRepository({
    directory,
    sandbox: bareSandbox,
    temporaryDirectory: ground.tmp,
    env: ground.env,
    onNote: (note) => notes.push(note),
  });
}

export function path(text: string): RepoPath {
  const result = toRepoPath(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem}`);
  return result.path;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Uses a workspace of a repository with these files; `prepare` is done to the repository before. */
export async function withWorkspace(
  files: Readonly<Record<string, string>>,
  use: (workspace: Workspace, root: string, ground: Ground) => Promise<void>,
  prepare: (root: string, ground: Ground) => void = () => undefined,
): Promise<void> {
  using ground = makeGround();
  const root = makeRepository(ground, files);
  prepare(root, ground);
  const repository = await open(ground, root);
  await using pool = await repository.openWorkspaces(git(root, ["rev-parse", "HEAD"]).trim());
  await using workspace = await pool.create();
  await use(workspace, root, ground);
}

/** One hash over every name, mode, link and byte below a directory, `.git` included; `except` are paths left out. */
export function fingerprint(directory: string, except: readonly string[] = []): string {
  const hash = createHash("sha256");
  const visit = (at: string): void => {
    if (except.includes(relative(directory, at))) return;
    const stats = lstatSync(at);
    hash.update(`${at}\0${stats.mode}\0`);
    if (stats.isSymbolicLink()) hash.update(readlinkSync(at));
    else if (stats.isFile()) hash.update(readFileSync(at));
    else if (stats.isDirectory()) for (const name of readdirSync(at).toSorted()) visit(join(at, name));
  };
  visit(directory);
  return hash.digest("hex");
}

export const exists = existsSync;
