import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mkdirSync } from "node:fs";
import { beforeAll, expect, jest, test } from "@jest/globals";
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
const NESTED = `export function grade(points: number): string {
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
const FLAT = `export function grade(points: number): string {
  if (points >= 90) return "A";
  return points >= 50 ? "B" : "C";
}
`;
const VISITS = `export function visit(items: string[], each: (item: string) => void): void {
  if (items.length > 0) {
    for (var index = 0; index < items.length; index += 1) {
      console.log(items[index]);
      each(items[index]!);
    }
  }
}
`;

interface Given {
  readonly task: Task;
  /** Path, text before, text after. */
  readonly change: readonly [string, string, string];
  /** Files beside it. */
  readonly others?: Readonly<Record<string, string>>;
}

function change(before: string, after: string): Given {
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

/** `stopAt`: the run is stopped when files are laid out for that time, the candidate's own being the first. */
async function judge(
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

test.each<readonly [GateResult["status"], string, Given, object]>([
  [
    "passed",
    "flatter code that does the same, with what was looked at",
    change(NESTED, FLAT),
    {
      figures: expect.objectContaining({
        functions: 1,
        covered_before: "100 %",
        covered_after: "100 %",
        cognitive: expect.stringMatching(/^\d+ → \d+$/u),
      }),
    },
  ],
  [
    "failed",
    "a border that has moved: the call, before and after",
    change(NESTED, FLAT.replace(">= 50", "> 50")),
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: "behaviour",
          path: "src/math.ts",
          message: 'grade(50) — outcome before: "B" — after: "C"',
        }),
      ]),
    },
  ],
  [
    "failed",
    "output and callbacks in another order",
    change(
      VISITS,
      "export function visit(items: string[], each: (item: string) => void): void {\n  for (const item of items) {\n    each(item);\n    console.log(item);\n  }\n}\n",
    ),
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringContaining("order of output and callbacks before") }),
      ]),
    },
  ],
  [
    "failed",
    "another exported API",
    change(NESTED, FLAT.replace("points: number", "points: number, most = 90")),
    {
      diagnostics: [
        expect.objectContaining({ code: "exported-api", message: expect.stringContaining("most?: number") }),
      ],
    },
  ],
  [
    "failed",
    "an exported type that is gone, beside code that compiles to the same",
    change(`import type { Stats } from "node:fs";\nexport type Grade = "A" | "B" | "C";\n${NESTED}`, NESTED),
    { diagnostics: [expect.objectContaining({ code: "exported-api", message: expect.stringContaining("Grade") })] },
  ],
  [
    "errored",
    "a changed line in the middle of a statement that no call reaches",
    change(
      'import { connect } from "node:net";\nexport function open(id: number): object {\n  return connect({\n    port: 80,\n    host: "h" + id,\n  });\n}\n',
      'import { connect } from "node:net";\nexport function open(id: number): object {\n  return connect({\n    port: 80,\n    host: `g${id}`,\n  });\n}\n',
    ),
    { remedy: expect.stringContaining("gates.equivalence") },
  ],
  [
    "failed",
    "nothing gained",
    change(FLAT, FLAT.replace("return points", "const isGood = points >= 50;\n  return points")),
    { diagnostics: [expect.objectContaining({ code: "no-gain" })] },
  ],
  [
    "passed",
    "code that compiles to the same",
    change(`import type { Stats } from "node:fs";\n${NESTED}`, NESTED),
    { figures: { identical: 1, dead: "1 → 0" } },
  ],
  [
    "errored",
    "code that wants the network",
    change(
      'import { connect } from "node:net";\nexport function open(port: number): boolean {\n  var socket = connect(port);\n  return socket.connecting;\n}\n',
      'import { connect } from "node:net";\nexport function open(port: number): boolean {\n  const socket = connect(port);\n  return socket.connecting;\n}\n',
    ),
    { reason: expect.stringMatching(/src\/math\.ts.*refused/u), remedy: expect.stringContaining("gates.equivalence") },
  ],
  [
    "errored",
    "code that is never the same twice",
    change(
      'import { randomUUID } from "node:crypto";\nexport function stamp(): string {\n  var id = randomUUID();\n  return id + "!";\n}\n',
      'import { randomUUID } from "node:crypto";\nexport function stamp(): string {\n  const id = randomUUID();\n  return id + "!";\n}\n',
    ),
    { reason: expect.stringContaining("twice") },
  ],
  [
    "errored",
    "values that differ where nobody can look",
    change(
      "export function list(): number[] {\n  var made = Array.from({ length: 400 }, (_, index) => index);\n  return made;\n}\n",
      "export function list(): number[] {\n  const made = Array.from({ length: 400 }, (_, index) => (index === 399 ? 0 : index));\n  return made;\n}\n",
    ),
    { remedy: expect.stringContaining("gates.equivalence") },
  ],
  [
    "errored",
    "a file of another language",
    { task: task("refactor", "tool.py"), change: ["tool.py", "a = 1\n", "a = 2\n"] },
    { reason: expect.stringContaining("tool.py"), remedy: expect.stringContaining("advisory") },
  ],
])("%s: %s", async (status, _, given, expected) => {
  expect(await judge(given)).toEqual([expect.objectContaining({ gate: "equivalence", status, ...expected })]);
});

const PACKAGE = {
  "package.json": '{ "type": "module", "private": true, "main": "src/index.ts" }',
  "src/index.ts": 'import { grade } from "./math.ts";\nconsole.log(grade(1));\n',
};
const SHOWN = 'export function shown(points: number): string {\n  return whole(points) + "%";\n}\n';
const HELPER = "function whole(points: number): number {\n  return Math.round(points);\n}\n";

test.each<readonly [GateResult["status"], string, Given, object]>([
  [
    "passed",
    "an export that knip finds unused, taken away with its function",
    { ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT), others: PACKAGE },
    { figures: expect.objectContaining({ unused_exports: "1 → 0" }) },
  ],
  [
    "failed",
    "an export that a page tells of",
    { ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT), others: { ...PACKAGE, "README.md": "`shown(1)` gives 1%.\n" } },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "exported-api" })]) },
  ],
  [
    "failed",
    "an export that another module uses",
    {
      ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT),
      others: {
        ...PACKAGE,
        "src/index.ts": 'import { grade, shown } from "./math.ts";\nconsole.log(grade(1), shown(1));\n',
      },
    },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "exported-api" })]) },
  ],
  [
    "failed",
    "another behaviour beside an unused export",
    { ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT.replace(">= 50", "> 50")), others: PACKAGE },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "behaviour" })]) },
  ],
])("%s: %s", async (status, _, given, expected) => {
  expect(await judge(given)).toEqual([expect.objectContaining({ gate: "equivalence", status, ...expected })]);
});

test("a run that is stopped between the versions says so, and of no difference", async () => {
  expect(await judge(change(NESTED, FLAT), 3)).toEqual([
    expect.objectContaining({ status: "errored", reason: expect.stringContaining("stopped while src/math.ts") }),
  ]);
});
