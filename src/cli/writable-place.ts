import { access, constants, stat } from "node:fs/promises";
import path from "node:path";
import { hasCode } from "../adapters/git/error-code.ts";
import { ConfigError } from "../domain/errors.ts";

/** Something that will be written when a run is over. */
export interface WrittenPlace {
  /** For example `report (--report)`. */
  readonly place: string;
  readonly path: string;
  readonly kind: "file" | "directory";
}

/** Throws ConfigError where something cannot be written, so that nobody learns it after a run of many minutes. */
export async function checkWritablePlace({ place, path: wanted, kind }: WrittenPlace): Promise<void> {
  const target = path.resolve(wanted);
  const refuse = (message: string): ConfigError =>
    new ConfigError([
      { place, message, remedy: `Name ${kind === "file" ? "a file" : "a directory"} that can be written.` },
    ]);
  const there = await stat(target).catch(() => undefined);
  if (kind === "file" && there?.isDirectory() === true) throw refuse(`${target} is a directory`);
  if (kind === "directory" && there?.isDirectory() === false) throw refuse(`${target} is no directory`);
  const directory = await readNearestDirectory(kind === "file" ? path.dirname(target) : target);
  if (directory === undefined) throw refuse(`${target} lies in something that is no directory`);
  try {
    await access(directory, constants.W_OK);
  } catch {
    throw refuse(`${directory} cannot be written`);
  }
}

/** The innermost directory of a path that exists; undefined where a file stands in the way. */
async function readNearestDirectory(target: string): Promise<string | undefined> {
  for (let at = target; ; at = path.dirname(at)) {
    const found = await stat(at).catch((error: unknown) => (hasCode(error, "ENOENT") ? undefined : "unreachable"));
    if (found === "unreachable") return undefined;
    if (found !== undefined) return found.isDirectory() ? at : undefined;
  }
}
