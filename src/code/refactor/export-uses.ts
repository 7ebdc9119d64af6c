import { createFileView, folderOf, type FileView } from "../file-view.ts";

const CODE = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte", ".astro"];
const PROSE = [".json", ".md", ".mdx", ".html", ".yml", ".yaml", ".txt", ".rst", ".adoc", ".graphql"];
/** What is made from the sources, belongs to others or tells of the past. */
const ELSEWHERE = ["**/node_modules", "**/.git", "**/dist", "**/coverage"];
const PAST = /(^|\/)(CHANGELOG|HISTORY)[^/]*$/iu;
/** Beyond them nothing is said of a repository. */
const MOST_FILES = 20_000;
/** An import whose module name is worked out, and what bundlers make of patterns. */
const WORKED_OUT =
  /\b(?:import|require)\s*\(\s*(?!["'`])|\b(?:import|require)\s*\(\s*(?:`[^`]*\$\{|["'`][^"'`]*["'`]\s*\+)|import\.meta\.glob|require\.context/u;

/** Where a repository may use an exported name that a search over its imports does not see. */
export interface ExportUses {
  /** Why the export has to stay, in words; undefined where nothing speaks for it. */
  reason(name: string): string | undefined;
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w$]/u.test(text[at - 1] ?? " ") && !/[\w$]/u.test(text[at + word.length] ?? " ")) return true;
  }
  return false;
}

function stemOf(path: string): string {
  const stem = path.slice(path.lastIndexOf("/") + 1).replace(/\.[cm]?[jt]sx?$/u, "");
  const folder = folderOf(path);
  return stem === "index" ? folder.slice(folder.lastIndexOf("/") + 1) : stem;
}

/** Why every export of a file has to stay: it is what a package offers, or it may be loaded by a name that is worked out. */
function reasonForAll(view: FileView, target: string, others: ReadonlyMap<string, string>): string | undefined {
  const stem = stemOf(target);
  for (let folder = folderOf(target); folder.length >= view.root.length; folder = folderOf(folder)) {
    const manifest = view.readFile(`${folder}/package.json`);
    if (manifest === undefined) continue;
    const named = [...manifest.matchAll(/"\.?[^"\s]*?([^"/\s]+?)(?:\.d)?\.[cm]?[jt]sx?"/gu)].map(([, name]) => name);
    if (named.includes(stem) || named.includes("*")) return "package.json names the file, or every file of a folder";
    break;
  }
  const folder = folderOf(target);
  const parent = folder.slice(folder.lastIndexOf("/") + 1);
  for (const [path, text] of others) {
    if (!WORKED_OUT.test(text)) continue;
    const isNear = folderOf(path) === folder || folderOf(path) === folderOf(folder);
    if (isNear || hasWord(text, parent) || hasWord(text, stem))
      return `${path.slice(view.root.length + 1)} loads modules by names that it works out`;
  }
  return undefined;
}

interface Texts {
  readonly code: ReadonlyMap<string, string>;
  readonly prose: ReadonlyMap<string, string>;
}

function usesOf(view: FileView, target: string, texts: Texts): ExportUses {
  const without = (all: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...all].filter(([file]) => file !== target));
  const [code, prose] = [without(texts.code), without(texts.prose)];
  const all = reasonForAll(view, target, code);
  const stem = stemOf(target);
  return {
    reason: (name) => {
      if (all !== undefined) return all;
      const user =
        [...prose].find(([, text]) => hasWord(text, name)) ??
        [...code].find(([, text]) => hasWord(text, name) && hasWord(text, stem));
      return user === undefined ? undefined : `${user[0].slice(view.root.length + 1)} mentions it`;
    },
  };
}

/** Reads, once for all files, what a repository says beside its imports. Paths are relative to the root; nothing is run. */
export function readExportUses(root: string): (path: string) => ExportUses {
  const view = createFileView(root);
  const files = view.readDirectory(view.root, [...CODE, ...PROSE], ELSEWHERE, ["**/*"]);
  if (files.length > MOST_FILES) return () => ({ reason: () => `the repository has more than ${MOST_FILES} files` });
  const code = new Map<string, string>();
  const prose = new Map<string, string>();
  for (const file of files) {
    if (PAST.test(file)) continue;
    const into = CODE.some((ending) => file.endsWith(ending)) ? code : prose;
    into.set(file, view.readFile(file) ?? "");
  }
  return (path) => usesOf(view, `${view.root}/${path}`, { code, prose });
}
