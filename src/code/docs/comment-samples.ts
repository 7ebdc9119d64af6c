import { createFileView, folderOf } from "../file-view.ts";
import { isParsable } from "../source.ts";

const MOST_SAMPLES = 40;
const LONGEST = 200_000;

/** Whether a file's types stand in its code, not in its comments. */
function isTyped(path: string): boolean {
  return /\.[cm]?tsx?$/iu.test(path);
}

/**
 * Texts of scripts near a file, itself first: how people here write comments. Of JavaScript beside TypeScript, and the other
 * way round, nothing can be learned. `path` is relative to the workspace.
 */
export function commentSamples(workspaceRoot: string, path: string): readonly string[] {
  const view = createFileView(workspaceRoot);
  const own = `${view.root}/${path}`;
  const found: string[] = [];
  for (let folder = folderOf(own); found.length < MOST_SAMPLES; folder = folderOf(folder)) {
    const depth = folder === folderOf(own) ? 1 : 3;
    const names = view.readDirectory(folder, undefined, ["**/node_modules", "**/dist"], ["*", "**/*"], depth);
    for (const name of names.filter((one) => isParsable(one) && isTyped(one) === isTyped(path)).sort()) {
      if (found.length < MOST_SAMPLES && !found.includes(name)) found.push(name);
    }
    if (folder.length <= view.root.length) break;
  }
  const texts = [own, ...found.filter((name) => name !== own)].map((name) => view.readFile(name) ?? "");
  return texts.filter((text) => text !== "" && text.length < LONGEST);
}

/** A rule that is switched on: `"error"`, `2`, `["warn", …]`. */
const REQUIRED = /jsdoc\/require-param["']?\s*:(?!\s*(?:\[\s*)?["']?(?:off|0))/u;
const RECOMMENDED = /jsdoc[^\n]*recommended/u;

/** Text of the linter's configuration at the root, as far as it names rules for comments. */
export function demandsParameters(workspaceRoot: string): "yes" | "no" {
  const view = createFileView(workspaceRoot);
  const names = [
    "eslint.config.js",
    "eslint.config.mjs",
    "eslint.config.cjs",
    "eslint.config.ts",
    ".eslintrc.json",
    ".eslintrc.js",
    ".eslintrc.cjs",
    ".eslintrc.yml",
    ".eslintrc.yaml",
    ".eslintrc",
    "package.json",
  ];
  const texts = names.map((name) => view.readFile(`${view.root}/${name}`) ?? "");
  const isAsked = texts.some((text) => REQUIRED.test(text) || RECOMMENDED.test(text));
  return isAsked ? "yes" : "no";
}
