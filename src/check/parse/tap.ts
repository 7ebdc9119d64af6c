import { parseTapTree, type TapPoint } from "./tap-tree.ts";
import {
  cleanText,
  toPlace,
  toTestReport,
  type BrokenSuite,
  type TestCase,
  type TestReportResult,
} from "./test-report.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** How a point that is named like a file is taken: Node lists a file without tests as a test that passed. */
export type TapDialect = "any" | "node";

interface Found {
  readonly tests: TestCase[];
  readonly broken: BrokenSuite[];
}

/** Whose point it is: the file, and the titles around it. */
interface Around {
  readonly path: string;
  readonly titles: readonly string[];
}

/** `location: '/repo/a.test.js:7:3'` of node:test, `at: "/repo/a.test.js:6:55"` of Vitest. */
const LOCATION = /^\s*(?:location|at): ["']?(?<place>[^"']+?)["']?\s*$/u;
const SCRIPT = /\.[cm]?[jt]sx?$/u;
/** Details that differ from run to run or say nothing of the failure. */
const NOISE = /^\s*(?:duration_ms|type|location|at|failureType|code):/u;

/**
 * Reads TAP: the tests are the points without subtests; a point with subtests counts only where it failed and none of
 * them did. A point with subtests that is named like a script is its test file. Never throws.
 */
export function parseTap(text: string, root: string, dialect: TapDialect = "any"): TestReportResult {
  const tree = parseTapTree(text);
  if (!tree.ok) return tree;
  const found: Found = { tests: [], broken: [] };
  for (const point of tree.points) addPoint(point, { path: "", titles: [] }, { found, root, dialect });
  return toTestReport(found.tests, found.broken);
}

interface Reading {
  readonly found: Found;
  readonly root: string;
  readonly dialect: TapDialect;
}

function addPoint(point: TapPoint, around: Around, reading: Reading): void {
  const { found, root, dialect } = reading;
  const file = around.titles.length === 0 && SCRIPT.test(point.name) ? toWorkspacePath(point.name, root) : undefined;
  const inner = file === undefined ? { ...around, titles: [...around.titles, point.name] } : { path: file, titles: [] };
  for (const child of point.children) addPoint(child, inner, reading);
  const isGroup = point.children.length > 0;
  if (isGroup && (!isRed(point) || point.children.some(isRed))) return;
  if (file !== undefined && isRed(point)) {
    found.broken.push({ path: file, message: toMessage(point, root) });
    return;
  }
  if (file !== undefined && dialect === "node") return;
  found.tests.push(toTest(point, around, root));
}

function isRed({ ok, directive }: TapPoint): boolean {
  return !ok && directive === undefined;
}

function toTest(point: TapPoint, { path, titles }: Around, root: string): TestCase {
  const name = cleanText([...titles, point.name].filter((title) => title !== "").join(" "), root);
  if (point.directive !== undefined) return { path, name, status: "skipped", message: "" };
  if (point.ok) return { path, name, status: "passed", message: "" };
  return { path, name, status: "failed", message: toMessage(point, root), ...placeOf(point, root) };
}

function placeOf(point: TapPoint, root: string): Pick<TestCase, "place"> {
  const place = point.details.map((line) => LOCATION.exec(line)?.groups?.["place"]).find((one) => one !== undefined);
  return place === undefined ? {} : toPlace(place, root);
}

function toMessage({ details }: TapPoint, root: string): string {
  return cleanText(
    details
      .filter((line) => !NOISE.test(line))
      .join("\n")
      .trim(),
    root,
  );
}
