import type { FileChange } from "../../domain/change.ts";
import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import { soloTests } from "../../code/solo-tests.ts";
import type { NewTestFile } from "./new-test-files.ts";

/** A changed copy of a test file, beside it, that the runner takes for a test file as well. */
export interface TestCopy {
  readonly path: RepoPath;
  /** What has to be laid into the workspace for it. */
  readonly files: readonly FileChange[];
}

/** Copies of one file that hold one test each, at most. */
const MOST_SOLO = 60;
/** The end of a leap day: what adds days, months or years to now, or formats it, shows. */
const CLOCK = "2036-02-29T23:59:58.500Z";

const HEAD = "// @ts-nocheck\n/* eslint-disable */\n";
/** Jest reads the environment from the comment that a file begins with: it stays the first. */
const FIRST_COMMENT = /^\s*\/\*[\s\S]*?\*\//u;

function headed(text: string, load = ""): string {
  const [first = ""] = FIRST_COMMENT.exec(text) ?? [];
  return `${first === "" ? "" : `${first}\n`}${HEAD}${load}${text.slice(first.length)}`;
}

/** Moves `Date` to another day, from which it goes on; timers and everything else stay as they are. */
const CLOCK_TEXT = `${HEAD}const Real = Date;
const [start, began] = [Date.parse("${CLOCK}"), Real.now()];
const now = () => start + Real.now() - began;
globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new Real(now()).toString(),
  get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
});
`;

/** Snapshots are kept by the name of the file: a copy would find none. */
export function canBeCopied({ text }: NewTestFile): boolean {
  return !/\btoMatch(?:File)?Snapshot\b|\btoThrowErrorMatchingSnapshot\b|\.snapshot\(|\b__filename\b/u.test(text);
}

/** A sibling of a test file with a mark in its name, its ending kept; undefined where that is no path. */
function markedPath(path: RepoPath, mark: string): RepoPath | undefined {
  const slash = path.lastIndexOf("/") + 1;
  const base = path.slice(slash);
  const marked = base.replace(/\.(?=(?:test|spec)\.)/u, `.${mark}.`);
  const checked = toRepoPath(`${path.slice(0, slash)}${marked === base ? `${mark}-${base}` : marked}`);
  return checked.ok ? checked.path : undefined;
}

/** One copy for each of the first tests of a file: that test alone, in a file of its own. */
export function soloCopies({ path, text }: NewTestFile): readonly TestCopy[] {
  return soloTests(path, text)
    .slice(0, MOST_SOLO)
    .flatMap((solo, index): readonly TestCopy[] => {
      const copy = markedPath(path, `assay-alone-${index + 1}`);
      return copy === undefined ? [] : [{ path: copy, files: [{ path: copy, after: headed(solo.text) }] }];
    });
}

/** The file once more: in a start that is made anyway, another run costs next to nothing. */
export function againCopy({ path, text }: NewTestFile): TestCopy | undefined {
  const copy = markedPath(path, "assay-again");
  return copy === undefined ? undefined : { path: copy, files: [{ path: copy, after: headed(text) }] };
}

/** The file under a changed clock: what it loads first is a module that moves `Date`. */
export function clockCopy({ path, text }: NewTestFile): TestCopy | undefined {
  const copy = markedPath(path, "assay-clock");
  const clock = toRepoPath(
    `${path.slice(0, path.lastIndexOf("/") + 1)}assay-clock-${path.split("/").at(-1) ?? ""}.cjs`,
  );
  if (copy === undefined || !clock.ok) return undefined;
  const name = JSON.stringify(`./${clock.path.split("/").at(-1) ?? ""}`);
  const load = /^\s*import\b/mu.test(text) ? `import ${name};` : `require(${name});`;
  return {
    path: copy,
    files: [
      { path: copy, after: headed(text, `${load}\n`) },
      { path: clock.path, after: CLOCK_TEXT },
    ],
  };
}
