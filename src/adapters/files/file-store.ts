import { constants } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { ConfigError, WorldError } from "../../domain/errors.ts";
import type { FileStore } from "../../ports.ts";
import { makeDirectories } from "./make-directories.ts";

/** Bytes of all files of a directory that is read, and how many there may be. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 10_000;

function refuse(place: string, message: string, remedy: string): ConfigError {
  return new ConfigError([{ place, message, remedy }]);
}

function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}

/** A whole file or none: written under a temporary name, flushed, renamed. */
async function writeWhole(file: string, text: string, suffix: string): Promise<void> {
  await makeDirectories(path.dirname(file));
  const temporary = `${file}.${suffix}`;
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readRegular(file: string, limit: number): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    if (size > limit) throw refuse(file, `the files are over ${MAX_BYTES} bytes`, "Name the directory of a bundle.");
    const bytes = await handle.readFile();
    const text = bytes.toString("utf8");
    if (!Buffer.from(text).equals(bytes)) throw refuse(file, "is no UTF-8 text", "Name the directory of a bundle.");
    return text;
  } finally {
    await handle.close();
  }
}

async function readEntries(directory: string): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isDirectory()) continue;
      if (!entry.isFile()) throw refuse(file, "is no regular file", "Name the directory of a bundle.");
      names.push(path.relative(directory, file));
      if (names.length > MAX_FILES)
        throw refuse(directory, `holds over ${MAX_FILES} files`, "Name a bundle's directory.");
    }
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") throw error;
    throw refuse(directory, "is no directory", "Name the directory that assay propose wrote its bundle to.");
  }
  return names.sort();
}

/** Files on the disk. `unique` makes names that no other process uses at the same time. */
export function createFileStore(unique: () => string): FileStore {
  return {
    async writeAll(directory, files) {
      const root = path.resolve(directory);
      try {
        await makeDirectories(root);
        for (const [name, text] of files) await writeWhole(path.join(root, name), text, `${unique()}.tmp`);
      } catch (error) {
        throw new WorldError(`could not write to ${root}`, { cause: error });
      }
      return root;
    },
    async readAll(directory) {
      const root = path.resolve(directory);
      const texts = new Map<string, string>();
      let left = MAX_BYTES;
      for (const name of await readEntries(root)) {
        const text = await readRegular(path.join(root, name), left);
        left -= Buffer.byteLength(text);
        texts.set(name.split(path.sep).join("/"), text);
      }
      return texts;
    },
  };
}
