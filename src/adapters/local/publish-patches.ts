import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Publication } from "../../domain/publication.ts";
import { WorldError } from "../../domain/errors.ts";
import { makeDirectories } from "../files/make-directories.ts";
import type { OrderedRequest } from "./local-publisher.ts";

/** Writes one patch file per change. Each appears whole or not at all. Throws WorldError where the directory cannot be written. */
export async function publishPatches({ request, steps }: OrderedRequest, out: string): Promise<Publication> {
  const files = steps.map(({ file }) => file);
  if (request.dryRun) {
    return { type: "none", reason: `dry run: would write ${files.join(", ")} to ${out}` };
  }
  try {
    await makeDirectories(out);
    for (const { file, patch } of steps) {
      const draft = join(out, `.${file}.${process.pid}.part`);
      await writeFile(draft, patch, { flag: "wx" });
      await rename(draft, join(out, file));
    }
  } catch (cause) {
    throw new WorldError(`the patches cannot be written to ${out}; name another directory with --out`, { cause });
  }
  return { type: "patch", directory: out, files };
}
