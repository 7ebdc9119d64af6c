import type { Detector } from "./detector.ts";
import type { Project } from "./project.ts";
import { findPythonConfig, findPythonPackage } from "./python-packages.ts";

/**
 * Nothing is left in the working tree: neither a cache nor compiled modules. A module that cannot be imported does not
 * keep the tests of the others from running.
 */
const PYTEST =
  "python3 -m pytest -p no:cacheprovider --continue-on-collection-errors -o junit_family=xunit1 --junitxml={report} {tests}";

const COVERAGE_CONFIG = {
  tables: ["tool.coverage"],
  sections: ["coverage:run"],
  files: [".coveragerc"],
} as const;

/** What runs the tests and measures coverage in one go; undefined where coverage.py is not declared. */
function coverageLine(project: Project): { readonly run: string; readonly from: string } | undefined {
  const plugin = findPythonPackage(project, "pytest-cov");
  // The project's own threshold is not ours to fail for: the coverage gate compares.
  if (plugin !== undefined) {
    const run = `COVERAGE_FILE="$TMPDIR/.coverage" ${PYTEST} --cov --cov-report=json:{coverage} --cov-fail-under=0`;
    return { run, from: plugin };
  }
  const config = findPythonConfig(project, COVERAGE_CONFIG);
  const from = findPythonPackage(project, "coverage") ?? config;
  if (from === undefined) return undefined;
  // Without a configured source, modules that no test imports would be missing from the report.
  const source = config === undefined ? " --source=." : "";
  const test = `python3 -m coverage run${source} -m ${PYTEST.replace("python3 -m ", "")}`;
  const report = "python3 -m coverage json --quiet --fail-under=0 -o {coverage}";
  return { run: `export COVERAGE_FILE="$TMPDIR/.coverage"; ${test}; code=$?; ${report}; exit $code`, from };
}

/** pytest. With coverage.py or pytest-cov one line serves tests and coverage. */
export const pytest: Detector = {
  name: "pytest",
  language: "python",
  detect: (project) => {
    const from =
      findPythonPackage(project, "pytest") ??
      findPythonPackage(project, "pytest-cov") ??
      findPythonConfig(project, {
        tables: ["tool.pytest"],
        sections: ["tool:pytest", "pytest"],
        files: ["pytest.ini", "conftest.py", "tests/conftest.py"],
      });
    if (from === undefined) return undefined;
    const coverage = coverageLine(project);
    if (coverage === undefined) {
      return {
        from,
        commands: { test: { run: PYTEST, format: "junit" } },
        note: { text: "coverage is not measured: declare the package coverage for it", about: ["coverage"] },
      };
    }
    const { run } = coverage;
    return {
      from: from === coverage.from ? from : `${from} and ${coverage.from}`,
      commands: { test: { run, format: "junit" }, coverage: { run, format: "coverage-py-json" } },
    };
  },
};
