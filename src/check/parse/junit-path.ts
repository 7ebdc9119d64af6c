import { toWorkspacePath } from "./workspace-path.ts";
import type { XmlElement } from "./xml.ts";

/**
 * The test file of a JUnit testcase: its `file`, that of the suites around it, a class name or suite name that is a
 * path, or for pytest the module that its class name begins with. Empty where the report does not tell, as for Java;
 * undefined for a file outside the workspace.
 */
export function junitPath(test: XmlElement, suites: readonly XmlElement[], root: string): string | undefined {
  const holders = [test, ...suites.toReversed()];
  const file = holders.map(({ attributes }) => attributes["file"] ?? attributes["filepath"]).find(isNamed);
  if (file !== undefined) return toWorkspacePath(file, root);
  const named = [test.attributes["classname"], suites.at(-1)?.attributes["name"]].filter(isNamed).find(isPath);
  if (named !== undefined) return toWorkspacePath(named, root);
  const isPytest = suites.some(({ attributes }) => attributes["name"] === "pytest");
  const dotted = [test.attributes["classname"], test.attributes["name"]].find(isNamed) ?? "";
  return isPytest ? pytestPath(dotted) : "";
}

function isNamed(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}

function isPath(text: string): boolean {
  return (
    /^[^\s:]+\.(?:[cm]?[jt]sx?|py|rb|php|vue|svelte)$/u.test(text) &&
    (text.includes("/") || /[._-](?:test|spec)\./u.test(text))
  );
}

/** `tests.test_math.TestSign` is class TestSign in tests/test_math.py (pytest's default names of test files). */
function pytestPath(dotted: string): string {
  const segments = dotted.split(".");
  const file = segments.findIndex((segment) => /^test_|_test$/u.test(segment));
  return file < 0 ? "" : `${segments.slice(0, file + 1).join("/")}.py`;
}
