import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Figures of one package; what is no number is NaN. */
export type Stored = Readonly<Record<string, string | number>>;

/** The digest of a built command line: of all files beside its entry. */
export async function digestOf(cli: string): Promise<string> {
  const directory = path.dirname(cli);
  const hash = createHash("sha256");
  for (const name of (await readdir(directory)).sort()) {
    hash.update(`${name}\n`).update(await readFile(path.join(directory, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

function parseStored(text: string): Stored {
  const entries = Object.entries(JSON.parse(text) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" || typeof value === "number" ? value : Number.NaN]),
  );
}

/**
 * The result that a directory holds under a name, or else a new one, which is then kept there: a benchmark that was
 * stopped goes on where it was. Without a directory nothing is kept.
 */
export async function stored<Result extends { readonly [Name in keyof Result]: string | number }>(
  place: { readonly directory: string | undefined; readonly name: string },
  measure: () => Promise<Result>,
  toResult: (stored: Stored) => Result,
): Promise<Result> {
  const { directory, name } = place;
  if (directory === undefined) return measure();
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${name.replaceAll("/", "+")}.json`);
  const known = await readFile(file, "utf8").catch(() => undefined);
  if (known !== undefined) return toResult(parseStored(known));
  const result = await measure();
  await writeFile(file, `${JSON.stringify(result)}\n`);
  return result;
}
