import { lstat, readFile, rm, writeFile } from "node:fs/promises";
import { HostileCodeError } from "../../domain/errors.ts";

/** Variables that name the files over which a step speaks to GitHub's runner. */
const VARIABLES = ["GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"] as const;

/** A tripwire on the runner's command files, for levels at which they can be reached. */
export interface CommandFileWatch {
  /**
   * Compares the files with what they held when the watch began. What was changed is put back; then a HostileCodeError is
   * thrown, since code that reaches for them is hostile and nothing of the run can be trusted.
   */
  check(): Promise<void>;
}

/** Bytes of a regular file; undefined where there is none (a link counts as none: it is not followed). */
async function readPlain(file: string): Promise<Buffer | undefined> {
  const facts = await lstat(file).catch(() => undefined);
  return facts?.isFile() === true ? readFile(file).catch(() => undefined) : undefined;
}

async function restore(file: string, bytes: Buffer | undefined): Promise<void> {
  await rm(file, { force: true, recursive: true });
  if (bytes !== undefined) await writeFile(file, bytes);
}

/** Remembers the files that the environment names. They are small and empty for most steps. */
export async function watchCommandFiles(env: Readonly<Record<string, string | undefined>>): Promise<CommandFileWatch> {
  const before = new Map<string, Buffer | undefined>();
  for (const variable of VARIABLES) {
    const file = env[variable] ?? "";
    if (file !== "") before.set(file, await readPlain(file));
  }
  return {
    async check() {
      const changed: string[] = [];
      for (const [file, bytes] of before) {
        const now = await readPlain(file);
        const same = bytes === undefined || now === undefined ? bytes === now : bytes.equals(now);
        if (same) continue;
        await restore(file, bytes);
        changed.push(file);
      }
      if (changed.length === 0) return;
      throw new HostileCodeError(
        `code that a command ran wrote to the runner's command files (${changed.join(", ")}). They were put back, and ` +
          "nothing is published. Look at the changes under review; a sandbox of level L2 or L3 hides these files",
      );
    },
  };
}
