import { EMPTIED } from "../../code/mutate/emptied.ts";
import type { Mutant } from "../../code/mutate/mutant.ts";
import { testCalls } from "../../code/tests.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import type { GateSetting } from "../../domain/policy.ts";
import type { TestReport } from "../parse/test-report.ts";
import { LEFT_OVER, NOT_RUN } from "./harness-head.ts";
import type { NewTestFile } from "./new-test-files.ts";
import type { StrykerSettings } from "./stryker-settings.ts";

const MOST_SURVIVORS = 12;
/** That many are named in the figures of tests that passed. */
const MOST_SHOWN = 5;

/** What was tried, and with what. */
export interface Tried {
  readonly file: NewTestFile;
  /** In the order in which they were tried. */
  readonly mutants: readonly Mutant[];
  /** How many mutants the target has in all. */
  readonly whole: number;
  /** The repository's own configuration of StrykerJS; absent: it has none. */
  readonly settings?: StrykerSettings;
}

/** What came of the tests on the unchanged target (0), on the emptied one and under mutants. */
export interface MutantResults extends Pick<TestReport, "tests" | "broken"> {
  /** Mutants that no test reaches: none can notice them. */
  readonly unreached: ReadonlySet<number>;
}

type Tests = TestReport["tests"];
type Verdict = Exclude<GateAnswer, { readonly status: "skipped" }>;

/** The new tests of a report by the mutant that was on. */
export function byMutant({ tests }: Pick<MutantResults, "tests">, file: NewTestFile): ReadonlyMap<number, Tests> {
  const old = oldTests(file);
  const found = new Map<number, TestReport["tests"][number][]>();
  for (const test of tests) {
    const id = /^mutant (\d+):/u.exec(test.name)?.[1];
    if (id === undefined || old.has(titleOf(test.name).replaceAll(" > ", " "))) continue;
    const own = found.get(Number(id)) ?? [];
    own.push(test);
    found.set(Number(id), own);
  }
  return found;
}

function titleOf(name: string): string {
  return name.replace(/^mutant \d+:\s*(?:> )?/u, "");
}

/** Whether a test failed, and not for want of time or for something that another mutant left behind. */
function hasFailed({ status, message }: Tests[number]): boolean {
  return status === "failed" && !message.includes(NOT_RUN) && !message.includes(LEFT_OVER);
}

/**
 * What became of the mutants that were run: killed ones, and those of which every test was run and none failed. Those that
 * no test reaches count as far as the order has come, so that what counts remains a fair sample.
 */
function sortMutants(
  mutants: readonly Mutant[],
  results: ReadonlyMap<number, Tests>,
  unreached: ReadonlySet<number>,
): { readonly killed: readonly Mutant[]; readonly survivors: readonly Mutant[] } {
  const own = (id: number): Tests => results.get(id) ?? [];
  const isWhole = (tests: Tests): boolean => tests.length > 0 && tests.every(({ status }) => status !== "failed");
  const killed = mutants.filter(({ id }) => own(id).some(hasFailed));
  const silent = mutants.filter(({ id }) => isWhole(own(id)));
  const isDecided = (mutant: Mutant): boolean =>
    unreached.has(mutant.id) || killed.includes(mutant) || silent.includes(mutant);
  const end = mutants.every(isDecided)
    ? mutants.length
    : mutants.findLastIndex((mutant) => killed.includes(mutant) || silent.includes(mutant));
  const idle = mutants.filter(({ id }, index) => unreached.has(id) && index < end);
  return { killed, survivors: [...silent, ...idle] };
}

function wrongWhenUnchanged(original: Tests, { broken }: MutantResults, { target }: NewTestFile): Verdict {
  const failed = original.find(({ status }) => status === "failed");
  const why = failed === undefined ? (broken[0]?.message ?? "no test was run") : `${failed.name} ${failed.message}`;
  return {
    status: "errored",
    reason: `the tests do not pass on the unchanged ${target} when mutants can be switched in it: ${why.slice(0, 300)}`,
    remedy: "Set gates.mutation to off for these paths where the tests need the file as it is written",
  };
}

/** What the gate says of tests that ran once on the unchanged target, once on an empty one and once for every mutant. */
export function scoreTests(tried: Tried, setting: GateSetting, found: MutantResults): Verdict {
  const { file, mutants, whole } = tried;
  const results = byMutant(found, file);
  const original = results.get(0) ?? [];
  if (original.length === 0 || original.some(({ status }) => status === "failed"))
    return wrongWhenUnchanged(original, found, file);
  const noticing = new Set(
    mutants.flatMap(({ id }) => (results.get(id) ?? []).filter(hasFailed).map(({ name }) => titleOf(name))),
  );
  const emptied = results.get(EMPTIED) ?? [];
  // What is known of a process that came to no end names no suites.
  const isNoticing = (name: string): boolean => [...noticing].some((title) => name.endsWith(` ${title}`));
  const known = new Set(original.map(({ name }) => titleOf(name)));
  const hollow = emptied.filter(
    ({ status, name }) => status === "passed" && known.has(titleOf(name)) && !isNoticing(name),
  );
  if (hollow.length > 0) return { status: "failed", diagnostics: hollow.map(({ name }) => toHollow(name, file)) };
  const { killed, survivors } = sortMutants(mutants, results, found.unreached);
  const run = killed.length + survivors.length;
  if (run === 0) return noneRun(file);
  const endless = killed.filter(({ id }) => (results.get(id) ?? []).some(({ message }) => message.includes("endless")));
  const score = Math.floor((100 * killed.length) / run);
  const sample = run < whole ? { sample: `${run} of ${whole} mutants run, seeded sample` } : {};
  const counts = { killed: killed.length, timed_out: endless.length, survived: survivors.length };
  const figures = { mutants: run, ...counts, score, ...sample, ...survivorsOf(survivors, file) };
  const { least, asker } = leastScore(tried.settings, setting);
  if (killed.length > 0 && score >= least) return { status: "passed", figures };
  return { status: "failed", diagnostics: tooFew(tried, survivors, figures, { least, asker }), figures };
}

/** Where the small changes stand that no test notices, for the evidence. */
function survivorsOf(survivors: readonly Mutant[], { target }: NewTestFile): { readonly survivors?: string } {
  if (survivors.length === 0) return {};
  const places = inPlace(survivors).map(({ line, column, operator }) => `${line}:${column} ${operator}`);
  const more = places.length > MOST_SHOWN ? [`and ${places.length - MOST_SHOWN} more`] : [];
  return { survivors: `${target}: ${[...places.slice(0, MOST_SHOWN), ...more].join(", ")}` };
}

function inPlace(survivors: readonly Mutant[]): readonly Mutant[] {
  return survivors.toSorted((a, b) => a.id - b.id);
}

function noneRun({ target }: NewTestFile): Verdict {
  return {
    status: "errored",
    reason: `no small change to ${target} could be tried in the time there is`,
    remedy: "Raise gates.mutation.seconds",
  };
}

function tooFew(
  { file }: Tried,
  survivors: readonly Mutant[],
  { killed, mutants: run, score }: { readonly killed: number; readonly mutants: number; readonly score: number },
  { least, asker }: { readonly least: number; readonly asker: string },
): readonly Diagnostic[] {
  const message =
    killed === 0
      ? `none of ${run} small changes to ${file.target} makes a new test fail: the tests pass whatever the code does`
      : `the new tests notice ${score} % of small changes to ${file.target}, at least ${least} % are asked for (${asker})`;
  const first: Diagnostic = { source: "mutation", code: "min-score", severity: "error", message };
  return [
    first,
    ...inPlace(survivors)
      .slice(0, MOST_SURVIVORS)
      .map((mutant) => toSurvivor(mutant, file)),
  ];
}

/** The score that is asked for, and by whom. */
function leastScore(
  settings: StrykerSettings | undefined,
  { minScore = 0 }: GateSetting,
): { readonly least: number; readonly asker: string } {
  if (settings?.break === undefined) return { least: minScore, asker: "min-score" };
  return { least: settings.break, asker: `thresholds.break of ${settings.path}` };
}

/** Full names of the tests that the file had before: they prove nothing for the new ones. */
export function oldTests({ path, before }: NewTestFile): ReadonlySet<string> {
  if (before === undefined) return new Set();
  return new Set(testCalls(path, before).map(({ suites, title }) => [...suites, title].join(" ")));
}

function toHollow(name: string, { path, target }: NewTestFile): Diagnostic {
  const message = `the test ${titleOf(name)} passes with every function body of ${target} taken out: it does not depend on what the code does`;
  return { source: "mutation", code: "passes-without-body", severity: "error", message, path };
}

function toSurvivor({ description, line, column }: Mutant, { target }: NewTestFile): Diagnostic {
  return {
    source: "mutation",
    code: "survived",
    severity: "info",
    message: `no new test notices ${description}`,
    path: target,
    range: { line, column },
  };
}
