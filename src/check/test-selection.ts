import { WHOLE, type TestSelection } from "./expand-line.ts";
import type { GateSubject } from "./gate.ts";

/** Files that a test runner can find the tests of. */
const IN_MODULE_GRAPH = /\.(?:[cm]?[jt]s|[jt]sx|py|go)$/iu;

/**
 * The tests that a subject needs: those related to the changed files and the target for a candidate, all of them for the sum, and
 * all of them where a changed file has no place in a module graph (a configuration, a deletion).
 */
export function toTestSelection({ scope, tasks, files, tests: asked }: GateSubject): TestSelection {
  // The targets too: for a candidate that only writes tests, Jest measures the coverage of the files named here.
  const paths = [...new Set([...files.map((file) => file.path), ...tasks.map((task) => task.target)])].sort();
  const isKnown = files.every((file) => file.after !== undefined && IN_MODULE_GRAPH.test(file.path));
  if (scope !== "candidate" || asked === "whole" || !isKnown) return WHOLE;
  const tests = [...new Set(tasks.flatMap((task) => task.writable))].filter((path) => !paths.includes(path)).sort();
  return { type: "related", files: paths, ...(tests.length === 0 ? {} : { tests }) };
}
