import type { Workspace, WorkspacePool } from "../ports.ts";
import type { Meter } from "./meter.ts";

/** The workspaces of a run, handed on from one stage to the next; closed together. */
export interface Workspaces extends AsyncDisposable {
  /** One that nobody uses: one that was given back, else a new one. */
  take(): Promise<Workspace>;
  /** A clean one, for whoever takes one next. */
  giveBack(workspace: Workspace): void;
}

/** A checkout costs time and disk, a reset little. (`AsyncDisposableStack` does not exist on Node 22.) */
export function openWorkspaces(pool: Pick<WorkspacePool, "create">, meter: Pick<Meter, "watch">): Workspaces {
  const opened: Workspace[] = [];
  const free: Workspace[] = [];
  return {
    async take() {
      const known = free.shift();
      if (known !== undefined) return known;
      const workspace = meter.watch(await pool.create());
      opened.push(workspace);
      return workspace;
    },
    giveBack: (workspace) => void free.push(workspace),
    async [Symbol.asyncDispose]() {
      for (const workspace of opened.reverse()) await workspace[Symbol.asyncDispose]();
    },
  };
}
