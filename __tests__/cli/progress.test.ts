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
  { type: "gate", task, result: PASSED, engine: "asked" },
  { type: "gate", task, result: PASSED, engine: "answered" },
  {
    type: "gate",
    result: { gate: "lint", level: "required", status: "errored", durationMs: 5, reason: "no", remedy: "Install it." },
  },
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
  "fix src/user.ts  the engine asks: ✓ lint 1.2 s (before 3, after 0)",
  "fix src/user.ts  ✓ lint 1.2 s (before 3, after 0)  (as the engine was told)",
  "all together  ! lint errored 5 ms: no. Install it.",
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

/** The rows of a terminal after a text: knows line ends, returns, and how to clear a row and to go one up. */
function screenAfter(text: string): readonly string[] {
  const rows = [""];
  let row = 0;
  for (const [part] of text.matchAll(/\u001b\[\d*[A-Za-z]|[\r\n]|[^\u001b\r\n]+/gu)) {
    if (part === "\n") rows[(row += 1)] ??= "";
    else if (part === "\u001b[2K") rows[row] = "";
    else if (part === "\u001b[1A") row -= 1;
    else if (part !== "\r") rows[row] = (rows[row] ?? "") + part;
  }
  return rows.filter((line) => line !== "");
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
    expect(text).toContain(`\r\u001b[2K${LINES[4]!.slice(0, 19)}`);
    expect(screenAfter(text)).toEqual([...LINES.slice(0, 3), ...LINES.slice(9)]);
  });

  test("each task that is worked on has a live line of its own, which ends with it", () => {
    const other = { ...makeTask("src/shipping.ts"), id: "fix-9999999999" };
    const spending = { requests: 1, inputTokens: 900, outputTokens: 100, usd: 0.0123 };
    const screens: (readonly string[])[] = [];
    let text = "";
    const progress = createProgress({ write: (part) => (text += part), columns: 80 }, createStyle("plain"), "steps");
    const show = (event: RunEvent): void => {
      progress.emit(event);
      screens.push(screenAfter(text));
    };
    show({ type: "streaming", task, turn: 1, characters: 300, spending });
    show({ type: "streaming", task: other, turn: 2, characters: 100, spending });
    show({ type: "turn", task, turn: 1, tools: ["plan", "edit"], spending });
    show({ type: "note", message: "n" });
    show({ type: "task-ended", outcome: makeAccepted(), done: 1, total: 2 });
    const streamed = "fix src/shipping.ts  turn 2  100 characters of a reply  1000 tokens, $0.0123";
    const turned = "fix src/user.ts  turn 1  plan, edit  1000 tokens, $0.0123";
    expect(screens).toEqual([
      ["fix src/user.ts  turn 1  300 characters of a reply  1000 tokens, $0.0123"],
      ["fix src/user.ts  turn 1  300 characters of a reply  1000 tokens, $0.0123", streamed],
      [turned, streamed],
      ["note  n", turned, streamed],
      ["note  n", "[1/2] accepted  fix src/user.ts", streamed],
    ]);
  });

  test("a log that is no terminal is spared what streams", () => {
    let text = "";
    const progress = createProgress({ write: (part) => (text += part) }, createStyle("plain"), "steps");
    const spending = { requests: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
    progress.emit({ type: "streaming", task, turn: 1, characters: 300, spending });
    expect(text).toBe("");
  });
});
