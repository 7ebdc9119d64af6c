/**
 * What is sent for one task of the sample repository: the fixed part of the first request (system message and tools),
 * the bytes of the whole task, and the time from the start to the first request. The same task is given to a peer on
 * the same endpoint (pi, the leanest known one), which the benchmark installs. Both models go the shortest way: Assay's
 * plans, edits and finishes in one reply, since the file is in the task; the peer's has to read the file first, edits it
 * and says that it is done.
 */
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { fixedBytes, startCountingEndpoint, type Arrival, type EndpointCall } from "./lib/counting-endpoint.ts";
import { renderTable, type Measurement } from "./lib/measurement.ts";
import { PROJECT, gitEnvironment, runGit, writeSample } from "../scripts/sample.ts";

const TARGET = "src/shipping.ts";
const CALLS: readonly EndpointCall[] = [
  { name: "plan", args: { steps: ["keep the most"], files: [TARGET], risks: [], verify: "types and tests" } },
  {
    name: "edit",
    args: {
      path: TARGET,
      edits: [{ old: "byWeight + (rule.centsPerMile ?? 0)", new: "Math.min(byWeight, rule.maxCents)" }],
    },
  },
  { name: "finish", args: { rationale: "The most is kept.", confidence: "high", look_at: [] } },
];
const PEER_CALLS: readonly (readonly EndpointCall[])[] = [
  [{ name: "read", args: { path: TARGET } }],
  [
    {
      name: "edit",
      args: {
        path: TARGET,
        edits: [{ oldText: "byWeight + (rule.centsPerMile ?? 0)", newText: "Math.min(byWeight, rule.maxCents)" }],
      },
    },
  ],
];
const TASK = `Fix the type errors of ${TARGET}: Property 'centsPerMile' does not exist on type 'ShippingRule'.`;

/** What one client came to. */
interface Figures {
  readonly name: string;
  readonly fixed: number;
  readonly task: number;
  readonly firstMs: number;
}

function toFigures(name: string, arrivals: readonly Arrival[], started: number): Figures {
  const [first] = arrivals;
  if (first === undefined) throw new Error(`${name} sent nothing`);
  const task = arrivals.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
  return { name, fixed: fixedBytes(first.body), task, firstMs: first.at - started };
}

async function runToEnd(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<void> {
  const child = spawn(file, args, {
    cwd,
    env: { ...gitEnvironment(), ...env },
    stdio: "ignore",
  });
  const limit = setTimeout(() => child.kill("SIGKILL"), 180_000);
  await new Promise((resolve) => child.on("close", resolve));
  clearTimeout(limit);
}

async function measureAssay(directory: string): Promise<Figures> {
  await using endpoint = await startCountingEndpoint([CALLS]);
  const { root } = await writeSample(path.join(directory, "assay"));
  const policy = path.join(root, ".github", "assay.yml");
  const own = await readFile(policy, "utf8");
  await runGit(root, ["checkout", "--quiet", "main"]);
  await writeFile(policy, `${own}model: { provider: custom, base-url: "${endpoint.url}", name: bench }\n`);
  await runGit(root, ["-c", "commit.gpgSign=false", "commit", "--quiet", "-am", "Policy"]);
  await runGit(root, ["checkout", "--quiet", "feature"]);
  await runGit(root, ["-c", "commit.gpgSign=false", "rebase", "--quiet", "main"]);
  const started = performance.now();
  const cli = path.join(PROJECT, "dist", "cli", "index.js");
  await runToEnd(process.execPath, [cli, "run", "--engine", "model", "--paths", TARGET, "--publish", "none"], root, {});
  return toFigures("assay", endpoint.arrivals, started);
}

async function measurePi(directory: string): Promise<Figures> {
  const home = path.join(directory, "home");
  const install = path.join(directory, "pi");
  await mkdir(path.join(home, ".pi", "agent"), { recursive: true });
  await mkdir(install);
  await writeFile(path.join(install, "package.json"), "{}");
  const npm = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "@mariozechner/pi-coding-agent"];
  await promisify(execFile)("npm", npm, { cwd: install, timeout: 300_000 });
  await using endpoint = await startCountingEndpoint(PEER_CALLS);
  const provider = {
    baseUrl: endpoint.url,
    api: "openai-completions",
    apiKey: "none",
    models: [{ id: "bench", contextWindow: 128_000, maxTokens: 4096 }],
  };
  await writeFile(path.join(home, ".pi", "agent", "models.json"), JSON.stringify({ providers: { bench: provider } }));
  const { root } = await writeSample(path.join(directory, "peer"));
  const started = performance.now();
  const pi = path.join(install, "node_modules", ".bin", "pi");
  await runToEnd(pi, ["--provider", "bench", "--model", "bench", "--no-session", "-p", TASK], root, { HOME: home });
  return toFigures("pi", endpoint.arrivals, started);
}

/** Measures Assay and the peer. */
export async function run(): Promise<Measurement> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-tokens-"));
  try {
    const assay = await measureAssay(directory);
    const peer = await measurePi(directory);
    const rows = [assay, peer].map(({ name, fixed, task, firstMs }) => [name, fixed, task, Math.round(firstMs)]);
    return {
      table: renderTable([["client", "fixed bytes", "task bytes", "first request, ms"], ...rows]),
      keys: {
        fixed_bytes: assay.fixed,
        task_bytes_ratio: assay.task / peer.task,
        first_request_ratio: assay.firstMs / peer.firstMs,
      },
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
