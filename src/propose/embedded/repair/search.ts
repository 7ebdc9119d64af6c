import type { RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { FailingCheck, ProposeRequest } from "../../../ports.ts";
import { toFilePatch } from "./file-patch.ts";
import { priorOf, suspectsOf, type Suspect } from "./localise.ts";
import { mistakesOf } from "./mistakes.ts";
import { readTests } from "./read-tests.ts";
import type { RecordedCall } from "./recorded-call.ts";
import { revertsOf } from "./reverts.ts";
import { runWith } from "./run-with.ts";
import { endOf, mostOf } from "./search-end.ts";
import { searchAtLoad } from "./search-at-load.ts";
import { searchSlowly } from "./search-slowly.ts";
import { createTypeFilter, wellTyped } from "./type-filter.ts";
import { candidatesOf, isRepairable, runAllAtOnce } from "./try-fast.ts";

/** One file that the mistake may be in. */
export interface SearchedFile {
  readonly path: RepoPath;
  readonly text: string;
  readonly candidates: readonly RepairCandidate[];
}

/** What the driver found in one process of the test runner. */
export interface FastReport {
  readonly tests: readonly { readonly name: string; readonly ok: boolean }[];
  /** Candidates, as file number and id, that together made everything green there. */
  readonly plausible: readonly (readonly (readonly [number, number])[])[];
  /** Single candidates that make some of the failing tests pass, by their place among those, and break none. */
  readonly partial: readonly {
    readonly ids: readonly (readonly [number, number])[];
    readonly mended: readonly number[];
  }[];
  /** Whether the time was up before every candidate had its turn. */
  readonly left: boolean;
  /** Whether a function ran that was made before the tests, out of the reach of what stands in for it. */
  readonly escaped: boolean;
  /** Assertions, or tests where those cannot be told apart, that failed and that passed. */
  readonly units: readonly [failed: number, passed: number];
  /** How many of them reach a place. */
  readonly reached: readonly {
    readonly file: number;
    readonly line: number;
    readonly failed: number;
    readonly passed: number;
  }[];
  readonly tried: number;
  readonly ms: number;
  /** Why nothing was tried; empty where something was. */
  readonly problem: string;
  /** Calls of the files' functions that the tests made. */
  readonly calls: readonly RecordedCall[];
}

/** A change of one file. */
export interface FilePatch {
  readonly file: SearchedFile;
  readonly candidates: readonly RepairCandidate[];
  readonly after: string;
}

/** A change that makes failing tests pass, as far as was tried: of one file, where the mistake is one. */
export interface Patch extends FilePatch {
  readonly prior: number;
  /** Changes of other files that belong to it: there are several mistakes. Absent or empty: none. */
  readonly beside?: readonly FilePatch[];
}

/** What a search came to. */
export interface Search {
  readonly files: readonly SearchedFile[];
  readonly patches: readonly Patch[];
  /** Where there are several mistakes: the patches of each, in the place of `patches`. */
  readonly mistakes?: readonly (readonly Patch[])[];
  readonly calls: FastReport["calls"];
  readonly failing: readonly string[];
  /** Lines that the failure reaches, most suspicious first. */
  readonly suspects: readonly Suspect[];
  readonly tried: number;
  readonly ms: number;
  readonly how: "in the test runner's own process" | "one run of the command each";
  /** Of those that were tried in the runner's process, how many cost a run of the command all the same; absent: none. */
  readonly runs?: number;
  /** Whether every candidate had its turn: else there may be rivals that nobody has seen. */
  readonly end: "complete" | "cut short";
}

/** Collects the candidates of the task's files and finds those that make the failing check green. */
export async function search(
  request: ProposeRequest,
  failing: FailingCheck,
  budgetMs: number,
): Promise<Search | undefined> {
  const files = await readFiles(request, failing);
  if (files.length === 0) return undefined;
  const isSound = await createTypeFilter(request);
  const reverted = await tryReverts(revertsOf(files, failing).filter(isSound), failing, request);
  const { reports, red, worked } = await runFast(files, budgetMs / 2, request);
  const fast = {
    files,
    calls: reports.flatMap(({ calls }) => calls),
    failing: red.flatMap(({ tests }) => tests.filter(({ ok }) => !ok).map(({ name }) => name)),
    tried: Math.max(0, ...reports.map(({ tried }) => tried)),
    ms: Math.max(0, ...reports.map(({ ms }) => ms)),
    suspects: suspectsOf(reports, files, failing),
    how: "in the test runner's own process",
  } as const;
  if (worked.length > 0) {
    const mistakes = mistakesOf(worked).map((ids) =>
      wellTyped(distinct(ids.flatMap((one) => toPatch(one, files))), isSound),
    );
    if (reverted.length + mistakes.flat().length > 0) {
      const loading = await searchAtLoad(files, reports, failing, { request, budgetMs: budgetMs / 2, isSound });
      const single = [...reverted, ...loading.patches];
      const patches = distinct([...single, ...(mistakes.length === 1 ? mistakes.flat() : [])]);
      const end = endOf(files, worked, { loading, single: single.length, mistakes: mistakes.length });
      const spent = { tried: fast.tried + loading.tried, ms: fast.ms + loading.ms, runs: loading.tried };
      const sum = { ...fast, ...spent, end };
      if (patches.length > 0) return { ...sum, patches };
      if (mistakes.length > 1) return { ...sum, patches: [], mistakes };
    }
  }
  if (worked.length === 0 && reverted.length > 0) return { ...fast, patches: reverted, end: "cut short" };
  const slow = await searchSlowly(files, failing, {
    request,
    budgetMs: budgetMs / 2,
    skip: worked.length > 0 ? "call" : "none",
    isSound,
  });
  return {
    ...fast,
    ...slow,
    tried: fast.tried + slow.tried,
    ms: fast.ms + slow.ms,
    how: worked.length > 0 ? fast.how : "one run of the command each",
    runs: slow.tried,
    end: "cut short",
  };
}

interface FastRun {
  readonly reports: readonly FastReport[];
  /** Those of processes in which a test failed. */
  readonly red: readonly FastReport[];
  /** Those of them that tried something. */
  readonly worked: readonly FastReport[];
}

/**
 * The search in the runner's process: candidates compiled one by one first; where that does not work or reaches too
 * little, all of them in the text.
 */
async function runFast(files: readonly SearchedFile[], budgetMs: number, request: ProposeRequest): Promise<FastRun> {
  const run = async (mode: "apart" | "inside"): Promise<FastRun> => {
    const reports = await runAllAtOnce(files, { budgetMs, mode }, request);
    const red = reports.filter((report) => report.tests.some(({ ok }) => !ok));
    return { reports, red, worked: red.filter(({ problem, tried }) => problem === "" && tried > 0) };
  };
  const apart = await run("apart");
  const missed = apart.worked.length === 0 || apart.worked.some(({ escaped }) => escaped);
  if (!missed || mistakesOf(apart.worked).length > 0 || request.signal.aborted) return apart;
  const inside = await run("inside");
  return inside.worked.length > 0 ? inside : apart;
}

async function readFiles({ task, workspace }: ProposeRequest, failing: FailingCheck): Promise<readonly SearchedFile[]> {
  const [{ findRepairs }, { readPackageFile }, { wordsIn }] = await Promise.all([
    import("../../../code/repair/find-candidates.ts"),
    import("../../../code/repair/package-parts.ts"),
    import("../../../code/repair/templates/typos.ts"),
  ]);
  const paths = task.writable.filter(isRepairable);
  const words = wordsIn((await readTests(failing, { workspace })).join("\n"));
  const files: SearchedFile[] = [];
  const texts: { readonly path: RepoPath; readonly text: string }[] = [];
  for (const path of paths) {
    const text = await workspace.read(path);
    if (text !== undefined) texts.push({ path, text });
  }
  const parsed = texts.length > 1 ? texts.map(({ path, text }) => readPackageFile(path, text)) : [];
  for (const [index, { path, text }] of texts.entries()) {
    const distance = 1 / (1 + index / 4);
    const prior = priorOf(path, text, failing);
    const candidates = findRepairs(path, text, {
      max: mostOf(texts.length),
      suspicion: (line) => distance * prior.at(line),
      package: parsed.filter((other) => other.path !== path),
      words,
    });
    files.push({ path, text, candidates });
  }
  return files;
}

/** Hunks of the offending change that, taken back, leave the command green. */
async function tryReverts(
  reverts: readonly Patch[],
  failing: FailingCheck,
  request: ProposeRequest,
): Promise<readonly Patch[]> {
  const green: Patch[] = [];
  for (const patch of reverts) {
    if (request.signal.aborted) break;
    if ((await runWith(patch, failing, request)).green) green.push(patch);
  }
  return green;
}

function toPatch(ids: FastReport["plausible"][number], files: readonly SearchedFile[]): readonly Patch[] {
  const found = candidatesOf(ids, files);
  const [first] = found ?? [];
  if (found === undefined || first === undefined || found.some(({ file }) => file !== first.file)) return [];
  const candidates = found.map(({ candidate }) => candidate);
  const patch = toFilePatch(first.file, candidates);
  const prior = candidates.reduce((product, candidate) => product * candidate.prior, 1);
  return patch === undefined ? [] : [{ ...patch, prior }];
}

function distinct(patches: readonly Patch[]): readonly Patch[] {
  return [
    ...new Map(patches.toReversed().map((patch) => [`${patch.file.path}\n${patch.after}`, patch])).values(),
  ].reverse();
}
