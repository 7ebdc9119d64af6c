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

/** What one statement takes from a module of the repository. */
function taken({ name, own, text }: PassedOn, target: RepoPath, search: Search): readonly ModuleEntry[] {
  const there = search.view.readFile(`${search.view.root}/${target}`) ?? "";
  const entries = entriesOf(target, there, search).map((entry) => ({
    ...entry,
    from: entry.from ?? target,
    own: entry.own ?? entry.name,
  }));
  const exported = new Set(exportedNames(target, there).map((one) => one.name));
  if (name === undefined) return entries.filter((entry) => exported.has(entry.name) || entry.from !== target);
  if (own === undefined) return [{ name, signature: text, comment: [], members: [] }];
  const whole = wholeName(target, there);
  const found = entries.find((entry) => (own === "default" ? entry.name === whole : entry.name === own));
  return found === undefined ? [] : [{ ...found, name: name === "default" ? found.name : name }];
}

function entriesOf(path: RepoPath, text: string, { view, seen }: Search): readonly ModuleEntry[] {
  if (seen.has(path)) return [];
  const search = { view, seen: new Set([...seen, path]) };
  const others = passedOn(parseSource(path, text)).flatMap((one): readonly ModuleEntry[] => {
    const target = resolved(one.specifier, path, view);
    if (target !== undefined) return taken(one, target, search);
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
