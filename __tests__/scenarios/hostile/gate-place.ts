import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRepository } from "../../../src/adapters/git/repository.ts";
import { DEFAULT_LIMITS } from "../../../src/adapters/sandbox/limits.ts";
import type { Limits } from "../../../src/adapters/sandbox/limits.ts";
import type { Mechanism } from "../../../src/adapters/sandbox/mechanism.ts";
import { createSandbox } from "../../../src/adapters/sandbox/sandbox.ts";
import type { Sandbox } from "../../../src/adapters/sandbox/sandbox.ts";
import { runBaseline } from "../../../src/check/baseline.ts";
import { GATES } from "../../../src/check/gates/index.ts";
import { runGates } from "../../../src/check/run-gates.ts";
import type { CommandResult, ToolCommand } from "../../../src/domain/command.ts";
import { GATE_NAMES } from "../../../src/domain/gate.ts";
import type { GateName, GateResult, GateLevel } from "../../../src/domain/gate.ts";
import { quoteArgument } from "../../../src/domain/quote.ts";
import { git, makeGround, makeRepository } from "../../adapters/git/fixture.ts";
import type { Ground } from "../../adapters/git/fixture.ts";
import { fileChange, gates, policy, task } from "../../check/subjects.ts";

/** What runs the commands of a gate: a sandbox, or nothing at all around them. */
export type Fence = Pick<Sandbox, "level" | "run">;

const FIXTURES = [
  new URL("fixtures/", import.meta.url),
  new URL("../../adapters/sandbox/fixtures/hostile/", import.meta.url),
];

/** Text of a hostile program. */
export function hostileText(name: string): string {
  for (const folder of FIXTURES) {
    try {
      return readFileSync(fileURLToPath(new URL(`${name}.cjs`, folder)), "utf8");
    } catch {
      // It lies in the other folder.
    }
  }
  throw new Error(`there is no hostile program ${name}`);
}

/** A repository with one honest test, and room beside it for what a job has lying around. */
export interface Place extends Disposable {
  readonly ground: Ground;
  readonly repository: string;
}

const HONEST: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "sample", "version": "1.0.0" }\n',
  "src/a.cjs": "exports.total = (x) => x + 1;\n",
  "test/a.cjs": 'require("node:assert").equal(require("../src/a.cjs").total(1), 2);\n',
};

export function makePlace(files: Readonly<Record<string, string>> = HONEST): Place {
  const ground = makeGround();
  return {
    ground,
    repository: makeRepository(ground, files),
    [Symbol.dispose]: () => {
      ground[Symbol.dispose]();
    },
  };
}

/** A fence of one mechanism, measured like that of a run. */
export function fenceOf(
  mechanism: Mechanism,
  place: Place,
  more: { readonly env?: NodeJS.ProcessEnv; readonly limits?: Partial<Limits> } = {},
): Promise<Fence> {
  return createSandbox({
    env: more.env ?? process.env,
    minimum: "L0",
    mechanisms: [mechanism],
    temporaryDirectory: place.ground.tmp,
    limits: { ...DEFAULT_LIMITS, ...more.limits },
  });
}

/** Nothing around a command but a clock, so that a test ends: shows that a hostile program bites. */
export function bareFence(env: NodeJS.ProcessEnv = process.env): Fence {
  return {
    level: "L0",
    async run(spec, { workspaceRoot }): Promise<CommandResult> {
      if (spec.command.type !== "shell") throw new Error("gates run shell lines");
      const scratch = mkdtempSync(join(tmpdir(), "assay-bare-"));
      const line = spec.command.line.replaceAll("{scratch}", scratch);
      const child = spawn("/bin/sh", ["-c", line], {
        cwd: workspaceRoot,
        env: { ...env, ...spec.env },
        detached: true,
      });
      const printed = { stdout: "", stderr: "" };
      child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString("latin1")));
      child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString("latin1")));
      const clock = { isLate: false };
      const timer = setTimeout(() => {
        clock.isLate = true;
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      }, spec.timeoutMs);
      const { promise, resolve } = Promise.withResolvers<number>();
      child.once("close", (code) => {
        resolve(code ?? 137);
      });
      const code = await promise;
      clearTimeout(timer);
      rmSync(scratch, { recursive: true, force: true });
      const end = clock.isLate
        ? ({ type: "timed-out", limitMs: spec.timeoutMs } as const)
        : ({ type: "exited", code } as const);
      return { ...printed, end, durationMs: 0, isolation: "L0", scratch: new Map() };
    },
  };
}

/** A candidate that brings a hostile test. */
export interface HostileCandidate {
  /** Text of the test. */
  readonly text: string;
  /** Where it goes; default: `test/hostile.cjs`. */
  readonly name?: string;
  /** What the test is started with. */
  readonly args?: readonly string[];
  /** Other files of the candidate; null deletes. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly seconds?: number;
  /** Gates that judge it; default: `tests` alone. */
  readonly on?: readonly GateName[];
  readonly level?: Exclude<GateLevel, "off">;
  /** The repository's test command; default: a shell line that runs each file below `test`. */
  readonly command?: ToolCommand;
}

export interface Judged {
  readonly results: readonly GateResult[];
  /** The last of them: the one that blocked, if any did. */
  readonly last: GateResult;
  /** What the commands of the last printed, as the report keeps it, without the prefix of each line. */
  readonly said: string;
}

/** Judges the candidate by the gates, in a workspace of the repository, with the commands run behind the fence. */
export async function judgeBehind(fence: Fence, place: Place, given: HostileCandidate): Promise<Judged> {
  const { ground, repository: directory } = place;
  const repository = await createRepository({
    directory,
    sandbox: fence,
    temporaryDirectory: ground.tmp,
    env: ground.env,
  });
  await using pool = await repository.openWorkspaces(git(directory, ["rev-parse", "HEAD"]).trim());
  await using workspace = await pool.create();
  const args = (given.args ?? []).map(quoteArgument).join(" ");
  const each = `for file in test/*.cjs; do node "$file" ${args} || exit 1; done`;
  const [on, level] = [given.on ?? ["tests"], given.level ?? "required"];
  const levels = GATE_NAMES.map((name) => [name, { level: on.includes(name) ? level : "off" }] as const);
  const general = policy();
  const used = policy({
    commands: { test: given.command ?? { run: each, format: "exit-code" } },
    gates: gates(Object.fromEntries(levels)),
    limits: { ...general.limits, files: 20, lines: 1000, deletions: 100, commandSeconds: given.seconds ?? 60 },
  });
  const name = given.name ?? "test/hostile.cjs";
  const own = task("tests", "src/a.cjs", name);
  const baseline = await runBaseline({ workspace, policy: used, tasks: [own] });
  await workspace.reset();
  const files = Object.entries({ [name]: given.text, ...given.files });
  const changes = await Promise.all(
    files.map(async ([name, text]) =>
      fileChange(name, await workspace.read(fileChange(name, "", "").path), text ?? undefined),
    ),
  );
  const problems = await workspace.apply(changes);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const results = await runGates(
    {
      subject: { scope: "candidate", tasks: [own], files: changes },
      policy: used,
      rules: [],
      protectedBy: () => undefined,
      workspace,
      baseline,
      clock: { monotonic: () => 0, now: () => new Date(0) },
      signal: new AbortController().signal,
    },
    GATES,
  );
  const last = results.at(-1);
  if (last === undefined) throw new Error("no gate said anything");
  const commands = last.status === "skipped" ? [] : (last.commands ?? []);
  return { results, last, said: commands.map(({ output }) => output.replaceAll(/^\| /gmu, "")).join("\n") };
}

/** The JSON of the last line that a hostile program printed. */
export function answerIn({ said, last }: Judged): unknown {
  const line = said.split("\n").findLast((text) => /^[[{"]/u.test(text));
  return JSON.parse(line ?? JSON.stringify(`${last.status}: ${said.slice(0, 500)}`));
}
