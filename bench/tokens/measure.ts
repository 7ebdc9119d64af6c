import { execFile } from "node:child_process";
import { readdir, lstat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { fixedBytes } from "../lib/counting-endpoint.ts";
import { peerResult, type PeerSpec } from "../lib/peer-host.ts";
import { PROJECT } from "../../scripts/sample.ts";

/** What one client came to on one task. */
export interface Figures {
  readonly fixedBytes: number;
  readonly taskBytes: number;
  readonly requests: number;
  readonly firstMs: number;
}

export type Measured =
  | {
      readonly ok: true;
      readonly figures: Figures;
      /** The end of what the client printed. */
      readonly output: string;
    }
  | { readonly ok: false; readonly reason: string };

const HOST = path.join(PROJECT, "bench", "lib", "peer-host.ts");
/** Milliseconds that one client may take. */
export const LIMIT_MS = 120_000;

/** Runs a client where there is no network but loopback. Never lets it run anywhere else. */
export async function measureClient(spec: PeerSpec, specFile: string): Promise<Measured> {
  await writeFile(specFile, JSON.stringify(spec));
  const alone = ["--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", "--"];
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", HOST, specFile];
  const options = { timeout: spec.limitMs + 30_000, maxBuffer: 64 * 1024 * 1024 };
  let printed: string;
  try {
    printed = (await promisify(execFile)("bwrap", [...alone, ...node], options)).stdout;
  } catch (error) {
    const said = error instanceof Error ? (error.message.split("\n").at(-2) ?? error.message) : String(error);
    return { ok: false, reason: `could not be run apart from the network by bubblewrap: ${said.slice(0, 200)}` };
  }
  const { arrivals, startedAt, code, output } = peerResult.parse(JSON.parse(printed));
  const first = arrivals.find(({ body }) => body.includes('"tools"')) ?? arrivals[0];
  if (first === undefined) {
    return { ok: false, reason: `sent nothing to the endpoint (exit code ${code}): ${output.trim().slice(-200)}` };
  }
  const taskBytes = arrivals.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
  const firstMs = (arrivals[0] ?? first).at - startedAt;
  const figures = { fixedBytes: fixedBytes(first.body), taskBytes, requests: arrivals.length, firstMs };
  return { ok: true, figures, output: output.trim().replaceAll(/\s+/gu, " ").slice(-200) };
}

/** Bytes of the regular files below a directory, in megabytes. */
export async function installedMegabytes(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await lstat(path.join(entry.parentPath, entry.name))).size;
  }
  return bytes / 1_000_000;
}
