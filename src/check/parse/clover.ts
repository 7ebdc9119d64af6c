import {
  mergeCoverage,
  toCount,
  toCoverageResult,
  type CoverageResult,
  type FileCoverage,
  type Ratio,
} from "./coverage.ts";
import { toWorkspacePath } from "./workspace-path.ts";
import { childrenOf, descendantsOf, parseXml, type XmlElement } from "./xml.ts";

/**
 * Reads Clover's XML as istanbul, PHPUnit and OpenClover write it: each `line` with its count. Branches and functions
 * are those of the file's metrics, as tools disagree on what a line's true and false counts mean. Never throws.
 */
export async function parseClover(text: string, root: string): Promise<CoverageResult> {
  const xml = await parseXml(text);
  if (!xml.ok) return xml;
  if (xml.root.name !== "coverage" || childrenOf(xml.root, "project").length === 0) {
    return { ok: false, reason: "its root element is no <coverage> with a <project>" };
  }
  const coverage = new Map<string, FileCoverage>();
  let outside: string | undefined;
  for (const file of descendantsOf(xml.root, "file")) {
    const name = file.attributes["path"] ?? file.attributes["name"];
    if (name === undefined) return { ok: false, reason: "a <file> has no path" };
    const read = readFile(file);
    if (read === undefined) return { ok: false, reason: `a line of ${name} has no number or no count` };
    const path = toWorkspacePath(name, root);
    if (path === undefined) outside ??= name;
    else coverage.set(path, mergeCoverage(coverage.get(path), read));
  }
  return toCoverageResult(coverage, outside);
}

function readFile(file: XmlElement): FileCoverage | undefined {
  const lines = new Map<number, number>();
  for (const { attributes } of childrenOf(file, "line")) {
    const number = toCount(attributes["num"]);
    const hits = toCount(attributes["count"] ?? (attributes["type"] === "cond" ? attributes["truecount"] : undefined));
    if (number === undefined || hits === undefined) return undefined;
    lines.set(number, Math.max(lines.get(number) ?? 0, hits));
  }
  const [metrics] = childrenOf(file, "metrics");
  return {
    lines,
    branches: metricOf(metrics, "conditionals", "coveredconditionals"),
    functions: metricOf(metrics, "methods", "coveredmethods"),
  };
}

function metricOf(metrics: XmlElement | undefined, total: string, covered: string): Ratio {
  return { covered: toCount(metrics?.attributes[covered]) ?? 0, total: toCount(metrics?.attributes[total]) ?? 0 };
}
