import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "@jest/globals";
import { PROJECT, runGit } from "../../../scripts/sample.ts";

/** A built command line, and the directory to remove afterwards where it was built for this. */
interface BuiltCli {
  readonly file: string;
  readonly temporary?: string;
}

const PRESENT = path.join(PROJECT, "dist", "cli", "index.js");
/** What a build depends on. */
const SOURCES = ["src", "scripts/build.ts", "tsconfig.json", "tsconfig.build.json", "package-lock.json"];

async function newestIn(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true });
  const times = await Promise.all(names.map(async (name) => (await stat(path.join(directory, name))).mtimeMs));
  return Math.max(...times);
}

/** Whether git has `dist/` as it lies here, committed together with or after the sources as they lie here. */
async function isCommitted(): Promise<boolean> {
  const git = (...args: readonly string[]): Promise<string> => runGit(PROJECT, args);
  try {
    const built = (await git("log", "-1", "--format=%H", "--", "dist")).trim();
    if (built === "") return false;
    await git("diff", "--quiet", built, "--", "dist", ...SOURCES);
    return (await git("ls-files", "--others", "--exclude-standard", "--", "src")) === "";
  } catch {
    // They differ, or this is no clone.
    return false;
  }
}

/** In a fresh clone times say nothing: files are written in the order of their names. */
async function isFresh(): Promise<boolean> {
  const built = await stat(PRESENT).catch(() => undefined);
  if (built === undefined) return false;
  return built.mtimeMs > (await newestIn(path.join(PROJECT, "src"))) || (await isCommitted());
}

/** The one in `dist/` where it was built from the sources as they are; else one that is built now. */
async function buildCli(): Promise<BuiltCli> {
  if (await isFresh()) return { file: PRESENT };
  const temporary = await mkdtemp(path.join(tmpdir(), "assay-scenario-dist-"));
  await promisify(execFile)(process.execPath, [path.join(PROJECT, "scripts", "build.ts"), temporary]);
  return { file: path.join(temporary, "cli", "index.js"), temporary };
}

/** The built command line for the tests of a file. */
export interface Cli {
  readonly file: string;
  /** Runs it in a repository, and gives all that it prints. */
  run(root: string, args: readonly string[], env: Readonly<Record<string, string>>): string;
}

/** It is there when the first test of the file begins. */
export function useBuiltCli(): Cli {
  let cli: BuiltCli | undefined;
  beforeAll(async () => {
    cli = await buildCli();
  }, 600_000);
  afterAll(async () => {
    if (cli?.temporary !== undefined) await rm(cli.temporary, { recursive: true, force: true });
  });
  return {
    get file() {
      if (cli === undefined)
        throw new Error("the command line is built before the first test, not while tests are listed");
      return cli.file;
    },
    run(cwd, args, env) {
      const own = { NO_COLOR: "1", ...env };
      const { stdout, stderr } = spawnSync(process.execPath, [this.file, ...args], { cwd, env: own, encoding: "utf8" });
      return stdout + stderr;
    },
  };
}
