import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import { exportedNames } from "../exports.ts";
import { createFileView, type FileView } from "../file-view.ts";
import { findImportedFile } from "../module-files.ts";
import { parseSource } from "../source.ts";
import { wholeName } from "./example-program.ts";
import { passedOn, type PassedOn } from "./passed-on.ts";
import { referenceOf, type ReferenceEntry } from "./reference.ts";

/** Something that a module exports, and the module that declares it where that is another one. */
export interface ModuleEntry extends ReferenceEntry {
  /** Path of the module that declares it; absent: the module itself, or a package. */
  readonly from?: RepoPath;
  /** The name that it has there. */
  readonly own?: string;
}

interface Search {
  readonly view: FileView;
  readonly seen: ReadonlySet<string>;
}

function resolved(specifier: string, importer: RepoPath, view: FileView): RepoPath | undefined {
  const config = { options: {}, folder: view.root };
  const file = findImportedFile(view, specifier, `${view.root}/${importer}`, config);
  const checked = file.type === "file" ? toRepoPath(file.path.slice(view.root.length + 1)) : undefined;
  return checked?.ok === true ? checked.path : undefined;
}

/** A module of the repository that another one passes things on from. */
interface Source {
  readonly path: RepoPath;
  readonly entries: readonly ModuleEntry[];
  readonly exported: ReadonlySet<string>;
  /** The name of its default export. */
  readonly whole: string;
}

function sourceOf(specifier: string, importer: RepoPath, search: Search): Source | undefined {
  const { view } = search;
  const path = resolved(specifier, importer, view);
  if (path === undefined) return undefined;
  const text = view.readFile(`${view.root}/${path}`) ?? "";
  const entries = entriesOf(path, text, search).map((entry) => ({
    ...entry,
    from: entry.from ?? path,
    own: entry.own ?? entry.name,
  }));
  const exported = new Set(exportedNames(path, text).map(({ name }) => name));
  return { path, entries, exported, whole: wholeName(path, text) };
}

/** The name that a module exports something by: what is in a namespace comes with it. */
function rootName(name: string): string {
  return name.split(".")[0] ?? name;
}

/** What one statement takes from a module of the repository. */
function taken({ name, own, text }: PassedOn, { path, entries, exported, whole }: Source): readonly ModuleEntry[] {
  // What sets all of its exports at once has a name of its own nowhere.
  const isWhole = exported.has("export=");
  if (name === undefined)
    return entries.filter((entry) => isWhole || exported.has(rootName(entry.name)) || entry.from !== path);
  if (own === undefined) return [{ name, signature: text, comment: [], members: [] }];
  const wanted = own === "default" ? whole : own;
  return entries
    .filter((entry) => entry.name === wanted || entry.name.startsWith(`${wanted}.`))
    .map((entry) => ({
      ...entry,
      name: name === "default" ? entry.name : `${name}${entry.name.slice(wanted.length)}`,
    }));
}

function entriesOf(path: RepoPath, text: string, { view, seen }: Search): readonly ModuleEntry[] {
  if (seen.has(path)) return [];
  const search = { view, seen: new Set([...seen, path]) };
  const passed = passedOn(parseSource(path, text));
  const specifiers = new Set(passed.map(({ specifier }) => specifier));
  const sources = new Map([...specifiers].map((one) => [one, sourceOf(one, path, search)] as const));
  const others = passed.flatMap((one): readonly ModuleEntry[] => {
    const source = sources.get(one.specifier);
    if (source !== undefined) return taken(one, source);
    return [{ name: one.name ?? one.specifier, signature: one.text, comment: [], members: [] }];
  });
  const own = referenceOf(path, text);
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...others.filter(({ name }) => !names.has(name))];
}

/** Everything that a module of a workspace exports, what it passes on from other modules too; empty where it does not exist. */
export function moduleReference(workspaceRoot: string, path: RepoPath): readonly ModuleEntry[] {
  const view = createFileView(workspaceRoot);
  const text = view.readFile(`${view.root}/${path}`);
  return text === undefined ? [] : entriesOf(path, text, { view, seen: new Set() });
}
