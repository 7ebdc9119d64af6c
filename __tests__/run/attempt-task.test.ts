import { describe, expect, test } from "@jest/globals";
import type { GateResult } from "../../src/domain/gate.ts";
import type { Proposal } from "../../src/domain/proposal.ts";
import type { Engine, ProposeRequest, RunEvent } from "../../src/ports.ts";
import { attemptTask, type AttemptSetting } from "../../src/run/attempt-task.ts";
import { emptyBaseline, fakeWorkspace, fixTask, policyOf } from "./fakes.ts";

const task = fixTask("src/a.ts");
const passed: GateResult = { gate: "lint", level: "required", status: "passed", durationMs: 1 };
const failed: GateResult = {
  gate: "lint",
  level: "required",
  status: "failed",
  diagnostics: [{ source: "eslint", severity: "error", message: "no-var", path: "src/a.ts" }],
  durationMs: 1,
};
const write = (text: string): Proposal => ({
  type: "proposed",
  edits: [{ type: "write", path: task.target, text }],
  rationale: `wrote ${text}`,
});

interface ScriptedEngine extends Engine {
  readonly requests: ProposeRequest[];
}

function scripted(name: Engine["name"], replies: readonly Proposal[]): ScriptedEngine {
  const requests: ProposeRequest[] = [];
  return {
    name,
    kinds: ["fix"],
    requests,
    propose: (request) => {
      requests.push(request);
      return Promise.resolve(replies[requests.length - 1] ?? { type: "declined", reason: "nothing more to try" });
    },
  };
}

function settingOf(engines: readonly Engine[], parts: Partial<AttemptSetting> = {}): AttemptSetting {
  return {
    policy: policyOf({ attempts: 3 }),
    baseline: emptyBaseline,
    enginesFor: () => engines,
    check: () => Promise.resolve([passed]),
    events: { emit: () => undefined },
    clock: { monotonic: () => 0, now: () => new Date(0) },
    signal: new AbortController().signal,
    ...parts,
  };
}

const workspaceOf = (): ReturnType<typeof fakeWorkspace> => fakeWorkspace({ "src/a.ts": "old\n" });

describe("attemptTask", () => {
  test("what passes is accepted, with the evidence", async () => {
    const outcome = await attemptTask(task, workspaceOf(), settingOf([scripted("embedded", [write("new\n")])]));
    expect(outcome).toMatchObject({
      type: "accepted",
      candidate: {
        attempt: 1,
        engine: "embedded",
        rationale: "wrote new\n",
        files: [{ path: "src/a.ts", before: "old\n", after: "new\n" }],
      },
      patch: "src/a.ts",
      gates: [passed],
      attempts: [{ number: 1 }],
    });
  });

  test("what a gate and its commands answered an engine about the same files is known when they are judged", async () => {
    const files = [{ path: task.target, before: "old\n", after: "new\n" }];
    const engine = scripted("embedded", [write("new\n")]);
    const propose: Engine["propose"] = async (request) => {
      await request.check?.("lint", [{ path: task.target, before: "old\n", after: "other\n" }]);
      await request.check?.("types", files);
      await request.check?.("tests", files);
      return engine.propose(request);
    };
    const terms: unknown[] = [];
    const check: AttemptSetting["check"] = (_, __, ___, { only, known, launches } = {}) => {
      terms.push({ only, known, lines: [...(launches?.keys() ?? [])] });
      launches?.set(`${only} line`, new Promise(() => undefined));
      return Promise.resolve([only === undefined ? passed : { ...(only === "tests" ? failed : passed), gate: only }]);
    };
    await attemptTask(task, workspaceOf(), settingOf([{ ...engine, propose }], { check }));
    const types = { ...passed, gate: "types" };
    expect(terms).toEqual([
      { only: "lint", lines: [] },
      { only: "types", lines: [] },
      { only: "tests", lines: [] },
      // Of a gate that did not pass, the commands are asked again: it may have found the tree changed.
      { known: [types, { ...failed, gate: "tests" }], lines: ["types line"] },
    ]);
  });

  test("files that the failing check has proved are judged with its run, and by all tests where there is no other task", async () => {
    const workspace = workspaceOf();
    const engine = scripted("embedded", [write("new\n"), write("new\n")]);
    const propose: Engine["propose"] = async (request) => {
      await request.prove?.([{ path: task.target, before: "old\n", after: "new\n" }]);
      return engine.propose(request);
    };
    const terms: unknown[] = [];
    const check: AttemptSetting["check"] = (_, __, ___, { known, launches, tests } = {}) => {
      terms.push({ known, tests, lines: [...(launches?.keys() ?? [])] });
      return Promise.resolve([passed]);
    };
    const failing = { command: "npm test", output: "", tests: [] };
    const setting = settingOf([{ ...engine, propose }], { check, failing });
    await attemptTask(task, workspace, { ...setting, isAlone: true });
    await attemptTask(task, workspace, { ...setting, isAlone: false });
    const lines = ["npm test"];
    expect(terms).toEqual([
      { known: [], tests: "whole", lines },
      { known: [], lines },
    ]);
    expect(workspace.commands).toEqual(["npm test", "npm test"]);
  });

  test("a failed gate is fed back, and each attempt starts from a clean workspace", async () => {
    const engine = scripted("embedded", [write("bad\n"), write("good\n")]);
    const seen: (string | undefined)[] = [];
    const setting = settingOf([engine], {
      check: async (candidate, workspace) => {
        seen.push(await workspace.read(task.target));
        return [candidate.attempt === 1 ? failed : passed];
      },
    });
    const outcome = await attemptTask(task, workspaceOf(), setting);
    expect(outcome.type).toBe("accepted");
    expect(seen).toEqual(["bad\n", "good\n"]);
    expect(engine.requests[0]?.feedback).toBeUndefined();
    expect(engine.requests[1]?.feedback).toMatchObject({ from: "lint", diagnostics: [{ message: "no-var" }] });
    expect(outcome.attempts.map(({ reason }) => reason)).toEqual(["gate lint failed: src/a.ts: no-var", undefined]);
  });

  test("attempts end at the limit, and the last reason is the outcome's", async () => {
    const engine = scripted("embedded", [write("1\n"), write("2\n"), write("3\n"), write("4\n")]);
    const outcome = await attemptTask(
      task,
      workspaceOf(),
      settingOf([engine], { check: () => Promise.resolve([failed]) }),
    );
    expect(outcome).toMatchObject({ type: "rejected", reason: "gate lint failed: src/a.ts: no-var" });
    expect(engine.requests).toHaveLength(3);
    expect(outcome.attempts.map((attempt) => attempt.candidate?.files[0]?.after)).toEqual(["1\n", "2\n", "3\n"]);
  });

  test("an engine that declines at once makes a declined outcome", async () => {
    const engine = scripted("embedded", [{ type: "declined", reason: "nothing is wrong" }]);
    expect(await attemptTask(task, workspaceOf(), settingOf([engine]))).toMatchObject({
      type: "declined",
      reason: "nothing is wrong",
      engine: "embedded",
      attempts: [],
    });
  });

  test("what one engine cannot do falls to the next", async () => {
    const first = scripted("embedded", [write("bad\n")]);
    const second = scripted("model", [write("good\n")]);
    const outcome = await attemptTask(
      task,
      workspaceOf(),
      settingOf([first, second], {
        check: (candidate) => Promise.resolve([candidate.engine === "model" ? passed : failed]),
      }),
    );
    expect(outcome).toMatchObject({ type: "accepted", candidate: { engine: "model" } });
    expect(outcome.attempts.map(({ engine }) => engine)).toEqual(["embedded", "model"]);
  });

  test.each<[string, Proposal, string]>([
    ["a malformed answer", { type: "malformed", reason: "no JSON" }, "no JSON"],
    [
      "an edit that does not match",
      {
        type: "proposed",
        rationale: "",
        edits: [{ type: "replace", path: task.target, search: "x", replacement: "y" }],
      },
      "src/a.ts",
    ],
  ])("%s is fed back as such", async (_name, reply, reason) => {
    const engine = scripted("embedded", [reply, write("good\n")]);
    const outcome = await attemptTask(task, workspaceOf(), settingOf([engine]));
    expect(outcome.type).toBe("accepted");
    expect(engine.requests[1]?.feedback?.from).toBe("proposal");
    expect(engine.requests[1]?.feedback?.message).toContain(reason);
    expect(outcome.attempts[0]?.reason).toContain(reason);
  });

  test("an engine that failed is not asked again", async () => {
    const engine = scripted("embedded", [
      { type: "failed", reason: "endpoint down", cause: "passing" },
      write("good\n"),
    ]);
    expect(await attemptTask(task, workspaceOf(), settingOf([engine]))).toMatchObject({
      type: "rejected",
      reason: "endpoint down",
    });
    expect(engine.requests).toHaveLength(1);
  });

  test("what cannot be applied to the workspace is the proposal's fault", async () => {
    const workspace = fakeWorkspace(
      { "src/a.ts": "old\n" },
      { apply: () => [{ path: "src/a.ts", message: "is a symbolic link" }] },
    );
    const outcome = await attemptTask(task, workspace, settingOf([scripted("embedded", [write("new\n")])]));
    expect(outcome).toMatchObject({ type: "rejected", reason: "src/a.ts: is a symbolic link" });
  });

  test("a proposal that changes nothing is no candidate", async () => {
    const outcome = await attemptTask(task, workspaceOf(), settingOf([scripted("embedded", [write("old\n")])]));
    expect(outcome).toMatchObject({ type: "declined", reason: "the proposal changes nothing" });
  });

  test.each([
    ["the time is up", new DOMException("over", "TimeoutError"), "time-limit", "limits.minutes"],
    ["the run is stopped", 143, "stopped", "the run was stopped"],
  ])("when %s nothing more is asked, and the reason says so", async (_, why, fault, word) => {
    const engine = scripted("embedded", [write("new\n")]);
    const setting = settingOf([engine], { signal: AbortSignal.abort(why) });
    const outcome = await attemptTask(task, workspaceOf(), setting);
    expect(outcome).toMatchObject({ type: "declined", fault, reason: expect.stringContaining(word) });
    expect(engine.requests).toHaveLength(0);
  });

  test("what an engine did not find before it was cut off is no word on the file", async () => {
    const stop = new AbortController();
    const engine: Engine = {
      ...scripted("embedded", []),
      propose: () => {
        stop.abort(143);
        return Promise.resolve({ type: "declined", reason: "nothing in it can be asserted" });
      },
    };
    const outcome = await attemptTask(task, workspaceOf(), settingOf([engine], { signal: stop.signal }));
    expect(outcome).toMatchObject({ type: "declined", fault: "stopped", reason: "the run was stopped" });
  });

  test("what is cut off by the end of the time is no verdict, whatever the gates said", async () => {
    const limit = new AbortController();
    const check = (): Promise<readonly GateResult[]> => {
      limit.abort(new DOMException("over", "TimeoutError"));
      return Promise.resolve([failed]);
    };
    const setting = settingOf([scripted("embedded", [write("1\n")])], { check, signal: limit.signal });
    expect(await attemptTask(task, workspaceOf(), setting)).toMatchObject({ type: "rejected", fault: "time-limit" });
  });

  const judge = (answer: GateResult) => () => Promise.resolve([answer]);
  const errored = { ...failed, status: "errored", reason: "no linter", remedy: "Install it" } as const;
  const one = (reply: Proposal): readonly Engine[] => [scripted("model", [reply]), scripted("embedded", [])];
  const down = { type: "failed", reason: "401: the key was refused" } as const;

  test.each<[string, readonly Engine[], GateResult, string | undefined]>([
    ["an engine that could not work", one({ ...down, cause: "passing" }), passed, "engine"],
    ["an engine that will not", one({ ...down, cause: "lasting" }), passed, undefined],
    ["a gate that could not run", one(write("x\n")), { ...errored, diagnostics: [] }, "gate"],
    [
      "a gate that could not judge these lines",
      one(write("x\n")),
      { ...errored, diagnostics: [{ source: "equivalence", severity: "error", message: "no probe" }] },
      undefined,
    ],
    ["a gate that failed", one({ type: "declined", reason: "no" }), failed, undefined],
  ])("%s: whether that is a verdict on the files", async (_, engines, answer, fault) => {
    const outcome = await attemptTask(task, workspaceOf(), settingOf(engines, { check: judge(answer) }));
    expect(outcome.type).not.toBe("accepted");
    expect("fault" in outcome ? outcome.fault : undefined).toBe(fault);
  });

  test("each attempt is announced", async () => {
    const events: RunEvent[] = [];
    const engine = scripted("embedded", [write("1\n"), write("2\n")]);
    await attemptTask(
      task,
      workspaceOf(),
      settingOf([engine], {
        events: { emit: (event) => events.push(event) },
        check: (candidate) => Promise.resolve([candidate.attempt === 1 ? failed : passed]),
      }),
    );
    expect(events).toEqual([
      { type: "task-started", task, attempt: 1 },
      { type: "task-started", task, attempt: 2 },
    ]);
  });
});
