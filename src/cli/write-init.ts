import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { ConfigError, WorldError, type Problem } from "../domain/errors.ts";

/** A file of `assay init`. */
interface InitFile {
  readonly path: string;
  readonly text: string;
}

/** Those that are there already, each as a problem. */
async function findExisting(root: string, files: readonly InitFile[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { path: name } of files) {
    const found = await stat(path.join(root, name)).catch(() => undefined);
    if (found === undefined) continue;
    problems.push({ place: name, message: "exists already", remedy: "Remove it first, or see assay init --dry-run." });
  }
  return problems;
}

/** Writes the files; overwrites none. Throws ConfigError where one exists. */
export async function writeInit(root: string, files: readonly InitFile[]): Promise<void> {
  const existing = await findExisting(root, files);
  if (existing.length > 0) throw new ConfigError(existing);
  for (const { path: name, text } of files) {
    const file = path.join(root, name);
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text, { flag: "wx" });
    } catch (error) {
      throw new WorldError(`could not write ${name}`, { cause: error });
    }
  }
}
