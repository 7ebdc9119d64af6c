import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "@jest/globals";
import { PROJECT } from "../../../scripts/sample.ts";

/** A built command line, and the directory to remove afterwards where it was built for this. */
interface BuiltCli {
  readonly file: string;
  readonly temporary?: string;
}

async function newestIn(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true });
  const times = await Promise.all(names.map(async (name) => (await stat(path.join(directory, name))).mtimeMs));
  return Math.max(...times);
}

/** The one in `dist/` where it is newer than every source; else one that is built now. */
async function buildCli(): Promise<BuiltCli> {
  const present = path.join(PROJECT, "dist", "cli", "index.js");
  const builtAt = await stat(present).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (builtAt > (await newestIn(path.join(PROJECT, "src")))) return { file: present };
  const temporary = await mkdtemp(path.join(tmpdir(), "assay-scenario-dist-"));
  await promisify(execFile)(process.execPath, [path.join(PROJECT, "scripts", "build.ts"), temporary]);
  return { file: path.join(temporary, "cli", "index.js"), temporary };
}

/** The built command line for the tests of a file: it is there when the first of them begins. */
export function useBuiltCli(): { readonly file: string } {
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
  };
}
