import { describe, expect, test } from "@jest/globals";
import type { Baseline } from "../../src/check/baseline.ts";
import type { Gate } from "../../src/check/gate.ts";
import { GATES } from "../../src/check/gates/index.ts";
import { runGates, type GatesInput } from "../../src/check/run-gates.ts";
import { GATE_NAMES, type GateAnswer, type GateName } from "../../src/domain/gate.ts";
import { judge } from "./judge.ts";
import { PROJECT } from "./project-files.ts";
import { candidate, fileChange, gates, policy, task } from "./subjects.ts";
import { createTempWorkspace } from "./temp-workspace.ts";

const MATH = PROJECT["src/math.ts"]!;
const absent = { type: "absent", reason: "not needed here" } as const;
const baseline: Baseline = {
  records: [],
  lint: absent,
  types: absent,
  tests: absent,
  coverage: absent,
  strays: new Set(["cache.txt", "src/math.ts"]),
  diagnosticsOf: () => [],
};

function gate(name: GateName, cost: Gate["cost"], answer: GateAnswer | (() => GateAnswer), line?: string): Gate {
  return {
    name,
    cost,
    async check({ tools }) {
      if (line !== undefined) await tools.launch(line, { files: [], tests: { type: "whole" } });
      return typeof answer === "function" ? answer() : answer;
    },
  };
}

const passed: GateAnswer = { status: "passed" };
const failed: GateAnswer = { status: "failed", diagnostics: [{ source: "x", severity: "error", message: "no" }] };

async function run(list: readonly Gate[], more: Partial<GatesInput> = {}) {
  await using workspace = await createTempWorkspace(PROJECT);
  const files = [fileChange("src/math.ts", MATH, `${MATH}\n`)];
  await workspace.apply(files);
  const told: string[] = [];
  const results = await runGates(
    {
      subject: candidate(task("fix", "src/math.ts"), ...files),
      policy: policy(),
      rules: [],
      protectedBy: () => undefined,
      workspace,
      baseline,
      clock: { monotonic: () => 0, now: () => new Date(0) },
      signal: new AbortController().signal,
      onResult: (result) => told.push(result.gate),
      ...more,
    },
    list,
  );
  expect(told).toEqual(results.map((result) => result.gate));
  return results;
}

test("the list holds each gate once, in the order of the names, static ones first", () => {
  const names = GATES.map(({ name }) => name);
  expect(names).toEqual(GATE_NAMES.filter((name) => names.includes(name)));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(["scope", "size", "syntax", "lint", "types", "tests", "coverage", "failing"]),
  );
});

describe("the order of the gates", () => {
  const listed = async (list: readonly Gate[], more?: Partial<GatesInput>) =>
    (await run(list, more)).map((result) => `${result.gate} ${result.status}`);

  test.each([
    [
      "static ones first",
      [gate("tests", "executes", passed), gate("scope", "static", passed)],
      ["scope passed", "tests passed"],
    ],
    ["until one blocks", [gate("scope", "static", failed), gate("size", "static", passed)], ["scope failed"]],
    [
      "errored blocks too",
      [gate("scope", "static", { status: "errored", reason: "r", remedy: "m" }), gate("size", "static", passed)],
      ["scope errored"],
    ],
    [
      "skipped does not",
      [gate("scope", "static", { status: "skipped", reason: "r" }), gate("size", "static", passed)],
      ["scope skipped", "size passed"],
    ],
    [
      "one that has nothing to say is not listed",
      [{ ...gate("scope", "static", passed), isAbout: () => false }, gate("size", "static", passed)],
      ["size passed"],
    ],
  ])("%s", async (_, list, expected) => {
    expect(await listed(list)).toEqual(expected);
  });

  test("one that is off is not listed, an advisory one does not block", async () => {
    const levels = gates({ scope: { level: "off" }, size: { level: "advisory" } });
    const list = [gate("scope", "static", failed), gate("size", "static", failed), gate("syntax", "static", passed)];
    expect(await listed(list, { policy: policy({ gates: levels }) })).toEqual(["size failed", "syntax passed"]);
  });

  test("a gate that throws has errored, and what it says is disarmed", async () => {
    const broken = gate("scope", "static", () => {
      throw new TypeError("x\n::error::y");
    });
    expect(await run([broken])).toEqual([
      expect.objectContaining({
        status: "errored",
        reason: "the gate itself failed: TypeError: x\n| ::error::y",
        remedy: "Report this as a bug of gate scope",
      }),
    ]);
  });

  test("once the run is stopped no gate is asked", async () => {
    const results = await run([gate("scope", "static", passed)], { signal: AbortSignal.abort() });
    expect(results).toEqual([
      expect.objectContaining({ status: "errored", reason: "the run was stopped", remedy: "Run again" }),
    ]);
  });
});

describe("what executed code changes in the tree", () => {
  test.each([
    ["a file that it makes", "echo 1 > made.txt", "made.txt"],
    ["a configuration that it rewrites", "echo '{}' > package.json", "package.json"],
    ["a file that it removes", "rm src/text.ts", "src/text.ts"],
    ["a changed file that it changes again", "echo '//' >> src/math.ts", "src/math.ts"],
    ["many files", "for i in a b c d e f g h i j k l; do echo > $i; done", "a, b, c, d, e, f, g, h, i, j and 2 more"],
  ])("%s fails the gate, even an advisory one", async (_, line, names) => {
    const list = [gate("tests", "executes", passed, line), gate("coverage", "executes", passed)];
    const results = await run(list, { policy: policy({ gates: gates({ tests: { level: "advisory" } }) }) });
    const message = `work tree changed by the tests: ${names}`;
    expect(results).toEqual([
      expect.objectContaining({
        gate: "tests",
        status: "failed",
        level: "required",
        diagnostics: [expect.objectContaining({ code: "stray-change", message })],
      }),
    ]);
  });

  test("what the tools change on the untouched tree too is no sign", async () => {
    expect(await run([gate("tests", "executes", passed, "echo 1 > cache.txt")])).toEqual([
      expect.objectContaining({ status: "passed" }),
    ]);
  });

  test("the gate's own diagnostics are kept beside it", async () => {
    const results = await run([gate("tests", "executes", failed, "echo 1 > made.txt")]);
    expect(results[0]).toMatchObject({ diagnostics: [{ code: "stray-change" }, { source: "x" }] });
  });
});

test("a good fix passes all gates, and one run serves tests and coverage", async () => {
  const before = MATH.replace("export function add", "var unused = 1;\nexport function add");
  const { records, results, lines } = await judge({
    task: task("fix", "src/math.ts"),
    base: { "src/math.ts": before },
    change: { "src/math.ts": MATH },
    on: ["scope", "size", "syntax", "lint", "types", "tests", "coverage", "failing"],
  });
  expect(records.map(({ gate: name, status }) => `${name} ${status}`)).toEqual([
    "lint red",
    "types green",
    "tests green",
    "coverage green",
  ]);
  expect(results.map(({ gate: name, status }) => `${name} ${status}`)).toEqual([
    "scope passed",
    "size passed",
    "syntax passed",
    "lint passed",
    "types passed",
    "tests passed",
    "coverage passed",
    "failing passed",
  ]);
  expect(lines.map((line) => /\b(?:eslint|tsc|jest)\b/u.exec(line)?.[0])).toEqual(["eslint", "tsc", "jest"]);
});

test("what a gate that goes by files has answered for them stands; what it could not answer is asked again", async () => {
  const asked: string[] = [];
  const asking = (name: GateName, goesBy?: "files"): Gate => ({
    ...gate(name, "static", () => {
      asked.push(name);
      return passed;
    }),
    ...(goesBy && { goesBy }),
  });
  const known = { level: "required", durationMs: 7 } as const;
  const results = await run([asking("scope", "files"), asking("size", "files"), asking("secrets")], {
    known: [
      { ...passed, ...known, gate: "scope" },
      { status: "errored", reason: "busy", remedy: "again", ...known, gate: "size" },
      { ...passed, ...known, gate: "secrets" },
    ],
  });
  expect(asked).toEqual(["size", "secrets"]);
  expect(results.map(({ gate: name, durationMs }) => [name, durationMs])).toEqual([
    ["scope", 7],
    ["size", 0],
    ["secrets", 0],
  ]);
});
