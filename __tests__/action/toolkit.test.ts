import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { toPlanOutputs } from "../../src/action/outputs.ts";
import { renderCommand, renderOutputEntry } from "../../src/action/runner-commands.ts";
import { createToolkit } from "../../src/action/toolkit.ts";

const directory = mkdtempSync(path.join(tmpdir(), "assay-toolkit-"));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What GitHub's own toolkit prints for a call. */
function official(call: string, env: Record<string, string> = {}): string {
  const program = `import * as core from "@actions/core"; core.${call};`;
  const args = ["--input-type=module", "--eval", program];
  return execFileSync(process.execPath, args, { encoding: "utf8", env: { PATH: process.env["PATH"], ...env } });
}

describe("workflow commands are those of GitHub's toolkit", () => {
  test.each([
    ["error", 'error("100 %\\r\\nof: a, b", { title: "a,b:c%", file: "src/a.ts", startLine: 3 })'],
    ["warning", 'warning("x", { title: "t" })'],
    ["notice", 'notice("::error::x")'],
  ] as const)("%s", (level, call) => {
    let text = "";
    const toolkit = createToolkit({}, { write: (part) => (text += part) }, () => "x");
    if (level === "error") {
      toolkit.annotate({ level, title: "a,b:c%", message: "100 %\r\nof: a, b", path: "src/a.ts", line: 3 });
    }
    if (level === "warning") toolkit.annotate({ level, title: "t", message: "x" });
    if (level === "notice") toolkit.annotate({ level, message: "::error::x" });
    expect(text).toBe(official(call));
  });

  test("groups", () => {
    expect(`${renderCommand("group", {}, "a: b")}\n`).toBe(official('startGroup("a: b")'));
    expect(`${renderCommand("endgroup", {}, "")}\n`).toBe(official("endGroup()"));
  });

  test("an output", () => {
    const file = path.join(directory, "official.txt");
    writeFileSync(file, "");
    official('setOutput("a", "b\\nc")', { GITHUB_OUTPUT: file });
    const text = readFileSync(file, "utf8");
    const delimiter = /<<(.*)$/mu.exec(text)?.[1] ?? "";
    expect(renderOutputEntry("a", "b\nc", delimiter)).toBe(text);
  });
});

describe("the runner's files", () => {
  test("are appended to", async () => {
    const file = path.join(directory, "output.txt");
    const summary = path.join(directory, "summary.md");
    writeFileSync(file, "before\n");
    const env = { GITHUB_OUTPUT: file, GITHUB_STEP_SUMMARY: summary };
    const toolkit = createToolkit(env, { write: () => undefined }, () => "unique");
    await toolkit.writeOutputs(toPlanOutputs({ tasks: [], skips: [] }));
    await toolkit.writeSummary("# a\n");
    await toolkit.writeSummary("# b\n");
    expect(readFileSync(file, "utf8")).toMatch(/^before\nconclusion<<assay-unique\nsuccess\nassay-unique\n/u);
    expect(readFileSync(summary, "utf8")).toBe("# a\n# b\n");
  });

  test("that are not there are told", async () => {
    let text = "";
    const toolkit = createToolkit({}, { write: (part) => (text += part) }, () => "x");
    await toolkit.writeSummary("# a\n");
    expect(text).toContain("GITHUB_STEP_SUMMARY is not set");
  });
});
