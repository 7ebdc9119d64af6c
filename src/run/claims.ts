import type { BundleEntry } from "../domain/bundle.ts";
import type { Claim } from "../domain/pull-request.ts";
import { toWork } from "../domain/work-mark.ts";
import type { Publisher, Repository } from "../ports.ts";
import type { PublishGroup } from "./publish-groups.ts";

/** A group without what others propose already. */
export interface FreeGroup {
  readonly group: PublishGroup;
  /** What each change is about, by task. */
  readonly works: ReadonlyMap<string, string>;
  readonly taken: readonly { readonly entry: BundleEntry; readonly claim: Claim }[];
  /** Why it cannot be told what others propose. */
  readonly unclear?: string;
}

interface ClaimScene {
  readonly patches: ReadonlyMap<string, string>;
  readonly head: string;
  readonly repository: Pick<Repository, "readText">;
  readonly publisher: Publisher;
  readonly digest: (text: string) => string;
}

/** Takes out of a group what another pull request proposes, or one has proposed that somebody closed. */
export async function takeClaimedOut(group: PublishGroup, scene: ClaimScene): Promise<FreeGroup> {
  const works = new Map<string, string>();
  if (group.mode !== "pull-request") return { group, works, taken: [] };
  for (const { task, target } of group.entries) {
    const text = await scene.repository.readText(scene.head, target);
    works.set(task, toWork(scene.patches.get(task) ?? "", text, scene.digest));
  }
  const answer = await scene.publisher.claimed?.(group.key, works);
  if (answer?.ok === false) {
    return { group, works, taken: [], unclear: `it cannot be told what is proposed already: ${answer.reason}` };
  }
  const claims = answer?.claims ?? new Map<string, Claim>();
  const taken = group.entries.flatMap((entry) => {
    const claim = claims.get(entry.task);
    return claim === undefined ? [] : [{ entry, claim }];
  });
  for (const { entry } of taken) works.delete(entry.task);
  return { group: { ...group, entries: group.entries.filter(({ task }) => works.has(task)) }, works, taken };
}

/** Why a change is not proposed (again). */
export function renderClaim({ target, kind }: BundleEntry, { pull, state }: Claim): string {
  const what = `${kind} of ${target}`;
  return state === "open"
    ? `#${pull} proposes ${what} already`
    : `#${pull} proposed ${what} and was closed; the files have not changed since`;
}
