import { movePackage } from "../../../src/code/modules/move-package.ts";
import { codeByManifest } from "../../../src/code/modules/package-source.ts";

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

export const MANIFEST = '{\n  "name": "sample",\n  "version": "1.0.0",\n  "main": "./lib"\n}\n';

/** A package of these files as ES modules. */
export function move(files: Files, installed: Files = {}): ReturnType<typeof movePackage> {
  const all: Files = { "package.json": MANIFEST, ...files };
  return movePackage({
    manifest: "package.json",
    code: codeByManifest(new Set(Object.keys(all))).get("package.json") ?? [],
    exists: (path) => path in all,
    read: (path) => all[path],
    unwritable: (path) => (path.endsWith(".config.js") ? "it is protected" : undefined),
    installed: (_, path) => installed[path],
    others: () => Object.keys(all).filter((path) => /\.[cm]?[jt]s$/u.test(path)),
  });
}

/** The new text of one file among others that it may require. */
export function moved(text: string, more: Files = {}, installed: Files = {}): string {
  const made = move({ "lib/index.js": text, ...more }, installed);
  return made.type === "moved" ? (made.texts.get("lib/index.js") ?? "it is as it was") : made.reason;
}

/** A file that exports names. */
export const LIST = { "lib/list.js": "exports.first = (list) => list[0];\nexports.size = (list) => list.length;\n" };
