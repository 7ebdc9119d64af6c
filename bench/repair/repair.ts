import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { PROJECT } from "../../scripts/sample.ts";
import { createRepository } from "../../src/adapters/git/repository.ts";
import { createSandbox } from "../../src/adapters/sandbox/sandbox.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import { createEmbeddedEngine } from "../../src/propose/embedded/engine.ts";
import { compilerPolicy } from "../fix/workspace.ts";

const COMMAND = "npx jest";
export const TARGET = "src/solution.js";

/** What came of a repair: the mended text, or why there is none. */
export interface Mended {
  readonly text?: string;
  readonly confident: boolean;
  /** The rationale, or the reason for nothing. */
  readonly said: string;
}

/** Repairs the repository at a root. */
export type Repair = (root: string) => Promise<Mended>;

/** The search and its proof alone, in this process. */
export async function repairByEngine(root: string): Promise<Mended> {
  const env = { PATH: process.env["PATH"] ?? "", HOME: root };
  const repository = await createRepository({
    directory: root,
    env,
    sandbox: () => createSandbox({ env, minimum: "L0", hidden: [] }),
  });
  const { head } = await repository.subject({ base: "HEAD" });
  await using pool = await repository.openWorkspaces(head);
  await using workspace = await pool.create();
  const target = toRepoPath(TARGET);
  if (!target.ok) throw new Error(target.problem);
  const proposal = await createEmbeddedEngine().propose({
    task: { id: "fix", kind: "fix", target: target.path, writable: [target.path], reason: "", rule: 0 },
    attempt: 1,
    policy: compilerPolicy(),
    diagnostics: [],
    workspace,
    failing: { command: COMMAND, output: "", tests: ["test/solution.test.js"] },
    signal: new AbortController().signal,
  });
  if (proposal.type !== "proposed") return { confident: false, said: proposal.reason };
  const [edit] = proposal.edits;
  if (edit?.type !== "write") return { confident: false, said: "no edit" };
  return { text: edit.text, confident: proposal.confidence === "certain", said: proposal.rationale };
}

const outcomeSchema = z.object({
  type: z.string(),
  reason: z.string().optional(),
  rationale: z.string().optional(),
  patch: z.string().optional(),
  confidence: z.enum(["certain", "guess"]).optional(),
});
const reportSchema = z.object({ outcomes: z.array(outcomeSchema), notes: z.array(z.string()) });

function runCli(root: string, home: string): Promise<string> {
  const cli = path.join(PROJECT, "dist", "cli", "index.js");
  if (!existsSync(cli)) throw new Error(`there is no ${cli}: npm run build makes it`);
  const args = ["run", "--tasks", "fix", "--failing", COMMAND, "--base", "main", "--json"];
  const env = { PATH: process.env["PATH"] ?? "", HOME: home, CI: "true" };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd: root, env, maxBuffer: 64 * 1024 * 1024 }, (_, stdout) => {
      resolve(stdout);
    });
  });
}

/** The built command line with all that it does; its patch is applied to the repository by git. */
export function repairByCli(home: string): Repair {
  return async (root) => {
    const report = reportSchema.parse(JSON.parse(await runCli(root, home)));
    const outcome = report.outcomes.find(({ type }) => type === "accepted");
    if (outcome?.patch === undefined) {
      const [first] = report.outcomes;
      return { confident: false, said: first?.reason ?? first?.rationale ?? report.notes.join(" ") };
    }
    execFileSync("git", ["apply", "-"], { cwd: root, input: outcome.patch });
    return {
      text: await readFile(path.join(root, TARGET), "utf8"),
      confident: outcome.confidence === "certain",
      said: outcome.rationale ?? "",
    };
  };
}
