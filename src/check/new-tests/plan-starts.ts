import type { FormatName } from "../../domain/policy.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { NewTestFile } from "./new-test-files.ts";
import type { KnownRunner, RunVariant } from "./runner-line.ts";
import { againCopy, canBeCopied, clockCopy, soloCopies, type TestCopy } from "./test-copies.ts";

/** How tests are run. */
export interface Way {
  readonly line: string;
  readonly runner: KnownRunner;
  readonly format: FormatName | undefined;
}

/** What is different about a run. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  readonly clock: "now" | "another day";
}

/** One start of the runner: test files and copies of them. */
export interface Start {
  readonly variant: RunVariant;
  readonly paths: readonly { readonly path: RepoPath }[];
  /** The same once more. */
  readonly again: readonly TestCopy[];
  /** On another day. */
  readonly clocks: readonly TestCopy[];
  /** One test each. */
  readonly alone: readonly TestCopy[];
}

const NONE = { paths: [], again: [], clocks: [], alone: [] } as const;

/** The kinds of files of a start, each by itself. */
export function partsOf({ variant, paths, again, clocks, alone }: Start): readonly Start[] {
  const parts = [
    { ...NONE, variant, paths },
    { ...NONE, variant, again },
    { ...NONE, variant, clocks },
    { ...NONE, variant, alone },
  ];
  return parts.filter((part) => [...part.paths, ...part.again, ...part.clocks, ...part.alone].length > 0);
}

/**
 * The starts that so many runs take, each in the next of the surroundings. Jest gives every file a world of its own and says
 * of each what came of it: there the run on another day and the tests one by one go with the first start, and in each start
 * the files run twice.
 */
export function planStarts(
  files: readonly NewTestFile[],
  { runner, format }: Way,
  { runs, surroundings }: { readonly runs: number; readonly surroundings: readonly Surroundings[] },
): readonly Start[] {
  const areCopied = files.every(canBeCopied);
  const clocks = areCopied ? files.flatMap((file) => clockCopy(file) ?? []) : [];
  const alone = areCopied && runner !== "mocha" ? files.flatMap(soloCopies) : [];
  const plain = Array.from({ length: runs }, (_, index): Start => {
    const { env, clock } = surroundings[index % surroundings.length] ?? { env: {}, clock: "now" };
    const variant = { seed: index + 1, env };
    const isMoved = clock === "another day" && clocks.length > 0;
    return { ...NONE, variant, ...(isMoved ? { clocks } : { paths: files }) };
  });
  const [first, ...others] = plain;
  const last = alone.length === 0 ? [] : [{ ...NONE, variant: {}, alone }];
  if (first === undefined || runner !== "jest" || format !== "jest-json") return [...plain, ...last];
  const again = areCopied ? files.flatMap((file) => againCopy(file) ?? []) : [];
  const moved = others.find((one) => one.clocks.length > 0);
  const starts = [{ ...first, clocks: moved?.clocks ?? [], alone }, ...others.filter((one) => one !== moved)];
  return starts.map((start) => ({ ...start, again }));
}
