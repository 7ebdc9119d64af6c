import { describe, expect, test } from "@jest/globals";
import { concludeCheckRun, startCheckRun, type CheckKey } from "../../../src/adapters/github/check-run.ts";
import type { CheckContent } from "../../../src/publish/to-check-run.ts";
import { makeSituation, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

function contentOf(count: number): CheckContent {
  const annotations = Array.from({ length: count }, (_, index) => ({
    path: "a.ts",
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: "notice" as const,
    title: "t",
    message: `m${index}`,
  }));
  return { title: "Title", summary: "Summary", annotations, conclusion: "success" };
}

function keyOf({ head, scene }: Situation): CheckKey {
  return { owner: "corner", repo: "shop", headSha: head, key: "k", url: scene.run.url };
}

async function show(situation: Situation, content: CheckContent): Promise<boolean> {
  const client = situation.client();
  const key = keyOf(situation);
  const started = await startCheckRun(client, key, { title: "In progress", summary: "…" });
  if (!started.ok) return false;
  return (await concludeCheckRun(client, key, started.data, content)).ok;
}

function messages({ server }: Situation): unknown[] {
  return server.state.checkRuns[0]?.annotations.map(({ message }) => message) ?? [];
}

describe("annotations in chunks", () => {
  test.each([0, 1, 49, 50, 51, 100, 101, 1000])("%d annotations, each once and in order", async (count) => {
    await using situation = await makeSituation();
    const content = contentOf(count);
    expect(await show(situation, content)).toBe(true);
    expect(situation.server.state.checkRuns).toMatchObject([
      { status: "completed", conclusion: "success", title: "Title" },
    ]);
    expect(messages(situation)).toEqual(content.annotations.map(({ message }) => message));
    expect(situation.server.violations).toEqual([]);
  });

  test("a burst of writes is followed by pauses", async () => {
    await using situation = await makeSituation();
    await show(situation, contentOf(1000));
    expect(situation.time.slept.filter((milliseconds) => milliseconds === 1000).length).toBeGreaterThanOrEqual(10);
  });
});

const FAULTS: readonly (readonly [string, Fault])[] = [
  ["a lost answer", { type: "reset", write: "done" }],
  ["a reset before", { type: "reset", write: "not-done" }],
  ["a broken answer", { type: "broken", write: "done" }],
  ["502 after the write", { type: "done-then", status: 502 }],
  [
    "a primary limit that ends soon",
    {
      type: "answer",
      status: 403,
      body: { message: "API rate limit exceeded" },
      headers: {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(Date.parse("2026-03-01T12:00:05Z") / 1000),
        date: "Sun, 01 Mar 2026 12:00:00 GMT",
      },
    },
  ],
];

test.each(FAULTS)("%s at any call: one check run, each annotation once", async (_, fault) => {
  let at = 0;
  for (let calls = 1; at < calls; at += 1) {
    await using situation = await makeSituation();
    const { server } = situation;
    const moment = at;
    server.fault = () => (server.calls.length - 1 === moment ? fault : undefined);
    const content = contentOf(120);
    expect(await show(situation, content)).toBe(true);
    expect(server.state.checkRuns).toMatchObject([{ status: "completed" }]);
    expect(messages(situation)).toEqual(content.annotations.map(({ message }) => message));
    calls = server.calls.length;
  }
});

test("a chunk that is refused ends the run with a note, and the rest is sent by the next try", async () => {
  await using situation = await makeSituation();
  const { server } = situation;
  server.fault = ({ route, before }) =>
    route.startsWith("PATCH") && before === 1 ? { type: "answer", status: 422 } : undefined;
  const content = contentOf(120);
  expect(await show(situation, content)).toBe(true);
  expect(server.state.checkRuns).toMatchObject([
    { status: "completed", summary: expect.stringContaining("Of 120 annotations 50 could be sent") },
  ]);
  server.fault = () => undefined;
  expect(await show(situation, content)).toBe(true);
  expect(messages(situation)).toHaveLength(120);
});

test.each([0, 3, 120])("a check run of another app's is made anew, with all of %d annotations", async (count) => {
  await using situation = await makeSituation();
  const { server } = situation;
  server.fault = ({ route, path }) =>
    route.startsWith("PATCH") && path.endsWith(`/${server.state.checkRuns[0]?.id ?? ""}`)
      ? { type: "answer", status: 403, body: { message: "Invalid app_id" } }
      : undefined;
  for (const time of ["at first", "once more"]) {
    expect([time, await show(situation, contentOf(count))]).toEqual([time, true]);
    expect(server.state.checkRuns).toHaveLength(2);
    expect(server.state.checkRuns[1]).toMatchObject({ status: "completed", conclusion: "success" });
    expect(server.state.checkRuns[1]?.annotations).toHaveLength(count);
  }
});

test("where no check run can be changed the run says so, and makes no third one", async () => {
  await using situation = await makeSituation();
  const { server } = situation;
  server.fault = ({ route }) =>
    route.startsWith("PATCH") ? { type: "answer", status: 403, body: { message: "Invalid app_id" } } : undefined;
  expect(await show(situation, contentOf(3))).toBe(false);
  expect(server.state.checkRuns).toHaveLength(2);
});

test("the check run of a key is found behind hundreds of others on the commit", async () => {
  await using situation = await makeSituation();
  const { state } = situation.server;
  expect(await show(situation, contentOf(1))).toBe(true);
  const [own] = state.checkRuns.splice(0, 1);
  // One for each leg of a matrix, and of each workflow.
  for (let leg = 0; leg < 256; leg += 1) state.checkRuns.push({ ...own!, id: state.id(), externalId: `leg ${leg}` });
  state.checkRuns.push(own!);
  expect(await show(situation, contentOf(1))).toBe(true);
  expect(state.checkRuns).toHaveLength(257);
});

describe("limits that last", () => {
  test("a primary limit of an hour is not waited for", async () => {
    await using situation = await makeSituation();
    const { server, time } = situation;
    const headers = {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Date.parse("2026-03-01T13:00:00Z") / 1000),
      date: "Sun, 01 Mar 2026 12:00:00 GMT",
    };
    server.fault = () => ({ type: "answer", status: 403, headers, body: { message: "API rate limit exceeded" } });
    expect(await show(situation, contentOf(1))).toBe(false);
    expect(time.slept).toEqual([]);
  });

  test("a clock that is two hours off does not matter", async () => {
    await using situation = await makeSituation();
    const { server, time } = situation;
    const headers = {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Date.parse("2026-03-01T14:00:05Z") / 1000),
      date: "Sun, 01 Mar 2026 14:00:00 GMT",
    };
    server.fault = ({ before }) => (before === 0 ? { type: "answer", status: 429, headers } : undefined);
    expect(await show(situation, contentOf(1))).toBe(true);
    expect(time.slept[0]).toBe(5000);
  });

  test("a secondary limit without a word is waited for a minute, twice at most", async () => {
    await using situation = await makeSituation();
    const { server, time } = situation;
    server.fault = () => ({ type: "answer", status: 429 });
    expect(await show(situation, contentOf(1))).toBe(false);
    expect(time.slept).toEqual([60_000, 120_000]);
  });
});

describe("the session", () => {
  test("shows the run on its head and the same on what was pushed", async () => {
    await using situation = await makeSituation();
    const publication = await situation.publish("commit");
    const pushed = publication.type === "commit" ? (publication.commits.at(-1)?.id ?? "") : "";
    const check = await (await situation.session()).startCheck();
    expect(await check?.conclude(contentOf(2), [pushed])).toBe("shown");
    expect(situation.server.state.checkRuns.map(({ headSha, status }) => [headSha, status])).toEqual([
      [situation.head, "completed"],
      [pushed, "completed"],
    ]);
  });

  test("names the permission that is missing and goes on without", async () => {
    await using situation = await makeSituation();
    situation.server.state.permissions.delete("checks");
    expect(await (await situation.session()).startCheck()).toBeUndefined();
    expect(situation.notes).toEqual([expect.stringContaining("Add to the job's permissions: checks: write")]);
  });
});
