import type { CommandRecord } from "../domain/command.ts";
import type { Diagnostic } from "../domain/diagnostic.ts";
import type { Figures, GateName } from "../domain/gate.ts";
import type { Policy } from "../domain/policy.ts";
import type { BaselineRecord } from "../domain/report.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Task } from "../domain/task.ts";
import { HELD_AGAIN_MS, watchHolds } from "../probe/held/watch-holds.ts";
import type { Events, Workspace } from "../ports.ts";
import { toTestDiagnostics } from "./compare-tests.ts";
import { toPercent, totalLines } from "./coverage-figures.ts";
import { WHOLE } from "./expand-line.ts";
import { toGateSetting } from "./gate-setting.ts";
import type { Coverage } from "./parse/coverage.ts";
import type { Reading } from "./reading.ts";
import { runDiagnostics, type Findings } from "./run-diagnostics.ts";
import { runFailing, type FailingRun } from "./run-failing.ts";
import { runCoverage, runTests, type TestRun } from "./run-tests.ts";
import { createToolRunner, type ToolRunner } from "./tool-runner.ts";

/** What the repository's tools say of the untouched tree; candidates are compared with it. */
export interface Baseline {
  /** For the report, in the order of the gates. */
  readonly records: readonly BaselineRecord[];
  readonly lint: Reading<Findings>;
  readonly types: Reading<Findings>;
  /** What the formatter is not content with; absent where no fix could ask for it. */
  readonly format?: Reading<Findings>;
  readonly tests: Reading<TestRun>;
  readonly coverage: Reading<Coverage>;
  /** Absent where no failing check was named. */
  readonly failing?: Reading<FailingRun>;
  /** What linter and type checker say of a file, in the order in which they say it. */
  diagnosticsOf(path: string): readonly Diagnostic[];
  /** Whether the formatter is content with a file; undefined where it was not asked about it, or could not say. */
  isFormatted?(path: string): boolean | undefined;
  /** Paths that the tools change even on the untouched tree: such a change says nothing about a candidate. */
  readonly strays: ReadonlySet<string>;
}

/** A run of the failing check on the untouched tree, and the paths that it changes there. */
export interface ReproducedRun {
  readonly reading: Extract<Reading<FailingRun>, { type: "read" }>;
  readonly strays: ReadonlySet<string>;
  /** Files with a loop that holds the check up for ever, so that it had to be ended there; empty: it ends by itself. */
  readonly held: readonly RepoPath[];
}

/** What {@link runBaseline} needs. */
export interface BaselineOptions {
  /** Untouched; what the tools leave in it is for the caller to reset. */
  readonly workspace: Workspace;
  readonly policy: Policy;
  readonly tasks: readonly Task[];
  readonly failing?: string;
  /** What the failing check has done on this very tree already: then it is not started again. */
  readonly reproduced?: ReproducedRun;
  readonly events?: Events;
  readonly signal?: AbortSignal;
  /** Told what linter and type checker say of a file as soon as both have; the tests may still run. */
  readonly onStatics?: (diagnosticsOf: Baseline["diagnosticsOf"]) => void;
}

/** As many diagnostics as the report keeps of a red baseline. */
const KEPT_DIAGNOSTICS = 100;

/**
 * Runs linter, type checker and tests with coverage once each on the untouched tree, two at a time: the static ones
 * beside the tests. Never throws for what a tool does: a tool that cannot run gives an errored record.
 */
export async function runBaseline(options: BaselineOptions): Promise<Baseline> {
  const { policy, tasks, failing, reproduced, events, signal } = options;
  const isHeld = (reproduced?.held.length ?? 0) > 0;
  const workspace = isHeld ? watchHolds(options.workspace, HELD_AGAIN_MS).workspace : options.workspace;
  const tools = createToolRunner({
    workspace,
    commandSeconds: policy.limits.commandSeconds,
    ...(signal === undefined ? {} : { signal }),
  });
  const announce = (record: BaselineRecord): BaselineRecord => {
    events?.emit({ type: "baseline", record });
    return record;
  };
  const on = (name: GateName): boolean => isFaced(policy, tasks, name);
  const [[statics, format], dynamics] = await Promise.all([
    runStatics(tools, { policy, tasks, on, announce }).then(async (found) => {
      options.onStatics?.(toDiagnosticsOf(found.readings));
      return [found, await runFormat(tools, policy, tasks)] as const;
    }),
    runDynamics(tools, { policy, on, announce, ...(failing && { failing }), ...(reproduced && { reproduced }) }),
  ]);
  const readings = { ...statics.readings, ...dynamics.readings, ...(format === undefined ? {} : { format }) };
  return {
    ...readings,
    records: [...statics.records, ...dynamics.records],
    diagnosticsOf: toDiagnosticsOf(readings),
    isFormatted: (path) => isFormatted(format, path),
    strays: new Set([...(tools.launched() > 0 ? await workspace.strayChanges() : []), ...(reproduced?.strays ?? [])]),
  };
}

function toDiagnosticsOf({ lint, types }: Pick<Baseline, "lint" | "types">): Baseline["diagnosticsOf"] {
  const found = [lint, types].flatMap((reading) => (reading.type === "read" ? reading.value.diagnostics : []));
  return (path) => found.filter((diagnostic) => diagnostic.path === path);
}

function isFormatted(format: Reading<Findings> | undefined, path: string): boolean | undefined {
  if (format?.type !== "read" || format.value.files?.includes(path) === false) return undefined;
  return !format.value.diagnostics.some((diagnostic) => diagnostic.path === undefined || diagnostic.path === path);
}

/** Whether a task's candidates will face the gate: a command that no gate asks is not run. */
function isFaced(policy: Policy, tasks: readonly Task[], name: GateName): boolean {
  return tasks.some(({ rule }) => {
    const rules = policy.rules.slice(rule, rule + 1);
    return toGateSetting(name, policy, rules, "candidate").level !== "off";
  });
}

interface Parts {
  readonly policy: Policy;
  readonly on: (name: GateName) => boolean;
  readonly announce: (record: BaselineRecord) => BaselineRecord;
}

const OFF = { type: "absent", reason: "switched off in the policy" } as const;

async function runStatics(
  tools: ToolRunner,
  { policy, tasks, on, announce }: Parts & { readonly tasks: readonly Task[] },
): Promise<{ readonly readings: Pick<Baseline, "lint" | "types">; readonly records: readonly BaselineRecord[] }> {
  const lint = on("lint") ? await runDiagnostics(tools, policy, "lint", await existing(tools, tasks)) : OFF;
  const lintRecord = announce(toRecord("lint", lint, describeFindings));
  const types = on("types") ? await runDiagnostics(tools, policy, "types", []) : OFF;
  const typesRecord = announce(toRecord("types", types, describeFindings));
  return { readings: { lint, types }, records: [lintRecord, typesRecord] };
}

/** A fix may be that a file is formatted: then it has to be known which targets were not. */
async function runFormat(
  tools: ToolRunner,
  policy: Policy,
  tasks: readonly Task[],
): Promise<Reading<Findings> | undefined> {
  const fixes = tasks.filter(({ kind }) => kind === "fix");
  if (fixes.length === 0 || policy.commands.format?.fix === undefined) return undefined;
  return runDiagnostics(tools, policy, "format", await existing(tools, fixes));
}

/** The files that candidates may change and that are there now. */
async function existing(tools: ToolRunner, tasks: readonly Task[]): Promise<readonly string[]> {
  const paths = new Set(tasks.flatMap((task) => [task.target, ...task.writable]));
  const found: string[] = [];
  for (const path of [...paths].sort()) if ((await tools.read(path)) !== undefined) found.push(path);
  return found;
}

async function runDynamics(
  tools: ToolRunner,
  { policy, on, announce, failing, reproduced }: Parts & Pick<BaselineOptions, "failing" | "reproduced">,
): Promise<{
  readonly readings: Pick<Baseline, "tests" | "coverage" | "failing">;
  readonly records: readonly BaselineRecord[];
}> {
  const tests = on("tests") ? await runTests(tools, policy, WHOLE) : OFF;
  const records = [announce(toRecord("tests", tests, describeTests))];
  const coverage = on("coverage") ? await runCoverage(tools, policy, WHOLE) : OFF;
  records.push(announce(toRecord("coverage", coverage, describeCoverage)));
  if (failing === undefined) return { readings: { tests, coverage }, records };
  const red = reproduced?.reading ?? (await runFailing(tools, failing, policy));
  records.push(
    announce(toRecord("failing", red, ({ green }) => ({ red: green ? 0 : 1, figures: {}, diagnostics: [] }))),
  );
  return { readings: { tests, coverage, failing: red }, records };
}

/** What a value says for the record: how much of it is red, and the figures. */
interface Described {
  readonly red: number;
  readonly figures: Figures;
  readonly diagnostics: readonly Diagnostic[];
}

function toRecord<Value>(
  gate: GateName,
  reading: Reading<Value>,
  describe: (value: Value) => Described,
): BaselineRecord {
  const empty = { gate, durationMs: 0, figures: {}, commands: [], diagnostics: [] } as const;
  switch (reading.type) {
    case "absent":
      return { ...empty, status: "skipped", reason: reading.reason };
    case "errored": {
      const { commands } = reading;
      const reason = `${reading.reason}. ${reading.remedy}`;
      return { ...empty, status: "errored", reason, commands, durationMs: duration(commands) };
    }
    case "read": {
      const { commands } = reading;
      const { red, figures, diagnostics } = describe(reading.value);
      const kept = diagnostics.slice(0, KEPT_DIAGNOSTICS);
      const status = red > 0 ? "red" : "green";
      return { gate, status, durationMs: duration(commands), figures, commands, diagnostics: kept };
    }
  }
}

function duration(commands: readonly CommandRecord[]): number {
  return commands.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function describeFindings({ diagnostics }: Findings): Described {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  return { red: diagnostics.length, figures: { diagnostics: diagnostics.length, errors }, diagnostics };
}

function describeTests(run: TestRun): Described {
  if (run.detail === "verdict") return { red: run.green ? 0 : 1, figures: {}, diagnostics: [] };
  const diagnostics = toTestDiagnostics(run.report);
  const count = (status: string): number => run.report.tests.filter((test) => test.status === status).length;
  const figures = {
    total: run.report.tests.length,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    broken_files: run.report.broken.length,
  };
  return { red: diagnostics.length + (run.unexplained === undefined ? 0 : 1), figures, diagnostics };
}

function describeCoverage(coverage: Coverage): Described {
  const { covered, total } = totalLines(coverage, [...coverage.keys()]);
  return { red: 0, figures: { files: coverage.size, lines: toPercent({ covered, total }) }, diagnostics: [] };
}
