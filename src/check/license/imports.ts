import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import type { FileChange } from "../../domain/change.ts";
import { addedLines } from "../added-lines.ts";
import { manifestDependencies } from "../dependency/manifest.ts";
import type { StaticContext } from "../gate.ts";
import { isRecord, parseJson } from "../parse/json.ts";

/** A package that added code imports. */
export interface ImportedPackage {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

const SPECIFIER =
  /(?:\bfrom\s{0,4}|\bimport\s{0,4}\(?\s{0,4}|\brequire\s{0,4}\(\s{0,4}|\bimport\s{1,4}type\s{1,4})["'](?<name>(?:@[\w.~-]+\/)?[\w~][\w.~-]*)(?:\/[^"']*)?["']/gu;

/** Packages that added lines of a JavaScript or TypeScript file import; each once. Relative paths and `node:` modules are none. */
export function importedPackages(change: FileChange): readonly ImportedPackage[] {
  if (!/\.[cm]?[jt]sx?$/u.test(change.path)) return [];
  const found = new Map<string, number>();
  for (const { number, text } of addedLines(change)) {
    for (const match of text.matchAll(SPECIFIER)) {
      const name = match.groups?.["name"];
      if (name !== undefined && !found.has(name)) found.set(name, number);
    }
  }
  return [...found].map(([name, line]) => ({ name, line }));
}

/** The package.json files from a file's folder up to the root, the nearest first. */
function manifestsAbove(file: string): readonly RepoPath[] {
  const segments = file.split("/").slice(0, -1);
  return Array.from({ length: segments.length + 1 }, (_, at) => segments.slice(0, segments.length - at)).flatMap(
    (folder) => {
      const path = toRepoPath([...folder, "package.json"].join("/"));
      return path.ok ? [path.path] : [];
    },
  );
}

function packageName(text: string): readonly string[] {
  const json = parseJson(text);
  return json.ok && isRecord(json.value) && typeof json.value["name"] === "string" ? [json.value["name"]] : [];
}

/** Names that the package.json files from a file's folder up to the root declare, their own names included. */
export async function declaredPackages(context: StaticContext, file: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const path of manifestsAbove(file)) {
    const text = await context.workspace.read(path);
    if (text === undefined) continue;
    for (const { name } of manifestDependencies("package.json", text)) names.add(name);
    for (const name of packageName(text)) names.add(name);
  }
  return names;
}

/** Names of the packages that a file is part of, without what the subject itself says they are called. */
export async function ownPackages(context: StaticContext, file: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const path of manifestsAbove(file)) {
    const changed = context.subject.files.find((change) => change.path === path);
    const text = changed === undefined ? await context.workspace.read(path) : changed.before;
    for (const name of packageName(text ?? "")) names.add(name);
  }
  return names;
}
