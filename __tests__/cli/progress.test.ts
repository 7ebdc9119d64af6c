import { describe, expect, test } from "@jest/globals";
import { createProgress } from "../../src/cli/progress.ts";
import type { RunEvent } from "../../src/ports.ts";
import { createStyle } from "../../src/report/style.ts";
import { FAILED, makeAccepted, makeRejected, makeReport, makeTask, PASSED } from "../report/reports.ts";

const report = makeReport();
const task = makeTask("src/user.ts");

const EVENTS: readonly RunEvent[] = [
  { type: "phase", phase: "plan", detail: "changed files" },
  { type: "planned", plan: report.plan },
  { type: "baseline", record: report.baseline[2]! },
  { type: "task-started", task, attempt: 2 },
  { type: "gate", task, result: PASSED },
  { type: "gate", result: FAILED },
  { type: "command", gate: "lint", line: "eslint\n::error::x", durationMs: 12 },
  { type: "task-ended", outcome: makeAccepted(), done: 1, total: 2 },
  { type: "task-ended", outcome: makeRejected(), done: 2, total: 2 },
  {
    type: "published",
    publication: { type: "several", publications: [report.publication, { type: "none", reason: "r" }] },
  },
  { type: "note", message: "a\u001b[31mb\nc" },
];

const LINES = [
  "plan  changed files",
  "planned  3 tasks, 5 skipped",
  "baseline  coverage skipped 0 ms  no coverage command",
  "fix src/user.ts  attempt 2",
  "fix src/user.ts  ✓ lint 1.2 s (before 3, after 0)",
  "all together  ✗ tests failed 2.0 s (total 9, failed 1)",
  "[1/2] accepted  fix src/user.ts",
  "[2/2] rejected  fix src/shipping.ts: gate tests failed: one kilo",
  "1 commit on feature",
  "  eeeeeeeeee fix(src/user.ts): add missing import",
  "nothing published: r",
  "note  ab c",
];

function record(detail: "steps" | "commands", columns?: number): string {
  let text = "";
  const target = { write: (part: string) => (text += part), ...(columns !== undefined && { columns }) };
  const progress = createProgress(target, createStyle("plain"), detail);
  for (const event of EVENTS) progress.emit(event);
  progress.clear();
  return text;
}

describe("progress", () => {
  test("is a line per event", () => {
    expect(record("steps").trimEnd().split("\n")).toEqual(LINES);
  });

  test("tells commands where that is asked for, harmless", () => {
    expect(record("commands")).toContain("$ eslint ::error::x  12 ms\n");
  });

  test("on a terminal, what passes has one live line, cut to the width", () => {
    const text = record("steps", 20);
    const live = LINES[4]!.slice(0, 19);
    expect(text).toContain(`\r\u001b[2K${live}\r\u001b[2K`);
    const kept = text.split("\n").map((line) => line.split("\r\u001b[2K").at(-1));
    expect(kept.filter((line) => line !== "")).toEqual([...LINES.slice(0, 3), ...LINES.slice(6)]);
  });
});
