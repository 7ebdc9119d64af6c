import { junitPath } from "./junit-path.ts";
import {
  cleanText,
  lineAfter,
  toTestReport,
  type BrokenSuite,
  type TestCase,
  type TestReportResult,
} from "./test-report.ts";
import { childrenOf, descendantsOf, parseXml, type XmlElement } from "./xml.ts";

interface Found {
  readonly tests: TestCase[];
  readonly broken: BrokenSuite[];
}

/**
 * Reads JUnit's XML as pytest, node:test, Vitest, Surefire, Gradle and many others write it: `testsuites`,
 * `testsuite` at any depth, `testcase` with `failure`, `error` or `skipped`. A suite that counts failures and lists
 * none is a reason not to believe it; other counts differ from tool to tool. Never throws.
 */
export async function parseJunit(text: string, root: string): Promise<TestReportResult> {
  const xml = await parseXml(text);
  if (!xml.ok) return xml;
  if (xml.root.name !== "testsuites" && xml.root.name !== "testsuite") {
    return { ok: false, reason: `its root element is <${xml.root.name}>, not <testsuites>` };
  }
  const found: Found = { tests: [], broken: [] };
  const reason = readSuite(xml.root, [], found, root);
  return reason === undefined ? toTestReport(found.tests, found.broken) : { ok: false, reason };
}

function readSuite(suite: XmlElement, around: readonly XmlElement[], found: Found, root: string): string | undefined {
  const suites = [...around, suite];
  const counted = Number(suite.attributes["failures"] ?? 0) + Number(suite.attributes["errors"] ?? 0);
  const name = suite.attributes["name"] ?? "";
  if (counted > 0 && !descendantsOf(suite, "testcase").some(isFailed)) {
    return `the suite "${name}" counts ${counted} failures and lists none`;
  }
  for (const child of suite.children) {
    if (child.name === "testsuite") {
      const reason = readSuite(child, suites, found, root);
      if (reason !== undefined) return reason;
    }
    if (child.name !== "testcase") continue;
    const reason = readCase(child, suites, found, root);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function isFailed(test: XmlElement): boolean {
  return childrenOf(test, "failure").length + childrenOf(test, "error").length > 0;
}

function isSkipped(test: XmlElement): boolean {
  const { status } = test.attributes;
  return childrenOf(test, "skipped").length > 0 || status === "notrun" || status === "disabled";
}

function readCase(test: XmlElement, suites: readonly XmlElement[], found: Found, root: string): string | undefined {
  const title = test.attributes["name"];
  if (title === undefined) return "a <testcase> has no name";
  const path = junitPath(test, suites, root);
  if (path === undefined) return `it ran ${test.attributes["file"] ?? title}, outside the workspace`;
  const status = isSkipped(test) ? "skipped" : isFailed(test) ? "failed" : "passed";
  const message = status === "failed" ? messageOf(test, root) : "";
  // Node and Vitest list a file as a test of its own name, where it has no tests or could not be loaded.
  const isFile = path !== "" && (title === path || cleanText(title, root) === path);
  if (isFile || isCollection(test)) {
    if (status === "failed") found.broken.push({ path, message, ...lineAfter(message, path) });
    return undefined;
  }
  found.tests.push({
    path,
    name: cleanText(nameOf(test, suites, path), root),
    status,
    message,
    ...lineAfter(message, path),
  });
  return undefined;
}

/** What pytest writes for a file that it could not import. */
function isCollection(test: XmlElement): boolean {
  return childrenOf(test, "error").some(({ attributes }) => attributes["message"] === "collection failure");
}

/** The class or group before the test, unless it only says the file again. */
function nameOf(test: XmlElement, suites: readonly XmlElement[], path: string): string {
  const title = test.attributes["name"] ?? "";
  const group = groupOf(test, suites);
  const isPlace = group === "" || group === path || title.startsWith(`${group} `) || title === group;
  return isPlace ? title : `${group} ${title}`;
}

/** Before version 24, Node calls the class of every test "test", and names its groups by the suites around it alone. */
function groupOf(test: XmlElement, suites: readonly XmlElement[]): string {
  const name = test.attributes["classname"] ?? "";
  if (name !== "test") return name;
  const around = suites.map(({ attributes }) => attributes["name"] ?? "");
  return around.filter((one) => one !== "").join(" ");
}

function messageOf(test: XmlElement, root: string): string {
  const parts = [...childrenOf(test, "failure"), ...childrenOf(test, "error")].map(({ attributes, text }) => {
    const said = attributes["message"] ?? "";
    return text.includes(said) ? text : `${said}\n${text}`;
  });
  return cleanText(parts.join("\n").trim(), root);
}
