import { tokenize } from "../tokens.ts";
import { compareClaims } from "./compare-claims.ts";
import type { Remark } from "./remark.ts";
import { plainSource } from "./test-case.ts";
import type { Claim, TestCase } from "./test-case.ts";
import { isCollectedPath } from "./test-paths.ts";

/** A test before and what became of it. */
interface Pair {
  readonly before: TestCase;
  readonly after: TestCase;
}

const claimKey = ({ subject, name, expected }: Claim): string => `${subject}\0${name}\0${expected}`;
const fullName = (test: TestCase): string => `${test.kind}\0${test.names.join("\0")}`;
const shownName = (test: TestCase): string =>
  test.kind === "outside" ? "outside any test" : `"${test.names.join(" › ")}"`;

/** Pairs by a key, first come first served; what finds no partner stays in the lists. */
function pairBy(before: TestCase[], after: TestCase[], key: (test: TestCase) => string, pairs: Pair[]): void {
  const byKey = new Map<string, TestCase[]>();
  for (const test of after) byKey.set(key(test), [...(byKey.get(key(test)) ?? []), test]);
  for (const test of [...before]) {
    const partner = byKey.get(key(test))?.shift();
    if (partner === undefined) continue;
    pairs.push({ before: test, after: partner });
    before.splice(before.indexOf(test), 1);
    after.splice(after.indexOf(partner), 1);
  }
}

/** How much of a test's claims stand in another: 0 to 1, by subject and expected value. */
function likeness(before: TestCase, after: TestCase): number {
  const keys = new Set(after.claims.flatMap(({ subject, expected }) => [subject, `${subject}=${expected}`]));
  const hits = before.claims.filter(({ subject, expected }) => keys.has(`${subject}=${expected}`)).length;
  const near = before.claims.filter(({ subject }) => keys.has(subject)).length;
  return before.claims.length === 0 ? 0 : (hits + near) / (2 * before.claims.length);
}

/** Tests that were renamed and edited: those whose claims are most alike, at least half. */
function pairByClaims(before: TestCase[], after: TestCase[], pairs: Pair[]): void {
  for (const test of [...before]) {
    if (test.kind !== "test") continue;
    const ranked = after
      .filter(({ kind }) => kind === "test")
      .map((other) => ({ other, score: likeness(test, other) }))
      .sort((a, b) => b.score - a.score);
    const best = ranked[0];
    if (best === undefined || best.score < 0.5) continue;
    pairs.push({ before: test, after: best.other });
    before.splice(before.indexOf(test), 1);
    after.splice(after.indexOf(best.other), 1);
  }
}

/** Whether a table of rows (`test.each`, parametrize) holds every written-out value of a removed test's claims. */
function isInTable(test: TestCase, after: readonly TestCase[]): boolean {
  const wanted = test.claims.flatMap(({ expected }) =>
    tokenize(expected, "slashes").filter(({ kind }) => kind === "string" || kind === "number"),
  );
  if (wanted.length === 0) return false;
  return after.some((table) => {
    if (!table.modifiers.includes("each") || table.claims.length === 0) return false;
    const weakest = Math.min(...test.claims.map(({ strength }) => strength));
    if (table.claims.every(({ strength }) => strength < weakest)) return false;
    const offered = new Set(tokenize(table.text, "slashes").map(({ text }) => plainSource(text)));
    return wanted.every(({ text }) => offered.has(plainSource(text)));
  });
}

/** Whether the claims of a removed test now stand in another test: two were made one. */
function isMerged(test: TestCase, after: readonly TestCase[]): boolean {
  if (test.claims.length === 0) return false;
  const keys = new Set(after.filter(({ kind }) => kind === test.kind).flatMap(({ claims }) => claims.map(claimKey)));
  return test.claims.every((c) => keys.has(claimKey(c)));
}

const HOLDING_BACK: Readonly<Record<string, string>> = {
  skip: "is skipped now",
  todo: "is only a note now",
  only: "keeps all other tests from running",
  failing: "is expected to fail now",
  conditional: "runs only under a condition now",
  retry: "is tried again until it passes now",
  uncollected: "is not collected by the test runner any more",
  "any-panic": "accepts every panic now",
};

function modifierRemarks({ before, after }: Pair): readonly Remark[] {
  return after.modifiers
    .filter((modifier) => !before.modifiers.includes(modifier) && Object.hasOwn(HOLDING_BACK, modifier))
    .map((modifier) => ({
      code: `test-${modifier}`,
      message: `${before.kind} ${shownName(before)} ${HOLDING_BACK[modifier] ?? ""}. Let it run as before`,
      path: after.path,
      line: after.line,
    }));
}

/** @param moved claims of tests that are new: what was split off is not lost. */
function claimRemarks({ before, after }: Pair, moved: ReadonlySet<string>): readonly Remark[] {
  const kept = before.claims.filter(
    (claim) => !moved.has(claimKey(claim)) || after.claims.some((c) => claimKey(c) === claimKey(claim)),
  );
  const losses = compareClaims(kept, after.claims, after.text);
  if (before.claims.length > 0 && after.claims.length === 0 && losses.length > 0) {
    const message = `test ${shownName(before)} asserts nothing now (${before.claims.length} assertions before). Put them back`;
    return [{ code: "test-emptied", message, path: after.path, line: after.line }];
  }
  return losses.map((loss) => ({
    code: loss.after === undefined ? "assertion-removed" : "assertion-weakened",
    message:
      `the assertion ${loss.before.name} about ${shorten(loss.before.subject)} in ${shownName(before)} is weaker: ${loss.why}. ` +
      `Assert at least as much as before`,
    path: after.path,
    line: loss.after?.line ?? after.line,
  }));
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function rowRemarks({ before, after }: Pair): readonly Remark[] {
  if (before.kind !== "test") return [];
  const [rows, now] = [before.rows, after.rows];
  if (rows === undefined || now === undefined || now >= rows) return [];
  const message = `the table of ${shownName(before)} has ${now} rows now (${rows} before). Put the rows back`;
  return [{ code: "test-rows-removed", message, path: after.path, line: after.line }];
}

/** A test that moved into a file that is no test file by its name: no runner collects it there. */
function placeRemarks({ before, after }: Pair): readonly Remark[] {
  if (before.kind !== "test" || before.path === after.path || isCollectedPath(after.path)) return [];
  if (!isCollectedPath(before.path)) return [];
  const message = `test ${shownName(before)} moved to a file that is none of the tests by its name. Let it run as before`;
  return [{ code: "test-uncollected", message, path: after.path, line: after.line }];
}

/** A test that is new and keeps others from running, or replaces a removed one without running. */
function newRemarks(after: readonly TestCase[]): readonly Remark[] {
  return after
    .filter(({ modifiers }) => modifiers.includes("only"))
    .map((test) => ({
      code: "test-only",
      message: `${test.kind} ${shownName(test)} keeps all other tests from running. Take .only away`,
      path: test.path,
      line: test.line,
    }));
}

/**
 * What became of the tests of all files together, so that a test that moved to another file is not missed.
 * Tests are matched by their names, then by their own title, then by their text, then by what they assert.
 */
export function compareTests(before: readonly TestCase[], after: readonly TestCase[]): readonly Remark[] {
  const gone = [...before];
  const came = [...after];
  const pairs: Pair[] = [];
  pairBy(gone, came, (test) => `${test.path}\0${fullName(test)}`, pairs);
  pairBy(gone, came, fullName, pairs);
  pairBy(
    gone,
    came,
    (test) => `${test.kind}\0${test.names.at(-1) ?? ""}\0${test.kind === "suite" ? test.names.length : ""}`,
    pairs,
  );
  pairBy(gone, came, (test) => `${test.kind}\0${plainSource(test.text.slice(test.text.indexOf(",") + 1))}`, pairs);
  pairByClaims(gone, came, pairs);
  const lost = gone.filter((test) => test.kind === "test" && !isInTable(test, after) && !isMerged(test, after));
  const removed = lost.map((test) => ({
    code: "test-removed",
    message: `test ${shownName(test)} is gone (${test.claims.length} assertions). Put it back`,
    path: test.path,
  }));
  const helpers = gone.filter((helper) => helper.kind === "outside" && !isMerged(helper, after));
  const helperRemarks = helpers.map((test) => ({
    code: "assertion-removed",
    message: `${test.claims.length} assertions outside any test are gone. Put them back`,
    path: test.path,
  }));
  const moved = new Set(came.filter(({ kind }) => kind === "test").flatMap(({ claims }) => claims.map(claimKey)));
  const inPairs = pairs.flatMap((pair) => [
    ...modifierRemarks(pair),
    ...claimRemarks(pair, moved),
    ...rowRemarks(pair),
    ...placeRemarks(pair),
  ]);
  return [...removed, ...helperRemarks, ...inPairs, ...newRemarks(came)];
}
