import {
  addBranches,
  NO_RATIO,
  toCount,
  toCoverageResult,
  type CoverageResult,
  type FileCoverage,
  type Ratio,
} from "./coverage.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/**
 * Reads `coverage json` of coverage.py (https://coverage.readthedocs.io/en/latest/commands/cmd_json.html): executed and
 * missing lines, and branches where they were measured. The summary of a file has to agree with its missing lines. Never
 * throws.
 */
export function parseCoveragePyJson(text: string, root: string): CoverageResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `the report is not JSON: ${json.reason}` };
  if (!isRecord(json.value) || !isRecord(json.value["files"])) return { ok: false, reason: "the report has no files" };
  const coverage = new Map<string, FileCoverage>();
  let outside: string | undefined;
  for (const [name, file] of Object.entries(json.value["files"])) {
    const read = readFile(file);
    if (read === undefined) return { ok: false, reason: `the lines of ${name} are missing, or its summary disagrees` };
    const path = toWorkspacePath(name, root);
    if (path === undefined) outside ??= name;
    else coverage.set(path, read);
  }
  return toCoverageResult(coverage, outside);
}

function readFile(file: unknown): FileCoverage | undefined {
  if (!isRecord(file) || !isRecord(file["summary"])) return undefined;
  const { executed_lines: executed, missing_lines: missing, excluded_lines: excluded, summary } = file;
  if (!isList(executed) || !isList(missing)) return undefined;
  const lines = new Map<number, number>();
  for (const [list, hits] of [
    [missing, 0],
    [executed, 1],
  ] as const) {
    for (const value of list) {
      const line = toCount(value);
      if (line === undefined) return undefined;
      lines.set(line, hits);
    }
  }
  // A line that is excluded from measuring may have run all the same.
  for (const line of isList(excluded) ? excluded : []) if (typeof line === "number") lines.delete(line);
  if (summary["missing_lines"] !== missing.length) return undefined;
  const total = toCount(summary["num_branches"]);
  const covered = toCount(summary["covered_branches"]);
  const branches = total === undefined || covered === undefined ? NO_RATIO : { covered, total };
  const branchLines = placeBranches(file["executed_branches"], file["missing_branches"]);
  return { lines, branches, ...(branchLines === undefined ? {} : { branchLines }), functions: NO_RATIO };
}

/** Branches are pairs of the line that they leave and the one that they go to. */
function placeBranches(executed: unknown, missing: unknown): FileCoverage["branchLines"] {
  if (!isList(executed) || !isList(missing)) return undefined;
  const branchLines = new Map<number, Ratio>();
  for (const [list, covered] of [
    [executed, 1],
    [missing, 0],
  ] as const) {
    for (const pair of list) {
      const line = isList(pair) ? toCount(pair[0]) : undefined;
      if (line === undefined) return undefined;
      addBranches(branchLines, line, { covered, total: 1 });
    }
  }
  return branchLines;
}
