import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mkdirSync } from "node:fs";
import { beforeAll, expect, jest } from "@jest/globals";
import { createSandbox, type Sandbox } from "../../../src/adapters/sandbox/sandbox.ts";
import { runBaseline } from "../../../src/check/baseline.ts";
import { equivalenceGate } from "../../../src/check/gates/equivalence.ts";
import { runGates } from "../../../src/check/run-gates.ts";
import type { GateResult } from "../../../src/domain/gate.ts";
import type { Task } from "../../../src/domain/task.ts";
import type { Clock, Workspace } from "../../../src/ports.ts";
import { fileChange, gates, policy, task } from "../subjects.ts";

jest.setTimeout(600_000);

/** What the machine lets it do is measured once. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ env: process.env, minimum: "L0", hidden: [] });
});

/** Milliseconds that pass for the gate whenever it asks: the search ends after as many looks on every machine. */
const TICK = 10_000;

function steppingClock(): Clock {
  let now = 0;
  return { monotonic: () => (now += TICK), now: () => new Date(0) };
}

const refactor = task("refactor", "src/math.ts");
export const NESTED = `export function grade(points: number): string {
  if (points >= 90) {
    return "A";
  } else {
    if (points >= 50) {
      return "B";
    } else {
      return "C";
    }
  }
}
`;
export const FLAT = `export function grade(points: number): string {
  if (points >= 90) return "A";
  return points >= 50 ? "B" : "C";
}
`;
/** A candidate of one file. */
export interface Given {
  readonly task: Task;
  /** Path, text before, text after. */
  readonly change: readonly [string, string, string];
  /** Files beside it. */
  readonly others?: Readonly<Record<string, string>>;
}

/** A candidate of `src/math.ts`. */
export function change(before: string, after: string): Given {
  return { task: refactor, change: ["src/math.ts", before, after] };
}

/** A folder with the file, in which commands run in the real sandbox. */
async function openWorkspace(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "assay-equivalence-")));
  const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));
  await symlink(modules, join(root, "node_modules"));
  const write = async (name: string, content: string): Promise<void> => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  const unused = (): Promise<never> => Promise.reject(new Error("not asked for by this gate"));
  return {
    root,
    read: (name) => readFile(join(root, name), "utf8"),
    apply: async (files) => {
      for (const file of files) await write(file.path, file.after ?? "");
      return [];
    },
    run: (spec, signal) => sandbox.run(spec, { workspaceRoot: root, linked: [modules] }, signal),
    reset: unused,
    applyPatch: unused,
    tree: unused,
    patch: unused,
    strayChanges: unused,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** What the gate says of a candidate. `stopAt`: the run is stopped when files are laid out for that time, the candidate's own being the first. */
export async function judge(
  { task: given, change: [path, before, after], others = {} }: Given,
  stopAt = Infinity,
): Promise<readonly GateResult[]> {
  const stop = new AbortController();
  await using opened = await openWorkspace({ ...others, [path]: before });
  let laidOut = 0;
  const workspace: Workspace = {
    ...opened,
    apply: (files) => {
      laidOut += 1;
      if (laidOut === stopAt) stop.abort();
      return opened.apply(files);
    },
  };
  const used = policy({ gates: gates({}), commands: {} });
  const baseline = await runBaseline({ workspace, policy: used, tasks: [given] });
  const files = [fileChange(path, before, after)];
  await workspace.apply(files);
  const subject = { scope: "candidate", tasks: [given], files } as const;
  const clock = steppingClock();
  const { signal } = stop;
  const context = {
    subject,
    policy: used,
    rules: [],
    protectedBy: () => undefined,
    workspace,
    baseline,
    clock,
    signal,
  };
  const results = await runGates(context, [equivalenceGate]);
  expect(await workspace.read(files[0]!.path)).toBe(after);
  return results;
}
