import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import type { ApprovalPolicy, EffectivePolicy, PublishMode } from "../domain/policy.ts";
import type { Matcher } from "../policy/match.ts";
import { DEFAULT_PULL_REQUEST } from "../policy/pull-request.ts";
import type { PublishRequest } from "../ports.ts";
import { toPullRequest, toRejectedTasks } from "../publish/to-pull-request.ts";
import { toTaskPlans } from "../publish/task-plans.ts";
import { toTaskChoices } from "../publish/task-choices.ts";
import { toSuggestions } from "../publish/to-suggestions.ts";
import { ruleOfWork } from "./task-rule.ts";

/** Entries that are published together. */
export interface PublishGroup {
  readonly mode: Exclude<PublishMode, "none">;
  readonly entries: readonly BundleEntry[];
  /** For a pull request: stable for the same work. */
  readonly key: string;
  /** How a yes has to be given first; absent: none is needed. */
  readonly approval?: ApprovalPolicy["by"];
}

interface GroupScene {
  readonly effective: EffectivePolicy;
  readonly matcher: Matcher;
  readonly digest: (text: string) => string;
}

/** What a pull request is about: its rule, told by what it says rather than by its place, or its task. */
function keyOf(entry: BundleEntry, scene: GroupScene): string {
  const { effective, digest } = scene;
  const { per } = effective.policy.pullRequest ?? DEFAULT_PULL_REQUEST;
  if (per === "task") return entry.task;
  const rule = ruleOfWork(entry, scene)?.rule;
  return `rule-${digest(JSON.stringify([rule?.paths ?? [], rule?.tasks ?? []])).slice(0, 10)}`;
}

/** Entries by the way that they are published, pull requests by their key; sorted, and without what is not published. */
export function toPublishGroups(entries: readonly BundleEntry[], scene: GroupScene): readonly PublishGroup[] {
  const groups = new Map<string, PublishGroup>();
  for (const entry of entries) {
    const mode = entry.publish;
    if (mode === "none") continue;
    const key = mode === "pull-request" ? keyOf(entry, scene) : "";
    const needed = scene.effective.policy.approval;
    const approval = needed?.tasks.includes(entry.kind) === true ? needed.by : undefined;
    const name = `${mode} ${key} ${approval ?? ""}`;
    const entriesNow = [...(groups.get(name)?.entries ?? []), entry];
    groups.set(name, { mode, key, entries: entriesNow, ...(approval && { approval }) });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** What a way to publish needs besides the changes. */
export function toRequestParts(
  { mode, key, entries, approval: by }: PublishGroup,
  bundle: {
    readonly manifest: Manifest;
    readonly patches: ReadonlyMap<string, string>;
    readonly reportTexts: readonly string[];
  },
  { effective, run, digest }: Pick<GroupScene, "effective" | "digest"> & { readonly run: string },
): Pick<PublishRequest, "pullRequest" | "suggestions" | "approval"> {
  const { manifest, patches, reportTexts } = bundle;
  const about = [manifest.subject.head, manifest.tree, mode, ...entries.map(({ patchSha256 }) => patchSha256)];
  const approval = by && { approval: { by, digest: digest(about.join("\n")).slice(0, 16) } };
  if (mode === "suggestions") {
    const choices = new Map(reportTexts.flatMap((text) => [...toTaskChoices(text)]));
    return { ...approval, suggestions: toSuggestions(entries, patches, choices) };
  }
  if (mode !== "pull-request") return { ...approval };
  const settings = effective.policy.pullRequest ?? DEFAULT_PULL_REQUEST;
  const text = toPullRequest({
    manifest,
    entries,
    rejected: reportTexts.flatMap(toRejectedTasks),
    plans: new Map(reportTexts.flatMap((text) => [...toTaskPlans(text)])),
    run,
  });
  return { ...approval, pullRequest: { ...text, key: by === undefined ? key : `${key}-approved`, settings } };
}
