import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { git } from "../../git/fixture.ts";

/** A tree entry as the API takes it. */
export interface EntryInput {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

export interface StoredCommit {
  readonly sha: string;
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

const ZERO = "0".repeat(40);

/** The repository behind the server: a real bare one, so that ids are git's own. */
export class GitStore {
  /** Absolute path of the bare repository. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  #git(args: readonly string[], input?: string | Buffer): string {
    return git(this.path, args, input).trim();
  }

  #ask(args: readonly string[]): string | undefined {
    try {
      return this.#git(args);
    } catch {
      return undefined;
    }
  }

  read(ref: string): string | undefined {
    return this.#ask(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  }

  exists(id: string): boolean {
    return this.#ask(["cat-file", "-e", id]) !== undefined;
  }

  /** Moves a ref from one commit to another, atomically; false where it is elsewhere. */
  move(ref: string, to: string, from: string | undefined): boolean {
    return this.#ask(["update-ref", ref, to, from ?? ZERO]) !== undefined;
  }

  remove(ref: string): void {
    this.#git(["update-ref", "-d", ref]);
  }

  isAncestor(older: string, newer: string): boolean {
    return this.#ask(["merge-base", "--is-ancestor", older, newer]) !== undefined;
  }

  blob(content: Buffer): string {
    return this.#git(["hash-object", "-w", "--stdin"], content);
  }

  tree(base: string | undefined, entries: readonly EntryInput[]): string {
    const directory = mkdtempSync(join(this.path, "index-"));
    try {
      const env = { GIT_INDEX_FILE: join(directory, "index") };
      const run = (args: readonly string[], input?: string): string => git(this.path, args, input, env).trim();
      run(base === undefined ? ["read-tree", "--empty"] : ["read-tree", base]);
      const lines = entries.map(({ path, mode, sha }) =>
        sha === null ? `0 ${ZERO}\t${path}` : `${mode} ${sha}\t${path}`,
      );
      run(["update-index", "-z", "--index-info"], lines.map((line) => `${line}\0`).join(""));
      return run(["write-tree"]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }

  commit(tree: string, parents: readonly string[], message: string): string {
    return this.#git(["commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent]), "-F", "-"], message);
  }

  show(id: string): StoredCommit | undefined {
    const raw = this.#ask(["cat-file", "commit", id]);
    if (raw === undefined) return undefined;
    const at = raw.indexOf("\n\n");
    const head = raw.slice(0, at).split("\n");
    const values = (name: string): string[] =>
      head.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));
    return { sha: id, message: raw.slice(at + 2), tree: values("tree")[0] ?? "", parents: values("parent") };
  }

  /** Ids of a branch's commits that another does not have, newest first. */
  log(from: string, to: string): readonly string[] {
    return this.#git(["rev-list", `${from}..${to}`])
      .split("\n")
      .filter((line) => line !== "");
  }

  /** Ids of a commit and of all before it, newest first. */
  history(commit: string): readonly string[] {
    return this.#git(["rev-list", commit]).split("\n");
  }

  file(commit: string, path: string): string | undefined {
    return this.#ask(["show", `${commit}:${path}`]);
  }

  mode(commit: string, path: string): string | undefined {
    return this.#ask(["ls-tree", commit, "--", path])?.split(" ")[0];
  }
}
