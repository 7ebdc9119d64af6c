import type { Skip } from "../domain/plan.ts";
import type { Policy } from "../domain/policy.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { RunState, TriedTask } from "../domain/run-state.ts";
import { DEFAULT_SCHEDULE } from "../domain/schedule-policy.ts";
import type { TaskKind } from "../domain/task.ts";
import type { Eligible } from "../plan/classify-entry.ts";
import { byHotspot, renderHotspot, type HotspotParts } from "../plan/hotspots.ts";
import { toTaskId, type Choice } from "../plan/plan-tasks.ts";
import type { Repository } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";

/** Files whose text is read to measure them: those with the most commits. */
const MAX_MEASURED = 2000;

/** What a run over hotspots goes by. */
export interface HotspotScene {
  readonly head: string;
  readonly policy: Policy;
  /** SHA-256 of policy and version: what was tried under others counts for nothing. */
  readonly terms: string;
  readonly memory: RunState | undefined;
  /** Share of a file's lines that no test runs; absent: not measured. */
  readonly missing?: (path: RepoPath) => number | undefined;
}

type HotspotDependencies = Pick<RunDependencies, "digest" | "history" | "closedPulls" | "complexityOf"> & {
  readonly repository: Pick<Repository, "readText">;
};

/** A file with what is left to do on it. */
interface Candidate extends HotspotParts {
  readonly path: string;
  readonly file: Eligible;
  readonly fresh: readonly TaskKind[];
  readonly carried: readonly { readonly kind: TaskKind; readonly tried: TriedTask }[];
}

/**
 * Chooses targets by hotspot score: what earlier runs have proposed and is still open first, so that it stays in its pull
 * request, then the hottest anew, as many as the policy says. What was tried on the same text under the same policy is
 * not tried again.
 */
export async function chooseHotspots(
  files: readonly Eligible[],
  scene: HotspotScene,
  dependencies: HotspotDependencies,
): Promise<Choice> {
  const { targets, days } = scene.policy.schedule ?? DEFAULT_SCHEDULE;
  const churn = (await (await dependencies.history?.())?.churn(scene.head, days)) ?? new Map<string, number>();
  const memory = await withClosed(scene.memory, dependencies);
  const known = new Set(Object.values(memory?.tried ?? {}).map(({ target }) => target));
  const skips: Skip[] = [];
  const ordered = files.toSorted((a, b) => (churn.get(b.path) ?? 0) - (churn.get(a.path) ?? 0));
  const candidates: Candidate[] = [];
  for (const [index, file] of ordered.entries()) {
    const commits = churn.get(file.path) ?? 0;
    if ((commits === 0 && !known.has(file.path)) || index >= MAX_MEASURED) {
      skips.push({ path: file.path, reason: "not-hot", detail: `no commit of the last ${days} days touched it` });
      continue;
    }
    const candidate = await measure(file, commits, { scene, memory, dependencies, skips });
    if (candidate !== undefined) candidates.push(candidate);
  }
  return pick(candidates.sort(byHotspot), { targets, days, skips });
}

interface Measuring {
  readonly scene: HotspotScene;
  readonly memory: RunState | undefined;
  readonly dependencies: HotspotDependencies;
  readonly skips: Skip[];
}

async function measure(
  file: Eligible,
  commits: number,
  { scene, memory, dependencies, skips }: Measuring,
): Promise<Candidate | undefined> {
  const { path, kinds } = file;
  const { repository, digest } = dependencies;
  const text = await repository.readText(scene.head, path).catch(() => undefined);
  if (text === undefined) {
    skips.push({ path, reason: "binary", detail: "it is no text" });
    return undefined;
  }
  const sha256 = digest(text);
  const fresh: TaskKind[] = [];
  const carried: Candidate["carried"][number][] = [];
  for (const kind of kinds) {
    const tried = memory?.tried[toTaskId(digest, kind, path)];
    if (tried?.text !== sha256 || tried.terms !== scene.terms) fresh.push(kind);
    else if (tried.end === "proposed") carried.push({ kind, tried });
    else skips.push({ path, kind, reason: "tried", detail: renderTried(tried) });
  }
  if (fresh.length + carried.length === 0) return undefined;
  const missing = scene.missing?.(path);
  const complexity = (await dependencies.complexityOf?.(path, text)) ?? 1;
  const parts = { commits, complexity, ...(missing !== undefined && { missing }) };
  return { path, file, fresh: commits === 0 ? [] : fresh, carried, ...parts };
}

function renderTried({ end, day, pull, reason }: TriedTask): string {
  const words = {
    rejected: "was tried and rejected",
    declined: "was looked at and left",
    closed: `was proposed${pull === undefined ? "" : ` in #${pull}`}, which was closed`,
    published: "was changed, and that was taken back",
    proposed: "is proposed",
  }[end];
  return `${words} on ${day}${reason === "" ? "" : ` (${reason})`}; it comes again when the file or the policy changes`;
}

function pick(
  candidates: readonly Candidate[],
  { targets, days, skips }: { readonly targets: number; readonly days: number; readonly skips: Skip[] },
): Choice {
  const chosen: Choice["chosen"][number][] = [];
  const carriedOn = candidates.filter(({ carried }) => carried.length > 0);
  const hottest = new Set(candidates.filter(({ fresh }) => fresh.length > 0).slice(0, targets));
  for (const { file, path, fresh, carried, ...parts } of new Set([...carriedOn, ...hottest])) {
    const isHot = [...hottest].some((one) => one.path === path);
    const kinds = file.kinds.filter(
      (kind) => carried.some((one) => one.kind === kind) || (isHot && fresh.includes(kind)),
    );
    const [first] = carried;
    const proposed = first === undefined ? "" : `proposed since ${first.tried.day}; `;
    chosen.push({ file: { ...file, kinds }, reason: `hotspot: ${proposed}${renderHotspot(parts, days)}` });
  }
  const taken = targets === 1 ? "only the first is" : `only the first ${targets} are`;
  for (const candidate of candidates) {
    if (hottest.has(candidate) || candidate.fresh.length === 0) continue;
    const detail = `${renderHotspot(candidate, days)}; ${taken} taken on (schedule.targets in the policy)`;
    skips.push({ path: candidate.path, reason: "not-hot", detail });
  }
  return { chosen, skips };
}

/** What was proposed in a pull request that somebody has closed since. */
async function withClosed(
  memory: RunState | undefined,
  { closedPulls }: HotspotDependencies,
): Promise<RunState | undefined> {
  const open = Object.values(memory?.tried ?? {}).flatMap(({ end, pull }) =>
    end === "proposed" && pull !== undefined ? [pull] : [],
  );
  if (memory === undefined || closedPulls === undefined || open.length === 0) return memory;
  const closed = await closedPulls([...new Set(open)]);
  const tried = Object.entries(memory.tried).map(([id, task]): [string, TriedTask] => [
    id,
    task.pull !== undefined && closed.has(task.pull) ? { ...task, end: "closed" } : task,
  ]);
  return { ...memory, tried: Object.fromEntries(tried) };
}
