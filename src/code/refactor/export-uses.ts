import { field, parseJson } from "../../domain/parse-json.ts";
import { createFileView, folderOf, type FileView } from "../file-view.ts";

const CODE = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte", ".astro"];
const PROSE = [".json", ".md", ".mdx", ".html", ".yml", ".yaml", ".txt", ".rst", ".adoc", ".graphql"];
/** Pages that call what they are handed by name. */
const TEMPLATES = [".ejs", ".hbs", ".handlebars", ".njk", ".pug", ".liquid"];
/** What starts programs with the name of a file: `node -e "require('./lib/a').run()"`, `handler = "lib/a.run"`. */
const SCRIPTS = [".sh", ".bash", ".py", ".rb", ".php", ".toml", ".tf", ".mk", ".coffee", "file"];
/** What is made from the sources, belongs to others or tells of the past. */
const ELSEWHERE = [
  ...["**/node_modules", "**/.git", "**/.yarn", "**/dist", "**/coverage", "**/.cache", "**/.venv"],
  ...["**/.next", "**/.nuxt", "**/.svelte-kit", "**/.turbo", "**/.nx"],
];
/** Everything, and what a name that begins with a dot keeps from being found: `.github`, `.storybook`, `.eslintrc.cjs`. */
const EVERYWHERE = ["**/*", "**/.*", "**/.*/**/*"];
const PAST = /(^|\/)(CHANGELOG|HISTORY)[^/]*$/iu;
/** Beyond them nothing is said of a repository. */
const MOST_FILES = 20_000;
/** An import whose module name is worked out, and what bundlers make of patterns. */
const WORKED_OUT =
  /\b(?:import|require)\s*\((?!\s*["'`])|\b(?:import|require)\s*\(\s*(?:`[^`]*\$\{|["'`][^"'`]*["'`]\s*\+)|import\.meta\.glob|require\.context|\b(?:require|include)-?(?:all|dir|directory)\b|\bautoload\b/iu;

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

/** Fields of a manifest that name what a package offers, with an ending or without, as a folder or by a pattern. */
const OFFERS = ["main", "module", "browser", "bin", "exports", "types", "typings"];

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether a manifest names a file by its stem, or every file of a folder. */
function isNamedBy(manifest: string, stem: string): boolean {
  const quoted = [...manifest.matchAll(/"\.?[^"\s]*?([^"/\s]+?)(?:\.d)?\.[cm]?[jt]sx?"/gu)].map(([, name]) => name);
  const parsed = parseJson(manifest);
  // Where a package is published from, what it offers may be other files than here.
  const owners = parsed.ok ? [parsed.value, field(parsed.value, "publishConfig")] : [];
  const offered = owners.flatMap((owner) => OFFERS.flatMap((name) => textsIn(field(owner, name))));
  const isMeant = (text: string): boolean =>
    text.includes("*") || text.endsWith("/") || stemOf(text) === stem || stemOf(`${text}/index`) === stem;
  return quoted.includes(stem) || quoted.includes("*") || offered.some(isMeant);
}

/** Why every export of a file has to stay: it is what a package offers, or it may be loaded by a name that is worked out. */
function reasonForAll(view: FileView, target: string, others: ReadonlyMap<string, string>): string | undefined {
  const stem = stemOf(target);
  for (let folder = folderOf(target); folder.length >= view.root.length; folder = folderOf(folder)) {
    const manifest = view.readFile(`${folder}/package.json`);
    if (manifest === undefined) continue;
    if (isNamedBy(manifest, stem)) return "package.json names the file, or every file of a folder";
    break;
  }
  const folder = folderOf(target);
  const parent = folder.slice(folder.lastIndexOf("/") + 1);
  for (const [path, text] of others) {
    if (!CODE.some((ending) => path.endsWith(ending)) || !WORKED_OUT.test(text)) continue;
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
  const files = view.readDirectory(view.root, [...CODE, ...PROSE, ...TEMPLATES, ...SCRIPTS], ELSEWHERE, EVERYWHERE);
  if (files.length > MOST_FILES) return () => ({ reason: () => `the repository has more than ${MOST_FILES} files` });
  const code = new Map<string, string>();
  const prose = new Map<string, string>();
  for (const file of files) {
    if (PAST.test(file)) continue;
    const isHidden = file.slice(view.root.length).includes("/.");
    // Workflows and settings have many words of their own: one has to name the file as well.
    const isProse = !isHidden && [...PROSE, ...TEMPLATES].some((ending) => file.endsWith(ending));
    const into = isProse ? prose : code;
    into.set(file, view.readFile(file) ?? "");
  }
  return (path) => usesOf(view, `${view.root}/${path}`, { code, prose });
}
