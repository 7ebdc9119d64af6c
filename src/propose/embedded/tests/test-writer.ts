import type { Proposal } from "../../../domain/proposal.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import { stemOf } from "../../../domain/repo-path.ts";
import type { ProposeRequest } from "../../../ports.ts";
import type { Prober } from "../../../probe/types.ts";
import { createProber } from "../../../probe/prober.ts";
import type { KnownModules } from "./loadable-page.ts";
import { toPage, type Page } from "./page.ts";
import { renderRationale, renderSuspicion, toToldSuspicions } from "./rationale.ts";
import type { RenderedCase } from "./render-file.ts";
import { sampleFiles, worksOnFiles } from "../../../probe/explore/working-files.ts";
import { synthesize, type Synthesis } from "./synthesize.ts";
import type { Trial } from "../../../probe/explore/plans.ts";
import { writeWithin } from "./write-within.ts";

/** What the writer takes from outside. */
export interface TestWriterOptions {
  readonly monotonic: () => number;
  /** Longest search for one proposal, in milliseconds. */
  readonly searchMs: number;
  /** Processes that may run code side by side, over all proposals that are made at the same time. */
  readonly lanes: number;
}

/** Writes tests for one module per task; remembers between attempts what it wrote. */
export interface TestWriter {
  propose(request: ProposeRequest): Promise<Proposal>;
}

/** What is kept of a task between its attempts. */
interface Memory {
  readonly text: string;
  readonly synthesis: Synthesis;
  readonly parsed: readonly string[];
  readonly page: Page;
  cases: readonly RenderedCase[];
  trials: readonly Trial[];
  /** As it was last proposed. */
  sent: string;
}

/** Loop turns and calls after which a call counts as endless: nobody waits so long for a test. */
const MOST_TICKS = 200_000;
/** Longer files are not read by anybody; of a module with many functions each gets its few. */
const MOST_TESTS = { each: 4, least: 80, all: 240 } as const;

/** Makes a writer with nothing to remember yet. */
export function createTestWriter(options: TestWriterOptions): TestWriter {
  const memories = new Map<string, Memory>();
  let searches = 0;
  const share = (): number => Math.max(1, Math.floor(options.lanes / Math.max(1, searches)));
  const setting: Setting = { ...options, known: new Map(), share };
  const searchCounted = async (request: ProposeRequest, text: string): Promise<Memory | string> => {
    searches += 1;
    try {
      return await synthesizeFor(request, text, setting);
    } finally {
      searches -= 1;
    }
  };
  return {
    propose: async (request) => {
      const { task, workspace, feedback } = request;
      const text = await workspace.read(task.target);
      if (text === undefined) return declined(`${task.target} does not exist`);
      const known = memories.get(task.id);
      const memory = request.attempt > 1 && known?.text === text ? known : await searchCounted(request, text);
      if (typeof memory === "string") return declined(memory);
      memories.set(task.id, memory);
      if (feedback !== undefined) {
        const blamed = await blamedCases(memory, feedback);
        if (blamed.size === 0)
          return declined(
            `no test can be blamed for what the gate ${feedback.from} says: ${feedback.message.slice(0, 200)}`,
          );
        memory.trials = memory.trials.filter((trial) => !blamed.has(trial));
      }
      return withoutRed(request, memory);
    },
  };
}

/** Times that tests which fail by themselves are taken out before the proposal is handed in. */
const OWN_ROUNDS = 3;

/** A proposal of tests that are green: what the repository's own runner says otherwise than the probe is left out. */
async function withoutRed(request: ProposeRequest, memory: Memory): Promise<Proposal> {
  const { testPath, existing } = memory.page;
  let proposal = await toProposal(request, memory);
  for (let round = 0; round < OWN_ROUNDS && proposal.type === "proposed"; round += 1) {
    const file = { path: testPath, after: memory.sent, ...(existing === undefined ? {} : { before: existing }) };
    const result = await request.check?.("tests", [file]);
    if (result?.status !== "failed") break;
    const { diagnostics } = result;
    const message = diagnostics.map((diagnostic) => diagnostic.message).join("\n");
    const blamed = await blamedCases(memory, { message, diagnostics });
    if (blamed.size === 0) break;
    memory.trials = memory.trials.filter((trial) => !blamed.has(trial));
    proposal = await toProposal(request, memory);
  }
  return proposal;
}

function declined(reason: string): Proposal {
  return { type: "declined", reason };
}

/** Files that tests left in the work tree: what was still writing when its test was over. */
function strayNames(diagnostics: NonNullable<ProposeRequest["feedback"]>["diagnostics"]): readonly string[] {
  return diagnostics.flatMap(({ code, message }) => {
    if (code !== "stray-change") return [];
    return (message.split(": ")[1] ?? "").split(" and ")[0]?.split(", ") ?? [];
  });
}

/** Tests that a gate names: by title, or by a line between their first and last. */
async function blamedCases(
  { cases, page, sent }: Memory,
  { message, diagnostics }: Pick<NonNullable<ProposeRequest["feedback"]>, "message" | "diagnostics">,
): Promise<ReadonlySet<Trial>> {
  const { testCalls } = await import("../../../code/tests.ts");
  const said = [message, ...diagnostics.map((diagnostic) => diagnostic.message)].join("\n");
  const lines = diagnostics.flatMap(({ path, range }) =>
    path === page.testPath && range !== undefined ? [range.line] : [],
  );
  const calls = testCalls(page.testPath, sent);
  const strays = strayNames(diagnostics);
  const isBlamed = ({ suite, title, trial }: RenderedCase): boolean => {
    if (strays.some((name) => JSON.stringify(trial.plan.steps).includes(JSON.stringify(name)))) return true;
    if (said.includes(`${suite} ${title}`) || said.includes(`${suite} > ${title}`)) return true;
    const call = calls.find((one) => one.title === title && one.suites.at(-1) === suite);
    return call !== undefined && lines.some((line) => call.start <= line && line < call.end);
  };
  return new Set(cases.filter(isBlamed).map(({ trial }) => trial));
}

/** What one writer works with for all its tasks. */
interface Setting extends TestWriterOptions {
  readonly known: KnownModules;
  /** Processes that one search may run side by side now. */
  readonly share: () => number;
}

async function synthesizeFor(request: ProposeRequest, text: string, setting: Setting): Promise<Memory | string> {
  const { task } = request;
  const { isParsable, syntaxErrors } = await import("../../../code/syntax.ts");
  if (!isParsable(task.target)) return `${task.target} is not TypeScript or JavaScript`;
  if (syntaxErrors(task.target, text).length > 0) return `${task.target} has syntax errors`;
  const { readModuleInputs } = await import("../../../code/inputs/module-inputs.ts");
  const inputs = readModuleInputs(request.workspace.root, task.target);
  return searchWithProber(request, { inputs, text }, setting);
}

/** Apart, for the compiler leaves dynamic imports as they are in a function that has `await using`. */
async function searchWithProber(
  request: ProposeRequest,
  { inputs, text }: Pick<Loaded, "inputs" | "text">,
  setting: Setting,
): Promise<Memory | string> {
  const { task, workspace, signal } = request;
  await using prober = createProber({ workspace, signal, launches: setting.share });
  const shape = await prober.describe(task.target);
  if (shape.type === "failed") return `${task.target} cannot be loaded by itself: ${shape.reason}`;
  const page = await findPage(request, text, setting);
  if (typeof page === "string") return page;
  const synthesis = await search(request, { prober, shape, inputs, text }, setting);
  if (synthesis.entries.length === 0) return `${task.target} exports nothing that can be called`;
  if (synthesis.trials.length === 0)
    return `nothing that ${task.target} does can be asserted: ${whyNothing(synthesis)}`;
  const whole = shape.self === undefined ? {} : { whole: wholeName(synthesis) };
  return {
    ...{ text, synthesis, parsed: inputs.parsed, page: { ...page, ...whole } },
    ...{ cases: [], trials: synthesis.trials, sent: "" },
  };
}

/** Where tests go and in which module system they load the target; else what keeps them from being written. */
async function findPage(request: ProposeRequest, text: string, { known }: Setting): Promise<Page | string> {
  const page = await toPage(request, text);
  if (typeof page === "string") return page;
  const { loadablePage } = await import("./loadable-page.ts");
  return loadablePage(request, page, known);
}

/** Mistakes that a reason names. */
const MOST_TOLD = 3;

function whyNothing({ suspicions, calls }: Synthesis): string {
  if (suspicions.length > 0)
    return `every call looks like a mistake: ${suspicions.slice(0, MOST_TOLD).map(renderSuspicion).join("; ")}`;
  return `${calls} calls ended in errors of the language, or differently each time`;
}

/** The name under which a module that exports one thing is imported. */
function wholeName({ entries }: Synthesis): string {
  const own = entries.find(({ path }) => path.length === 0)?.name ?? entries[0]?.name.split(".")[0];
  return own !== undefined && /^[A-Za-z_$][\w$]*$/u.test(own) ? own : "subject";
}

interface Loaded {
  readonly prober: Prober;
  readonly shape: Parameters<typeof synthesize>[0]["shape"];
  readonly inputs: Parameters<typeof synthesize>[0]["inputs"];
  readonly text: string;
}

async function search(request: ProposeRequest, loaded: Loaded, options: TestWriterOptions): Promise<Synthesis> {
  const { findMutants } = await import("../../../code/mutate/find-mutants.ts");
  const { target } = request.task;
  const started = options.monotonic();
  const { prober, shape, inputs, text } = loaded;
  return synthesize({
    prober,
    module: target,
    shape,
    inputs,
    // The probe reads a file without the mark that may stand before its text: places are counted behind it.
    mutants: findMutants(target, text.replace(/^\uFEFF/u, "")),
    points: await prober.points(target),
    moduleName: identifierOf(target),
    options: { late: "rest", ticks: MOST_TICKS, ...(worksOnFiles(text) ? { files: sampleFiles(inputs.parsed) } : {}) },
    most: MOST_TESTS,
    timeMs: options.searchMs,
    used: () => (request.signal.aborted ? 1 : (options.monotonic() - started) / options.searchMs),
  });
}

function identifierOf(path: RepoPath): string {
  const stem = stemOf(path) === "index" ? (path.split("/").at(-2) ?? "index") : stemOf(path);
  const camel = stem.replaceAll(/[^\w$]+(\w?)/gu, (_, letter: string) => letter.toUpperCase());
  return /^[A-Za-z_$]/u.test(camel) ? camel : "subject";
}

async function toProposal(request: ProposeRequest, memory: Memory): Promise<Proposal> {
  const { page, synthesis } = memory;
  const { target } = request.task;
  const written = await writeWithin(request, { ...memory, worth: synthesis.worth });
  if (typeof written === "string") return declined(written);
  memory.cases = written.cases;
  memory.sent = written.formatted;
  const suspicions = toToldSuspicions(target, memory.text, synthesis);
  return {
    type: "proposed",
    edits: [{ type: "write", path: page.testPath, text: written.formatted }],
    ...(suspicions.length > 0 && { suspicions }),
    rationale: renderRationale(target, synthesis, {
      kept: written.cases.map(({ trial }) => trial),
      dropped: written.dropped,
      mostLines: request.policy.limits.lines,
    }),
  };
}
