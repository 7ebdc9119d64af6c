import { expect, test } from "@jest/globals";
import type { Launch } from "../../src/check/tool-runner.ts";
import type { CommandEnd } from "../../src/domain/command.ts";
import type { GateResult } from "../../src/domain/gate.ts";
import { createLastAccepted } from "../../src/run/last-accepted.ts";
import { acceptedOutcome } from "./fakes.ts";

const EXITED: CommandEnd = { type: "exited", code: 1 };
const PASSED: GateResult = { gate: "lint", level: "required", status: "passed", durationMs: 1 };
const FAILED: GateResult = { gate: "lint", level: "required", status: "failed", diagnostics: [], durationMs: 1 };

function launchOf(line: string, end: CommandEnd): readonly [string, Promise<Launch>] {
  const said = { stdout: "", stderr: "", durationMs: 1, isolation: "L0", scratch: new Map() } as const;
  return [line, Promise.resolve({ line, result: { ...said, end } })];
}

const launches = () => new Map([launchOf("lint", EXITED), launchOf("slow", { type: "timed-out", limitMs: 1 })]);
const { files } = acceptedOutcome("src/a.ts").candidate;
const state = { root: "/one", files };

test("what was accepted last is remembered, but for commands that were ended", async () => {
  const last = createLastAccepted();
  expect(last.recall(state).size).toBe(0);
  await last.keep(state, launches(), [PASSED]);
  expect([...last.recall({ root: "/one", files: [...files] }).keys()]).toEqual(["lint"]);
});

test.each([
  ["another workspace", { root: "/two", files }],
  ["more files", { root: "/one", files: [...files, ...acceptedOutcome("src/b.ts").candidate.files] }],
  ["another text", { root: "/one", files: files.map((file) => ({ ...file, after: "else\n" })) }],
])("%s is another state", async (_, other) => {
  const last = createLastAccepted();
  await last.keep(state, launches(), [PASSED]);
  expect(last.recall(other).size).toBe(0);
});

test("a candidate that a gate blocks leaves what was there", async () => {
  const last = createLastAccepted();
  await last.keep(state, launches(), [PASSED]);
  await last.keep({ root: "/one", files: [] }, new Map(), [PASSED, FAILED]);
  expect(last.recall(state).size).toBe(1);
});
