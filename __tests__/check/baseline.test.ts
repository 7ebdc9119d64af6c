import { describe, expect, test } from "@jest/globals";
import { runBaseline } from "../../src/check/baseline.ts";
import type { Policy } from "../../src/domain/policy.ts";
import type { RunEvent } from "../../src/ports.ts";
import { PROJECT } from "./project-files.ts";
import { gates, policy, task } from "./subjects.ts";
import { createTempWorkspace } from "./temp-workspace.ts";

const fix = task("fix", "src/math.ts", "test/new.test.ts");

async function baselineOf(used: Policy, files: Readonly<Record<string, string>> = {}, failing?: string) {
  await using workspace = await createTempWorkspace({ ...PROJECT, ...files });
  const events: RunEvent[] = [];
  const baseline = await runBaseline({
    workspace,
    policy: used,
    tasks: [fix],
    ...(failing === undefined ? {} : { failing }),
    events: { emit: (event) => events.push(event) },
    signal: new AbortController().signal,
  });
  return { baseline, events, lines: workspace.lines };
}

test("a red tree: every tool runs once, on what is there, and what is wrong is on record", async () => {
  const math = `${PROJECT["src/math.ts"]!}export var n: number = "x";\n`;
  const red = PROJECT["test/text.test.ts"]!.replace("HEY!", "HO!");
  const { baseline, events, lines } = await baselineOf(
    policy(),
    { "src/math.ts": math, "test/text.test.ts": red },
    "false",
  );
  expect(baseline.records).toMatchObject([
    { gate: "lint", status: "red", figures: { diagnostics: 1, errors: 1 }, diagnostics: [{ code: "no-var" }] },
    { gate: "types", status: "red", figures: { diagnostics: 1, errors: 1 }, diagnostics: [{ code: "TS2322" }] },
    { gate: "tests", status: "red", figures: { total: 3, passed: 2, failed: 1, skipped: 0, broken_files: 0 } },
    { gate: "coverage", status: "green", figures: { files: 2 } },
    { gate: "failing", status: "red" },
  ]);
  expect(events.map((event) => event.type)).toEqual(Array.from({ length: 5 }, () => "baseline"));
  expect([...lines].sort()).toEqual([
    "eslint --format json src/math.ts",
    "false",
    expect.stringMatching(/^jest .* $/u),
    "tsc --noEmit --pretty false",
  ]);
  expect(baseline.diagnosticsOf("src/math.ts").map(({ code, lineText }) => [code, lineText])).toEqual([
    ["no-var", 'export var n: number = "x";'],
    ["TS2322", 'export var n: number = "x";'],
  ]);
  expect(baseline.diagnosticsOf("src/text.ts")).toEqual([]);
  expect(baseline.strays.size).toBe(0);
});

describe("a tool that says nothing", () => {
  test("no commands: each gate is skipped with what to write in the policy", async () => {
    const { baseline, lines } = await baselineOf(policy({ commands: {} }));
    expect(baseline.records.map(({ gate, status, reason }) => [gate, status, reason])).toEqual(
      (["lint", "types", "test", "coverage"] as const).map((name) => [
        name === "test" ? "tests" : name,
        "skipped",
        `no command: set commands.${name}.run in the policy, nothing was detected`,
      ]),
    );
    expect(lines).toEqual([]);
  });

  test("a missing tool: errored, with the remedy", async () => {
    const commands = { lint: { run: "no-such-tool {files}", format: "eslint-json" } } as const;
    const { baseline } = await baselineOf(policy({ commands }));
    expect(baseline.records[0]).toMatchObject({ status: "errored", reason: expect.stringMatching(/127.*npm ci/su) });
  });

  test("switched off: not run, unless a rule of a task switches it on", async () => {
    const off = gates({
      lint: { level: "off" },
      types: { level: "off" },
      tests: { level: "off" },
      coverage: { level: "off" },
    });
    const rule = { paths: ["**"], tasks: ["fix"], write: [], gates: { types: { level: "required" } } } as const;
    const { lines } = await baselineOf(policy({ gates: off, rules: [rule] }));
    expect(lines).toEqual(["tsc --noEmit --pretty false"]);
  });

  test("nor where the rules of all tasks switch it off", async () => {
    const off = { level: "off" } as const;
    const rule = {
      paths: ["**"],
      tasks: ["fix"],
      write: [],
      gates: { types: off, tests: off, coverage: off },
    } as const;
    const other = { ...rule, gates: {} };
    const { lines, baseline } = await baselineOf(policy({ rules: [rule, other] }));
    expect(lines).toEqual(["eslint --format json src/math.ts"]);
    expect(baseline.records[1]).toMatchObject({ gate: "types", reason: "switched off in the policy" });
  });
});

test("a check by exit code alone is red or green", async () => {
  const commands = { lint: { run: "false", format: "exit-code" }, test: { run: "true", format: "exit-code" } } as const;
  const { baseline } = await baselineOf(policy({ commands }));
  expect(baseline.records.map(({ status }) => status)).toEqual(["red", "skipped", "green", "skipped"]);
});

test("a runner that fails without a failing test is red", async () => {
  const run = "jest --ci --json --outputFile={report} {tests}; exit 4";
  const { baseline } = await baselineOf(policy({ commands: { test: { run, format: "jest-json" } } }));
  expect(baseline.records[2]).toMatchObject({ status: "red", figures: { failed: 0 } });
});

test("paths that the tools change on the untouched tree are known", async () => {
  const commands = { test: { run: "echo 1 > out.txt", format: "exit-code" } } as const;
  const { baseline } = await baselineOf(policy({ commands }));
  expect([...baseline.strays]).toEqual(["out.txt"]);
});

test("a failing check that has been reproduced on this tree is taken up, with what it changes there", async () => {
  const value = { green: false, code: 1, output: "no", text: "no" };
  const reproduced = {
    reading: { type: "read", value, commands: [] },
    strays: new Set(["log.txt"]),
    held: [],
  } as const;
  await using workspace = await createTempWorkspace({});
  const baseline = await runBaseline({
    workspace,
    policy: policy({ commands: {} }),
    tasks: [fix],
    failing: "false",
    reproduced,
  });
  expect(workspace.lines).toEqual([]);
  expect(baseline.records.at(-1)).toMatchObject({ gate: "failing", status: "red" });
  expect(baseline.failing).toBe(reproduced.reading);
  expect([...baseline.strays]).toEqual(["log.txt"]);
});
