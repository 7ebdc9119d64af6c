import type { BundleEntry } from "../domain/bundle.ts";
import { DOUBT_LIMITS, doubtsOf, type StatedDoubt } from "../domain/doubt.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Evidence } from "../domain/evidence.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { RunDependencies } from "./dependencies.ts";
import { toLine, toPlain } from "./plain-line.ts";
import { withholdSecrets } from "./withhold-secrets.ts";

type Surroundings = Pick<RunDependencies, "environment">;

/** The same doubts, without the texts that hold what looks like a secret. */
async function withoutSecrets<T extends StatedDoubt>(
  doubts: readonly T[],
  around: Surroundings,
): Promise<readonly T[]> {
  if (doubts.length === 0) return doubts;
  const texts = doubts.flatMap(({ title, text }) => [title, text]);
  const { reasons } = await withholdSecrets({ reasons: texts, tasks: [], more: 0 }, around);
  return doubts.map((doubt, index) => ({
    ...doubt,
    title: reasons[index * 2] ?? doubt.title,
    text: reasons[index * 2 + 1] ?? doubt.text,
  }));
}

/**
 * What somebody has to look at, by task, as a bundle hands it on: bounded plain lines, at places of the repository. Secrets
 * are withheld before anything is cut.
 */
export async function stateDoubts(
  outcomes: readonly Outcome[],
  around: Surroundings,
): Promise<ReadonlyMap<string, readonly StatedDoubt[]>> {
  const stated = new Map<string, readonly StatedDoubt[]>();
  for (const outcome of outcomes) {
    const plain = doubtsOf(outcome)
      .filter(({ path }) => toRepoPath(path).ok)
      .slice(0, DOUBT_LIMITS.doubts)
      .map(({ title, text, path, range }) => {
        // As the manifest's schema has it; any other line is none, and the doubt is about the file.
        const isLine = range !== undefined && Number.isSafeInteger(range.line);
        return { title: toPlain(title), text: toPlain(text), path, ...(isLine && { line: Math.max(1, range.line) }) };
      });
    const shown = (await withoutSecrets(plain, around)).map((doubt) => ({
      ...doubt,
      title: toLine(doubt.title, DOUBT_LIMITS.title),
      text: toLine(doubt.text, DOUBT_LIMITS.text),
    }));
    if (shown.length > 0) stated.set(outcome.task.id, shown);
  }
  return stated;
}

/** Evidence with what may be shown of it: whoever made the bundles may have looked for no secret. */
export async function withholdEvidence(
  { entries, patches, rejected }: Evidence,
  around: Surroundings,
): Promise<Evidence> {
  const shown: BundleEntry[] = [];
  for (const entry of entries) {
    const { doubts } = entry;
    shown.push(doubts === undefined ? entry : { ...entry, doubts: await withoutSecrets(doubts, around) });
  }
  if (rejected.length === 0) return { entries: shown, patches, rejected };
  const told = rejected.map(({ reason }) => reason);
  const { reasons } = await withholdSecrets({ reasons: told, tasks: [], more: 0 }, around);
  return {
    entries: shown,
    patches,
    rejected: rejected.map((one, index) => ({ ...one, reason: reasons[index] ?? "" })),
  };
}
