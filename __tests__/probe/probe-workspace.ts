import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox } from "../../src/adapters/sandbox/sandbox.ts";
import type { Workspace } from "../../src/ports.ts";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** A workspace of plain files whose commands run in the real sandbox. */
export interface ProbeWorkspace extends Pick<Workspace, "root" | "run">, AsyncDisposable {
  write(files: Readonly<Record<string, string>>): Promise<void>;
}

let sandbox: Promise<Sandbox> | undefined;

/** Measured once per test file: the strongest that this machine has. */
function openSandbox(): Promise<Sandbox> {
  sandbox ??= createSandbox({ env: process.env, minimum: "L0", hidden: [] });
  return sandbox;
}

/** Writes the files into a new directory and links this project's own dependencies into it. */
export async function createProbeWorkspace(files: Readonly<Record<string, string>>): Promise<ProbeWorkspace> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "assay-probe-")));
  const opened = await openSandbox();
  const write = async (texts: Readonly<Record<string, string>>): Promise<void> => {
    for (const [path, text] of Object.entries(texts)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  };
  await symlink(NODE_MODULES, join(root, "node_modules"));
  await write(files);
  return {
    root,
    write,
    run: (spec, signal) => opened.run(spec, { workspaceRoot: root, linked: [NODE_MODULES] }, signal),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** A workspace for an engine that looks at files and runs commands, and is checked by nobody. */
export function toWorkspace(opened: ProbeWorkspace): Workspace {
  return {
    ...opened,
    read: (path) => readFile(join(opened.root, path), "utf8").catch(() => undefined),
    reset: () => Promise.resolve(),
    apply: () => Promise.resolve([]),
    applyPatch: () => Promise.resolve([]),
    tree: () => Promise.resolve(""),
    patch: () => Promise.resolve(""),
    strayChanges: () => Promise.resolve([]),
  };
}
