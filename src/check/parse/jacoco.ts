import {
  addBranches,
  sumBranches,
  toCount,
  type FileCoverage,
  type PlacedCoverage,
  type PlacedResult,
  type Ratio,
} from "./coverage.ts";
import { childrenOf, parseXml, type XmlElement } from "./xml.ts";

/** Where Maven, Gradle and Android keep sources, below each module; the empty one is the module itself. */
export const JVM_SOURCE_ROOTS: readonly string[] = [
  "src/main/java",
  "src/main/kotlin",
  "src/main/scala",
  "src/main/groovy",
  "src/test/java",
  "src/test/kotlin",
  "src",
  "",
];

/**
 * Reads JaCoCo's XML (https://www.jacoco.org/jacoco/trunk/coverage/report.dtd). It names a file by package only: it
 * is looked for below the source roots, in the folder of its module (where the report lay, and its group) first. A line counts as run when at
 * least one of its instructions was. Never throws.
 */
export async function parseJacoco(text: string, sourceRoots: readonly string[], module = ""): Promise<PlacedResult> {
  const xml = await parseXml(text);
  if (!xml.ok) return xml;
  if (xml.root.name !== "report") return { ok: false, reason: `its root element is <${xml.root.name}>, not <report>` };
  const files: PlacedCoverage[] = [];
  const reason = readGroup(xml.root, module === "" ? [] : [module], { files, sourceRoots });
  return reason === undefined ? { ok: true, files } : { ok: false, reason };
}

interface Reading {
  readonly files: PlacedCoverage[];
  readonly sourceRoots: readonly string[];
}

function readGroup(group: XmlElement, modules: readonly string[], reading: Reading): string | undefined {
  for (const inner of childrenOf(group, "group")) {
    const reason = readGroup(inner, [...modules, inner.attributes["name"] ?? ""], reading);
    if (reason !== undefined) return reason;
  }
  for (const item of childrenOf(group, "package")) {
    for (const file of childrenOf(item, "sourcefile")) {
      const name = [item.attributes["name"] ?? "", file.attributes["name"] ?? ""]
        .filter((part) => part !== "")
        .join("/");
      const read = readFile(file);
      if (read === undefined) return `a line of ${name} has no number or no counts`;
      reading.files.push({ ...read, candidates: candidatesOf(name, modules, reading.sourceRoots) });
    }
  }
  return undefined;
}

function candidatesOf(name: string, modules: readonly string[], sourceRoots: readonly string[]): readonly string[] {
  const folders = [modules.join("/"), modules.at(-1) ?? "", ""];
  const paths = folders.flatMap((folder) =>
    sourceRoots.map((sourceRoot) => [folder, sourceRoot, name].filter((part) => part !== "").join("/")),
  );
  return [...new Set(paths)];
}

function readFile(file: XmlElement): FileCoverage | undefined {
  const lines = new Map<number, number>();
  const branchLines = new Map<number, Ratio>();
  for (const { attributes } of childrenOf(file, "line")) {
    const number = toCount(attributes["nr"]);
    const hits = toCount(attributes["ci"]);
    const missed = toCount(attributes["mb"]);
    const taken = toCount(attributes["cb"]);
    if (number === undefined || hits === undefined || missed === undefined || taken === undefined) return undefined;
    lines.set(number, hits);
    addBranches(branchLines, number, { covered: taken, total: missed + taken });
  }
  return { lines, branches: sumBranches(branchLines), branchLines, functions: methodsOf(file) };
}

function methodsOf(file: XmlElement): Ratio {
  const counter = childrenOf(file, "counter").find(({ attributes }) => attributes["type"] === "METHOD");
  const covered = toCount(counter?.attributes["covered"]) ?? 0;
  return { covered, total: covered + (toCount(counter?.attributes["missed"]) ?? 0) };
}
