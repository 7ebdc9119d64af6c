/**
 * Compares `dist/` as git has it with what the sources build: file lists and bytes. `git diff` alone would miss
 * files that are new.
 *
 * Exits with 1 and names every file that differs.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PROJECT, runGit } from "./sample.ts";

/** Object ids of the files that git has under `dist/`, by path relative to it: those of the index. */
async function readCommitted(): Promise<Map<string, string>> {
  const committed = new Map<string, string>();
  for (const entry of (await runGit(PROJECT, ["ls-files", "--stage", "-z", "--", "dist"])).split("\0")) {
    const [, id, file] = /^\d+ ([0-9a-f]+) \d\tdist\/(.*)$/su.exec(entry) ?? [];
    if (id !== undefined && file !== undefined) committed.set(file, id);
  }
  return committed;
}

/** Object ids that the files of a directory would have in git, by relative path. */
async function readBuilt(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const ids = await runGit(PROJECT, ["hash-object", "--no-filters", "--", ...files]);
  const list = ids.trim().split("\n");
  return new Map(
    files.map((file, index) => [path.relative(directory, file).replaceAll(path.sep, "/"), list[index] ?? ""]),
  );
}

async function main(): Promise<number> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-dist-"));
  try {
    const built = path.join(directory, "dist");
    execFileSync(process.execPath, [path.join(PROJECT, "scripts", "build.ts"), built], { stdio: "inherit" });
    const fresh = await readBuilt(built);
    const committed = await readCommitted();
    const problems = [
      ...[...fresh.keys()].filter((file) => !committed.has(file)).map((file) => `dist/${file} is missing in git`),
      ...[...committed.keys()].filter((file) => !fresh.has(file)).map((file) => `dist/${file} is no longer built`),
      ...[...fresh]
        .filter(([file, id]) => committed.has(file) && committed.get(file) !== id)
        .map(([file]) => `dist/${file} is stale`),
    ];
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) console.error("run `npm run build` and commit dist/");
    else console.log(`dist/ is fresh: ${fresh.size} files`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

process.exitCode = await main();
