import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { Change, TreeEntry } from "../../src/domain/change.ts";
import type { Plan, Skip } from "../../src/domain/plan.ts";
import type { Policy } from "../../src/domain/policy.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import type { RepoPath } from "../../src/domain/repo-path.ts";
import type { TaskKind } from "../../src/domain/task.ts";
import { TASK_KINDS } from "../../src/domain/task.ts";
import type { PlanInput } from "../../src/plan/plan-input.ts";
import { planTasks } from "../../src/plan/plan-tasks.ts";
import { renderPathProblem } from "../../src/plan/path-problem.ts";
import { detectTools } from "../../src/policy/detect/detect-tools.ts";
import { toEffectivePolicy } from "../../src/policy/effective.ts";
import { createMatcher } from "../../src/policy/match.ts";
import { parsePolicy } from "../../src/policy/parse-policy.ts";

const DEFAULT_RULES = `
  - paths: ["src/none/**"]
    tasks: []
  - paths: ["src/**"]
    tasks: [fix]`;

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

function toPolicy(text: string): Policy {
  const parsed = parsePolicy(text, "policy.yml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const detected = detectTools({ paths: new Set(), texts: new Map() });
  const parts = { document: parsed.document, detected, overrides: {}, source: "base-commit", sha256: "" } as const;
  return toEffectivePolicy(parts).policy;
}

interface Setting {
  readonly rules?: string;
  readonly policy?: string;
  readonly contents?: Readonly<Record<string, string | Uint8Array>>;
  readonly input?: Partial<PlanInput>;
}

/** A plan of the changes by a real policy; the content of a blob is `contents[blob]`, else text. */
async function plan(changes: readonly Change[], setting: Setting = {}): Promise<{ plan: Plan; peeked: string[] }> {
  const text = `version: 1\ntasks: [fix, tests, docs, refactor]\n${setting.policy ?? ""}\nrules:${setting.rules ?? DEFAULT_RULES}\n`;
  const policy = toPolicy(text);
  const peeked: string[] = [];
  const made = await planTasks({
    changes: each(changes),
    matcher: createMatcher(policy),
    writable: (_rule, kind, target) => (kind === "tests" ? [path(`${target}.test`)] : [target]),
    policy,
    selection: { paths: [] },
    supported: new Set(TASK_KINDS),
    async *peek(blobs, limit) {
      for (const blob of blobs) {
        peeked.push(blob);
        const content = setting.contents?.[blob] ?? "text\n";
        const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
        yield await Promise.resolve(bytes.subarray(0, limit));
      }
    },
    digest: (value) => createHash("sha256").update(value).digest("hex"),
    subject: { base: "b".repeat(40), mergeBase: "c".repeat(40), head: "d".repeat(40) },
    ...setting.input,
  });
  return { plan: made, peeked };
}

function path(text: string): RepoPath {
  const result = toRepoPath(text);
  if (!result.ok) throw new Error(result.problem);
  return result.path;
}

function change(text: string, more: Partial<Change> = {}): Change {
  return { path: { text, utf8: true }, status: "modified", mode: "100644", blob: `blob of ${text}`, ...more };
}

test("tasks are in the order of their paths; of chosen files, in that of the choice", async () => {
  const changes = [change("src/b.ts"), change("src/a.ts"), change("src/c.ts")];
  const targets = ({ plan: made }: { plan: Plan }): readonly string[] => made.tasks.map(({ target }) => target);
  expect(targets(await plan(changes))).toEqual(["src/a.ts", "src/b.ts", "src/c.ts"]);
  const choose: PlanInput["choose"] = ([b, a, c]) => {
    const best = [c, a, b].flatMap((file) => (file === undefined ? [] : [{ file, reason: "chosen" }]));
    return Promise.resolve({ chosen: best, skips: [] });
  };
  expect(targets(await plan(changes, { input: { choose } }))).toEqual(["src/c.ts", "src/a.ts", "src/b.ts"]);
});

describe("every change that is no task has its reason", () => {
  const rows: readonly (readonly [Skip["reason"], RegExp, Change, Setting?])[] = [
    ["deleted", /was deleted/u, { path: { text: "src/a.ts", utf8: true }, status: "deleted" }],
    ["submodule", /submodule/u, change("src/a.ts", { mode: "160000" })],
    ["symlink", /symbolic link/u, change("src/a.ts", { mode: "120000", status: "type-changed" })],
    ["binary", /NUL bytes/u, change("src/a.ts", { blob: "x" }), { contents: { x: "a\0" } }],
    ["not-utf8", /not valid UTF-8/u, change("src/a.ts", { blob: "x" }), { contents: { x: Uint8Array.of(0xe9, 0x0a) } }],
    [
      "lfs-pointer",
      /Git LFS/u,
      change("src/a.ts", { blob: "x" }),
      { contents: { x: "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n" } },
    ],
    [
      "too-large",
      /larger than the limit of 10 bytes \(limits\.file-bytes/u,
      change("src/a.ts", { blob: "x" }),
      { policy: "limits: { file-bytes: 10 }", contents: { x: "01234567890" } },
    ],
    ["unsupported-name", /not valid UTF-8/u, change("src/\\xff.ts", { path: { text: "src/\\xff.ts", utf8: false } })],
    ["unsupported-name", /control character/u, change("src/a\nb.ts")],
    ["protected", /protected by/u, change("src/package.json")],
    ["protected", /protected by infra/u, change("infra/a.ts"), { policy: "protected: ['infra/**']" }],
    ["no-rule", /no rule/u, change("lib/a.ts")],
    ["rule-has-no-task", /rule 1 .*asks for no task/u, change("src/none/a.ts")],
    ["not-selected", /--paths/u, change("src/a.ts"), { input: { selection: { paths: ["lib/**", "src/b.ts"] } } }],
    [
      "not-selected",
      /rule 2 asks for fix; this run is about docs/u,
      change("src/a.ts"),
      { input: { selection: { paths: [], tasks: ["docs"] } } },
    ],
    ["no-writable-path", /rule 2 gives a fix task no path/u, change("src/a.ts"), { input: { writable: () => [] } }],
    [
      "no-writable-path",
      /no path that it may write/u,
      change("src/a.ts"),
      { input: { writable: () => [path(".github/workflows/x.yml")] } },
    ],
    ["task-limit", /limit of 1 tasks/u, change("src/z.ts"), { policy: "limits: { tasks: 1 }" }],
  ];
  // Rows of one length: jest takes a parameter that a row does not fill for a callback.
  const full = rows.map(([reason, detail, changed, setting = {}]) => [reason, detail, changed, setting] as const);
  test.each(full)("%s %s", async (reason, detail, changed, setting) => {
    const first = reason === "task-limit" ? [change("src/a.ts")] : [];
    const made = (await plan([...first, changed], setting)).plan;
    expect(made.tasks).toHaveLength(first.length);
    expect(made.skips).toHaveLength(1);
    expect(made.skips[0]).toMatchObject({ path: changed.path.text, reason });
    expect(made.skips[0]?.detail).toMatch(detail);
  });

  test("what is written by an earlier task", async () => {
    const made = (
      await plan([change("src/a.ts")], { rules: '\n  - { paths: ["src/**"], tasks: [refactor, docs, fix, tests] }' })
    ).plan;
    expect(made.tasks.map((task) => task.kind)).toEqual(["fix", "tests"]);
    expect(made.skips.map((skip) => [skip.kind, skip.reason, skip.detail])).toEqual([
      ["docs", "writable-taken", `what it would write is already written by the task ${made.tasks[0]?.id ?? ""} (fix)`],
      [
        "refactor",
        "writable-taken",
        `what it would write is already written by the task ${made.tasks[0]?.id ?? ""} (fix)`,
      ],
    ]);
  });

  test("kinds without an engine: one skip for each, not one for each file", async () => {
    const changes = ["a", "b", "c"].map((name) => change(`src/${name}.ts`));
    const setting = {
      rules: '\n  - { paths: ["src/a.ts"], tasks: [docs] }\n  - { paths: ["src/**"], tasks: [tests, docs, fix] }',
      input: { supported: new Set<TaskKind>(["fix"]) },
    };
    const made = (await plan(changes, setting)).plan;
    expect(made.tasks.map((task) => task.target)).toEqual(["src/b.ts", "src/c.ts"]);
    expect(made.skips).toEqual([
      { kind: "tests", reason: "no-engine", detail: expect.stringContaining("2 files") },
      { kind: "docs", reason: "no-engine", detail: expect.stringContaining("3 files") },
    ]);
  });

  test("nothing changed", async () => {
    expect((await plan([])).plan).toEqual({
      tasks: [],
      skips: [
        { reason: "no-changes", detail: "nothing changed between ccccccc and ddddddd; --all works on every file" },
      ],
    });
    const made = await planTasks(inputWithFiles([]));
    expect(made.skips).toEqual([{ reason: "no-changes", detail: "ddddddd holds no files" }]);
  });
});

/** A plan input over whole trees, by one rule for everything and a limit of 20 bytes. */
function inputWithFiles(files: readonly TreeEntry[]): PlanInput {
  const rule = { paths: ["**"], tasks: ["fix" as const], write: [], gates: {} };
  const limits = {
    tasks: 50,
    attempts: 1,
    files: 1,
    lines: 1,
    deletions: 1,
    minutes: 1,
    fileBytes: 20,
    commandSeconds: 1,
  };
  return {
    files: each(files),
    matcher: { ruleOf: () => ({ rule, index: 1 }), protectedBy: () => undefined },
    writable: (_rule, _kind, target) => [target],
    policy: { ...toPolicy("version: 1\n"), limits, tasks: ["fix"] },
    selection: { paths: [] },
    supported: new Set(["fix"]),
    peek: (blobs) => each(blobs.map(() => new TextEncoder().encode("x"))),
    digest: (text) => createHash("sha256").update(text).digest("hex"),
    subject: { base: "b".repeat(40), mergeBase: "c".repeat(40), head: "d".repeat(40) },
  };
}

describe("tasks", () => {
  test("ids are the same in every run, and of kind and target alone", async () => {
    const rules = '\n  - { paths: ["src/**"], tasks: [fix, tests] }';
    const one = (await plan([change("src/b.ts"), change("src/a.ts")], { rules })).plan.tasks;
    const two = (await plan([change("src/a.ts", { status: "added" })], { rules })).plan.tasks;
    expect(one.map((task) => [task.target, task.kind])).toEqual([
      ["src/a.ts", "fix"],
      ["src/a.ts", "tests"],
      ["src/b.ts", "fix"],
      ["src/b.ts", "tests"],
    ]);
    expect(two.map((task) => task.id)).toEqual(one.slice(0, 2).map((task) => task.id));
    const hex = createHash("sha256").update("fix\0src/a.ts").digest("hex").slice(0, 10);
    expect(one[0]).toEqual({
      id: `fix-${hex}`,
      kind: "fix",
      target: "src/a.ts",
      writable: ["src/a.ts"],
      reason: "modified between ccccccc and ddddddd",
      rule: 0,
    });
    expect(two[0]?.reason).toBe("added between ccccccc and ddddddd");
  });

  test("every file of a tree: the size is known, the reason names the rule", async () => {
    const file = (text: string, size: number): TreeEntry => ({
      path: { text, utf8: true },
      mode: "100644",
      blob: text,
      size,
    });
    const made = await planTasks(inputWithFiles([file("a.ts", 5), file("b.ts", 21)]));
    expect(made.tasks.map((task) => [task.target, task.reason])).toEqual([["a.ts", "matches rule 2 (--all)"]]);
    expect(made.skips).toMatchObject([{ path: "b.ts", reason: "too-large" }]);
    expect(made.skips[0]?.detail).toContain("21 bytes");
  });

  test("the writable paths of a plan are disjoint", async () => {
    const shared = (_rule: unknown, _kind: TaskKind, target: RepoPath): RepoPath[] => [target, path("src/shared.ts")];
    const made = (await plan([change("src/a.ts"), change("src/b.ts")], { input: { writable: shared } })).plan;
    expect(made.tasks.map((task) => task.target)).toEqual(["src/a.ts"]);
    expect(made.skips).toMatchObject([{ path: "src/b.ts", reason: "writable-taken" }]);
  });

  test("10,000 changes: no more contents are looked at than the limit needs", async () => {
    const changes = Array.from({ length: 10_000 }, (_, index) => change(`src/f${String(index).padStart(5, "0")}.ts`));
    const contents = Object.fromEntries(changes.slice(0, 5).map(({ path: { text } }) => [`blob of ${text}`, "\0"]));
    const { plan: made, peeked } = await plan(changes, { contents });
    expect(made.tasks).toHaveLength(50);
    expect(made.skips).toHaveLength(9_950);
    expect(peeked).toHaveLength(55);
    expect(made.skips.filter((skip) => skip.reason === "binary")).toHaveLength(5);
  });
});

test.each<readonly [string, readonly Change[], readonly TaskKind[], readonly string[]]>([
  ["change", [change("src/b.ts"), change("src/a.ts")], TASK_KINDS, ["docs/api.md", "src/a.ts", "src/b.ts"]],
  ["go", [{ path: { text: "src/a.ts", utf8: true }, status: "deleted" }], TASK_KINDS, ["docs/api.md"]],
  ["are none of theirs", [change("src/x/a.ts"), change("src/a.css")], TASK_KINDS, ["src/a.css", "src/x/a.ts"]],
  ["are for other kinds", [change("src/x/a.ts"), change("src/a.ts")], ["fix"], ["src/x/a.ts"]],
])("pages of the policy where modules %s", async (_, changes, tasks, targets) => {
  const policy = 'docs: { pages: [{ path: docs/api.md, from: "src/*.ts" }, { path: docs/web.md, from: "web/**" }] }\n';
  const rules = '\n  - { paths: ["src/x/**"], tasks: [fix] }\n  - { paths: ["src/**"], tasks: [docs] }';
  const made = (await plan(changes, { policy, rules, input: { selection: { paths: [], tasks } } })).plan;
  expect(made.tasks.map(({ target }) => target)).toEqual(targets);
  const reasons = made.tasks.filter(({ target }) => target === "docs/api.md").map(({ reason }) => reason);
  for (const reason of reasons) expect(reason).toMatch(/^docs\.pages of the policy: it describes src\/[ab]\.ts$/u);
});

test("a page is due where a file changes that its modules pass on, too", async () => {
  const policy = "docs: { pages: [{ path: docs/api.md, from: src/index.ts }] }\n";
  const rules = '\n  - { paths: ["src/**"], tasks: [docs] }';
  const input = { passedOn: new Map([["docs/api.md", new Set(["src/money.ts"])]]) };
  const due = async (file: string): Promise<readonly string[]> =>
    (await plan([change(file)], { policy, rules, input })).plan.tasks.map(({ target }) => target);
  expect(await due("src/money.ts")).toEqual(["docs/api.md", "src/money.ts"]);
  expect(await due("src/other.ts")).toEqual(["src/other.ts"]);
});

test("every path problem is told in words of its own", () => {
  const problems = [
    "empty", "absolute", "backslash", "traversal", "git-directory", "control-character", "bidirectional-character",
    "not-utf8", "reserved-name", "trailing-dot-or-space", "colon", "too-long",
  ] as const; // prettier-ignore
  expect(new Set(problems.map(renderPathProblem)).size).toBe(problems.length);
});
