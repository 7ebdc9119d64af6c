import type { GitObjects } from "./git-objects.ts";

/** A tree entry as the API takes it; without an id the path is taken away. */
export interface EntryInput {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

interface Leaf {
  readonly mode: string;
  readonly id: string;
}

/** What is in a directory, by name. */
type Directory = Map<string, Leaf | Directory>;

const TREE = "40000";
const MODULE = "160000";
const MODES = new Set(["100644", "100755", "120000", MODULE]);

/** The directory of a tree, with all below it. */
function open(objects: GitObjects, id: string): Directory {
  const object = objects.read(id);
  if (object?.type !== "tree") throw new Error(`${id} is no tree`);
  const { body } = object;
  const directory: Directory = new Map();
  for (let at = 0; at < body.length;) {
    const end = body.indexOf(0, at);
    const head = body.subarray(at, end).toString("utf8");
    const [mode, name] = [head.slice(0, head.indexOf(" ")), head.slice(head.indexOf(" ") + 1)];
    const entry = body.subarray(end + 1, end + 21).toString("hex");
    directory.set(name, mode === TREE ? open(objects, entry) : { mode, id: entry });
    at = end + 21;
  }
  return directory;
}

function place(objects: GitObjects, top: Directory, { path, mode, sha }: EntryInput): void {
  const names = path.split("/");
  const last = names.pop() ?? "";
  let at = top;
  for (const name of names) {
    const next = at.get(name);
    const inner = next instanceof Map ? next : new Map<string, Leaf | Directory>();
    if (inner !== next && sha === null) return;
    at.set(name, inner);
    at = inner;
  }
  if (sha === null) {
    if (!(at.get(last) instanceof Map)) at.delete(last);
    return;
  }
  if (!MODES.has(mode)) throw new Error(`${path} has the mode ${mode}`);
  if (mode !== MODULE && objects.read(sha) === undefined) throw new Error(`${path}: there is no object ${sha}`);
  at.set(last, { mode, id: sha });
}

/** Ids of what is left of a directory; git orders directories as if their names ended in a slash. */
function write(objects: GitObjects, directory: Directory): string | undefined {
  const lines = [...directory].flatMap(([name, entry]): (readonly [Buffer, Buffer])[] => {
    const isTree = entry instanceof Map;
    const id = isTree ? write(objects, entry) : entry.id;
    if (id === undefined) return [];
    const head = Buffer.from(`${isTree ? TREE : entry.mode} ${name}\0`);
    return [[Buffer.from(isTree ? `${name}/` : name), Buffer.concat([head, Buffer.from(id, "hex")])]];
  });
  if (lines.length === 0) return undefined;
  const sorted = lines.sort(([one], [other]) => Buffer.compare(one, other));
  return objects.write("tree", Buffer.concat(sorted.map(([, line]) => line)));
}

/** Writes the tree that another becomes by the entries, and gives its id; without `base` it begins empty. */
export function writeTree(objects: GitObjects, base: string | undefined, entries: readonly EntryInput[]): string {
  const directory = base === undefined ? new Map<string, Leaf | Directory>() : open(objects, base);
  for (const entry of entries) place(objects, directory, entry);
  return write(objects, directory) ?? objects.write("tree", Buffer.alloc(0));
}
