/**
 * How many planted mistakes in small functions the embedded engine repairs from a red Jest run, in a git repository each:
 * protocol (a) with all tests in sight, protocol (b) with the example tests alone and all tests kept hidden.
 * `npm run bench -- repair [FIRST_N]`.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRepository } from "../src/adapters/git/repository.ts";
import { createSandbox } from "../src/adapters/sandbox/sandbox.ts";
import { toRepoPath } from "../src/domain/repo-path.ts";
import type { Proposal } from "../src/domain/proposal.ts";
import { createEmbeddedEngine } from "../src/propose/embedded/engine.ts";
import { PROJECT } from "../scripts/sample.ts";
import { compilerPolicy } from "./fix/workspace.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";
import { readBugs, type Bug } from "./repair/bugs.ts";
import { isCorrect, passes } from "./repair/judge.ts";

const COMMAND = "npx jest";
const TARGET = "src/solution.js";

interface Trial {
  readonly bug: Bug;
  readonly protocol: "a" | "b";
  readonly end: "repaired" | "overfitted" | "none";
  readonly correct: boolean;
  readonly confident: boolean;
  readonly seconds: number;
  readonly said: string;
}

function ending(bug: Bug): string {
  return `\nmodule.exports = { ${bug.name} };\n`;
}

function toJest(bug: Bug, test: string): string {
  const console = "const console = { assert: (ok) => expect(Boolean(ok)).toBe(true), log: () => undefined };";
  return `const { ${bug.name} } = require("../src/solution");\n\ntest("${bug.name}", () => {\n${console}\n${test}\n});\n`;
}

async function makeRepository(root: string, bug: Bug, test: string): Promise<void> {
  for (const folder of ["src", "test"]) await mkdir(path.join(root, folder));
  await writeFile(path.join(root, TARGET), bug.buggy.trimStart() + ending(bug));
  await writeFile(path.join(root, "test/solution.test.js"), toJest(bug, test));
  await writeFile(
    path.join(root, "package.json"),
    '{ "name": "bug", "version": "1.0.0", "devDependencies": { "jest": "*" } }\n',
  );
  await writeFile(path.join(root, ".gitignore"), "node_modules\n");
  await symlink(path.join(PROJECT, "node_modules"), path.join(root, "node_modules"), "dir");
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", ...args], {
      cwd: root,
      stdio: "ignore",
    });
  };
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "The mistake");
}

async function repair(root: string): Promise<Proposal> {
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
  return await createEmbeddedEngine({ searchMs: 16_000 }).propose({
    task: { id: "fix", kind: "fix", target: target.path, writable: [target.path], reason: "", rule: 0 },
    attempt: 1,
    policy: compilerPolicy(),
    diagnostics: [],
    workspace,
    failing: { command: COMMAND, output: "", tests: ["test/solution.test.js"] },
    signal: new AbortController().signal,
  });
}

async function tryOne(bug: Bug, protocol: "a" | "b"): Promise<Trial> {
  const root = await mkdtemp(path.join(tmpdir(), "assay-repair-"));
  try {
    await makeRepository(root, bug, protocol === "a" ? bug.full : bug.example);
    const started = performance.now();
    const proposal = await repair(root);
    const seconds = (performance.now() - started) / 1000;
    const none = { bug, protocol, end: "none", correct: false, confident: false, seconds } as const;
    if (proposal.type !== "proposed") return { ...none, said: proposal.reason };
    const [edit] = proposal.edits;
    if (edit?.type !== "write") return { ...none, said: "no edit" };
    const solution = edit.text.replace(ending(bug), "\n");
    const end = passes(solution, bug.full) ? "repaired" : "overfitted";
    const correct = end === "repaired" && isCorrect(solution, bug);
    return { ...none, end, correct, confident: proposal.confidence === "certain", said: proposal.rationale };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function share(part: readonly Trial[], of: readonly Trial[]): number {
  return of.length === 0 ? 0 : (part.length / of.length) * 100;
}

function summarise(trials: readonly Trial[]): Measurement {
  const [a, b] = (["a", "b"] as const).map((protocol) => trials.filter((trial) => trial.protocol === protocol));
  const repaired = (list: readonly Trial[] = []): readonly Trial[] => list.filter(({ end }) => end === "repaired");
  const confident = trials.filter((trial) => trial.confident);
  const rows = trials.map(({ bug, protocol, end, correct, confident: sure, seconds, said }) => {
    const line = /In [^ ]+, (.{0,90})/u.exec(said)?.[1] ?? said.slice(0, 90);
    return [
      bug.id,
      protocol,
      end,
      correct ? "correct" : "",
      sure ? "confident" : "",
      Number(seconds.toFixed(1)),
      line.replaceAll("\n", " "),
    ];
  });
  const published = "Published pass@1 on all 164: GPT-4 48.2, WizardCoder 29.5, OctoCoder 28.4 (OctoPack)";
  return {
    table: `${renderTable([["bug", "protocol", "end", "", "", "s", "change"], ...rows])}\n${published}`,
    keys: {
      repaired_percent: share(repaired(a), a ?? []),
      hidden_percent: share(repaired(b), b ?? []),
      correct_percent: share(
        trials.filter(({ correct }) => correct),
        trials,
      ),
      correct_a_percent: share(
        (a ?? []).filter(({ correct }) => correct),
        a ?? [],
      ),
      correct_b_percent: share(
        (b ?? []).filter(({ correct }) => correct),
        b ?? [],
      ),
      confident: confident.length,
      confident_correct_percent: share(
        confident.filter(({ correct }) => correct),
        confident,
      ),
      seconds_median: median(trials.map(({ seconds }) => seconds)),
    },
  };
}

/** Runs both protocols over the bugs; (b) over those that the example tests expose. */
export async function run(args: readonly string[]): Promise<Measurement> {
  const [first = "all", protocols = "ab"] = args;
  const bugs = (await readBugs()).slice(0, first === "all" ? undefined : Number(first));
  const trials: Trial[] = [];
  const work = (["a", "b"] as const)
    .filter((protocol) => protocols.includes(protocol))
    .flatMap((protocol) =>
      bugs.filter((bug) => protocol === "a" || !passes(bug.buggy, bug.example)).map((bug) => ({ bug, protocol })),
    );
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let one = work[next++]; one !== undefined; one = work[next++]) {
      const trial = await tryOne(one.bug, one.protocol);
      trials.push(trial);
      const found = [trial.end, trial.correct ? "correct" : "", trial.confident ? "confident" : ""].join(" ");
      console.error(`${one.bug.id} ${one.protocol} ${found} ${trial.seconds.toFixed(1)} s`);
    }
  };
  await Promise.all([lane(), lane()]);
  return summarise(
    trials.toSorted(
      (x, y) =>
        x.protocol.localeCompare(y.protocol) ||
        work.findIndex(({ bug }) => bug === x.bug) - work.findIndex(({ bug }) => bug === y.bug),
    ),
  );
}
