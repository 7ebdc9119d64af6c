import { expect, test } from "@jest/globals";
import type { Change } from "../../src/domain/change.ts";
import type { Diagnostic } from "../../src/domain/diagnostic.ts";
import type { Settings } from "../../src/domain/settings.ts";
import type { TaskKind } from "../../src/domain/task.ts";
import type { BeginRequest, Engine, Repository } from "../../src/ports.ts";
import type { RunDependencies } from "../../src/run/dependencies.ts";
import { beginTasks } from "../../src/run/begin-tasks.ts";
import type { Prepared } from "../../src/run/prepare.ts";
import { runPropose } from "../../src/run.ts";
import { parseCommandLine } from "../../src/settings/command-line.ts";
import { fixTask, policyOf } from "./fakes.ts";

function engine(begun: BeginRequest[]): Engine {
  return {
    name: "model",
    kinds: ["tests", "docs", "fix", "refactor", "scaffold"],
    propose: () => Promise.resolve({ type: "declined", reason: "a fake" }),
    begin: (request) => {
      begun.push(request);
      return Promise.resolve();
    },
  };
}

function prepared(kinds: readonly TaskKind[], engines: readonly Engine[]): Prepared {
  const tasks = kinds.map((kind, index) => ({ ...fixTask(`src/${index}.ts`), kind }));
  const subject = { base: "b", mergeBase: "b", head: "h" };
  const effective = { policy: policyOf({}), source: "none", sha256: "", origins: new Map() } as const;
  const matcher = { ruleOf: () => undefined, protectedBy: () => undefined };
  return { subject, effective, matcher, plan: { tasks, skips: [] }, opened: { engines } };
}

const error: Diagnostic = { source: "tsc", severity: "error", message: "bad" };
const found = { diagnosticsOf: () => [error], root: "/nowhere" };
const signal = new AbortController().signal;

test("what needs to know nothing is begun at once, as many as there are lanes", async () => {
  const begun: BeginRequest[] = [];
  const scene = {
    prepared: prepared(["docs", "fix", "tests", "docs"], [engine(begun)]),
    settings: {},
    lanes: 3,
    signal,
  };
  await beginTasks(scene);
  expect(begun.map(({ task, diagnostics }) => [task.target, task.kind, diagnostics.length])).toEqual([
    ["src/0.ts", "docs", 0],
    ["src/2.ts", "tests", 0],
  ]);
});

test("a fix is begun when it is known what is wrong", async () => {
  const begun: BeginRequest[] = [];
  await beginTasks({ prepared: prepared(["docs", "fix"], [engine(begun)]), settings: {}, lanes: 2, signal }, found);
  expect(begun).toMatchObject([{ task: { kind: "fix" }, diagnostics: [{ message: "bad" }], root: "/nowhere" }]);
});

test("only the engine that comes first is asked: the embedded one mends first, and has nothing to begin", async () => {
  const begun: BeginRequest[] = [];
  const embedded: Engine = {
    name: "embedded",
    kinds: ["fix"],
    propose: () => Promise.resolve({ type: "declined", reason: "a fake" }),
  };
  const engines = [embedded, engine(begun)];
  await beginTasks({ prepared: prepared(["fix"], engines), settings: {}, lanes: 1, signal }, found);
  expect(begun).toEqual([]);
});

async function* changed(): AsyncGenerator<Change> {
  await Promise.resolve();
  const path = { utf8: true, text: "src/a.ts" };
  yield { path, status: "modified", mode: "100644", blob: "1".repeat(40) };
}

test("a run asks the model before it opens a workspace, and stops asking when it ends in an error", async () => {
  const begun: BeginRequest[] = [];
  const parsed = parseCommandLine(["propose", "--tasks", "docs"], { ci: false, color: false });
  if (!parsed.ok || parsed.value.type !== "command") throw new Error("the arguments are wrong");
  const settings: Settings = parsed.value.settings;
  const policy = 'version: 1\ntasks: [docs]\nsandbox: { minimum: L2 }\nrules: [{ paths: ["**"], tasks: [docs] }]\n';
  const repository: Partial<Repository> = {
    root: "/nowhere",
    subject: () => Promise.resolve({ base: "b".repeat(40), mergeBase: "b".repeat(40), head: "a".repeat(40) }),
    readText: (_, path) => Promise.resolve(path.endsWith("assay.yml") ? policy : undefined),
    listDirectory: () => Promise.resolve([]),
    changes: changed,
    async *peekBlobs() {
      await Promise.resolve();
      yield new TextEncoder().encode("export const a = 1;\n");
    },
    openWorkspaces: (_, minimum) =>
      Promise.reject(new Error(`begun before: ${begun.length}, at least ${minimum ?? "?"}`)),
  };
  const dependencies: Partial<RunDependencies> = {
    engines: [engine(begun)],
    events: { emit: () => undefined },
    clock: { monotonic: () => 0, now: () => new Date(0) },
    digest: (text) => String(text.length).padStart(64, "0"),
    lanes: 2,
    signal,
  };
  const run = runPropose(settings, { ...dependencies, repository } as unknown as RunDependencies);
  await expect(run).rejects.toThrow("begun before: 1, at least L2");
  expect(begun[0]?.signal.aborted).toBe(true);
});
