import { findImportedFile } from "../module-files.ts";
import { isParsable, parseSource } from "../source.ts";
import { passedOn } from "./passed-on.ts";

/** What following a module needs of its repository; paths are relative to the root. */
export interface PassedOnView {
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => Promise<string | undefined>;
}

/** More files than this are not followed. */
const MOST_FILES = 500;

/** The files whose exports some modules pass on (`export … from "./a.ts"`, `module.exports = require("./a")`), and so on; relative names are followed. */
export async function passedOnFiles(
  modules: readonly string[],
  { exists, read }: PassedOnView,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const left = modules.filter(isParsable);
  const seen = new Set(left);
  const view = { fileExists: (path: string) => exists(path.slice(1)) };
  for (let path = left.shift(); path !== undefined && seen.size <= MOST_FILES; path = left.shift()) {
    for (const { specifier } of passedOn(parseSource(path, (await read(path)) ?? ""))) {
      const file = findImportedFile(view, specifier, `/${path}`, { options: {}, folder: "" });
      if (file.type !== "file") continue;
      const inner = file.path.slice(1);
      found.add(inner);
      if (!seen.has(inner)) left.push(inner);
      seen.add(inner);
    }
  }
  return found;
}
