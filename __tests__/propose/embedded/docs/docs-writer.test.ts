import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { syntaxErrors } from "../../../../src/code/syntax.ts";
import type { DocsPolicy } from "../../../../src/domain/docs-policy.ts";
import type { Proposal } from "../../../../src/domain/proposal.ts";
import type { Feedback } from "../../../../src/domain/verdict.ts";
import type { Workspace } from "../../../../src/ports.ts";
import { createDocsWriter, type DocsWriter } from "../../../../src/propose/embedded/docs/docs-writer.ts";
import { createProbeWorkspace, toWorkspace, type ProbeWorkspace } from "../../../probe/probe-workspace.ts";
import { policyWith, repoPath } from "../../temp-workspace.ts";

const FILES = {
  "package.json": "{}\n",
  "tsconfig.json": '{"compilerOptions":{"strict":true,"types":[],"lib":["es2023"]},"include":["src"]}',
  "src/tools.ts": `export interface PadOptions {
  fill?: string;
  width: number;
}

function checkWidth(width: number): void {
  if (width < 0) throw new RangeError("width is negative");
}

export function pad(text: string, { fill = " ", width }: PadOptions): string {
  checkWidth(width);
  return text.padEnd(width, fill);
}

export function isShort(text: string): boolean {
  return text.length < 4;
}

/**
 * Adds, by hand.
 * @param first - Kept word for word.
 * @param old - This one too.
 */
export function add(first: number, second: number): number {
  return first + second;
}

export class Counter {
  count = 0;
  add(step: number): number {
    if (step === 0) return 0;
    this.count += step;
    return this.count;
  }
}

export function noise(): number {
  return Math.random();
}

export type Name = string;
`,
  "src/list.js": "exports.pairs = function (list, size = 2) {\r\n  return list.slice(0, size);\r\n};\r\n",
  "src/marks.ts":
    "\uFEFFexport const star = (text: string): string => `${text}*/`;\nlet made = 0;\nexport function next(): number {\n  made += 1;\n  return made;\n}\n",
  "src/ask.ts": `export function ask(text: string, done: (error: Error | null, size?: number) => void): void {
  if (text === "") {
    done(new Error("empty"));
    return;
  }
  done(null, text.length * 2);
}

export function slashed(text: string): string {
  return text.replaceAll("\\\\", "/");
}

export function size(text: string): number;
export function size(list: readonly string[]): number;
export function size(list: string | readonly string[]): number {
  return list.length * 3;
}
`,
  "src/done.ts": "/** One. */\nexport const one = (): number => 1;\n",
};

let workspace: ProbeWorkspace;
let writer: DocsWriter;

beforeAll(async () => {
  workspace = await createProbeWorkspace(FILES);
  writer = createDocsWriter({ monotonic: () => performance.now(), searchMs: 60_000 });
});

afterAll(async () => {
  await workspace[Symbol.asyncDispose]();
});

interface Asked {
  readonly docs?: DocsPolicy;
  readonly feedback?: Feedback;
  /** `limits.lines`. */
  readonly lines?: number;
}

function write(target: string, { docs, feedback, lines }: Asked = {}): Promise<Proposal> {
  const at = (name: string): string => path.join(workspace.root, name);
  const whole: Workspace = {
    ...toWorkspace(workspace),
    apply: async (files) => {
      for (const { path: name, after } of files)
        await (after === undefined ? rm(at(name)) : writeFile(at(name), after));
      return [];
    },
  };
  return writer.propose({
    task: {
      id: target,
      kind: "docs",
      target: repoPath(target),
      writable: [repoPath(target)],
      reason: "changed",
      rule: 0,
    },
    attempt: feedback === undefined ? 1 : 2,
    ...(feedback === undefined ? {} : { feedback }),
    policy: {
      ...policyWith({}),
      ...(lines === undefined ? {} : { limits: { ...policyWith({}).limits, lines } }),
      ...(docs === undefined ? {} : { docs }),
    },
    diagnostics: [],
    workspace: whole,
    signal: new AbortController().signal,
  });
}

function textOf(proposal: Proposal): string {
  const [edit] = proposal.type === "proposed" ? proposal.edits : [];
  return edit?.type === "write" ? edit.text : JSON.stringify(proposal);
}

describe("doc comments", () => {
  test("say what signature and body prove, with calls that were executed", async () => {
    const proposal = await write("src/tools.ts");
    const text = textOf(proposal);
    expect(text).toContain("/** Options of {@link pad}. */\nexport interface PadOptions {");
    expect(text).toContain('  /** Default: `" "`. */\n  fill?: string;\n  width: number;');
    expect(text).toMatch(/\* @throws RangeError if `width < 0`|\* @throws RangeError from `checkWidth`/u);
    expect(text).toMatch(
      /\* Whether `text\.length < 4`\.\n \*\n \* @example\n \* ```ts\n \* isShort\(".*"\); \/\/ => (?:true|false)\n \* isShort/u,
    );
    expect(text).toContain(" * @param first - Kept word for word.\n * @param second - This one too.\n");
    expect(text).toMatch(
      / {3}\* @returns `0` if `step === 0`\.\n {3}\* @example\n {3}\* ```ts\n {3}\* const counter = new Counter\(\);\n {3}\* counter\.add\(.+\); \/\/ => /u,
    );
    expect(text).toMatch(/\/\*\* Returns `Math\.random\(\)`\. Depends on chance\. \*\/\nexport function noise/u);
    const { rationale } = proposal as Extract<Proposal, { type: "proposed" }>;
    expect(rationale).toContain("Left without a comment for the same reason: `PadOptions.width`");
    expect(rationale).toContain("@param old is called second now");
  }, 240_000);

  test("a comment is no place for what ends it, for what holds only the first time, or for a byte order mark", async () => {
    const proposal = await write("src/marks.ts");
    const text = proposal.type === "proposed" ? textOf(proposal) : FILES["src/marks.ts"];
    expect(text.lastIndexOf("\uFEFF")).toBe(0);
    expect(text).not.toContain("*/`)");
    expect(text.replace("*/`", "")).not.toMatch(/\/\/ => /u);
    expect(syntaxErrors(repoPath("src/marks.ts"), text)).toEqual([]);
  }, 240_000);

  test("an example that a gate turns down is left out, and the comment stays", async () => {
    const first = textOf(await write("src/tools.ts"));
    const line = first.split("\n").findIndex((one) => one.includes("isShort(")) + 1;
    const diagnostic = {
      source: "docs-only",
      code: "example-wrong",
      severity: "error",
      message: "no",
      path: repoPath("src/tools.ts"),
      range: { line, column: 1 },
    } as const;
    const feedback = { from: "docs-only", message: "no", diagnostics: [diagnostic] } as const;
    const second = textOf(await write("src/tools.ts", { feedback }));
    expect(second).toContain("/** Whether `text.length < 4`. */\nexport function isShort");
    expect(second).toContain("counter.add(");
  }, 240_000);

  test("JavaScript gets types that follow from defaults; line ends stay", async () => {
    const text = textOf(await write("src/list.js", { docs: { style: "signature", pages: [] } }));
    expect(text).toBe(`/**\r\n * @param list\r\n * @param {number} [size=2]\r\n */\r\n${FILES["src/list.js"]}`);
  }, 120_000);

  test("answers of callbacks are shown; what only comes back is not; signatures share a body", async () => {
    const text = textOf(await write("src/ask.ts"));
    expect(text).toMatch(/ \* ask\("[^"]+", \(error, size\) => console\.log\(size\)\); \/\/ => \d+\n/u);
    const [, result, argument] = /slashed\(("[^"]*")\); \/\/ => ("[^"]*")/u.exec(text) ?? [];
    expect(result === undefined || result !== argument).toBe(true);
    expect(text.match(/Returns `list\.length \* 3`\./gu)).toHaveLength(1);
    expect(text.match(/ \* size\(/gu)).toHaveLength(1);
  });

  test("a second run over what was written has nothing to correct", async () => {
    const { staleTags } = await import("../../../../src/code/docs/stale-tags.ts");
    for (const name of ["src/list.js", "src/tools.ts"]) {
      const text = textOf(await write(name, { docs: { style: "signature", pages: [] } }));
      expect(staleTags(name, text)).toEqual([]);
    }
  }, 120_000);

  test("no more is written than may change", async () => {
    const docs = { style: "signature", pages: [] } as const;
    const some = await write("src/tools.ts", { docs, lines: 6 });
    expect(some).toMatchObject({ rationale: expect.stringContaining("Left for another run") });
    const [before, after] = [FILES["src/tools.ts"], textOf(some)].map((text) => text.split("\n").length);
    expect((after ?? 0) - (before ?? 0)).toBeLessThanOrEqual(6);
    expect(await write("src/list.js", { docs, lines: 1 })).toEqual({
      type: "declined",
      reason: "limits.lines (1) has no room for a comment of src/list.js",
    });
  }, 120_000);

  test("nothing is written where everything is said", async () => {
    expect(await write("src/done.ts")).toEqual({
      type: "declined",
      reason: "everything that src/done.ts exports is documented, and no tag is out of date",
    });
  }, 120_000);
});
