import { describe, expect, test } from "@jest/globals";
import { GATE_NAMES } from "../../src/domain/gate.ts";
import { TASK_KINDS } from "../../src/domain/task.ts";
import type { PolicyOverrides } from "../../src/policy/effective.ts";
import { renderPolicy } from "../../src/policy/render.ts";
import { effective, NOTHING, PROJECT } from "./effective-of.ts";

describe("without a policy file", () => {
  test("everything is a default, and nothing is published", () => {
    const { policy, origins } = effective(undefined);
    expect(policy).toMatchObject({
      version: 1,
      engine: "auto",
      tasks: ["tests", "docs", "fix"],
      commands: {},
      protected: [],
      limits: {
        tasks: 50,
        attempts: 3,
        files: 20,
        lines: 800,
        deletions: 100,
        minutes: 20,
        fileBytes: 1_048_576,
        commandSeconds: 300,
      },
      license: { allow: ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD"], deny: [] },
      sandbox: { minimum: "L0" },
      publish: "none",
    });
    expect(policy.gates).toEqual(Object.fromEntries(GATE_NAMES.map((name) => [name, { level: "required" }])));
    expect(policy.rules).toHaveLength(1);
    expect(policy.rules[0]).toMatchObject({
      tasks: ["tests", "docs", "fix"],
      write: ["{dir}/{name}.test.{ext}"],
      gates: {},
    });
    expect([...origins.values()].every(({ type }) => type === "default")).toBe(true);
  });

  test("what was detected says from what", () => {
    const { policy, origins } = effective(undefined, PROJECT);
    expect(policy.commands.lint).toEqual({
      run: "eslint --format json {files}",
      format: "eslint-json",
      fix: "eslint --fix {files}",
    });
    expect(policy.rules[0]?.write).toEqual(["{dir}/{name}.spec.{ext}"]);
    expect(policy.license.allow).toContain("MPL-2.0");
    expect(origins.get("commands.lint.fix")).toEqual({
      type: "detected",
      from: "package.json devDependencies.eslint and eslint.config.js",
    });
    expect(origins.get("rules.0.write")).toEqual({ type: "detected", from: "src/a.spec.ts" });
    expect(origins.get("license.allow")).toEqual({ type: "detected", from: "package.json license" });
  });
});

describe("with a policy file", () => {
  test.each([
    ["{ by: label }", [{ by: "label", tasks: TASK_KINDS }]],
    ["{ by: environment }", [{ by: "environment", environment: "assay", tasks: TASK_KINDS }]],
    [
      "{ by: environment, environment: production, tasks: [fix] }",
      [{ by: "environment", environment: "production", tasks: ["fix"] }],
    ],
    [
      '[{ by: label, tasks: [docs] }, { by: review, paths: ["src/**", "!src/ui/**"] }]',
      [
        { by: "label", tasks: ["docs"] },
        { by: "review", tasks: TASK_KINDS, paths: ["src/**", "!src/ui/**"] },
      ],
    ],
  ])("approval: %s", (text, approval) => {
    const first = effective(`version: 1\napproval: ${text}\n`);
    expect(first.policy.approval).toEqual(approval);
    // What is shown as the effective policy means the same.
    const shown = renderPolicy(first);
    expect(effective(shown).policy.approval).toEqual(approval);
    expect(shown).toContain(`- by: ${approval[0]?.by ?? ""}  # policy line 2`);
  });

  test("a file that does not say how to publish gives patches", () => {
    const { policy, origins } = effective("version: 1");
    expect(policy.publish).toBe("patch");
    expect(origins.get("publish")).toEqual({ type: "default" });
    expect(origins.get("version")).toEqual({ type: "policy", line: 1 });
  });

  test("what it says wins over defaults and detection, with its line", () => {
    const { policy, origins } = effective(
      [
        "version: 1",
        "engine: embedded",
        "tasks: [fix, fix]",
        "limits:",
        "  file-bytes: 9",
        "license:",
        "  allow: [MIT]",
        "  header: H",
        "",
      ].join("\n"),
      PROJECT,
    );
    expect(policy).toMatchObject({
      engine: "embedded",
      tasks: ["fix"],
      license: { allow: ["MIT"], deny: [], header: "H" },
    });
    expect(policy.limits.fileBytes).toBe(9);
    expect(policy.limits.tasks).toBe(50);
    expect(origins.get("limits.file-bytes")).toEqual({ type: "policy", line: 5 });
    expect(origins.get("license.header")).toEqual({ type: "policy", line: 8 });
    expect(origins.get("limits.tasks")).toEqual({ type: "default" });
    expect(policy.rules[0]?.tasks).toEqual(["fix"]);
  });

  test("a rule inherits what it does not say, and lays its gates over the policy's", () => {
    const { policy, origins } = effective(
      [
        "version: 1",
        "tasks: [fix, docs]",
        "gates: { coverage: { level: advisory, min-delta: 2 }, lint: off }",
        "rules:",
        "  - paths: [a]",
        "    gates: { coverage: { min-changed-lines: 80 }, lint: required }",
        "  - paths: [b]",
        "    tasks: []",
        "    write: []",
        "    publish: commit",
      ].join("\n"),
      PROJECT,
    );
    const [first, second] = policy.rules;
    expect(first).toEqual({
      paths: ["a"],
      tasks: ["fix", "docs"],
      write: ["{dir}/{name}.spec.{ext}"],
      gates: { coverage: { level: "advisory", minDelta: 2, minChangedLines: 80 }, lint: { level: "required" } },
    });
    expect(second).toEqual({ paths: ["b"], tasks: [], write: [], gates: {}, publish: "commit" });
    expect(policy.gates.lint).toEqual({ level: "off" });
    expect(origins.get("gates.lint.level")).toEqual({ type: "policy", line: 3 });
    expect(origins.get("rules.0.gates.coverage.min-changed-lines")).toEqual({ type: "policy", line: 6 });
    expect(origins.get("rules.0.tasks")).toEqual({ type: "policy", line: 2 });
    expect(origins.get("rules.1.publish")).toEqual({ type: "policy", line: 10 });
  });

  test.each([
    ["lint", "npx eslint . --format json", "eslint-json"],
    ["lint", "eslint -f json {files}", "eslint-json"],
    ["lint", "npm run lint", "exit-code"],
    ["types", "npx tsc --noEmit", "tsc"],
    ["types", "flow check", "exit-code"],
    ["test", "jest --json --outputFile={report}", "jest-json"],
    ["test", "vitest run --reporter=json", "jest-json"],
    ["test", "make test", "exit-code"],
    ["coverage", "make cover", "lcov"],
    ["format", "dprint check {files}", "exit-code"],
    ["lint", "ruff check --output-format json {files}", "ruff-json"],
    ["lint", "biome lint --reporter=checkstyle {files}", "checkstyle"],
    ["lint", "eslint -f @microsoft/eslint-formatter-sarif", "sarif"],
    ["lint", "golangci-lint run --output.json.path={report}", "golangci-json"],
    ["lint", "cargo clippy --message-format=json", "rustc-json"],
    ["lint", "python3 -m flake8 {files}", "flake8"],
    ["lint", "flake8 --format=pylint", "exit-code"],
    ["types", "mypy src", "mypy"],
    ["types", "pyright --outputjson", "pyright-json"],
    ["types", "go vet ./...", "go-vet"],
    ["test", "pytest --junitxml={report} {tests}", "junit"],
    ["test", "mocha --reporter json {tests}", "mocha-json"],
    ["test", "node --test --test-reporter=tap {tests}", "node-test"],
    ["test", "go test -json {tests}", "go-test-json"],
    ["test", "cargo test --no-fail-fast --message-format=json", "rustc-json"],
    ["coverage", "go test -coverprofile={coverage} ./...", "go-cover"],
    ["coverage", "coverage run -m pytest && coverage json -o {coverage}", "coverage-py-json"],
    ["coverage", "pytest --cov --cov-report=xml:{coverage}", "cobertura"],
  ] as const)("the format of %s: %s is read from it: %s", (name, run, format) => {
    const { policy, origins } = effective(`version: 1\ncommands: { ${name}: { run: "${run}" } }`);
    expect(policy.commands[name]).toEqual({ run, format });
    expect(origins.get(`commands.${name}.run`)).toEqual({ type: "policy", line: 2 });
    expect(origins.get(`commands.${name}.format`)).toEqual({ type: "detected", from: `commands.${name}.run` });
  });

  test("a pattern says the format, and where it came from is known", () => {
    const line = `lint: { run: make lint, pattern: "%f:%l: %m" }`;
    const { policy, origins } = effective(`version: 1\ncommands:\n  ${line}`);
    expect(policy.commands.lint).toEqual({ run: "make lint", format: "pattern", pattern: "%f:%l: %m" });
    expect(origins.get("commands.lint.pattern")).toEqual({ type: "policy", line: 3 });
  });

  test("a command of the policy keeps the detected fix, unless it has its own", () => {
    const kept = effective("version: 1\ncommands: { lint: { run: npm run lint } }", PROJECT);
    expect(kept.policy.commands.lint).toEqual({
      run: "npm run lint",
      format: "exit-code",
      fix: "eslint --fix {files}",
    });
    const own = effective("version: 1\ncommands: { lint: { run: a, format: exit-code, fix: b } }", PROJECT);
    expect(own.policy.commands.lint).toEqual({ run: "a", format: "exit-code", fix: "b" });
    expect(own.origins.get("commands.lint.fix")).toEqual({ type: "policy", line: 2 });
  });
});

describe("settings", () => {
  const TEXT = [
    "version: 1",
    "publish: commit",
    "rules: [{ paths: [a], publish: none }, { paths: [b], publish: commit }]",
  ].join("\n");

  test("win over the policy", () => {
    const { policy, origins } = effective(TEXT, NOTHING, { tasks: ["docs"], engine: "embedded", publish: "patch" });
    expect(policy).toMatchObject({ tasks: ["docs"], engine: "embedded", publish: "patch" });
    expect(origins.get("tasks")).toEqual({ type: "setting", name: "tasks" });
    expect(origins.get("engine")).toEqual({ type: "setting", name: "engine" });
    expect(origins.get("publish")).toEqual({ type: "setting", name: "publish" });
  });

  test("a rule's `none` stays, its other publications give way", () => {
    const published = (overrides: PolicyOverrides) =>
      effective(TEXT, NOTHING, overrides).policy.rules.map(({ publish }) => publish);
    expect(published({})).toEqual(["none", "commit"]);
    expect(published({ publish: "patch" })).toEqual(["none", undefined]);
    expect(published({ publish: "none" })).toEqual(["none", undefined]);
  });
});
