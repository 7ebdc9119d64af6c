import type { CoverageFormat, FormatName } from "../domain/policy.ts";
import { parseClover } from "./parse/clover.ts";
import { parseCobertura } from "./parse/cobertura.ts";
import { mergeCoverage, type CoverageResult, type FileCoverage, type PlacedResult } from "./parse/coverage.ts";
import { parseCoveragePyJson } from "./parse/coverage-py-json.ts";
import { parseGoCover } from "./parse/go-cover.ts";
import { parseIstanbulJson } from "./parse/istanbul-json.ts";
import { JVM_SOURCE_ROOTS, parseJacoco } from "./parse/jacoco.ts";
import { parseLcov } from "./parse/lcov.ts";
import { readGoModule } from "./test-formats.ts";
import type { ToolRunner } from "./tool-runner.ts";

/** How one format is read. */
interface CoverageReader {
  /** Names under which tools write it into the directory `{coverage}`, in order. */
  readonly names: readonly [string, ...string[]];
  read(text: string, facts: Facts): CoverageResult | Promise<CoverageResult>;
}

interface Facts extends Pick<ToolRunner, "root" | "read"> {
  /** Folders from the root, "" for the root itself, that the policy's coverage command names. */
  readonly sourceRoots: readonly string[];
  /** Folder of the module that the report is of; "" where it is of all. */
  readonly module: string;
}

const READERS: Readonly<Record<CoverageFormat, CoverageReader>> = {
  lcov: { names: ["lcov.info", "coverage.lcov"], read: (text, { root }) => parseLcov(text, root) },
  "istanbul-json": {
    names: ["coverage-final.json", "coverage.json"],
    read: (text, { root }) => parseIstanbulJson(text, root),
  },
  cobertura: {
    names: ["cobertura-coverage.xml", "coverage.xml", "cobertura.xml"],
    read: async (text, facts) => place(await parseCobertura(text, facts.root, facts.sourceRoots), facts),
  },
  jacoco: {
    names: ["jacoco.xml", "jacocoTestReport.xml"],
    read: async (text, facts) =>
      place(await parseJacoco(text, [...facts.sourceRoots, ...JVM_SOURCE_ROOTS], facts.module), facts),
  },
  clover: { names: ["clover.xml"], read: (text, { root }) => parseClover(text, root) },
  "go-cover": {
    names: ["cover.out", "coverage.out", "coverage.txt"],
    read: async (text, facts) => parseGoCover(text, { root: facts.root, ...(await readGoModule(facts)) }),
  },
  "coverage-py-json": { names: ["coverage.json"], read: (text, { root }) => parseCoveragePyJson(text, root) },
};

/** The reader of a format that holds coverage; undefined for any other. */
export function coverageReader(format: FormatName): CoverageReader | undefined {
  return isCoverageFormat(format) ? READERS[format] : undefined;
}

function isCoverageFormat(format: FormatName): format is CoverageFormat {
  return Object.hasOwn(READERS, format);
}

/** Each file under the first of its possible paths that exists; what is not in the repository is left out. */
async function place(result: PlacedResult, { read }: Facts): Promise<CoverageResult> {
  if (!result.ok) return result;
  const coverage = new Map<string, FileCoverage>();
  for (const { candidates, ...file } of result.files) {
    const path = await firstExisting(candidates, read);
    if (path !== undefined) coverage.set(path, mergeCoverage(coverage.get(path), file));
  }
  if (result.files.length > 0 && coverage.size === 0) {
    const reason = `none of its files is in the repository, for example ${nameOf(result)}`;
    return { ok: false, reason: `${reason}: name the folders that they lie in with commands.coverage.source-roots` };
  }
  return { ok: true, coverage };
}

function nameOf({ files }: Extract<PlacedResult, { ok: true }>): string {
  return files[0]?.candidates[0] ?? "a file outside of it";
}

async function firstExisting(paths: readonly string[], read: Facts["read"]): Promise<string | undefined> {
  for (const path of paths) if ((await read(path)) !== undefined) return path;
  return undefined;
}
