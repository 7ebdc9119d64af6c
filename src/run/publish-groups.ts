import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import type { ProposedPlan } from "../domain/proposal.ts";
import type { PullRequestText, RestOfWork } from "../domain/pull-request.ts";
import type { EffectivePolicy, PublishMode } from "../domain/policy.ts";
import type { Settings } from "../domain/settings.ts";
import { createApprovalTest, toStricter, type NeededApproval } from "../policy/approval-needed.ts";
import type { Matcher } from "../policy/match.ts";
import { DEFAULT_PULL_REQUEST } from "../policy/pull-request.ts";
import type { PublishRequest } from "../ports.ts";
import type { MergedBundle } from "../publish/merge-bundles.ts";
import { toPullRequest, toRejectedTasks, type RejectedTask } from "../publish/to-pull-request.ts";
import { toTaskPlans } from "../publish/task-plans.ts";
import { toTaskChoices } from "../publish/task-choices.ts";
import { toSuggestions } from "../publish/to-suggestions.ts";
import { toRestOfWork } from "./rest-of-work.ts";
import { ruleOfWork } from "./task-rule.ts";

/** Entries that are published together. */
export interface PublishGroup {
  readonly mode: Exclude<PublishMode, "none">;
  readonly entries: readonly BundleEntry[];
  /** For a pull request: stable for the same work. */
  readonly key: string;
  /** The yes that has to be given first; absent: none is needed. */
  readonly approval?: NeededApproval;
}

interface GroupScene {
  readonly effective: EffectivePolicy;
  readonly matcher: Matcher;
  readonly settings: Settings;
  readonly digest: (text: string) => string;
}

/** What a pull request is about: its rule, told by what it says rather than by its place, or its task. */
function keyOf(entry: BundleEntry, scene: GroupScene): string {
  const { effective, digest } = scene;
  const { per } = effective.policy.pullRequest ?? DEFAULT_PULL_REQUEST;
  if (per === "task") return entry.task;
  const rule = ruleOfWork(entry, scene)?.rule;
  // Nights bring what earlier ones have proposed, other runs what has changed: each has a pull request of its own.
  const prefix = scene.settings.hotspots === true ? "night" : "rule";
  return `${prefix}-${digest(JSON.stringify([rule?.paths ?? [], rule?.tasks ?? []])).slice(0, 10)}`;
}

/**
 * Entries by the way that they are published, pull requests by their key and by the yes that they need; sorted, and
 * without what is not published. All that goes to the branch goes together: where one of these needs a yes, all wait for
 * the strictest, for a commit of some would leave the others on a head that is no more.
 */
export function toPublishGroups(entries: readonly BundleEntry[], scene: GroupScene): readonly PublishGroup[] {
  const needs = createApprovalTest(scene.effective.policy);
  const groups = new Map<string, PublishGroup>();
  for (const entry of entries) {
    const { kind, target, paths, publish: mode } = entry;
    if (mode === "none") continue;
    const key = mode === "pull-request" ? keyOf(entry, scene) : "";
    const needed = needs({ kind, paths: [target, ...paths] });
    const way = needed?.asks.by ?? "";
    const name = mode === "commit" ? mode : `${mode} ${key} ${way}`;
    const known = groups.get(name);
    const approval = toStricter(known?.approval, needed);
    const whole = mode === "pull-request" && way !== "" ? `${key}-${way}` : key;
    groups.set(name, { mode, key: whole, entries: [...(known?.entries ?? []), entry], ...(approval && { approval }) });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** What is known of a group of changes, next to what others propose. */
export interface Claimed {
  /** What each change is about, by task. */
  readonly works: ReadonlyMap<string, string>;
  /** Why that cannot be told. */
  readonly unclear?: string;
}

/** The yes that is needed, told from others by the digest. */
function toApproval(needed: NeededApproval | undefined, digest: string): Pick<PublishRequest, "approval"> {
  if (needed === undefined) return {};
  const { asks, key, path } = needed;
  const what = { digest, cause: `${path ?? asks.tasks.join(", ")}, by ${key} of the policy` };
  if (asks.by === "environment") return { approval: { by: asks.by, environment: asks.environment, ...what } };
  return { approval: { by: asks.by, ...what } };
}

/** What the reports say that every pull request tells. */
interface Told {
  readonly rejected: readonly RejectedTask[];
  readonly plans: ReadonlyMap<string, ProposedPlan>;
  readonly rest: RestOfWork;
}

/** The same, read when the first pull request asks for it, and once. */
export function createTold(
  { reportTexts, dropped }: Pick<MergedBundle, "reportTexts" | "dropped">,
  settings: Settings,
  digest: (text: string) => string,
): () => Told {
  let told: Told | undefined;
  return () =>
    (told ??= {
      rejected: [...reportTexts.flatMap(toRejectedTasks), ...dropped],
      plans: new Map(reportTexts.flatMap((text) => [...toTaskPlans(text)])),
      rest: toRestOfWork(reportTexts, settings, digest),
    });
}

interface RequestScene extends Pick<GroupScene, "effective" | "matcher" | "digest"> {
  readonly run: string;
  readonly nameTasks: PullRequestText["nameTasks"];
}

/** What a way to publish needs besides the changes. */
export function toRequestParts(
  { mode, key, entries, approval: needed }: PublishGroup,
  bundle: {
    readonly manifest: Manifest;
    readonly patches: ReadonlyMap<string, string>;
    readonly reportTexts: readonly string[];
    readonly told: ReturnType<typeof createTold>;
  } & Claimed,
  { effective, matcher, run, digest, nameTasks }: RequestScene,
): Pick<PublishRequest, "pullRequest" | "suggestions" | "approval"> {
  const { manifest, patches, reportTexts } = bundle;
  const about = [manifest.subject.head, manifest.tree, mode, ...entries.map(({ patchSha256 }) => patchSha256)];
  const approval = toApproval(needed, digest(about.join("\n")).slice(0, 16));
  if (mode === "suggestions") {
    const choices = new Map(reportTexts.flatMap((text) => [...toTaskChoices(text)]));
    return { ...approval, suggestions: toSuggestions(entries, patches, choices) };
  }
  if (mode !== "pull-request") return { ...approval };
  const settings = effective.policy.pullRequest ?? DEFAULT_PULL_REQUEST;
  const { unclear, works } = bundle;
  const { rest, ...told } = bundle.told();
  const text = toPullRequest({ manifest, entries, ...told, run, works });
  const [first] = entries;
  const rule = settings.per === "task" || first === undefined ? undefined : ruleOfWork(first, { effective, matcher });
  const around = {
    rest,
    ...(nameTasks && { nameTasks }),
    ...(rule && { rule: rule.rule.paths }),
    ...(unclear !== undefined && { unclear }),
  };
  return { ...approval, pullRequest: { ...text, key, settings, ...around } };
}
