import { WorldError } from "../../domain/errors.ts";
import type { ObjectReader } from "./object-reader.ts";

/** One name of a tree object. */
export interface TreeName {
  /** `40000` for a directory, else as in {@link FileMode}. */
  readonly mode: string;
  readonly id: string;
}

/** A tree object larger than this is not read (a directory of more than 100,000 names). */
const TREE_BYTES = 8 * 1024 * 1024;

const DIRECTORY = "40000";

/** Looks up single paths of a commit; each directory is read once. */
export class TreeReader {
  readonly #objects: ObjectReader;
  readonly #trees = new Map<string, Promise<ReadonlyMap<string, TreeName>>>();

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  /** What a path of a commit is; undefined where there is nothing. Throws WorldError for an unreadable tree. */
  async find(commit: string, path: string): Promise<TreeName | undefined> {
    let found: TreeName = { mode: DIRECTORY, id: `${commit}^{tree}` };
    for (const name of path.split("/")) {
      if (found.mode !== DIRECTORY) return undefined;
      const next = (await this.#tree(found.id)).get(name);
      if (next === undefined) return undefined;
      found = next;
    }
    return found;
  }

  /** The names directly inside a directory ("" is the root); empty where there is none. Throws as {@link find}. */
  async list(commit: string, directory: string): Promise<ReadonlyMap<string, TreeName>> {
    if (directory === "") return this.#tree(`${commit}^{tree}`);
    const found = await this.find(commit, directory);
    return found?.mode === DIRECTORY ? this.#tree(found.id) : new Map<string, TreeName>();
  }

  #tree(id: string): Promise<ReadonlyMap<string, TreeName>> {
    const known = this.#trees.get(id);
    if (known !== undefined) return known;
    const tree = this.#read(id);
    this.#trees.set(id, tree);
    return tree;
  }

  async #read(id: string): Promise<ReadonlyMap<string, TreeName>> {
    const object = await this.#objects.read(id, TREE_BYTES);
    if (object?.type !== "tree" || object.size > TREE_BYTES) {
      throw new WorldError(
        `git tree ${id} cannot be read: it is missing or damaged. Assay fetches nothing by itself: fetch the commit completely first`,
      );
    }
    return parseTree(object.body, object.id.length / 2);
  }
}

/** Reads a tree object: `mode SP name NUL` and the id in `idBytes` bytes, again and again. */
export function parseTree(body: Buffer, idBytes: number): ReadonlyMap<string, TreeName> {
  const names = new Map<string, TreeName>();
  let from = 0;
  while (from < body.length) {
    const space = body.indexOf(0x20, from);
    const end = body.indexOf(0, space);
    if (space < 0 || end < 0) break;
    const id = body.toString("hex", end + 1, end + 1 + idBytes);
    names.set(body.toString("utf8", space + 1, end), { mode: body.toString("latin1", from, space), id });
    from = end + 1 + idBytes;
  }
  return names;
}
