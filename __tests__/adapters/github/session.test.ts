import { describe, expect, test } from "@jest/globals";
import type { GitHubSession, OpenCheck } from "../../../src/adapters/github/session.ts";
import { createTime } from "../../../src/adapters/github/time.ts";
import type { RunEvent } from "../../../src/ports.ts";
import { makeAccepted } from "../../report/reports.ts";
import { makeSituation, type Situation } from "./scene.ts";

const END = { title: "End", summary: "s", annotations: [], conclusion: "neutral" } as const;

function ended(done: number): RunEvent {
  return { type: "task-ended", outcome: makeAccepted(), done, total: 9 };
}

async function open(situation: Situation): Promise<OpenCheck> {
  const check = await (await situation.session()).startCheck();
  if (check === undefined) throw new Error("no check run");
  return check;
}

function patches({ server }: Situation): unknown[] {
  return server.calls.flatMap(({ route, body }) => (route.startsWith("PATCH") ? [body["output"]] : []));
}

describe("progress", () => {
  test("is shown now and then, and never after the end", async () => {
    await using situation = await makeSituation();
    const check = await open(situation);
    check.emit(ended(1));
    await situation.time.sleep(11_000);
    check.emit(ended(2));
    check.emit(ended(3));
    check.emit({ type: "note", message: "no progress" });
    await check.conclude(END, []);
    check.emit(ended(4));
    expect(patches(situation)).toMatchObject([{ title: "2 of 9 tasks" }, { title: "End" }]);
    expect(situation.server.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "neutral" }]);
    expect(situation.server.violations).toEqual([]);
  });

  test("that cannot be shown disturbs nothing", async () => {
    await using situation = await makeSituation();
    const check = await open(situation);
    situation.server.fault = ({ before, route }) =>
      route.startsWith("PATCH") && before === 0 ? { type: "reset", write: "not-done" } : undefined;
    await situation.time.sleep(11_000);
    check.emit(ended(1));
    expect(await check.conclude(END, [])).toBe("shown");
    expect(situation.notes).toEqual([]);
  });
});

describe("the same work has one check run", () => {
  const note = (message: string) => ({
    path: "a.ts",
    start_line: 1,
    end_line: 1,
    annotation_level: "notice",
    title: "t",
    message,
  });

  async function runOn(situation: Situation, session: GitHubSession, messages: readonly string[]): Promise<void> {
    const check = await session.startCheck();
    expect(situation.server.state.checkRuns.at(-1)).toMatchObject({ status: "in_progress", conclusion: null });
    const end = { ...END, title: messages.join(), annotations: messages.map(note), conclusion: "success" };
    expect(await check?.conclude(end, [])).toBe("shown");
  }

  test("a rerun, by whatever number, opens it again and ends it anew; an annotation is shown once", async () => {
    await using situation = await makeSituation();
    await runOn(situation, await situation.session(), ["one", "two"]);
    const run = { ...situation.scene.run, id: "2", attempt: "3" };
    await runOn(situation, await situation.session({ run }), ["two", "three", "three"]);
    const [only, ...others] = situation.server.state.checkRuns;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ status: "completed", conclusion: "success", title: "two,three,three" });
    expect(only?.annotations.map(({ message }) => message)).toEqual(["one", "two", "three", "three"]);
    expect(situation.server.violations).toEqual([]);
  });

  test("another head, request, pull request or step has one of its own", async () => {
    await using situation = await makeSituation();
    const { scene, base } = situation;
    await runOn(situation, await situation.session(), []);
    await runOn(situation, await situation.session({ head: base }), []);
    await runOn(situation, await situation.session({}, "other"), []);
    await runOn(situation, await situation.session({ pullRequest: 8 }), []);
    await runOn(situation, await situation.session({ run: { ...scene.run, step: "ci/test/assay" } }), []);
    const { checkRuns } = situation.server.state;
    expect(checkRuns.map(({ headSha }) => headSha === base)).toEqual([false, true, false, false, false]);
    expect(new Set(checkRuns.map(({ externalId }) => externalId)).size).toBe(5);
  });
});

test("more annotations than a request takes stand on a pushed commit, once", async () => {
  await using situation = await makeSituation();
  const { state, violations } = situation.server;
  const one = {
    path: "a.ts",
    start_line: 1,
    end_line: 1,
    annotation_level: "notice",
    title: "t",
    message: "m",
  } as const;
  const end = {
    ...END,
    annotations: Array.from({ length: 120 }, (_, at) => ({ ...one, start_line: at + 1, end_line: at + 1 })),
  };
  const { base: pushed } = situation;
  await (await open(situation)).conclude(end, [pushed]);
  await (await open(situation)).conclude(end, [pushed]);
  expect(state.checkRuns.map(({ headSha, annotations }) => [headSha, annotations.length])).toEqual([
    [situation.head, 120],
    [pushed, 120],
  ]);
  expect(violations).toEqual([]);
});

test("rights that cannot be told are none", async () => {
  await using situation = await makeSituation();
  situation.server.fault = () => ({ type: "answer", status: 500 });
  const session = await situation.session();
  expect(session.scene.rights).toMatchObject({ type: "read", reason: expect.stringContaining("cannot be told") });
  const before = situation.server.calls.length;
  expect(await session.state.update(() => "{}")).toContain("cannot be told");
  expect(situation.server.calls).toHaveLength(before);
  expect(await session.startCheck()).toBeUndefined();
});

test("waiting ends where the run is cancelled", async () => {
  const controller = new AbortController();
  const time = createTime(controller.signal);
  const waiting = time.sleep(3_600_000);
  controller.abort();
  await waiting;
  await time.sleep(3_600_000);
  await createTime(new AbortController().signal).sleep(1);
  expect(time.monotonic()).toBeGreaterThan(0);
  expect(time.random()).toBeLessThan(1);
  expect(time.now().getTime()).toBeGreaterThan(0);
  expect(time.deadline(60_000).aborted).toBe(false);
});
