import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { applyMutant } from "../../src/code/mutate/mutant.ts";
import { findMutants } from "../../src/code/mutate/find-mutants.ts";
import { createRandom, toSeed } from "../../src/probe/explore/random.ts";
import { sourcesOf } from "../tests/sources.ts";
import { field } from "../tests/reading.ts";
import type { Package } from "../tests/result.ts";
import { honestChanges } from "./honest.ts";
import { openPlace } from "./place.ts";
import type { Trial } from "./trial.ts";

const SECONDS = 60;
const TESTS_MS = 60_000;
/** Modules of a package whose honest rewritings are looked at. */
const HONEST_MODULES = 4;

/** A package with what its own tests need, or why it is left out. */
type Prepared =
  { readonly type: "ready"; readonly directory: string } | { readonly type: "left-out"; readonly why: string };

function install(place: string, packages: readonly string[]): void {
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", ...packages];
  execFileSync("npm", args, { cwd: place, stdio: "ignore" });
}

async function testFilesOf(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory, { recursive: true });
  return names.filter((name) => /(^|\/)(tests?\/.*|test)\.js$/u.test(name) && !name.includes("node_modules"));
}

/** Whether the package's own tests are green now. */
function isGreen(directory: string): boolean {
  const { status } = spawnSync("npm", ["test", "--silent"], { cwd: directory, stdio: "ignore", timeout: TESTS_MS });
  return status === 0;
}

/** Development dependencies that the tests require or the test script starts, at the versions that the package names. */
async function testTools(directory: string, files: readonly string[]): Promise<readonly string[]> {
  const manifest: unknown = JSON.parse(await readFile(path.join(directory, "package.json"), "utf8"));
  const texts = await Promise.all(files.map((file) => readFile(path.join(directory, file), "utf8")));
  const script = String(field(field(manifest, "scripts"), "test"));
  const isUsed = (name: string): boolean =>
    texts.some((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`)) || script.includes(name);
  const wanted = { ...(field(manifest, "dependencies") ?? {}), ...(field(manifest, "devDependencies") ?? {}) };
  return Object.entries(wanted).flatMap(([name, range]) => (isUsed(name) ? [`${name}@${String(range)}`] : []));
}

async function prepare(place: string, { name, version }: Package): Promise<Prepared> {
  await writeFile(path.join(place, "package.json"), '{ "private": true }\n');
  install(place, [`${name}@${version}`]);
  const directory = path.join(place, "tested");
  await cp(path.join(place, "node_modules", name), directory, { recursive: true });
  const files = await testFilesOf(directory);
  if (files.length === 0) return { type: "left-out", why: "it is published without its tests" };
  install(place, await testTools(directory, files));
  await mkdir(path.join(directory, "node_modules"), { recursive: true });
  await cp(path.join(place, "node_modules"), path.join(directory, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return isGreen(directory)
    ? { type: "ready", directory }
    : { type: "left-out", why: "its own tests are red as they are" };
}

/** So many mutants of a package, drawn over all of its modules, and honest rewritings of the first ones. */
async function changesOf(
  directory: string,
  { mutants, seed }: { readonly mutants: number; readonly seed: string },
): Promise<readonly Change[]> {
  const sources = await sourcesOf(directory);
  const random = createRandom(toSeed(seed));
  const texts = await Promise.all(sources.map((file) => readFile(path.join(directory, file), "utf8")));
  const all = sources.flatMap((file, index) =>
    findMutants(file, texts[index] ?? "").map((mutant) => ({ file, before: texts[index] ?? "", mutant })),
  );
  const drawn = Array.from({ length: Math.min(mutants, all.length) }, () =>
    all.splice(random.below(all.length), 1),
  ).flat();
  const honest = sources.slice(0, HONEST_MODULES).flatMap((file, index): readonly Change[] => {
    const before = texts[index] ?? "";
    return honestChanges(file, before).map(({ maker, text }) => ({
      ...{ file, before, after: text, kind: "honest", what: maker },
    }));
  });
  const planted = drawn.map(({ file, before, mutant }): Change => ({
    ...{ file, before, after: applyMutant(before, mutant), kind: "mutant", what: mutant.description },
  }));
  return [...planted, ...honest];
}

interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly kind: "mutant" | "honest";
  readonly what: string;
}

/** Whether the package's own tests notice a change; the file is as before when it returns. */
async function isNoticed(directory: string, { file, before, after }: Change): Promise<boolean> {
  await writeFile(path.join(directory, file), after);
  const green = isGreen(directory);
  await writeFile(path.join(directory, file), before);
  return !green;
}

/** Changes of published packages: mutants, of which the package's own tests notice some, and honest rewritings. */
export async function tryPackages(
  packages: readonly Package[],
  choice: { readonly mutants: number; readonly seed: string },
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const one of packages) {
    const root = await mkdtemp(path.join(os.tmpdir(), "bench-equivalence-"));
    try {
      const prepared = await prepare(root, one);
      if (prepared.type === "left-out") console.error(`${one.name}: left out: ${prepared.why}`);
      else trials.push(...(await tryPackage(one.name, prepared.directory, choice)));
    } finally {
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
    }
  }
  return trials;
}

async function tryPackage(
  name: string,
  directory: string,
  { mutants, seed }: { readonly mutants: number; readonly seed: string },
): Promise<readonly Trial[]> {
  const sources = await sourcesOf(directory);
  const texts = await Promise.all(
    ["package.json", ...sources].map(
      async (file) => [file, await readFile(path.join(directory, file), "utf8")] as const,
    ),
  );
  await using place = await openPlace(Object.fromEntries(texts));
  const trials: Trial[] = [];
  for (const change of await changesOf(directory, { mutants, seed: `${name} ${seed}` })) {
    const { file, before, after, kind, what } = change;
    const known = kind === "mutant" && (await isNoticed(directory, change)) ? "by its tests" : "no";
    const answer = await place.compare(file, before, after, SECONDS);
    trials.push({ where: `${name} ${file}`, kind, what, known, answer });
    console.error(
      `${name} ${file} ${kind} ${what} (noticed: ${known}): ${answer.end} ${answer.seconds.toFixed(1)} s ${answer.said.slice(0, 160)}`,
    );
  }
  return trials;
}
