import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** What a package consists of, without its tests, builds and configuration (names that begin with a dot are that, too). */
export async function sourcesOf(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory, { recursive: true });
  const isSource = (name: string): boolean =>
    name.endsWith(".js") &&
    !/(^|\/)(node_modules|tests?|__tests__|examples?|benchmarks?|bench|docs?|dist|build|coverage)\//u.test(name) &&
    !/(^|\/)\.|\.min\.js$|(^|\/)(test|Gruntfile|gulpfile|.*config|bench.*)\.js$|[._-](test|spec)\.js$/u.test(name);
  return names
    .map((name) => name.split(path.sep).join("/"))
    .filter(isSource)
    .sort();
}

/**
 * Jest loads ES modules as they are only with this. What a package is written in decides; what Jest makes of it is part
 * of what is measured.
 */
export async function nodeOptionsFor(repository: string, sources: readonly string[]): Promise<string> {
  for (const source of sources) {
    if (/^(import|export)\s/mu.test(await readFile(path.join(repository, source), "utf8")))
      return "--experimental-vm-modules";
  }
  return "";
}
