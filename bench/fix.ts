/**
 * How many realistic mistakes the embedded engine mends by the compiler's fixes: modules of this project, each broken
 * in every way of bench/fix/damages.ts, one mistake at a time, in a temporary copy.
 */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { PROJECT } from "../scripts/sample.ts";
import { toRepoPath } from "../src/domain/repo-path.ts";
import type { Proposal } from "../src/domain/proposal.ts";
import type { Engine } from "../src/ports.ts";
import { createEmbeddedEngine } from "../src/propose/embedded/engine.ts";
import { DAMAGES } from "./fix/damages.ts";
import { compilerPolicy, folderWorkspace } from "./fix/workspace.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";

/** Modules of different sorts: pure, asynchronous, with classes, with unions, touching the world. */
const MODULES = [
  "src/plan/plan-tasks.ts",
  "src/run/attempt-task.ts",
  "src/propose/embedded/fixer.ts",
  "src/code/project-cache.ts",
  "src/adapters/git/workspace.ts",
];

/**
 * What came of one mistake. `repaired`: the text is the untouched one again. `plausible`: it compiles to the same
 * program. `wrong`: it is another program. `unbroken`: the mistake is none to the compiler, and does not count.
 */
type End = "repaired" | "plausible" | "declined" | "wrong" | "unbroken";

interface Trial {
  readonly module: string;
  readonly damage: string;
  readonly kind: (typeof DAMAGES)[number]["kind"];
  readonly end: End;
  readonly confidence: string;
  readonly rationale: string;
  readonly ms: number;
}

function compiled(text: string): string {
  const options = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true };
  const lines = ts.transpileModule(text, { compilerOptions: options }).outputText.split("\n");
  // The order of imports says nothing here.
  return [...lines.filter((line) => line.startsWith("import ")).toSorted(), ...lines].join("\n");
}

function withoutImports(text: string): string {
  return compiled(text)
    .split("\n")
    .map((line) =>
      line.startsWith("import ")
        ? line.replace(/\{(.*)\}/u, (_, names: string) =>
            names
              .split(",")
              .map((name) => name.trim())
              .toSorted()
              .join(),
          )
        : line,
    )
    .join("\n");
}

function judge(original: string, proposal: Proposal): End {
  if (proposal.type !== "proposed") {
    const isClean = proposal.type === "declined" && proposal.reason.includes("the compiler has no error");
    return isClean ? "unbroken" : "declined";
  }
  const [edit] = proposal.edits;
  if (edit?.type !== "write") return "wrong";
  if (edit.text === original) return "repaired";
  return sameProgram(edit.text, original) ? "plausible" : "wrong";
}

function sameProgram(a: string, b: string): boolean {
  const bodies = [a, b].map((text) =>
    withoutImports(text)
      .split("\n")
      .filter((line) => !line.startsWith("import "))
      .join("\n"),
  );
  const imports = [a, b].map((text) =>
    [
      ...new Set(
        withoutImports(text)
          .split("\n")
          .filter((line) => line.startsWith("import ")),
      ),
    ]
      .toSorted()
      .join("\n"),
  );
  return bodies[0] === bodies[1] && imports[0] === imports[1];
}

async function breakAndMend(engine: Engine, root: string, module: string): Promise<readonly Trial[]> {
  const file = path.join(root, module);
  const original = await readFile(file, "utf8");
  const target = toRepoPath(module);
  if (!target.ok) throw new Error(target.problem);
  const trials: Trial[] = [];
  for (const { name, kind, damage } of DAMAGES) {
    const source = ts.createSourceFile(module, original, ts.ScriptTarget.Latest, true);
    const broken = damage(source);
    if (broken === undefined || broken === original) continue;
    await writeFile(file, broken);
    const started = performance.now();
    const proposal = await engine.propose({
      task: { id: `${module} ${name}`, kind: "fix", target: target.path, writable: [target.path], reason: "", rule: 0 },
      attempt: 1,
      policy: compilerPolicy(),
      diagnostics: [],
      workspace: folderWorkspace(root),
      signal: new AbortController().signal,
    });
    const ms = performance.now() - started;
    const proposed = proposal.type === "proposed";
    trials.push({
      module,
      damage: name,
      kind,
      end: judge(original, proposal),
      confidence: proposed ? (proposal.confidence ?? "") : "",
      rationale: proposed ? (proposal.rationale.split("\n")[0] ?? "") : proposal.reason,
      ms,
    });
  }
  await writeFile(file, original);
  return trials;
}

function renderTrials(trials: readonly Trial[]): string {
  const rows = trials.map(({ module, damage, kind, end, confidence, rationale, ms }) => {
    const name = path.posix.basename(module, ".ts");
    return [name, damage, kind, end, confidence, Math.round(ms), rationale.slice(0, 90)];
  });
  return renderTable([["module", "mistake", "what was meant", "end", "", "ms", "said"], ...rows]);
}

/**
 * Keys: `repaired_percent` of the mistakes that can be undone (the same text again or the same program),
 * `wrong_percent` of all mistakes (another program was proposed), `wrong_certain_percent` (the same, and the engine was
 * certain: no gate would ask for a test), `exact_percent`, `trials`, `median_ms`, `max_ms`.
 */
export async function run(): Promise<Measurement> {
  const root = await mkdtemp(path.join(tmpdir(), "assay-bench-"));
  try {
    for (const name of ["src", "package.json"])
      await cp(path.join(PROJECT, name), path.join(root, name), { recursive: true });
    const config = await readFile(path.join(PROJECT, "tsconfig.json"), "utf8");
    await writeFile(path.join(root, "tsconfig.json"), config.replace(/"include": \[[^\]]*\]/u, '"include": ["src"]'));
    await symlink(path.join(PROJECT, "node_modules"), path.join(root, "node_modules"), "dir");
    const engine = createEmbeddedEngine();
    const all: Trial[] = [];
    for (const module of MODULES) all.push(...(await breakAndMend(engine, root, module)));
    const trials = all.filter(({ end }) => end !== "unbroken");
    if (trials.length === 0) throw new Error("no module could be broken");
    const share = (part: readonly Trial[], of: readonly Trial[]): number => (part.length / of.length) * 100;
    const undoable = trials.filter(({ kind }) => kind === "undoable");
    const wrong = trials.filter(({ end }) => end === "wrong");
    const times = trials.map(({ ms }) => ms);
    return {
      table: renderTrials(all),
      keys: {
        repaired_percent: share(
          undoable.filter(({ end }) => end === "repaired" || end === "plausible"),
          undoable,
        ),
        exact_percent: share(
          undoable.filter(({ end }) => end === "repaired"),
          undoable,
        ),
        wrong_percent: share(wrong, trials),
        wrong_certain_percent: share(
          wrong.filter(({ confidence }) => confidence === "certain"),
          trials,
        ),
        trials: trials.length,
        median_ms: median(times),
        max_ms: Math.max(...times),
      },
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
