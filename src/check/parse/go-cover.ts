import { NO_RATIO, toCount, toCoverageResult, type CoverageResult, type FileCoverage } from "./coverage.ts";
import type { GoFacts } from "./go-test-json.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** `example.com/shop/math.go:7.22,8.11 1 1`: file, start and end, statements, count. */
const BLOCK = /^(?<file>.+):(?<start>\d+)\.\d+,(?<end>\d+)\.\d+ (?<statements>\d+) (?<count>\d+)$/u;
/** No source file is longer; a larger number would only fill the memory. */
const MAX_LINE = 1_000_000;

/**
 * Reads a Go coverage profile (https://go.dev/doc/build-cover): a line's hits are the most of the blocks that it
 * belongs to; a block that several test binaries list is added up. Go measures neither branches nor functions. Files
 * of the module named in go.mod are the repository's; those of other modules are left out. Never throws.
 */
export function parseGoCover(text: string, { root, module }: GoFacts): CoverageResult {
  const [head, ...rest] = text.split(/\r?\n/u);
  if (!/^mode: (?:set|count|atomic)$/u.test(head ?? "")) {
    return { ok: false, reason: "it does not begin with `mode: set`, `count` or `atomic`" };
  }
  const blocks = new Map<string, Block>();
  let outside: string | undefined;
  for (const [index, line] of rest.entries()) {
    // Profiles are joined by appending them.
    if (line.trim() === "" || line.startsWith("mode: ")) continue;
    const block = toBlock(line);
    if (block === undefined) return { ok: false, reason: `line ${index + 2} of the profile cannot be read` };
    const path = toPath(block.file, root, module);
    if (path === undefined && module === undefined) {
      return { ok: false, reason: `which file ${block.file} is cannot be told: there is no go.mod at the root` };
    }
    if (path === undefined) {
      outside ??= block.file;
      continue;
    }
    const key = line.slice(0, line.lastIndexOf(" "));
    blocks.set(key, { ...block, file: path, hits: block.hits + (blocks.get(key)?.hits ?? 0) });
  }
  return toCoverageResult(toCoverage(blocks.values()), outside);
}

interface Block {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly hits: number;
}

function toBlock(line: string): Block | undefined {
  const groups = BLOCK.exec(line)?.groups;
  const [start, end, hits] = [groups?.["start"], groups?.["end"], groups?.["count"]].map(toCount);
  const file = groups?.["file"];
  if (file === undefined || start === undefined || end === undefined || hits === undefined) return undefined;
  return end > MAX_LINE ? undefined : { file, start, end, hits };
}

function toCoverage(blocks: Iterable<Block>): ReadonlyMap<string, FileCoverage> {
  const lines = new Map<string, Map<number, number>>();
  for (const { file, start, end, hits } of blocks) {
    const own = lines.get(file) ?? new Map<number, number>();
    for (let at = start; at <= end; at += 1) own.set(at, Math.max(own.get(at) ?? 0, hits));
    lines.set(file, own);
  }
  return new Map([...lines].map(([path, own]) => [path, { lines: own, branches: NO_RATIO, functions: NO_RATIO }]));
}

function toPath(file: string, root: string, module: string | undefined): string | undefined {
  if (file.startsWith("/") || file.startsWith("./")) return toWorkspacePath(file, root);
  return module !== undefined && file.startsWith(`${module}/`) ? file.slice(module.length + 1) : undefined;
}
