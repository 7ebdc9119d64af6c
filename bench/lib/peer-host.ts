/**
 * Runs a client against a counting endpoint and prints what arrived. Meant to be started in a network namespace that has
 * nothing but loopback, so that a client can talk to nobody else, whatever it tries.
 *
 * Usage: `node bench/lib/peer-host.ts SPEC.json`.
 */
import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { startCountingEndpoint } from "./counting-endpoint.ts";

/** `{url}` in arguments, environment and files stands for the endpoint's base URL, `{origin}` for its address alone. */
const peerSpec = z.object({
  file: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  cwd: z.string(),
  /** Text by absolute path; written before the start. */
  files: z.record(z.string(), z.string()),
  /** Tool calls of each reply. */
  script: z.array(z.array(z.object({ name: z.string(), args: z.unknown().optional(), input: z.string().optional() }))),
  limitMs: z.number(),
});
export type PeerSpec = z.infer<typeof peerSpec>;

/** What is printed, as JSON on one line. */
export const peerResult = z.object({
  startedAt: z.number(),
  arrivals: z.array(z.object({ at: z.number(), path: z.string(), body: z.string() })),
  code: z.number().nullable(),
  /** The end of what the client printed. */
  output: z.string(),
});
type PeerResult = z.infer<typeof peerResult>;

async function host(spec: PeerSpec): Promise<PeerResult> {
  await using endpoint = await startCountingEndpoint(
    spec.script.map((calls) => calls.map(({ name, args, input }) => ({ name, args, ...(input && { input }) }))),
  );
  const filled = (text: string): string =>
    text.replaceAll("{url}", endpoint.url).replaceAll("{origin}", new URL(endpoint.url).origin);
  for (const [file, text] of Object.entries(spec.files)) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, filled(text));
  }
  const env = Object.fromEntries(Object.entries(spec.env).map(([name, value]) => [name, filled(value)]));
  const startedAt = performance.now();
  const child = spawn(spec.file, spec.args.map(filled), { cwd: spec.cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(-2000)));
  }
  const limit = setTimeout(() => child.kill("SIGKILL"), spec.limitMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearTimeout(limit);
  return { startedAt, arrivals: [...endpoint.arrivals], code, output };
}

const [file] = process.argv.slice(2);
if (file !== undefined && path.basename(process.argv[1] ?? "") === "peer-host.ts") {
  const spec = peerSpec.parse(JSON.parse(await readFile(file, "utf8")));
  const result = await host(spec);
  // What a client has left running must not keep this process from ending.
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
}
