import type { CodeDiagnostic } from "./diagnostics.ts";
import { folderOf } from "./file-view.ts";
import type { Project } from "./project.ts";
import { nameDistance } from "./spelling.ts";

/** TS2307 cannot find module; TS2834 and TS2835 an extension is missing; TS5097 and TS6142 are settings, not text. */
const CANNOT_FIND = 2307;
const NEEDS_EXTENSION = new Set([2834, 2835]);
const SOURCE = /(\.d)?\.([cm]?)[jt]sx?$/u;

/** How a file is spelt in an import next to others that spell extensions: `user.mts` as `user.mjs`. */
function spelt(name: string, likeTypeScript: boolean): string {
  if (likeTypeScript) return name;
  return name.replace(SOURCE, (_, __, letter: string) => `.${letter}js`);
}

/**
 * Other spellings of a relative module name that lead to a file, quotes included: the extension that ESM asks for,
 * then file names of the same folder within two edits. Empty for names of packages.
 */
export function moduleAlternatives(
  project: Project,
  path: string,
  diagnostic: CodeDiagnostic,
  literal: string,
): readonly string[] {
  const [, quote, specifier] = /^(["'])(\.{1,2}\/.*)\1$/u.exec(literal) ?? [];
  if (quote === undefined || specifier === undefined) return [];
  const strict = NEEDS_EXTENSION.has(diagnostic.number);
  if (diagnostic.number !== CANNOT_FIND && !strict) return [];
  const said = /Did you mean '([^']+)'/u.exec(diagnostic.message)?.[1];
  const lead = specifier.slice(0, specifier.lastIndexOf("/") + 1);
  const names =
    said === undefined
      ? nearFiles(project, path, specifier, strict ? "full" : "bare").map((name) => lead + name)
      : [spellsTypeScript(project, path) ? asTypeScript(project, path, said) : said];
  return names.filter((name) => name !== specifier).map((name) => quote + name + quote);
}

/** Whether a file imports others by the ending that they have on the disk. */
function spellsTypeScript(project: Project, path: string): boolean {
  if (project.options.allowImportingTsExtensions !== true) return false;
  return /(from|import\()\s*["']\.[^"'\n]*\.[cm]?tsx?["']/u.test(project.textOf(path) ?? "");
}

/** `./user.js` as `./user.ts`, where that is a file. */
function asTypeScript(project: Project, path: string, specifier: string): string {
  const { folder, base } = resolved(folderOf(path), specifier);
  const stem = base.replace(/\.[cm]?jsx?$/u, "");
  const letter = /\.([cm])jsx?$/u.exec(base)?.[1];
  const endings = letter === undefined ? [".ts", ".tsx"] : [`.${letter}ts`];
  const ending = endings.find((one) => project.view.fileExists(`${folder}/${stem}${one}`));
  return ending === undefined ? specifier : specifier.replace(/\.[cm]?jsx?$/u, ending);
}

/** Names of source files beside the one that a module name asks for, nearest first, in the module name's manner. */
function nearFiles(project: Project, path: string, specifier: string, spelling: "bare" | "full"): readonly string[] {
  const { folder, base } = resolved(folderOf(path), specifier);
  const extension = SOURCE.exec(base)?.[0] ?? "";
  const stem = base.replace(SOURCE, "");
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const file of project.view.readDirectory(folder, undefined, undefined, ["*"], 1)) {
    const name = file.slice(folder.length + 1);
    const distance = nameDistance(stem, name.replace(SOURCE, ""));
    if (!SOURCE.test(name) || file === path || distance > 2 || distance >= stem.length) continue;
    const bare = extension === "" && spelling === "bare";
    found.push({ name: bare ? name.replace(SOURCE, "") : spelt(name, /tsx?$/u.test(extension)), distance });
  }
  return found.toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

function resolved(folder: string, specifier: string): { readonly folder: string; readonly base: string } {
  const segments = folder.split("/");
  const parts = specifier.split("/");
  const base = parts.pop() ?? "";
  for (const part of parts) {
    if (part === "..") segments.pop();
    else if (part !== ".") segments.push(part);
  }
  return { folder: segments.join("/"), base };
}
