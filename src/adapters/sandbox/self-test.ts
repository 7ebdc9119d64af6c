import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { join } from "node:path";
import { ISOLATION_LEVELS } from "../../domain/command.ts";
import type { CommandResult, IsolationLevel } from "../../domain/command.ts";
import { ownPrefix } from "../git/run-directory.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { ceilingOf } from "./mechanism.ts";
import type { Mechanism } from "./mechanism.ts";
import { FORK_PROBE, FORK_PROBE_LIMIT, PROBE_SOURCE } from "./probe-source.ts";
import type { ProbeAnswers, ProbeTargets } from "./probe-source.ts";
import { runFenced } from "./runner.ts";
import type { RunnerContext, RunRequest } from "./runner.ts";
import { removeTree } from "./scratch.ts";

/** The questions of the self-test. */
export const PROBE_NAMES = [
  "environment",
  "writing",
  "privileges",
  "network",
  "processes",
  "forks",
  "reading",
  "nesting",
] as const;
export type ProbeName = (typeof PROBE_NAMES)[number];

/** One question that the self-test put to the sandbox, and what it measured. */
export interface SelfTestFinding {
  readonly probe: ProbeName;
  readonly held: "yes" | "no" | "not-measured";
  readonly detail: string;
}

/** What has to have held for a level, each on top of the ones before. */
const REQUIRED: Readonly<Record<IsolationLevel, readonly ProbeName[]>> = {
  L0: [],
  L1: ["environment", "writing", "privileges"],
  L2: ["network", "processes", "forks"],
  L3: ["reading", "nesting"],
};

/** The highest level up to `ceiling` whose probes, and those of all levels below, held. What was not measured did not hold. */
export function toLevel(findings: readonly SelfTestFinding[], ceiling: IsolationLevel): IsolationLevel {
  const held = new Set(findings.filter((finding) => finding.held === "yes").map((finding) => finding.probe));
  let reached: IsolationLevel = "L0";
  for (const level of ISOLATION_LEVELS) {
    if (!REQUIRED[level].every((probe) => held.has(probe))) return reached;
    reached = level;
    if (level === ceiling) return reached;
  }
  return reached;
}

async function listen(server: Server, where: number | string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", reject);
  const done = (): void => {
    resolve(undefined);
  };
  if (typeof where === "number") server.listen(where, "127.0.0.1", done);
  else server.listen(where, done);
  await promise;
}

/** Listeners and files that the probe tries to reach, ours for the time of the test. */
async function openTargets(directory: string): Promise<{ readonly targets: ProbeTargets; readonly close: () => void }> {
  const servers = [createServer(), createServer(), createServer()] as const;
  const abstractName = directory;
  const socketPath = join(directory, "s");
  const outsideFile = join(directory, "canary");
  await writeFile(outsideFile, "canary", { mode: 0o644 });
  await listen(servers[0], 0);
  if (process.platform === "linux") await listen(servers[1], `\0${abstractName}`);
  await listen(servers[2], socketPath);
  await chmod(socketPath, 0o777);
  const address = servers[0].address();
  const stat = await readFile("/proc/self/stat", "utf8").catch(() => "");
  return {
    targets: {
      pid: process.pid,
      startTime: stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "",
      port: typeof address === "object" && address !== null ? address.port : 0,
      abstractName,
      socketPath,
      outsideFile,
    },
    close() {
      for (const server of servers) server.close();
    },
  };
}

function parseAnswers(text: string): ProbeAnswers | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const entries = Object.entries(value).map(([name, list]): [string, readonly string[]] => [
      name,
      Array.isArray(list) ? list.map(String) : ["unreadable answer"],
    ]);
    return Object.fromEntries(entries);
  } catch {
    // The probe did not get to its end: nothing was measured.
    return undefined;
  }
}

function failureOf(result: CommandResult): string {
  const { end } = result;
  if (end.type === "not-started") return end.reason;
  const code = end.type === "exited" ? `exit code ${end.code}` : end.type;
  return `the probe did not answer (${code}): ${result.stderr.trim().slice(0, 300)}`;
}

function toFinding(probe: ProbeName, answers: ProbeAnswers | undefined, failure: string): SelfTestFinding {
  const breaches = answers?.[probe];
  if (breaches === undefined) return { probe, held: "not-measured", detail: failure };
  if (breaches.length === 0) return { probe, held: "yes", detail: "tried and refused" };
  return { probe, held: "no", detail: breaches.slice(0, 3).join("; ") };
}

function toForkFinding(result: CommandResult): SelfTestFinding {
  const probe = "forks";
  if (!result.stdout.startsWith("begin")) return { probe, held: "not-measured", detail: failureOf(result) };
  if (result.stdout.includes("survived")) {
    return { probe, held: "no", detail: `40 processes were started where ${FORK_PROBE_LIMIT} are allowed` };
  }
  return { probe, held: "yes", detail: `no more than ${FORK_PROBE_LIMIT} processes where that many are allowed` };
}

function probeRequests(
  mechanism: Mechanism,
  workspaceRoot: string,
  targets: ProbeTargets,
  node: string,
): readonly [RunRequest, RunRequest] {
  const place = { workspaceRoot, linked: [] };
  const spec = { timeoutMs: 5000, outputLimit: 64 * 1024 };
  const args = ["-e", PROBE_SOURCE, "--", JSON.stringify(targets)];
  return [
    {
      mechanism,
      place,
      limits: DEFAULT_LIMITS,
      spec: { ...spec, command: { type: "argv", file: node, args } },
    },
    {
      mechanism,
      place,
      limits: { ...DEFAULT_LIMITS, processes: FORK_PROBE_LIMIT },
      spec: { ...spec, command: { type: "shell", line: FORK_PROBE } },
    },
  ];
}

/** What was measured of one mechanism. */
export interface Measured {
  readonly mechanism: Mechanism;
  readonly level: IsolationLevel;
  readonly findings: readonly SelfTestFinding[];
}

/** Sends hostile commands through a mechanism and looks at what they managed; takes about as long as two launches of Node. */
export async function measure(mechanism: Mechanism, context: RunnerContext): Promise<Measured> {
  const directory = await mkdtemp(join(context.parent, ownPrefix("probe")));
  try {
    // Open to everybody: a probe must fail at the fence, not at the mode of our directory.
    await chmod(directory, 0o755);
    const { targets, close } = await openTargets(directory);
    try {
      const places = [join(directory, "a"), join(directory, "b")] as const;
      for (const place of places) await mkdir(place);
      const requests = places.map((place) => probeRequests(mechanism, place, targets, context.node));
      const [first, second] = [requests[0]?.[0], requests[1]?.[1]];
      if (first === undefined || second === undefined) throw new Error("unreachable");
      const [result, forks] = await Promise.all([runFenced(first, context, "L0"), runFenced(second, context, "L0")]);
      const answers = parseAnswers(result.stdout);
      const failure = answers === undefined ? failureOf(result) : "the probe said nothing of it";
      const findings = PROBE_NAMES.map((probe) =>
        probe === "forks" ? toForkFinding(forks) : toFinding(probe, answers, failure),
      );
      return { mechanism, findings, level: toLevel(findings, ceilingOf(mechanism)) };
    } finally {
      close();
    }
  } finally {
    await removeTree(directory);
  }
}
