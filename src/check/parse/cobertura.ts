import {
  addBranches,
  sumBranches,
  toCount,
  type FileCoverage,
  type PlacedCoverage,
  type PlacedResult,
  type Ratio,
} from "./coverage.ts";
import { toWorkspacePath } from "./workspace-path.ts";
import { childrenOf, descendantsOf, parseXml, type XmlElement } from "./xml.ts";

/**
 * Reads Cobertura's XML (http://cobertura.sourceforge.net/xml/coverage-04.dtd) as coverage.py, istanbul and others
 * write it: the lines of each class, and its methods as functions. A file is looked for below each of
 * the source roots and each `source` of the report. Never
 * throws.
 */
export async function parseCobertura(
  text: string,
  root: string,
  sourceRoots: readonly string[] = [],
): Promise<PlacedResult> {
  const xml = await parseXml(text);
  if (!xml.ok) return xml;
  if (xml.root.name !== "coverage" || childrenOf(xml.root, "packages").length === 0) {
    return { ok: false, reason: "its root element is no <coverage> with <packages>" };
  }
  const sources = descendantsOf(xml.root, "source").map((source) => source.text.trim());
  const files: PlacedCoverage[] = [];
  for (const item of descendantsOf(xml.root, "class")) {
    const name = item.attributes["filename"];
    if (name === undefined) return { ok: false, reason: "a <class> has no filename" };
    const read = readClass(item);
    if (read === undefined) return { ok: false, reason: `a line of ${name} has no number or no hits` };
    files.push({ ...read, candidates: candidatesOf(name, [...sourceRoots, ...sources], root) });
  }
  return { ok: true, files };
}

function candidatesOf(name: string, sources: readonly string[], root: string): readonly string[] {
  const isAbsolute = name.startsWith("/") || /^[a-z]:[\\/]/iu.test(name);
  const raw = isAbsolute ? [name] : [...sources.map((source) => (source === "" ? name : `${source}/${name}`)), name];
  return [...new Set(raw.map((path) => toWorkspacePath(path, root)).filter((path) => path !== undefined))];
}

function readClass(item: XmlElement): FileCoverage | undefined {
  const lines = new Map<number, number>();
  const branchLines = new Map<number, Ratio>();
  for (const line of childrenOf(item, "lines").flatMap((list) => childrenOf(list, "line"))) {
    const number = toCount(line.attributes["number"]);
    const hits = toCount(line.attributes["hits"]);
    if (number === undefined || hits === undefined) return undefined;
    lines.set(number, (lines.get(number) ?? 0) + hits);
    addBranches(branchLines, number, conditionOf(line));
  }
  const methods = descendantsOf(item, "method");
  const called = methods.filter((method) => {
    const own = descendantsOf(method, "line").some(({ attributes }) => (toCount(attributes["hits"]) ?? 0) > 0);
    return own || (toCount(method.attributes["hits"]) ?? 0) > 0;
  });
  return {
    lines,
    branches: sumBranches(branchLines),
    branchLines,
    functions: { covered: called.length, total: methods.length },
  };
}

/** `condition-coverage="50% (1/2)"`. */
function conditionOf({ attributes }: XmlElement): Ratio {
  const parts = /\((?<covered>\d+)\/(?<total>\d+)\)/u.exec(attributes["condition-coverage"] ?? "")?.groups;
  return { covered: Number(parts?.["covered"] ?? 0), total: Number(parts?.["total"] ?? 0) };
}
