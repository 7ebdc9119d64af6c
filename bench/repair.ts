/**
 * How many planted mistakes in small functions are repaired from a red Jest run, in a git repository each: protocol (a)
 * with all tests in sight, protocol (b) with the example tests alone and all tests kept hidden.
 *
 * `npm run bench -- repair [all|FIRST_N|every-N] [ab|a|b] [cli|engine]`: `cli`, the default, is the built command line
 * with everything that it does (reproduction, search, gates, proof); `engine` is the search and its proof alone.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PROJECT } from "../scripts/sample.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";
import { readBugs, type Bug } from "./repair/bugs.ts";
import { isCorrect, passes } from "./repair/judge.ts";
import { repairByCli, repairByEngine, TARGET, type Repair } from "./repair/repair.ts";

interface Trial {
  readonly bug: Bug;
  readonly protocol: "a" | "b";
  readonly end: "repaired" | "overfitted" | "none";
  readonly correct: boolean;
  readonly confident: boolean;
  readonly seconds: number;
  readonly said: string;
}

/** The function and the helpers at the top of its file: its tests are written to stand behind all of them. */
function namesOf({ name, buggy }: Bug): string {
  const declared = [...buggy.matchAll(/^(?:const|let|var|(?:async )?function\*?) ([\w$]+)/gmu)].map(
    ([, own = ""]) => own,
  );
  return [...new Set([...declared, name])].join(", ");
}

function ending(bug: Bug): string {
  return `\nmodule.exports = { ${namesOf(bug)} };\n`;
}

function toJest(bug: Bug, test: string): string {
  const console = "const console = { assert: (ok) => expect(Boolean(ok)).toBe(true), log: () => undefined };";
  return `const { ${namesOf(bug)} } = require("../src/solution");\n\ntest("${bug.name}", () => {\n${console}\n${test}\n});\n`;
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

async function tryOne(bug: Bug, protocol: "a" | "b", repair: Repair): Promise<Trial> {
  const root = await mkdtemp(path.join(tmpdir(), "assay-repair-"));
  try {
    await makeRepository(root, bug, protocol === "a" ? bug.full : bug.example);
    const started = performance.now();
    const mended = await repair(root);
    const seconds = (performance.now() - started) / 1000;
    const rest = { bug, protocol, seconds, said: mended.said };
    if (mended.text === undefined) return { ...rest, end: "none", correct: false, confident: false };
    const solution = mended.text.replace(ending(bug), "\n");
    const end = passes(solution, bug.full) ? "repaired" : "overfitted";
    return { ...rest, end, correct: end === "repaired" && isCorrect(solution, bug), confident: mended.confident };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function share(part: readonly Trial[], of: readonly Trial[]): number {
  return of.length === 0 ? 0 : (part.length / of.length) * 100;
}

function summarise(runMs: number, trials: readonly Trial[]): Measurement {
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
  const parts = [a, b].map((list = []) => {
    const correct = share(
      list.filter((trial) => trial.correct),
      list,
    );
    const sure = list.filter((trial) => trial.confident);
    const right = share(
      sure.filter((trial) => trial.correct),
      sure,
    );
    const repairs = share(repaired(list), list);
    return `(${list[0]?.protocol ?? "none"}) ${list.length} bugs: ${repairs.toFixed(1)} % repaired, ${correct.toFixed(1)} % correct, ${sure.length} confident, of which ${right.toFixed(1)} % correct`;
  });
  const published = "Published pass@1 on all 164: GPT-4 48.2, WizardCoder 29.5, OctoCoder 28.4 (OctoPack)";
  return {
    table: `${renderTable([["bug", "protocol", "end", "", "", "s", "change"], ...rows])}\n${parts.join("\n")}\n${published}`,
    keys: {
      repaired_percent: share(repaired(a), a ?? []),
      hidden_percent: share(repaired(b), b ?? []),
      correct_percent: share(
        trials.filter(({ correct }) => correct),
        trials,
      ),
      confident_correct_percent: share(
        confident.filter(({ correct }) => correct),
        confident,
      ),
      seconds_median: median(trials.map(({ seconds }) => seconds)),
      confident: confident.length,
      candidates_per_second: median(ratesOf(trials)),
      runs_per_second: 1000 / runMs,
    },
  };
}

function chosen(bugs: readonly Bug[], which: string): readonly Bug[] {
  if (which === "all") return bugs;
  const every = /^every-(\d+)$/u.exec(which)?.[1];
  return every === undefined ? bugs.slice(0, Number(which)) : bugs.filter((_, index) => index % Number(every) === 0);
}

/** Milliseconds of one run of the command, the price of a candidate where each has a process of its own. */
async function oneRunMs(bug: Bug | undefined): Promise<number> {
  if (bug === undefined) throw new Error("there is no bug to try");
  const root = await mkdtemp(path.join(tmpdir(), "assay-repair-"));
  await makeRepository(root, bug, bug.full);
  const started = performance.now();
  spawnSync("npx", ["jest"], { cwd: root, stdio: "ignore" });
  const ms = performance.now() - started;
  await rm(root, { recursive: true, force: true });
  return ms;
}

/** Candidates per second of a search, by what the rationale says of it. */
function ratesOf(trials: readonly Trial[]): readonly number[] {
  return trials.flatMap(({ said }) => {
    const [, tried, seconds] = /(\d+) (?:candidates? )?tried in ([\d.]+) s in the test/u.exec(said) ?? [];
    return Number(seconds) > 0 ? [Number(tried) / Number(seconds)] : [];
  });
}

/** Runs both protocols over the bugs; (b) over those that the example tests expose. */
export async function run(args: readonly string[]): Promise<Measurement> {
  const [which = "all", protocols = "ab", way = "cli"] = args;
  const bugs = chosen(await readBugs(), which);
  const home = await mkdtemp(path.join(tmpdir(), "assay-repair-home-"));
  const repair = way === "engine" ? repairByEngine : repairByCli(home);
  const trials: Trial[] = [];
  const work = (["a", "b"] as const)
    .filter((protocol) => protocols.includes(protocol))
    .flatMap((protocol) =>
      bugs.filter((bug) => protocol === "a" || !passes(bug.buggy, bug.example)).map((bug) => ({ bug, protocol })),
    );
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let one = work[next++]; one !== undefined; one = work[next++]) {
      const trial = await tryOne(one.bug, one.protocol, repair);
      trials.push(trial);
      const found = [trial.end, trial.correct ? "correct" : "", trial.confident ? "confident" : ""].join(" ");
      console.error(`${one.bug.id} ${one.protocol} ${found} ${trial.seconds.toFixed(1)} s`);
    }
  };
  const runMs = await oneRunMs(bugs[0]);
  // The command line keeps both cores busy by itself: two at a time would only wait for each other.
  await Promise.all(way === "engine" ? [lane(), lane()] : [lane()]);
  await rm(home, { recursive: true, force: true });
  return summarise(
    runMs,
    trials.toSorted(
      (x, y) =>
        x.protocol.localeCompare(y.protocol) ||
        work.findIndex(({ bug }) => bug === x.bug) - work.findIndex(({ bug }) => bug === y.bug),
    ),
  );
}
