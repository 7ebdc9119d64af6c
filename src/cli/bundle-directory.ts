import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { ConfigError } from "../domain/errors.ts";
import { MANIFEST_FILE } from "../publish/to-bundle.ts";

async function readNames(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return [];
    const message = `${directory} cannot be read as a directory`;
    throw new ConfigError([{ place: "out (--out)", message, remedy: "Name a new or an empty directory." }]);
  }
}

/** Throws ConfigError where a bundle cannot go: into a directory with files that are not an earlier bundle's. */
export async function checkBundleDirectory(directory: string): Promise<void> {
  const names = await readNames(directory);
  if (names.length === 0 || names.includes(MANIFEST_FILE)) return;
  const message = `${directory} holds other files`;
  throw new ConfigError([{ place: "out (--out)", message, remedy: "Name a new or an empty directory." }]);
}

/** Takes an earlier bundle away, its manifest first: what is left of it is none. */
export async function clearBundleDirectory(directory: string): Promise<void> {
  await rm(path.join(directory, MANIFEST_FILE), { force: true });
  await rm(path.join(directory, "patches"), { force: true, recursive: true });
}
