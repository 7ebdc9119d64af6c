import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Figures, GateAnswer } from "../../domain/gate.ts";
import type { FileMetrics } from "../../code/metrics/measure-file.ts";
import type { Comparison } from "../../probe/compare/comparison.ts";
import { compareApis } from "../equivalence/api-remarks.ts";
import { sortFiles, type ChangedModule } from "../equivalence/changed-modules.ts";
import { toGain, type Gain } from "../equivalence/gain.ts";
import { lintGain } from "../equivalence/lint-gain.ts";
import { metadataRemarks } from "../equivalence/metadata-remarks.ts";
import { missingEvidence, toDifference, unreachedRemarks } from "../equivalence/judge-comparison.ts";
import { isMove, movedApiRemarks, withoutMoved } from "../equivalence/moved-package.ts";
import { addFigures, NO_FIGURES, toFigures, type Sum } from "../equivalence/sum-figures.ts";
import { withoutUnusedExports } from "../equivalence/unused-exports.ts";
import type { Gate, GateContext } from "../gate.ts";

/**
 * A refactoring leaves what a module does as it is: the exported API, and what the exported functions and classes do on
 * inputs that are looked for until they cover both versions. And something about the code is better by a measure.
 */
export const equivalenceGate: Gate = {
  name: "equivalence",
  cost: "executes",
  goesBy: "files",
  isAbout: ({ subject }) => subject.scope === "candidate" && subject.tasks.some(({ kind }) => kind === "refactor"),
  check: checkEquivalence,
};

const DEFAULT_SECONDS = 60;
/** A package may have many files, and a few seconds are not enough for any. */
const LEAST_OF_MOVED_MS = 15_000;
const OWN_WAY = "or set gates.equivalence to advisory for these paths and review the change yourself";

async function checkEquivalence(given: GateContext): Promise<GateAnswer> {
  const { files, gain: unused } = await withoutUnusedExports(given, switcher(given));
  const context = { ...given, subject: { ...given.subject, files } };
  const { modules, removed, foreign } = sortFiles(withoutMoved(files, given.subject.tasks));
  const [gone] = removed;
  if (gone !== undefined)
    return {
      status: "failed",
      diagnostics: [remark("exported-api", `${gone} is removed with all that it exports`, gone)],
    };
  const [other] = foreign;
  if (other !== undefined) {
    return {
      status: "errored",
      reason: `${other} is neither JavaScript nor TypeScript: its behaviour before and after cannot be compared`,
      remedy: `Leave it out of the rules for refactor, ${OWN_WAY}`,
    };
  }
  const gain = add(unused, unused.improved.length > 0 ? await measure(modules) : await gainOf(context, modules));
  if (gain.improved.length === 0) {
    const message =
      "no measure is better afterwards: complexity, length, repetition, dead code, dated forms and findings of the rules in refactor.lint-rules are as before or worse";
    return { status: "failed", diagnostics: [remark("no-gain", message, modules[0]?.path)], figures: gain.figures };
  }
  // Of all of them: a change of types alone leaves no trace in what runs.
  const api = await apiRemarks(context, modules);
  if (api.length > 0) return { status: "failed", diagnostics: api, figures: gain.figures };
  const metadata = await metadataRemarks(given.workspace.root, modules);
  if (metadata.length > 0) return { status: "failed", diagnostics: metadata, figures: gain.figures };
  const changed = await runDifferently(context, modules);
  if (changed.length === 0) return { status: "passed", figures: { ...gain.figures, identical: modules.length } };
  return compareAll(context, changed, { ...gain.figures, identical: modules.length - changed.length });
}

function remark(code: string, message: string, path: string | undefined): Diagnostic {
  return { source: "equivalence", code, severity: "error", message, ...(path === undefined ? {} : { path }) };
}

async function measure(modules: readonly ChangedModule[]): Promise<Gain> {
  const { addMetrics, measureFile } = await import("../../code/metrics/measure-file.ts");
  const all = (pick: (module: ChangedModule) => string): FileMetrics | undefined =>
    modules
      .map((module) => measureFile(module.path, pick(module)))
      .reduce<FileMetrics | undefined>((sum, own) => (sum === undefined ? own : addMetrics(sum, own)), undefined);
  const [before, after] = [all((module) => module.before), all((module) => module.after)];
  return before === undefined || after === undefined ? { figures: {}, improved: [] } : toGain(before, after);
}

/** Where the code measures no better, the rules of the linter that the policy names have a say. */
async function gainOf(context: GateContext, modules: readonly ChangedModule[]): Promise<Gain> {
  const gain = await measure(modules);
  if (gain.improved.length > 0) return gain;
  const linted = await lintGain(context, modules);
  return linted === undefined ? gain : add(gain, linted);
}

function add(one: Gain, other: Gain): Gain {
  return { figures: { ...one.figures, ...other.figures }, improved: [...one.improved, ...other.improved] };
}

/** Modules that are not the same once types, comments and layout are gone. */
async function runDifferently(
  { workspace }: GateContext,
  modules: readonly ChangedModule[],
): Promise<readonly ChangedModule[]> {
  const { compiledText } = await import("../../code/equivalence/compiled-text.ts");
  const { readImportFacts } = await import("../../code/refactor/import-facts.ts");
  return modules.filter(({ path, before, after }) => {
    const { unused } = readImportFacts(workspace.root, path);
    return compiledText(path, before, unused) !== compiledText(path, after, unused);
  });
}

async function apiRemarks(
  { workspace, subject }: GateContext,
  modules: readonly ChangedModule[],
): Promise<readonly Diagnostic[]> {
  if (isMove(subject.tasks)) return movedApiRemarks(modules);
  const { readExportedApis } = await import("../../code/equivalence/exported-api.ts");
  return modules.flatMap(({ path, before, after }) => {
    const [old, now] = readExportedApis(workspace.root, path, [before, after]);
    return old === undefined || now === undefined ? [] : compareApis(path, old, now);
  });
}

/** Lays one version of everything that the candidate changed into the workspace. */
function switcher({ subject, workspace }: GateContext): (version: "before" | "after") => Promise<void> {
  let present: "before" | "after" = "after";
  return async (version) => {
    if (version === present) return;
    present = version;
    const [problem] = await workspace.apply(
      subject.files.map(({ path, before, after }) => {
        const [from, to] = version === "before" ? [after, before] : [before, after];
        return { path, ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) };
      }),
    );
    if (problem !== undefined) throw new Error(`${problem.path} cannot be laid out: ${problem.message}`);
  };
}

async function compareAll(context: GateContext, modules: readonly ChangedModule[], gain: Figures): Promise<GateAnswer> {
  const use = switcher(context);
  let sum: Sum = NO_FIGURES;
  const problems: string[] = [];
  const unreached: Diagnostic[] = [];
  try {
    for (const module of modules) {
      const comparison = await compareOne(context, module, use, modules.length);
      if (comparison.type === "compared") sum = addFigures(sum, comparison.figures);
      const differences = comparison.type === "compared" ? comparison.differences : [];
      if (differences.length > 0) {
        const diagnostics = differences.map((difference) => toDifference(module.path, difference));
        return { status: "failed", diagnostics, figures: { ...gain, ...toFigures(sum) } };
      }
      const problem = missingEvidence(module, comparison, context.setting.minCoverage ?? 100);
      if (problem === undefined) continue;
      problems.push(problem);
      unreached.push(...unreachedRemarks(module, comparison));
    }
  } finally {
    await use("after");
  }
  const [first] = problems;
  if (first === undefined) return { status: "passed", figures: { ...gain, ...toFigures(sum) } };
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more files)` : "";
  return {
    status: "errored",
    reason: `${first}${more}`,
    diagnostics: unreached,
    remedy: `Make the code callable from an export or change less at once; lower gates.equivalence.min-coverage, ${OWN_WAY}`,
  };
}

async function compareOne(
  { workspace, signal, setting, clock, subject }: GateContext,
  module: ChangedModule,
  use: (version: "before" | "after") => Promise<void>,
  count: number,
): Promise<Comparison> {
  const { compareVersions } = await import("../../probe/compare/compare-versions.ts");
  const now = (): number => clock?.monotonic() ?? performance.now();
  const whole = (setting.seconds ?? DEFAULT_SECONDS) * 1_000;
  const isMoved = isMove(subject.tasks);
  const limit = Math.max(whole / count, isMoved ? Math.min(whole, LEAST_OF_MOVED_MS) : 0);
  const started = now();
  return compareVersions({
    workspace,
    module: module.path,
    before: module.before,
    after: module.after,
    use,
    inQuestion: module.isChanged,
    signal,
    used: () => (now() - started) / limit,
  });
}
