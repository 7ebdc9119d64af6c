import type { GateSubject } from "../../src/check/gate.ts";
import type { FileChange } from "../../src/domain/change.ts";
import type { GateName } from "../../src/domain/gate.ts";
import type { GateSetting, Policy } from "../../src/domain/policy.ts";
import { toRepoPath, type RepoPath } from "../../src/domain/repo-path.ts";
import type { Task, TaskKind } from "../../src/domain/task.ts";

/** A repository path, or an error that shows the mistake in the test. */
function path(raw: string): RepoPath {
  const result = toRepoPath(raw);
  if (!result.ok) throw new Error(`${raw}: ${result.problem}`);
  return result.path;
}

export function fileChange(name: string, before: string | undefined, after: string | undefined): FileChange {
  return { path: path(name), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** A task on the first path that may write all of them. */
export function task(kind: TaskKind, ...writable: readonly string[]): Task {
  const paths = writable.map(path);
  return { id: `${kind}-0123456789`, kind, target: paths[0]!, writable: paths, reason: "changed", rule: 0 };
}

export function candidate(of: Task, ...files: readonly FileChange[]): GateSubject {
  return { scope: "candidate", tasks: [of], files };
}

const COVERAGE =
  "jest --ci --json --outputFile={report} --coverage --coverageReporters=lcov --coverageDirectory={coverage} {tests}";

/** A policy with the tools of the sample project, every gate required. */
export function policy(overrides: Partial<Policy> = {}): Policy {
  return {
    version: 1,
    engine: "auto",
    tasks: ["tests", "docs", "fix"],
    commands: {
      lint: { run: "eslint --format json {files}", format: "eslint-json" },
      types: { run: "tsc --noEmit --pretty false", format: "tsc" },
      test: { run: COVERAGE, format: "jest-json" },
      coverage: { run: COVERAGE, format: "lcov" },
    },
    rules: [],
    protected: [],
    gates: gates({}),
    limits: {
      tasks: 50,
      attempts: 3,
      files: 3,
      lines: 20,
      deletions: 5,
      minutes: 20,
      fileBytes: 1_000_000,
      commandSeconds: 60,
    },
    license: { allow: ["MIT"], deny: [] },
    sandbox: { minimum: "L0" },
    publish: "none",
    ...overrides,
  };
}

/** Every gate required unless said otherwise. */
export function gates(overrides: Partial<Record<GateName, GateSetting>>): Policy["gates"] {
  const of = (name: GateName): GateSetting => overrides[name] ?? { level: "required" };
  return {
    scope: of("scope"),
    size: of("size"),
    secrets: of("secrets"),
    license: of("license"),
    dependency: of("dependency"),
    tamper: of("tamper"),
    syntax: of("syntax"),
    "docs-only": of("docs-only"),
    lint: of("lint"),
    types: of("types"),
    tests: of("tests"),
    coverage: of("coverage"),
    stability: of("stability"),
    mutation: of("mutation"),
    equivalence: of("equivalence"),
    failing: of("failing"),
  };
}
