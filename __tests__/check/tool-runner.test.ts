import { describe, expect, test } from "@jest/globals";
import { WHOLE } from "../../src/check/expand-line.ts";
import { runDiagnostics } from "../../src/check/run-diagnostics.ts";
import { createToolRunner, toCommandRecord, type Launches } from "../../src/check/tool-runner.ts";
import type { CommandEnd } from "../../src/domain/command.ts";
import { policy } from "./subjects.ts";
import { createTempWorkspace, type TempWorkspace } from "./temp-workspace.ts";

const NONE = { files: [], tests: WHOLE } as const;

async function withRunner<Result>(
  work: (tools: ReturnType<typeof createToolRunner>, workspace: TempWorkspace) => Promise<Result>,
) {
  await using workspace = await createTempWorkspace({ "a.txt": "one" });
  return await work(createToolRunner({ workspace, commandSeconds: 30 }), workspace);
}

test("the same line runs once, even when asked for twice at a time", async () => {
  await withRunner(async (tools, workspace) => {
    const [first, second] = await Promise.all([tools.launch("echo 1", NONE), tools.launch("echo 1", NONE)]);
    expect(second).toBe(first);
    await tools.launch("echo 2", NONE);
    expect(workspace.lines).toEqual(["echo 1", "echo 2"]);
    expect(tools.launched()).toBe(2);
  });
});

test("what has answered in this state before is not started again", async () => {
  await using workspace = await createTempWorkspace({ "a.txt": "one" });
  const launches: Launches = new Map();
  const launch = await createToolRunner({ workspace, commandSeconds: 30, launches }).launch("cat a.txt", NONE);
  const later = createToolRunner({ workspace, commandSeconds: 30, launches });
  expect(await later.launch("cat a.txt", NONE)).toBe(launch);
  expect(later.launched()).toBe(0);
  await later.launch("true", NONE);
  expect(later.launched()).toBe(1);
  expect(workspace.lines).toEqual(["cat a.txt", "true"]);
});

test("tools are told to fetch nothing, to ask nothing and to paint nothing", async () => {
  await withRunner(async (tools) => {
    const { result } = await tools.launch("echo $CI $NO_COLOR $npm_config_offline $npm_config_yes", NONE);
    expect(result.stdout).toBe("true 1 true false\n");
  });
});

test("files are read by repository path only", async () => {
  await withRunner(async (tools) => {
    expect(await tools.read("a.txt")).toBe("one");
    expect(await tools.read("../a.txt")).toBeUndefined();
    expect(await tools.read("b.txt")).toBeUndefined();
  });
});

describe("what the report keeps of a command", () => {
  test("its output is disarmed, and cut in the middle with a mark", async () => {
    await withRunner(async (tools) => {
      const line = "echo '##[group]first'; echo '::debug::x' >&2; seq 1 5000; echo last";
      const launch = await tools.launch(line, NONE);
      const { output, command, end } = toCommandRecord(launch, "all-output");
      expect({ command, end }).toEqual({ command: line, end: { type: "exited", code: 0 } });
      expect(output).toMatch(/^\| ##\\\[group\]first\n\| 1\n/u);
      expect(output).toMatch(/\n\| \[… \d+ characters cut …\]\n/u);
      expect(output).toMatch(/\| last\n\| ::debug::x$/u);
      expect(output.length).toBeLessThan(20_000);
      expect(toCommandRecord(launch, "errors-only").output).toBe("| ::debug::x");
    });
  });
});

describe("how a command can end without an answer", () => {
  const ends: readonly (readonly [CommandEnd, RegExp, RegExp])[] = [
    [{ type: "flooded", bytes: 5 }, /printed 5 bytes and was ended/u, /commands\.types\.run quieter/u],
    [{ type: "cancelled" }, /was cancelled/u, /limits\.minutes/u],
    [{ type: "not-started", reason: "no shell" }, /could not be started: no shell/u, /commands\.types\.run/u],
  ];
  test.each(ends)("%j", async (end, reason, remedy) => {
    const result = { end, stdout: "", stderr: "", durationMs: 1, isolation: "L0", scratch: new Map() } as const;
    const workspace = {
      root: "/workspace",
      run: () => Promise.resolve(result),
      read: () => Promise.resolve(undefined),
    };
    const tools = createToolRunner({ workspace, commandSeconds: 1 });
    expect(await runDiagnostics(tools, policy(), "types", [])).toMatchObject({
      type: "errored",
      reason: expect.stringMatching(reason),
      remedy: expect.stringMatching(remedy),
    });
  });
});

test("more files than a shell line holds are looked at in several launches", async () => {
  const files = Array.from(
    { length: 2000 },
    (_, index) => `some/deep/folder/with/a/long/name/file-${String(index)}.ts`,
  );
  await withRunner(async (tools, workspace) => {
    const lint = {
      run: "printf '%s\\n' {files} >> ../$(basename $PWD)-home/seen; echo []",
      format: "eslint-json",
    } as const;
    const reading = await runDiagnostics(tools, policy({ commands: { lint } }), "lint", files);
    expect(reading).toMatchObject({ type: "read", value: { files, diagnostics: [] } });
    expect(workspace.lines.length).toBeGreaterThan(1);
    const seen = await tools.launch("sort ../$(basename $PWD)-home/seen", NONE);
    expect(seen.result.stdout.trim().split("\n")).toEqual([...files].sort());
  });
});
