import {
  addBranches,
  mergeCoverage,
  ratioOf,
  toCount,
  toCoverageResult,
  type CoverageResult,
  type FileCoverage,
  type Ratio,
} from "./coverage.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";
import { toWorkspacePath } from "./workspace-path.ts";

type Item = Readonly<Record<string, unknown>>;

/**
 * Reads istanbul's `coverage-final.json`, by path: a line's hits are the most of the statements that begin on it, as
 * istanbul itself counts them; branches are those of `b`. Never throws.
 */
export function parseIstanbulJson(text: string, root: string): CoverageResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `the report is not JSON: ${json.reason}` };
  if (!isRecord(json.value)) return { ok: false, reason: "the report is no mapping of files" };
  const coverage = new Map<string, FileCoverage>();
  let outside: string | undefined;
  for (const [key, value] of Object.entries(json.value)) {
    // istanbul-lib-coverage writes a file either as it is or under `data`.
    const file = isRecord(value) && isRecord(value["data"]) ? value["data"] : value;
    const read = isRecord(file) ? readFile(file) : undefined;
    if (read === undefined)
      return { ok: false, reason: `the entry ${key.slice(0, 200)} has no statements or no counts` };
    const path = toWorkspacePath(key, root);
    if (path === undefined) outside ??= key;
    else coverage.set(path, mergeCoverage(coverage.get(path), read));
  }
  return toCoverageResult(coverage, outside);
}

function readFile(file: Item): FileCoverage | undefined {
  const { statementMap, s: counts, b: branches, f: functions } = file;
  if (!isRecord(statementMap) || !isRecord(counts) || !isRecord(branches) || !isRecord(functions)) return undefined;
  const lines = new Map<number, number>();
  for (const [id, place] of Object.entries(statementMap)) {
    const start = isRecord(place) ? place["start"] : undefined;
    const line = isRecord(start) ? toCount(start["line"]) : undefined;
    const hits = toCount(counts[id]);
    if (line === undefined || hits === undefined) return undefined;
    lines.set(line, Math.max(lines.get(line) ?? 0, hits));
  }
  const taken = toCounts(Object.values(branches).flatMap((list) => (isList(list) ? list : [undefined])));
  const called = toCounts(Object.values(functions));
  if (taken === undefined || called === undefined) return undefined;
  const branchLines = placeBranches(file["branchMap"], branches);
  return {
    lines,
    branches: ratioOf(taken),
    ...(branchLines === undefined ? {} : { branchLines }),
    functions: ratioOf(called),
  };
}

/** Each branch on the line that its statement begins on, as in istanbul's own lcov; undefined where one has no place. */
function placeBranches(branchMap: unknown, branches: Item): FileCoverage["branchLines"] {
  if (!isRecord(branchMap)) return undefined;
  const branchLines = new Map<number, Ratio>();
  for (const [id, list] of Object.entries(branches)) {
    const place = branchMap[id];
    const loc = isRecord(place) ? place["loc"] : undefined;
    const start = isRecord(loc) ? loc["start"] : undefined;
    const line = isRecord(start) ? toCount(start["line"]) : undefined;
    if (line === undefined || !isList(list)) return undefined;
    addBranches(branchLines, line, ratioOf(toCounts(list) ?? []));
  }
  return branchLines;
}

function toCounts(values: readonly unknown[]): readonly number[] | undefined {
  const counts = values.map(toCount).filter((count) => count !== undefined);
  return counts.length === values.length ? counts : undefined;
}
