import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Proposal } from "../../../../src/domain/proposal.ts";
import type { Feedback } from "../../../../src/domain/verdict.ts";
import type { ProposeRequest } from "../../../../src/ports.ts";
import { createTestWriter, type TestWriter } from "../../../../src/propose/embedded/tests/test-writer.ts";
import { createProbeWorkspace, toWorkspace, type ProbeWorkspace } from "../../../probe/probe-workspace.ts";
import { policyWith, repoPath, textOf } from "../../temp-workspace.ts";

const FILES = {
  "package.json": "{}\n",
  "src/clamp.js": `exports.clamp = (value, least, most) => {
  if (least > most) throw new RangeError("least is above most");
  return Math.min(Math.max(value, least), most);
};
`,
  "src/save.js": `const { writeFileSync } = require("node:fs");
exports.save = (name) => {
  if (name.length > 1) writeFileSync(name, "saved");
  return name.length;
};
exports.titled = (text) => (text === "" ? "untitled" : text.toUpperCase());
`,
  "src/titled.js":
    'exports.titled = (text) => (text === "" ? "untitled" : text.length > 3 ? "long" : text.toUpperCase());\n',
};

let workspace: ProbeWorkspace;
let writer: TestWriter;

beforeAll(async () => {
  workspace = await createProbeWorkspace(FILES);
  writer = createTestWriter({ monotonic: () => performance.now(), searchMs: 60_000, lanes: 2 });
});

afterAll(async () => {
  await workspace[Symbol.asyncDispose]();
});

function write(name: string, more: Pick<ProposeRequest, "check" | "feedback"> = {}): Promise<Proposal> {
  const [target, into] = [repoPath(`src/${name}.js`), repoPath(`src/${name}.test.js`)];
  return writer.propose({
    task: { id: name, kind: "tests", target, writable: [into], reason: "changed", rule: 0 },
    attempt: more.feedback === undefined ? 1 : 2,
    policy: policyWith({ test: { run: "npx jest --json --outputFile={report} {tests}", format: "jest-json" } }),
    diagnostics: [],
    workspace: toWorkspace(workspace),
    signal: new AbortController().signal,
    ...more,
  });
}

/** The tests of a text, each from its first line to its last. */
function testsOf(text: string): readonly string[] {
  return text.match(/^ *(?:it|test)\([^]*?^ *\}\);$/gmu) ?? [];
}

test("a test between whose lines a gate points is dropped, and no other", async () => {
  const text = textOf(await write("clamp"));
  const line = text.split("\n").findIndex((one) => one.includes("throws RangeError")) + 2;
  const pointAt = (place: number): Feedback => ({
    ...{ from: "stability", message: "hollow" },
    diagnostics: [
      { source: "stability", severity: "error", message: "it", path: "src/clamp.test.js", range: { line: place } },
    ],
  });
  const again = textOf(await write("clamp", { feedback: pointAt(line) }));
  const dropped = testsOf(text).filter((one) => !testsOf(again).includes(one));
  expect(dropped).toEqual([expect.stringContaining("RangeError")]);
  expect(testsOf(again).length).toBeGreaterThan(0);
  expect(await write("clamp", { feedback: pointAt(1) })).toMatchObject({ type: "declined" });
}, 120_000);

test("tests that left a file behind are dropped, told by its name; the others stay", async () => {
  const text = textOf(await write("save"));
  const [, name = ""] = /save\(["']([^"']{2,})["']/u.exec(text) ?? [];
  const message = `work tree changed by the tests: ${name} and 1 more`;
  const diagnostics = [{ source: "workspace", code: "stray-change", severity: "error", message }] as const;
  const feedback: Feedback = { from: "stability", message: "the work tree is another", diagnostics };
  const again = textOf(await write("save", { feedback }));
  expect(name).not.toBe("");
  expect(again).not.toContain(name);
  expect(again).toContain("titled(");
  expect(testsOf(again)).toHaveLength(testsOf(text).filter((one) => !one.includes(name)).length);
}, 120_000);

test("tests that the repository's own runner finds red are dropped before anything is handed in", async () => {
  const sent: string[] = [];
  const check: ProposeRequest["check"] = (gate, [file]) => {
    sent.push(file?.after ?? "");
    const base = { gate, level: "required", durationMs: 0 } as const;
    if (sent.length > 1) return Promise.resolve({ ...base, status: "passed" });
    const [, title = ""] = /(?:it|test)\("(.*?)",/u.exec(sent[0] ?? "") ?? [];
    const message = `titled ${title}`;
    return Promise.resolve({
      ...{ ...base, status: "failed" },
      diagnostics: [{ source: "tests", severity: "error", message }],
    });
  };
  const text = textOf(await write("titled", { check }));
  expect(sent).toHaveLength(2);
  expect(text).toBe(sent[1]);
  expect(testsOf(text)).toEqual(testsOf(sent[0] ?? "").slice(1));
}, 120_000);
