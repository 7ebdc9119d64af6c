import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";

const directory = mkdtempSync(path.join(tmpdir(), "assay-toolkit-"));
const source = path.resolve("src/action/toolkit.ts");
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Standard output of a process of its own, since the runner is spoken to over that. */
function run(program: string, env: Record<string, string> = {}): string {
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program];
  return execFileSync(process.execPath, args, { encoding: "utf8", env: { PATH: process.env["PATH"], ...env } });
}

/** What our toolkit prints for a call. */
function ours(call: string, env: Record<string, string> = {}): string {
  return run(
    `import { createToolkit } from ${JSON.stringify(source)};
     let loads = 0;
     const load = () => { loads += 1; return import("@actions/core"); };
     const toolkit = createToolkit(process.env, { write: (text) => process.stdout.write(text) }, load);
     await toolkit.${call};`,
    env,
  );
}

/** What GitHub's own toolkit prints for a call. */
function official(call: string): string {
  return run(`import * as core from "@actions/core"; core.${call};`);
}

describe("the log is in the runner's own language", () => {
  test.each([
    ['startGroup("a: b, 100 %")', 'startGroup("a: b, 100 %")'],
    ["endGroup()", "endGroup()"],
    [
      'annotate({ level: "error", title: "a,b:c%", message: "100 %\\r\\nof: a, b", path: "src/a.ts", line: 3 })',
      'error("100 %\\r\\nof: a, b", { title: "a,b:c%", file: "src/a.ts", startLine: 3 })',
    ],
    ['annotate({ level: "warning", title: "t", message: "x" })', 'warning("x", { title: "t" })'],
    ['annotate({ level: "notice", message: "::error::x" })', 'notice("::error::x")'],
  ])("%s", (call, expected) => {
    expect(ours(call)).toBe(official(expected));
  });

  test("lines and groups do without GitHub's toolkit", () => {
    const text = run(
      `import { createToolkit } from ${JSON.stringify(source)};
       const refuse = () => Promise.reject(new Error("was loaded"));
       const toolkit = createToolkit({}, { write: (text) => process.stdout.write(text) }, refuse);
       toolkit.startGroup("a"); toolkit.info("b"); toolkit.endGroup();`,
    );
    expect(text).toBe("::group::a\nb\n::endgroup::\n");
  });
});

describe("the runner's files", () => {
  test("outputs are appended with a delimiter that nobody can guess", () => {
    const file = path.join(directory, "output.txt");
    writeFileSync(file, "before=1\n");
    const outputs = `new Proxy({}, { get: (_, name) => name + "\\nEOF\\nevil=1" })`;
    ours(`writeOutputs(${outputs})`, { GITHUB_OUTPUT: file });
    const text = readFileSync(file, "utf8");
    const delimiters = [...text.matchAll(/^conclusion<<(ghadelimiter_[0-9a-f-]{36})$/gmu)].map(([, name]) => name);
    expect(text.startsWith("before=1\n")).toBe(true);
    expect(delimiters).toHaveLength(1);
    expect(text).toContain(`conclusion\nEOF\nevil=1\n${delimiters[0] ?? "?"}\n`);
  });

  test("the summary is appended to", () => {
    const file = path.join(directory, "summary.md");
    writeFileSync(file, "");
    ours('writeSummary("# a\\n")', { GITHUB_STEP_SUMMARY: file });
    ours('writeSummary("# b\\n")', { GITHUB_STEP_SUMMARY: file });
    expect(readFileSync(file, "utf8")).toBe("# a\n# b\n");
  });

  test.each(["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"])("where %s is not set, it is told", (variable) => {
    const call = variable === "GITHUB_OUTPUT" ? "writeOutputs({})" : 'writeSummary("a")';
    expect(ours(call)).toBe(`${variable} is not set: what belongs there is not kept\n`);
  });
});
