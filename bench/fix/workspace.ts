import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DEFAULT_LICENSES, DEFAULT_LIMITS, toDefaultGates } from "../../src/policy/defaults.ts";
import type { Policy } from "../../src/domain/policy.ts";
import type { Workspace } from "../../src/ports.ts";

/** A folder in which nothing is run: the compiler's fixes alone are measured, files lie where they are read from. */
export function folderWorkspace(root: string): Workspace {
  const nothing = (): Promise<never> => Promise.reject(new Error("nothing is run here"));
  return {
    root,
    read: (name) => readFile(path.join(root, name), "utf8"),
    reset: () => Promise.resolve(),
    apply: async (files) => {
      for (const file of files) await writeFile(path.join(root, file.path), file.after ?? "");
      return [];
    },
    applyPatch: nothing,
    tree: nothing,
    patch: nothing,
    strayChanges: nothing,
    run: nothing,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A policy without a linter. Coverage is there to be measured, so that guesses are made, and can be counted. */
export function compilerPolicy(): Policy {
  return {
    version: 1,
    engine: "embedded",
    tasks: ["fix"],
    commands: { coverage: { run: "true", format: "lcov" } },
    rules: [],
    protected: [],
    gates: toDefaultGates(),
    limits: DEFAULT_LIMITS,
    license: { allow: DEFAULT_LICENSES, deny: [] },
    sandbox: { minimum: "L0" },
    publish: "none",
  };
}
