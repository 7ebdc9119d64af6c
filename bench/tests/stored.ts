import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** The digest of a built command line: of all files beside its entry. */
export async function digestOf(cli: string): Promise<string> {
  const directory = path.dirname(cli);
  const hash = createHash("sha256");
  for (const name of (await readdir(directory)).sort()) {
    hash.update(`${name}\n`).update(await readFile(path.join(directory, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * The result that a directory holds under a name, or else a new one, which is then kept there: a benchmark that was
 * stopped goes on where it was. Without a directory nothing is kept.
 */
export async function stored<Result extends { readonly [Name in keyof Result]: string | number }>(
  place: { readonly directory: string | undefined; readonly name: string },
  measure: () => Promise<Result>,
): Promise<Result> {
  const { directory, name } = place;
  if (directory === undefined) return measure();
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${name.replaceAll("/", "+")}.json`);
  const known = await readFile(file, "utf8").catch(() => undefined);
  // JSON has null for what is no number.
  if (known !== undefined) return JSON.parse(known, (_, value: unknown) => value ?? Number.NaN) as Result;
  const result = await measure();
  await writeFile(file, `${JSON.stringify(result)}\n`);
  return result;
}
