import { open } from "node:fs/promises";
import path from "node:path";
import { ConfigError } from "../domain/errors.ts";
import { toFileText } from "../domain/file-text.ts";
import type { Asked } from "../domain/task.ts";

/** Longest text of what is to be built, in bytes. */
const MAX_BYTES = 262_144;

function fail(file: string, message: string): ConfigError {
  const remedy = "Name a text file with the specification or the issue's text.";
  return new ConfigError([{ place: `spec (--spec) ${file}`, message, remedy }]);
}

async function readHead(file: string): Promise<Buffer> {
  try {
    await using handle = await open(path.resolve(file), "r");
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fail(file, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What is to be built, from the file that the user named. Throws ConfigError. */
export async function readAsked(file: string): Promise<Asked> {
  const bytes = await readHead(file);
  if (bytes.length > MAX_BYTES) throw fail(file, `is longer than ${MAX_BYTES} bytes`);
  const content = toFileText(bytes);
  if (content.type !== "text" || content.text.trim() === "") throw fail(file, "holds no text");
  return { text: content.text, from: path.basename(file) };
}
