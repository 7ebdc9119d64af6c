import type { Workspace } from "../ports.ts";

/** A workspace that does some things in a way of its own, and everything else as the given one, whose state it shares. */
export function workspaceWith(workspace: Workspace, own: Partial<Pick<Workspace, "apply" | "run">>): Workspace {
  return {
    root: workspace.root,
    reset: () => workspace.reset(),
    apply: (files) => workspace.apply(files),
    applyPatch: (...request) => workspace.applyPatch(...request),
    read: (path) => workspace.read(path),
    tree: () => workspace.tree(),
    patch: () => workspace.patch(),
    strayChanges: () => workspace.strayChanges(),
    run: (spec, signal) => workspace.run(spec, signal),
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
    ...own,
  };
}
