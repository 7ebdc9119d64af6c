import { describe, expect, test } from "@jest/globals";
import type { FailedJobs } from "../../../src/domain/ci-failure.ts";
import { createDownload } from "../../../src/adapters/github/download.ts";
import { readFailedJobs } from "../../../src/adapters/github/failed-jobs.ts";
import { createFetch } from "../../../src/adapters/github/octokit.ts";
import { makeSituation, type Situation } from "./scene.ts";
import { startLogStore, type LogStore } from "./server/log-store.ts";

const STEPS = [
  { name: "Set up job", status: "completed", conclusion: "success", number: 1 },
  {
    name: "Run npm test",
    status: "completed",
    conclusion: "failure",
    number: 2,
    started_at: "2026-03-01T12:00:20Z",
    completed_at: "2026-03-01T12:00:25Z",
  },
];

/** A run of two jobs that failed, one that did not, and the one that asks. */
async function withRun(work: (situation: Situation, store: LogStore) => Promise<void>): Promise<void> {
  await using situation = await makeSituation();
  await using store = await startLogStore();
  const { jobs } = situation.server.state;
  const run = "5/2";
  jobs.push(
    { id: 1, run, name: "test (20)", conclusion: "failure", steps: STEPS, log: `${store.url}/1` },
    { id: 2, run, name: "lint", conclusion: "success", steps: [] },
    { id: 3, run, name: "test (22)", conclusion: "failure", steps: STEPS, log: `${store.url}/3` },
    { id: 4, run, name: "assay", conclusion: null, steps: [] },
  );
  store.texts.set("/1", { text: "one" }).set("/3", { text: "three" });
  await work(situation, store);
  expect(situation.server.violations).toEqual([]);
}

async function read(situation: Situation, place: "own" | "other" = "other"): Promise<FailedJobs> {
  const session = await situation.session({ failedRun: { id: 5, attempt: 2, workflow: "CI", place } });
  return session.failedJobs();
}

function logsOf(answer: FailedJobs): readonly (string | undefined)[] {
  return answer.type === "read" ? answer.jobs.map(({ log }) => log) : [];
}

describe("the jobs of a run that failed", () => {
  test("with their logs; the store of logs does not see the token", () =>
    withRun(async (situation, store) => {
      const answer = await read(situation);
      expect(answer).toEqual({
        type: "read",
        notes: [],
        jobs: [
          expect.objectContaining({
            name: "test (20)",
            log: "one",
            step: { name: "Run npm test", startedAt: "2026-03-01T12:00:20Z", completedAt: "2026-03-01T12:00:25Z" },
          }),
          expect.objectContaining({ name: "test (22)", log: "three" }),
        ],
      });
      expect(store.seen.map(({ path }) => path)).toEqual(["/1", "/3"]);
      expect(JSON.stringify(store.seen)).not.toMatch(/t0ken|authorization|cookie/iu);
      expect(situation.server.calls.every(({ authorization }) => authorization?.includes("t0ken"))).toBe(true);
    }));

  test("a log on the API's own host is fetched without the token too", () =>
    withRun(async (situation) => {
      const [first] = situation.server.state.jobs;
      if (first !== undefined) first.log = `${situation.server.url}/logs/1`;
      const answer = await read(situation);
      expect(logsOf(answer)).toEqual([undefined, "three"]);
      const asked = situation.server.calls.filter(({ route }) => route.includes("/logs/1"));
      expect(asked.length).toBeGreaterThan(0);
      expect(asked.every(({ authorization }) => authorization === undefined)).toBe(true);
      situation.server.violations.length = 0;
    }));

  test("the store may lead on, but not in circles and not to another scheme", () =>
    withRun(async (situation, store) => {
      store.texts
        .set("/1", { status: 307, location: "/moved" })
        .set("/moved", { text: "one moved" })
        .set("/3", { status: 307, location: "/3" });
      expect(logsOf(await read(situation))).toEqual(["one moved", undefined]);
      store.texts.set("/1", { status: 302, location: "file:///etc/passwd" });
      expect(logsOf(await read(situation))).toEqual([undefined, undefined]);
    }));

  test("a log that is not there yet is asked for again; in a run that goes on for longer", () =>
    withRun(async (situation, store) => {
      const [first] = situation.server.state.jobs;
      const log = first?.log ?? "";
      delete first?.log;
      situation.server.fault = ({ route, before }) => {
        if (first !== undefined && route.endsWith("/logs") && before === 4) first.log = log;
        return undefined;
      };
      expect(logsOf(await read(situation, "own"))).toEqual(["one", "three"]);
      expect(situation.time.slept.length).toBe(4);
      expect(store.seen).toHaveLength(2);
    }));

  test.each([
    [
      "expired",
      { status: 410, body: { message: "Gone" } },
      /job test \(20\) cannot be read: it has expired\. Run the job again/u,
    ],
    [
      "gone",
      { status: 404, body: { message: "Not Found" } },
      /job test \(20\) cannot be read: .*404 Not Found\. Run the job again/u,
    ],
    ["a fault of GitHub's", { status: 502, body: "<html>" }, /job test \(20\) cannot be read: .*502/u],
  ])("a log that is %s is told, the others are read", (_, fault, told) =>
    withRun(async (situation) => {
      situation.server.fault = ({ route, before }) =>
        route.endsWith("/logs") && before < (fault.status === 502 ? 3 : fault.status === 404 ? 2 : 1)
          ? { type: "answer", ...fault }
          : undefined;
      const answer = await read(situation);
      expect(logsOf(answer)).toEqual([undefined, "three"]);
      expect(answer).toMatchObject({ notes: [expect.stringMatching(told)] });
    }),
  );

  test("a token without actions: read: the permission is named, nothing is tried twice", () =>
    withRun(async (situation) => {
      situation.server.state.permissions.delete("actions");
      expect(await read(situation)).toMatchObject({
        type: "unavailable",
        reason: expect.stringContaining("403 Resource not accessible by integration"),
        remedy: "add to the job's permissions: actions: read",
      });
      expect(situation.server.calls.filter(({ route }) => route.includes("/actions/"))).toHaveLength(1);
    }));

  test("a broken answer, a reset, a hanging store", () =>
    withRun(async (situation, store) => {
      situation.server.fault = ({ route, before }) => {
        if (route.endsWith("/jobs") && before === 0) return { type: "broken", write: "not-done" };
        return route.endsWith("/logs") && before === 0 ? { type: "reset", write: "not-done" } : undefined;
      };
      expect(logsOf(await read(situation))).toEqual(["one", "three"]);
      store.texts.set("/1", { status: 500 });
      expect(await read(situation)).toMatchObject({
        notes: [expect.stringContaining("the store of logs does not have it")],
      });
    }));

  test("of a large log head and end are kept", () =>
    withRun(async (situation, store) => {
      const line = `${"x".repeat(1023)}\n`;
      store.texts.set("/1", { text: `first\n${line.repeat(80 * 1024)}last\n` });
      const [log = ""] = logsOf(await read(situation));
      expect(log.length).toBeLessThan(66 * 1024 * 1024);
      expect(log.startsWith("first\n")).toBe(true);
      expect(log.endsWith("last\n")).toBe(true);
      expect(log).toMatch(/\[… \d+ bytes cut …\]/u);
    }));

  test("of many failed jobs the first ten are read, and the others are told", () =>
    withRun(async (situation, store) => {
      for (let id = 100; id < 112; id += 1) {
        situation.server.state.jobs.push({
          id,
          run: "5/2",
          name: `leg ${id}`,
          conclusion: "failure",
          steps: [],
          log: `${store.url}/1`,
        });
      }
      const answer = await read(situation);
      expect(logsOf(answer)).toHaveLength(10);
      expect(answer).toMatchObject({ notes: ["14 jobs failed; the logs of the first 10 were read"] });
    }));

  test("without a run there is nothing to ask", async () => {
    await using situation = await makeSituation();
    expect(await (await situation.session()).failedJobs()).toMatchObject({ type: "unavailable" });
    expect(situation.server.calls.every(({ route }) => !route.includes("/actions/"))).toBe(true);
  });
});

describe("a store of logs that", () => {
  const place = { owner: "corner", repo: "shop" };
  const run = { id: 5, attempt: 2, workflow: "CI", place: "other" } as const;

  test.each([
    ["does not answer", { end: "never" }],
    ["sends the beginning and then nothing more", { text: "on", end: "hangs" }],
    ["breaks off in the middle", { text: "on", end: "breaks" }],
  ] as const)("%s is left after its time, tried again, and the other logs are read", (_, answer) =>
    withRun(async (situation, store) => {
      store.texts.set("/1", answer);
      const download = createDownload(createFetch(), situation.server.url);
      // Its time is over at once where it would be waited for.
      const time = { deadline: () => AbortSignal.timeout(200) };
      const found = await readFailedJobs({ client: situation.client(), repository: place, download, time }, run);
      expect(logsOf(found)).toEqual([undefined, "three"]);
      expect(found).toMatchObject({ notes: [expect.stringMatching(/the log of the job test \(20\) cannot be read/u)] });
      expect(store.seen.map(({ path }) => path)).toEqual(["/1", "/1", "/3"]);
    }),
  );

  test("answers again after it broke off is read", () =>
    withRun(async (situation, store) => {
      store.texts.set("/1", { text: "on", end: "breaks" });
      const real = createDownload(createFetch(), situation.server.url);
      const download: typeof real = async (address, signal) => {
        const reply = await real(address, signal);
        store.texts.set("/1", { text: "one" });
        return reply;
      };
      const time = { deadline: () => AbortSignal.timeout(60_000) };
      const found = await readFailedJobs({ client: situation.client(), repository: place, download, time }, run);
      expect(logsOf(found)).toEqual(["one", "three"]);
    }));
});

test("a job that ran out of time has failed at the step that was cut off; one that was cancelled has not", async () => {
  await using situation = await makeSituation();
  await using store = await startLogStore();
  const run = "5/2";
  const cut = STEPS.map((step) => (step.conclusion === "failure" ? { ...step, conclusion: "cancelled" } : step));
  situation.server.state.jobs.push(
    { id: 1, run, name: "slow", conclusion: "timed_out", steps: cut, log: `${store.url}/1` },
    { id: 2, run, name: "stopped", conclusion: "cancelled", steps: cut, log: `${store.url}/2` },
  );
  store.texts.set("/1", { text: "one" });
  expect(await read(situation)).toMatchObject({ jobs: [{ name: "slow", log: "one", step: { name: "Run npm test" } }] });
  expect(situation.server.violations).toEqual([]);
});
