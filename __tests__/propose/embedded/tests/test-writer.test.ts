import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Proposal } from "../../../../src/domain/proposal.ts";
import type { Feedback } from "../../../../src/domain/verdict.ts";
import { createTestWriter, type TestWriter } from "../../../../src/propose/embedded/tests/test-writer.ts";
import { createProbeWorkspace, toWorkspace, type ProbeWorkspace } from "../../../probe/probe-workspace.ts";
import { policyWith, repoPath } from "../../temp-workspace.ts";

const FILES = {
  "package.json": "{}\n",
  "tsconfig.json": '{"compilerOptions":{"strict":true,"types":[],"lib":["es2023"]},"include":["src"]}',
  "src/tools.ts": `export interface Size { width: number; height: number }
/** Limits a number. */
export function clamp(value: number, least: number, most: number): number {
  if (least > most) throw new RangeError("least is above most");
  return Math.min(Math.max(value, least), most);
}
export function area(size: Size): number {
  return size.width * (size as unknown as { hight: number }).hight;
}
export async function label(kind: "short" | "long"): Promise<string> {
  return kind === "short" ? "S" : "Long";
}
export class Counter {
  count = 0;
  add(step: number): number {
    this.count += step;
    return this.count;
  }
}
export function now(): number {
  return Date.now();
}
`,
  "src/types.ts": "export interface Nothing { a: string }\n",
  "src/broken.ts": "throw new Error('not today');\nexport const f = () => 1;\n",
  "src/cli.js": "const greet = (name) => 'hello ' + name.trim();\nmodule.exports = greet;\n",
  "src/store.js": `const { EventEmitter } = require("node:events");
exports.createStore = (first) => {
  const values = new Map([["first", first]]);
  return { read: (name) => values.get(name) ?? "nothing" };
};
exports.ask = (question, done) => {
  setImmediate(() => done(null, question + "?"));
};
exports.later = (value) => ({ then: (done) => void setImmediate(() => done("late " + value)) });
exports.Bell = class Bell extends EventEmitter {
  ring() {
    setImmediate(() => this.emit("rung", 1));
  }
};
`,
  "src/tasks.js": `class Task {
  constructor(promise) {
    Object.defineProperty(this, "inner", { value: promise });
  }
  then(done, failed) {
    return new Task(this.inner.then(done, failed));
  }
  named(name) {
    return this.then((value) => name + "=" + value);
  }
}
Task.prototype["catch"] = function (failed) {
  return this.then(undefined, failed);
};
Task.prototype.titled = Task.prototype.labelled = Task.prototype.named;
exports.task = (value) => new Task(Promise.resolve(value));
exports.fail = (reason) => new Task(Promise.reject(new Error("failed: " + reason)));
exports.pending = () => {
  let settle;
  const task = new Task(new Promise((resolve) => { settle = resolve; }));
  return { task, settle: (value) => settle(["settled", value]) };
};
`,
  "tests/other.test.js": "it('x', () => { expect('a').toBe('a') })\n",
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

function write(target: string, into: string, feedback?: Feedback, lines = 800): Promise<Proposal> {
  const policy = policyWith({ test: { run: "npx jest --json --outputFile={report} {tests}", format: "jest-json" } });
  return writer.propose({
    task: {
      id: target,
      kind: "tests",
      target: repoPath(target),
      writable: [repoPath(into)],
      reason: "changed",
      rule: 0,
    },
    attempt: feedback === undefined ? 1 : 2,
    ...(feedback === undefined ? {} : { feedback }),
    policy: { ...policy, limits: { ...policy.limits, lines } },
    diagnostics: [],
    workspace: toWorkspace(workspace),
    signal: new AbortController().signal,
  });
}

function textOf(proposal: Proposal): string {
  if (proposal.type !== "proposed") throw new Error(proposal.reason);
  const [edit] = proposal.edits;
  return edit?.type === "write" ? edit.text : "";
}

describe("a typed module", () => {
  let proposal: Proposal;

  beforeAll(async () => {
    proposal = await write("src/tools.ts", "tests/tools.test.ts");
  }, 120_000);

  test("gets one group of tests for each function, class and method, with literal expectations", () => {
    const text = textOf(proposal);
    expect(text).toContain("import { Counter, clamp, label } from '../src/tools'");
    for (const name of ["clamp", "label", "Counter", "Counter#add"]) expect(text).toContain(`describe('${name}'`);
    expect(text).toContain("new RangeError('least is above most')");
    expect(text).toMatch(/expect\(await label\('(short|long)'\)\)\.toBe\('(S|Long)'\)/u);
    expect(text).not.toMatch(/snapshot/iu);
  });

  test("what depends on the clock is not asserted", () => {
    expect(textOf(proposal)).not.toContain("now(");
  });

  test("what looks like a mistake is told and not asserted", () => {
    expect(textOf(proposal)).not.toContain("area(");
    expect(proposal).toMatchObject({
      rationale: expect.stringMatching(/area\(\{.*\}\) gives NaN/u),
      suspicions: [
        {
          ...{ path: "src/tools.ts", line: 7, what: "gives NaN for ordinary arguments" },
          call: expect.stringMatching(/^area\(\{ width: .* \}\)$/u),
        },
      ],
    });
  });

  test("the same again gives the same text", async () => {
    expect(textOf(await write("src/tools.ts", "tests/tools.test.ts"))).toBe(textOf(proposal));
  }, 120_000);

  test("where the policy allows few lines the tests that show most are written, and what is left out is told", async () => {
    const title = /describe\('label'[\s\S]*?it\((['"])(.*?)\1,/u.exec(textOf(proposal))?.[2] ?? "";
    const message = `label ${title} failed`;
    const short = await write("src/tools.ts", "tests/tools.test.ts", { from: "tests", message, diagnostics: [] }, 36);
    const text = textOf(short);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(36);
    expect(text).toContain("describe('clamp'");
    expect(short).toMatchObject({
      rationale: expect.stringMatching(/\d+ more that show less are left out: .* 36 lines .*limits\.lines/u),
    });
  }, 120_000);

  test("a test that a gate names is left out of the next attempt", async () => {
    const title = /it\('(throws RangeError[^']*)'/u.exec(textOf(proposal))?.[1] ?? "";
    const again = await write("src/tools.ts", "tests/tools.test.ts", {
      from: "stability",
      message: "unstable",
      diagnostics: [
        { source: "stability", severity: "error", message: `the test clamp ${title} failed in 1 of its runs` },
      ],
    });
    expect(textOf(again)).not.toContain("RangeError");
    expect(again).toMatchObject({ rationale: expect.stringMatching(/what is left of \d+ after/u) });
    expect(textOf(again)).toContain("describe('clamp'");
  }, 120_000);

  test("feedback that names no test ends the matter", async () => {
    const feedback: Feedback = { from: "size", message: "too long", diagnostics: [] };
    expect(await write("src/tools.ts", "tests/tools.test.ts", feedback)).toMatchObject({ type: "declined" });
  });
});

test("a CommonJS module that exports one function is required whole, in the words of its neighbours", async () => {
  const text = textOf(await write("src/cli.js", "tests/cli.test.js"));
  expect(text).toContain("const greet = require('../src/cli')");
  expect(text).toMatch(/it\(["']returns /u);
  expect(text).not.toContain(";");
}, 120_000);

test("what a factory answers is called, callbacks and events that come later are waited for", async () => {
  const text = textOf(await write("src/store.js", "tests/store.test.js"));
  expect(text).toMatch(/const store = createStore\(.*\)\n\s+expect\(store\.read\(/u);
  expect(text).toMatch(
    /const given = await new Promise\(\s*\(resolve\) => ask\(.*\.\.\.given\) => resolve\(given\)\)/u,
  );
  expect(text).toMatch(/\.on\('rung'/u);
  expect(text).toMatch(/resolves to 'late .*\n\s+expect\(await later\(.*\)\.toBe\('late /u);
  expect(text).not.toContain("EventEmitter");
}, 120_000);

describe("objects that can be waited for, though they are no promises of the language's", () => {
  let text: string;

  beforeAll(async () => {
    text = textOf(await write("src/tasks.js", "tests/tasks.test.js"));
  }, 120_000);

  test("are waited for, and rejections expected", () => {
    expect(text).toMatch(/expect\(await task\((.+)\)\)\.\w+\(\1\)/u);
    expect(text).toMatch(/await expect\(fail\(.*\)\)\.rejects\.toThrow\(new Error\('failed: /u);
    expect(text).toMatch(/expect\(await \w+\.named\('Ada'\)\)\.toBe\('Ada=/u);
  });

  test("what hands them a callback awaits them before it looks at the calls", () => {
    expect(text).toMatch(/await (?:expect\()?\w+\.then\(done[^]*?expect\(done\.mock\.calls\)/u);
  });

  test("a method is tried under one of its names", () => {
    expect([...text.matchAll(/\.(?:named|titled|labelled)\(/gu)].map(([name]) => name)).not.toContain(".titled(");
    expect(text).not.toContain(".labelled(");
  });

  test("one within an object shows what is done to the whole", () => {
    expect(text).toMatch(/\.settle\(.*\)\n\s*expect\(await \w+\.task\)\.toEqual\(\['settled'/u);
  });
});

test.each([
  ["src/types.ts", "exports nothing that can be called"],
  ["src/broken.ts", "cannot be loaded by itself"],
  ["src/missing.ts", "does not exist"],
])(
  "%s is declined: %s",
  async (target, reason) => {
    const proposal = await write(target, "tests/new.test.ts");
    expect(proposal).toMatchObject({ type: "declined", reason: expect.stringContaining(reason) });
  },
  60_000,
);
