import { readFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "../../git/fixture.ts";
import { GitObjects } from "./git-objects.ts";
import { writeTree, type EntryInput } from "./git-tree.ts";

export type { EntryInput } from "./git-tree.ts";

export interface StoredCommit {
  readonly sha: string;
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

const ZERO = "0".repeat(40);
const ID = /^[0-9a-f]{40}$/u;
/** Who writes commits, and when: as the tests' own git does. */
const WHO = "Test <test@example.com> 1767323045 +0000";

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // A ref that is packed, or none.
    return undefined;
  }
}

/**
 * The repository behind the server: a real bare one, in which git finds what this writes. Moves of refs are git's own;
 * what never changes is read and written here, as a test asks for it hundreds of times.
 */
export class GitStore {
  /** Absolute path of the bare repository. */
  readonly path: string;
  readonly #objects: GitObjects;

  constructor(path: string) {
    this.path = path;
    this.#objects = new GitObjects(path);
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

  /** What a branch or the like points to; undefined where the files alone do not say it. */
  #look(ref: string): string | undefined {
    const own = textOf(join(this.path, ref))?.trim();
    const lines = own === undefined ? (textOf(join(this.path, "packed-refs")) ?? "").split("\n") : [];
    const id = own ?? lines.find((line) => line.endsWith(` ${ref}`))?.slice(0, ZERO.length);
    return id !== undefined && ID.test(id) && this.#objects.read(id)?.type === "commit" ? id : undefined;
  }

  read(ref: string): string | undefined {
    const id = this.#look(ref);
    if (id !== undefined || ref.startsWith("refs/heads/")) return id;
    return this.#ask(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  }

  exists(id: string): boolean {
    return ID.test(id) ? this.#objects.read(id) !== undefined : this.#ask(["cat-file", "-e", id]) !== undefined;
  }

  /** Moves a ref from one commit to another, atomically; false where it is elsewhere. */
  move(ref: string, to: string, from: string | undefined): boolean {
    return this.#ask(["update-ref", ref, to, from ?? ZERO]) !== undefined;
  }

  remove(ref: string): void {
    this.#git(["update-ref", "-d", ref]);
  }

  isAncestor(older: string, newer: string): boolean {
    const isBehind = this.#line(older, newer) !== undefined;
    return isBehind || this.#ask(["merge-base", "--is-ancestor", older, newer]) !== undefined;
  }

  blob(content: Buffer): string {
    return this.#objects.write("blob", content);
  }

  tree(base: string | undefined, entries: readonly EntryInput[]): string {
    return writeTree(this.#objects, base, entries);
  }

  commit(tree: string, parents: readonly string[], message: string): string {
    const missing = [tree, ...parents].find((id) => !this.exists(id));
    if (missing !== undefined) throw new Error(`there is no object ${missing}`);
    const head = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${WHO}`, `committer ${WHO}`];
    return this.#objects.write("commit", Buffer.from(`${head.join("\n")}\n\n${message}`));
  }

  show(id: string): StoredCommit | undefined {
    const object = ID.test(id) ? this.#objects.read(id) : undefined;
    const isCommit = object === undefined || object.type === "commit";
    const raw = isCommit ? (object?.body.toString("utf8").trim() ?? this.#ask(["cat-file", "commit", id])) : undefined;
    if (raw === undefined) return undefined;
    const at = raw.indexOf("\n\n");
    const head = raw.slice(0, at).split("\n");
    const values = (name: string): string[] =>
      head.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));
    return { sha: id, message: raw.slice(at + 2), tree: values("tree")[0] ?? "", parents: values("parent") };
  }

  /** Ids of a branch's commits that another does not have, newest first. */
  log(from: string, to: string): readonly string[] {
    return (
      this.#line(from, to) ??
      this.#git(["rev-list", `${from}..${to}`])
        .split("\n")
        .filter((id) => id !== "")
    );
  }

  /** The commits down to another, one parent each; undefined where it is not found that way. */
  #line(from: string, to: string): readonly string[] | undefined {
    const ids: string[] = [];
    const last = ID.test(from) ? from : this.read(from);
    for (let id = ID.test(to) ? to : this.read(to); id !== undefined;) {
      if (id === last) return ids;
      ids.push(id);
      const [parent, other] = this.show(id)?.parents ?? [];
      if (other !== undefined) return undefined;
      id = parent;
    }
    return undefined;
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
