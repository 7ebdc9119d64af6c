import { runBaseline } from "../../src/check/baseline.ts";
import type { GateSubject } from "../../src/check/gate.ts";
import { GATES } from "../../src/check/gates/index.ts";
import { runGates } from "../../src/check/run-gates.ts";
import { GATE_NAMES, type GateName, type GateResult } from "../../src/domain/gate.ts";
import type { GateSetting, Policy } from "../../src/domain/policy.ts";
import type { Confidence } from "../../src/domain/proposal.ts";
import type { BaselineRecord } from "../../src/domain/report.ts";
import type { Task } from "../../src/domain/task.ts";
import { fileChange, gates, policy } from "./subjects.ts";
import { PROJECT } from "./project-files.ts";
import { rememberRuns } from "./remember-runs.ts";
import { createTempWorkspace } from "./temp-workspace.ts";

/** A case: what the repository is, what is changed in it, which gates are on. */
export interface Case {
  /** Files of the sample project that are different, or not there (null), before anything is changed. */
  readonly base?: Readonly<Record<string, string | null>>;
  readonly task: Task;
  /** New text by path; null deletes. */
  readonly change: Readonly<Record<string, string | null>>;
  readonly on: readonly GateName[];
  readonly setting?: GateSetting;
  readonly commands?: Policy["commands"];
  readonly limits?: Partial<Policy["limits"]>;
  readonly scope?: GateSubject["scope"];
  readonly failing?: string;
  readonly confidence?: Confidence;
  readonly protectedBy?: (path: string) => string | undefined;
  readonly signal?: AbortSignal;
}

/** What was said, before and after. */
export interface Judged {
  readonly records: readonly BaselineRecord[];
  readonly results: readonly GateResult[];
  /** Shell lines run after the baseline. */
  readonly lines: readonly string[];
}

/** Whether tools say the same of the same files: stability is about those that do not. */
function isRepeatable({ on }: Case): boolean {
  return !on.includes("stability");
}

/** Runs the baseline and then the gates on a real directory with real tools. */
export async function judge(given: Case): Promise<Judged> {
  const files: Record<string, string> = { ...PROJECT };
  for (const [name, text] of Object.entries(given.base ?? {})) {
    if (text === null) Reflect.deleteProperty(files, name);
    else files[name] = text;
  }
  await using place = await createTempWorkspace(files);
  const workspace = isRepeatable(given) ? rememberRuns(place) : place;
  const levels: Partial<Record<GateName, GateSetting>> = {};
  for (const name of GATE_NAMES) {
    levels[name] = given.on.includes(name) ? (given.setting ?? { level: "required" }) : { level: "off" };
  }
  const general = policy();
  const used = policy({
    gates: gates(levels),
    commands: given.commands ?? general.commands,
    limits: { ...general.limits, ...given.limits },
  });
  const named = given.failing === undefined ? {} : { failing: given.failing };
  const baseline = await runBaseline({ workspace, policy: used, tasks: [given.task], ...named });
  await workspace.reset();
  const changes = Object.entries(given.change).map(([name, text]) => fileChange(name, files[name], text ?? undefined));
  await workspace.apply(changes);
  const before = workspace.lines.length;
  let time = 0;
  const results = await runGates(
    {
      subject: {
        scope: given.scope ?? "candidate",
        tasks: [given.task],
        files: changes,
        ...(given.confidence && { confidence: given.confidence }),
      },
      policy: used,
      rules: [],
      protectedBy: given.protectedBy ?? (() => undefined),
      workspace,
      baseline,
      ...named,
      clock: { monotonic: () => (time += 5), now: () => new Date(0) },
      signal: given.signal ?? new AbortController().signal,
    },
    GATES,
  );
  return { records: baseline.records, results, lines: workspace.lines.slice(before) };
}
