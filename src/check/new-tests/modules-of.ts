import { toRepoPath } from "../../domain/repo-path.ts";
import type { Workspace } from "../../ports.ts";
import type { NewTestFile } from "./new-test-files.ts";
import type { KnownRunner } from "./runner-line.ts";

/** How a test file is loaded. */
export type ModuleKind = "esm" | "commonjs";

interface Loading {
  readonly file: NewTestFile;
  readonly line: string;
  readonly runner: KnownRunner;
}

const JEST_CONFIGS = ["js", "ts", "mjs", "cjs", "json"].map((ending) => `jest.config.${ending}`);

async function textOf(workspace: Pick<Workspace, "read">, raw: string): Promise<string> {
  const checked = toRepoPath(raw);
  return (checked.ok ? await workspace.read(checked.path) : undefined) ?? "";
}

/** What the nearest `package.json` above a file says of `.js`. */
async function packageText(workspace: Pick<Workspace, "read">, path: string): Promise<string> {
  const folders = path.split("/").slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const text = await textOf(workspace, [...folders.slice(0, depth), "package.json"].join("/"));
    if (text !== "") return text;
  }
  return "";
}

/** Jest takes a file for a native module as Node would, and TypeScript where its configuration says so. */
async function isJestModule(workspace: Pick<Workspace, "read">, { file, line }: Loading): Promise<boolean> {
  if (/\.c[jt]s$/u.test(file.path)) return false;
  const manifest = await packageText(workspace, file.path);
  if (/\.jsx?$/u.test(file.path)) return /"type"\s*:\s*"module"/u.test(manifest);
  const configs = await Promise.all(JEST_CONFIGS.map((name) => textOf(workspace, name)));
  const named = /--config[= ](\S+)/u.exec(line)?.[1] ?? "";
  const said = [manifest, ...configs, await textOf(workspace, named)].join("\n");
  return /extensionsToTreatAsEsm["']?\s*:\s*\[[^\]]*["']\.tsx?["']/u.test(said);
}

/** Whether a runner loads a test file as a native module or turns it into CommonJS, as far as its files tell. */
export async function modulesOf(workspace: Pick<Workspace, "read">, loading: Loading): Promise<ModuleKind> {
  const { file, line, runner } = loading;
  if (/\.m[jt]s$/u.test(file.path)) return "esm";
  if (runner === "jest") {
    const isNative = line.includes("--experimental-vm-modules") && (await isJestModule(workspace, loading));
    return isNative ? "esm" : "commonjs";
  }
  if (runner === "vitest" || file.path.endsWith(".cjs")) return "commonjs";
  // TypeScript under mocha is most often turned into CommonJS by what is required before it.
  const isTurned = runner === "mocha" && /\.tsx?$/u.test(file.path) && !/--(?:import|loader)\b/u.test(line);
  return !isTurned && /^import\s/mu.test(file.text) ? "esm" : "commonjs";
}
