import { describe, expect, test } from "@jest/globals";
import type { Policy } from "../../src/domain/policy.ts";
import { findRemarks } from "../../src/domain/remarks.ts";
import { toWholeLine } from "../../src/check/expand-line.ts";
import { runFailing } from "../../src/check/run-failing.ts";
import type { ToolRunner } from "../../src/check/tool-runner.ts";
import { recorded, ROOT } from "./parse/recorded.ts";

const COMMANDS: Policy["commands"] = {
  lint: { run: "eslint --format json {files}", format: "eslint-json" },
  test: { run: "jest --json --outputFile={report} {tests}", format: "jest-json" },
};

/** A tool that ends with 1, having printed and left these. */
function toolsOf(stdout: string, scratch: ReadonlyMap<string, string> = new Map()): ToolRunner {
  const end = { type: "exited", code: 1 } as const;
  const result = { end, stdout, stderr: "", durationMs: 1, isolation: "L3", scratch } as const;
  return {
    root: ROOT,
    launch: (line) => Promise.resolve({ line, result }),
    read: () => Promise.resolve(undefined),
    launched: () => 1,
  };
}

async function textOf(tools: ToolRunner, line: string): Promise<string> {
  const reading = await runFailing(tools, line, { commands: COMMANDS });
  return reading.type === "read" ? reading.value.text : reading.type;
}

describe("what a red command of the policy's says", () => {
  test("a linter's report for machines is told as places of errors", async () => {
    const text = await textOf(toolsOf(recorded("eslint.json")), "eslint --format json .");
    const errors = findRemarks(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every(({ path, line }) => !path.startsWith("/") && line > 0)).toBe(true);
  });

  test("a runner's report is told as failing files and their messages", async () => {
    const scratch = new Map([["report", recorded("jest.json")]]);
    const line = toWholeLine("jest --json --outputFile={report} {tests}");
    expect(line).toBe("jest --json --outputFile={scratch}/report");
    expect(await textOf(toolsOf("", scratch), line)).toMatch(/^FAIL \S+\n {2}● /mu);
  });

  test("any other command is told as it prints, and a report that cannot be read adds nothing", async () => {
    const printed = recorded("eslint.json");
    expect(findRemarks(await textOf(toolsOf(printed), "make lint"))).toEqual([]);
    expect(await textOf(toolsOf("no report"), "eslint --format json .")).toBe("no report\n");
  });
});
