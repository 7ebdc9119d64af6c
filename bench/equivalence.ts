/**
 * How many planted changes of behaviour the comparison of gate `equivalence` finds, and how often it takes an honest
 * rewriting for one: `npm run bench -- equivalence [FUNCTIONS [SEED]]`; without a number all functions, else so many, drawn
 * by the seed (default 1).
 *
 * Planted are the mistakes of HumanEvalFix (a mistake that its tests notice) and mutants of the right functions. Whether
 * a mutant changes behaviour at all is told by what does not belong to the gate: the function's own tests, and a thousand
 * inputs near those of the tests, run in this process. A mutant that neither notices nor the gate is counted as
 * equivalent and printed; one that only the gate notices is shown by its reproduction, and counts. Honest are the texts
 * that SWC's minifier and its lowering make, and the embedded rewrites.
 *
 * `npm run bench -- equivalence packages [MUTANTS [SEED]]`: the same for the packages of the development set that are
 * published with their tests: so many mutants of each (default 12), those included that its own tests do not notice.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { applyMutant } from "../src/code/mutate/mutant.ts";
import { findMutants } from "../src/code/mutate/find-mutants.ts";
import { createRandom, toSeed } from "../src/probe/explore/random.ts";
import { honestChanges } from "./equivalence/honest.ts";
import { tryPackages } from "./equivalence/packages.ts";
import { openPlace, type Answer } from "./equivalence/place.ts";
import type { Trial } from "./equivalence/trial.ts";
import { field } from "./tests/reading.ts";
import type { Package } from "./tests/result.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";
import { readBugs, type Bug } from "./repair/bugs.ts";
import { isCorrect, passes } from "./repair/judge.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const FILE = "src/solution.js";
const MUTANTS_EACH = 3;
const SECONDS = 60;

interface Work {
  readonly bug: Bug;
  readonly kind: Trial["kind"];
  readonly what: string;
  readonly after: string;
}

function workOf(bug: Bug): readonly Work[] {
  const random = createRandom(toSeed(bug.id));
  const mutants = [...findMutants(FILE, bug.reference)];
  const chosen = Array.from({ length: Math.min(MUTANTS_EACH, mutants.length) }, () =>
    mutants.splice(random.below(mutants.length), 1),
  ).flat();
  return [
    { bug, kind: "mistake", what: "HumanEvalFix", after: bug.buggy },
    ...chosen.map((mutant): Work => ({
      bug,
      kind: "mutant",
      what: mutant.description,
      after: applyMutant(bug.reference, mutant),
    })),
    ...honestChanges(FILE, bug.reference).map(({ maker, text }): Work => ({
      bug,
      kind: "honest",
      what: maker,
      after: text,
    })),
  ];
}

function knownBy({ bug, kind, after }: Work): Trial["known"] {
  if (kind === "honest") return "no";
  if (!passes(after, bug.full)) return "by its tests";
  return isCorrect(after, bug) ? "no" : "by other inputs";
}

async function tryAll(work: readonly Work[]): Promise<readonly Trial[]> {
  await using place = await openPlace({ [FILE]: "module.exports = {};\n" });
  const trials: Trial[] = [];
  for (const one of work) {
    const { bug, kind, what, after } = one;
    const ending = `\nmodule.exports = { ${bug.name} };\n`;
    const answer = await place.compare(FILE, bug.reference + ending, after + ending, SECONDS);
    trials.push({ where: bug.id, kind, what, known: knownBy(one), answer });
    console.error(
      `${bug.id} ${kind} ${what}: ${answer.end} ${answer.seconds.toFixed(1)} s ${answer.said.slice(0, 160)}`,
    );
  }
  return trials;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}

function summarise(trials: readonly Trial[]): Measurement {
  const planted = trials.filter(({ kind }) => kind !== "honest");
  const honest = trials.filter(({ kind }) => kind === "honest");
  const changing = planted.filter(({ known, answer }) => known !== "no" || answer.end === "failed");
  const detected = changing.filter(({ answer }) => answer.end === "failed");
  const alarms = honest.filter(({ answer }) => answer.end === "failed");
  const ended = (list: readonly Trial[], end: Answer["end"]): number =>
    list.filter(({ answer }) => answer.end === end).length;
  const row = (title: string, list: readonly Trial[]): readonly (string | number)[] => [
    title,
    list.length,
    ended(list, "failed"),
    ended(list, "errored"),
    ended(list, "passed"),
  ];
  const shown = [
    ...changing.filter(({ answer }) => answer.end !== "failed").map((trial) => ({ title: "not found", trial })),
    ...alarms.map((trial) => ({ title: "false alarm", trial })),
    ...planted
      .filter(({ known, answer }) => known === "no" && answer.end === "passed")
      .map((trial) => ({ title: "nobody notices", trial })),
  ];
  const table = renderTable([
    ["changes", "count", "failed", "errored", "passed"],
    row(
      "mistakes",
      trials.filter(({ kind }) => kind === "mistake"),
    ),
    row(
      "mutants that its tests notice",
      trials.filter(({ kind, known }) => kind === "mutant" && known === "by its tests"),
    ),
    row(
      "mutants that only other inputs show",
      trials.filter(({ kind, known }) => kind === "mutant" && known === "by other inputs"),
    ),
    row(
      "other mutants",
      trials.filter(({ kind, known }) => kind === "mutant" && known === "no"),
    ),
    row("honest", honest),
  ]);
  const details = shown.map(
    ({ title, trial }) =>
      `${title}: ${trial.where} ${trial.what}: ${trial.answer.end} ${trial.answer.said.slice(0, 200)}`,
  );
  return {
    table: [table, ...details].join("\n"),
    keys: {
      detected_percent: percent(detected.length, changing.length),
      false_alarms_percent: percent(alarms.length, honest.length),
      changing: changing.length,
      honest: honest.length,
      errored_changing: ended(changing, "errored"),
      errored_honest: ended(honest, "errored"),
      unnoticed_mutants: planted.filter(({ known, answer }) => known === "no" && answer.end !== "failed").length,
      seconds_median: median(trials.map(({ answer }) => answer.seconds)),
    },
  };
}

/** So many of the list, drawn by a seed, in the list's order; all where there are no more. */
function draw<Value>(list: readonly Value[], count: number, seed: string): readonly Value[] {
  const random = createRandom(toSeed(seed));
  const left = [...list.keys()];
  const chosen = Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.below(left.length), 1),
  ).flat();
  return chosen.toSorted((a, b) => a - b).flatMap((index) => list.slice(index, index + 1));
}

const MUTANTS_PER_PACKAGE = 12;

/** Changes of the development set's packages. */
async function runPackages([mutants, seed = "1"]: readonly string[]): Promise<Measurement> {
  const list = process.env["ASSAY_PACKAGES"] ?? path.resolve(root, "../shared/bench/testpilot-dev.json");
  const packages: unknown = field(JSON.parse(await readFile(list, "utf8")), "packages");
  const all = Array.isArray(packages) ? (packages as readonly Package[]) : [];
  return summarise(await tryPackages(all, { mutants: Number(mutants ?? MUTANTS_PER_PACKAGE), seed }));
}

/** Runs over the functions, in two lanes, or over packages. */
export async function run(args: readonly string[]): Promise<Measurement> {
  const [count, seed = "1"] = args;
  if (count === "packages") return runPackages(args.slice(1));
  const started = performance.now();
  const all = await readBugs();
  const bugs = count === undefined ? all : draw(all, Number(count), seed);
  const work = bugs.flatMap(workOf);
  const halves = [0, 1].map((lane) => work.filter((_, index) => index % 2 === lane));
  const { table, keys } = summarise((await Promise.all(halves.map(tryAll))).flat());
  const sample = bugs.length < all.length ? `, drawn by seed ${seed}` : "";
  const minutes = (performance.now() - started) / 60_000;
  return {
    table: `${bugs.length} of ${all.length} functions${sample}\n${table}`,
    keys: { ...keys, functions: bugs.length, of: all.length, minutes },
  };
}
