import { readdir, readFile } from "node:fs/promises";

/** The close-on-exec flag in the octal `flags:` line of /proc/self/fdinfo. */
const CLOSE_ON_EXEC = 0o2000000;
/** Descriptors above this are left alone: covering them would cost as many more. */
const MAX_DESCRIPTOR = 1023;

/**
 * The highest file descriptor that our own starter left open for every program that we start; 2 where it left none
 * besides the standard streams. Node opens its own files with close-on-exec, so the answer holds for the whole run.
 */
export async function highestInherited(directory = "/proc/self/fdinfo"): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  let highest = 2;
  for (const name of names) {
    const descriptor = Number(name);
    if (descriptor <= highest || descriptor > MAX_DESCRIPTOR) continue;
    const text = await readFile(`${directory}/${name}`, "utf8").catch(() => "");
    const flags = /^flags:\s*([0-7]+)/mu.exec(text)?.[1];
    if (flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0) highest = descriptor;
  }
  return highest;
}
