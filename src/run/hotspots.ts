import type { Skip } from "../domain/plan.ts";
import type { Policy } from "../domain/policy.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { RunState, TriedTask } from "../domain/run-state.ts";
import { DEFAULT_SCHEDULE } from "../domain/schedule-policy.ts";
import type { TaskKind } from "../domain/task.ts";
import type { Eligible } from "../plan/classify-entry.ts";
import { byHotspot, renderHotspot, type HotspotParts } from "../plan/hotspots.ts";
import type { Choice } from "../plan/plan-input.ts";
import { toTaskId } from "../plan/plan-tasks.ts";
import type { Repository } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";
import type { Memory } from "./memory.ts";

/** Files whose text is read to measure them: those with the most commits. */
const MAX_MEASURED = 2000;

/** What a run over hotspots goes by. */
export interface HotspotScene {
  readonly head: string;
  readonly policy: Policy;
  /** What tries are made under: what was tried under others counts for nothing. */
  readonly terms: string;
  readonly memory: Memory;
  /** Told of pull requests that are no longer open, so that nobody has to ask again. */
  readonly onEnded?: (task: string, end: TriedTask) => void;
  /** Share of a file's lines that no test runs; absent: not measured. */
  readonly missing?: (path: RepoPath) => number | undefined;
}

type HotspotDependencies = Pick<RunDependencies, "digest" | "history" | "endedPulls" | "complexityOf" | "clock"> & {
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
 * Chooses targets by hotspot score: what earlier runs have proposed and is still open first, whatever has changed since,
 * so that it stays in its pull request or leaves it with a reason; then the hottest anew, as many as the policy says.
 * What was tried on the same text under the same terms is not tried again. Where it cannot be known what was tried,
 * nothing is: each night would try the same.
 */
export async function chooseHotspots(
  files: readonly Eligible[],
  scene: HotspotScene,
  dependencies: HotspotDependencies,
): Promise<Choice> {
  const { targets, days } = scene.policy.schedule ?? DEFAULT_SCHEDULE;
  if (!scene.memory.ok) {
    const detail = `what earlier runs have tried cannot be read (${scene.memory.reason}), so nothing is tried`;
    return { chosen: [], skips: [{ reason: "tried", detail }] };
  }
  const churn = (await (await dependencies.history?.())?.churn(scene.head, days)) ?? new Map<string, number>();
  const tried = await withEnded(scene.memory.state.tried, scene, dependencies);
  const known = new Set(Object.values(tried).map(({ target }) => target));
  const skips: Skip[] = [];
  const ordered = files.toSorted((a, b) => (churn.get(b.path) ?? 0) - (churn.get(a.path) ?? 0));
  const candidates: Candidate[] = [];
  for (const [index, file] of ordered.entries()) {
    const commits = churn.get(file.path) ?? 0;
    if (!known.has(file.path) && (commits === 0 || index >= MAX_MEASURED)) {
      const more = `${MAX_MEASURED} files have more commits in the last ${days} days`;
      const detail = commits === 0 ? `no commit of the last ${days} days touched it` : more;
      skips.push({ path: file.path, reason: "not-hot", detail });
      continue;
    }
    const candidate = await measure(file, commits, { scene, tried, dependencies, skips });
    if (candidate !== undefined) candidates.push(candidate);
  }
  return pick(candidates.sort(byHotspot), { targets, days, skips });
}

interface Measuring {
  readonly scene: HotspotScene;
  readonly tried: RunState["tried"];
  readonly dependencies: HotspotDependencies;
  readonly skips: Skip[];
}

async function measure(
  file: Eligible,
  commits: number,
  { scene, tried: known, dependencies, skips }: Measuring,
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
    const tried = known[toTaskId(digest, kind, path)];
    if (tried?.end === "proposed") carried.push({ kind, tried });
    else if (tried?.text === sha256 && !isOpenAgain(tried, scene)) {
      skips.push({ path, kind, reason: "tried", detail: renderTried(tried) });
    } else if (commits > 0) fresh.push(kind);
    else skips.push({ path, kind, reason: "not-hot", detail: "nobody's commit touched it lately" });
  }
  if (fresh.length + carried.length === 0) return undefined;
  const missing = scene.missing?.(path);
  const complexity = (await dependencies.complexityOf?.(path, text)) ?? 1;
  const parts = { commits, complexity, ...(missing !== undefined && { missing }) };
  return { path, file, fresh, carried, ...parts };
}

/** Other terms may fare better; but what somebody has closed stays closed until the file changes. */
function isOpenAgain({ end, terms }: TriedTask, scene: HotspotScene): boolean {
  return end !== "closed" && terms !== scene.terms;
}

function renderTried({ end, at, pull, beside, reason }: TriedTask): string {
  const where = pull === undefined ? "" : ` in #${pull}`;
  const words = {
    rejected: "was tried and rejected",
    declined: "was looked at and left",
    closed: `was proposed${where}, which was closed`,
    // Its target was never to change: that it has not says nothing.
    merged: beside ? `was merged${where}` : `was merged${where}, and that was taken back`,
    published: beside ? "was done" : "was changed, and that was taken back",
    proposed: `is proposed${where}`,
  }[end];
  const when = end === "closed" || end === "merged" ? ", as of" : " on";
  const because = reason === "" ? "" : ` (${reason})`;
  const again = end === "closed" ? "when the file changes" : "when the file, the policy or the engines change";
  return `${words}${when} ${at.slice(0, 10)}${because}; it comes again ${again}`;
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
    const proposed = first === undefined ? "" : `proposed since ${first.tried.at.slice(0, 10)}; `;
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

/** What was proposed, with the end of its pull request where that is no longer open. */
async function withEnded(
  tried: RunState["tried"],
  { onEnded }: HotspotScene,
  { endedPulls, clock }: HotspotDependencies,
): Promise<RunState["tried"]> {
  const open = Object.values(tried).flatMap(({ end, pull }) =>
    end === "proposed" && pull !== undefined ? [pull] : [],
  );
  if (endedPulls === undefined || open.length === 0) return tried;
  const ended = await endedPulls([...new Set(open)]);
  const at = clock.now().toISOString();
  const now = Object.entries(tried).map(([id, task]): [string, TriedTask] => {
    const end = task.end === "proposed" && task.pull !== undefined ? ended.get(task.pull) : undefined;
    if (end === undefined) return [id, task];
    const known = { ...task, end, at };
    onEnded?.(id, known);
    return [id, known];
  });
  return Object.fromEntries(now);
}
