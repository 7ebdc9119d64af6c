/**
 * What is sent for one task of the sample repository: the fixed part of the first request (system message and tools), the
 * bytes of the whole task, and the time from the start to the first request. The same task is given to other agents on
 * the same endpoint; the benchmark installs them, and none can reach any other address. All models go the shortest way:
 * Assay's plans, edits and finishes in one reply, since the file is in the task; the others' have to read the file
 * first, edit it and say that it is done. The time to the first request is compared on docs, where nobody has to know
 * anything before: what is wrong with a file Assay asks the repository's own tools, which the others are told in words.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { PROJECT, gitEnvironment, writeSample } from "../scripts/sample.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";
import { LIMIT_MS, installedMegabytes, measureClient, type Figures, type Measured } from "./tokens/measure.ts";
import { NEW, OLD, PEERS, TARGET, wordsOf, type Peer, type TaskKind } from "./tokens/peers.ts";

/** Starts of each client; the time to the first request is the middle one. */
const ROUNDS = 3;

const CALLS = [
  { name: "plan", args: { steps: ["keep the most"], files: [TARGET], risks: [], verify: "types and tests" } },
  { name: "edit", args: { path: TARGET, edits: [{ old: OLD, new: NEW }] } },
  { name: "finish", args: { rationale: "The most is kept.", confidence: "high", look_at: [] } },
];
const TASKS: readonly TaskKind[] = ["fix", "docs"];
const NOTHING_TO_DO = [{ name: "decline", args: { reason: "It is documented well." } }];

/** One line of the table. */
interface Row {
  readonly name: string;
  readonly task: TaskKind;
  readonly megabytes: number;
  readonly measured: Measured;
}

/** The rounds of one client as one: bytes are the same each time, the time is the middle one. */
function combine(rounds: readonly Measured[]): Measured {
  const done = rounds.filter((round) => round.ok);
  const [first] = done;
  if (first === undefined) return rounds[0] ?? { ok: false, reason: "was not started" };
  return { ...first, figures: { ...first.figures, firstMs: median(done.map(({ figures }) => figures.firstMs)) } };
}

async function measureAssay(directory: string, kind: TaskKind, round: number): Promise<Measured> {
  const place = path.join(directory, `assay-${kind}-${round}`);
  const { root } = await writeSample(place);
  const own = await readFile(path.join(root, ".github", "assay.yml"), "utf8");
  const policy = own.replace(/^tasks:.*$/mu, "tasks: [fix, docs]").replace("tasks: [fix]\n", "tasks: [fix, docs]\n");
  const cli = path.join(PROJECT, "dist", "cli", "index.js");
  const rest = ["--engine", "model", "--policy", "bench.yml", "--publish", "none"];
  const spec = {
    file: process.execPath,
    args: [cli, "run", "--tasks", kind, "--paths", TARGET, ...rest],
    env: gitEnvironment(),
    cwd: root,
    files: {
      [path.join(root, "bench.yml")]: `${policy}model: { provider: custom, base-url: "{url}", name: bench }\n`,
    },
    script: [kind === "fix" ? CALLS : NOTHING_TO_DO],
    limitMs: LIMIT_MS,
  };
  return measureClient(spec, path.join(directory, `assay-${kind}-${round}.json`));
}

async function install(peer: Peer, directory: string): Promise<string | undefined> {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "package.json"), "{}");
  const npm = ["install", "--ignore-scripts", "--no-audit", "--no-fund", peer.package];
  try {
    await promisify(execFile)("npm", npm, { cwd: directory, timeout: 300_000 });
    return undefined;
  } catch (error) {
    return `could not be installed: ${error instanceof Error ? error.message.slice(-200) : String(error)}`;
  }
}

async function measurePeer(peer: Peer, directory: string, kind: TaskKind, round: number): Promise<Measured> {
  const name = `${peer.name}-${kind}-${round}`;
  const { root } = await writeSample(path.join(directory, name));
  const home = path.join(directory, `${name}-home`);
  await mkdir(home, { recursive: true });
  const started = peer.start({ install: path.join(directory, peer.name), home, root, words: wordsOf(kind) });
  // Of docs the model says at once that they are fine: Assay's and theirs.
  const script = kind === "fix" ? started.script : [];
  const measured = await measureClient(
    { ...started, script, cwd: root, limitMs: LIMIT_MS },
    path.join(directory, `${name}.json`),
  );
  if (!measured.ok || kind === "docs") return measured;
  const after = await readFile(path.join(root, TARGET), "utf8");
  if (after.includes(NEW)) return measured;
  return { ok: false, reason: `did not carry out the edit that its model asked for: ${measured.output}` };
}

async function measureAll(directory: string): Promise<readonly Row[]> {
  const installed = new Map<Peer, string | undefined>();
  for (const peer of PEERS) installed.set(peer, await install(peer, path.join(directory, peer.name)));
  const rounds = new Map<string, Measured[]>();
  const note = (name: string, measured: Measured): void => {
    rounds.set(name, [...(rounds.get(name) ?? []), measured]);
  };
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const kind of round === 1 ? TASKS : (["docs"] as const)) {
      note(`assay ${kind}`, await measureAssay(directory, kind, round));
      for (const [peer, reason] of installed) {
        const measured =
          reason === undefined ? measurePeer(peer, directory, kind, round) : { ok: false as const, reason };
        note(`${peer.name} ${kind}`, await measured);
      }
    }
  }
  const own = await installedMegabytes(path.join(PROJECT, "dist"));
  const of = (name: string): Measured => combine(rounds.get(name) ?? []);
  const peers: Row[] = [];
  for (const [{ name }, reason] of installed) {
    const megabytes =
      reason === undefined ? await installedMegabytes(path.join(directory, name, "node_modules")) : Number.NaN;
    for (const task of TASKS) peers.push({ name, task, megabytes, measured: of(`${name} ${task}`) });
  }
  return [...TASKS.map((task) => ({ name: "assay", task, megabytes: own, measured: of(`assay ${task}`) })), ...peers];
}

function renderRow({ name, task, megabytes, measured }: Row): readonly (string | number)[] {
  const size = Math.round(megabytes);
  if (!measured.ok) return [name, task, "", "", "", "", size, measured.reason];
  const { fixedBytes, taskBytes, requests, firstMs } = measured.figures;
  return [name, task, fixedBytes, taskBytes, requests, Math.round(firstMs), size, ""];
}

/** Figures of the peers that did a task. */
function peersOf(rows: readonly Row[], task: TaskKind): readonly Figures[] {
  const own = rows.filter((row) => row.name !== "assay" && row.task === task);
  return own.flatMap(({ measured }) => (measured.ok ? [measured.figures] : []));
}

function figuresOf(rows: readonly Row[], name: string, task: TaskKind): Figures {
  const found = rows.find((row) => row.name === name && row.task === task)?.measured;
  if (found?.ok !== true) throw new Error(`${name} could not be measured: ${found?.reason ?? "it was not started"}`);
  return found.figures;
}

/** Measures Assay and the peers. */
export async function run(): Promise<Measurement> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-tokens-"));
  try {
    const rows = await measureAll(directory);
    const fix = figuresOf(rows, "assay", "fix");
    const docs = figuresOf(rows, "assay", "docs");
    const peers = peersOf(rows, "fix");
    const leanest = Math.min(...peers.map(({ taskBytes }) => taskBytes));
    const fastest = Math.min(...peersOf(rows, "docs").map(({ firstMs }) => firstMs));
    const head = ["client", "task", "fixed bytes", "task bytes", "requests", "first request, ms", "MB", "note"];
    return {
      table: renderTable([head, ...rows.map(renderRow)]),
      keys: {
        fixed_bytes: fix.fixedBytes,
        // Without a peer there is nothing to compare with.
        task_bytes_ratio: peers.length === 0 ? "not-measured" : fix.taskBytes / leanest,
        first_request_ratio: !Number.isFinite(fastest) ? "not-measured" : docs.firstMs / fastest,
        peers: peers.length,
      },
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
