import { describe, expect, test } from "@jest/globals";
import { runAction } from "../../src/action/main.ts";
import type { Outputs } from "../../src/action/outputs.ts";
import type { Toolkit } from "../../src/action/toolkit.ts";
import type { Application } from "../../src/cli/application.ts";
import { ConfigError, WorldError } from "../../src/domain/errors.ts";
import { OUTPUTS } from "../../src/settings/outputs.ts";
import { createFakeApplication, PROBLEM } from "../cli/fake-application.ts";
import { makeRejected, makeReport } from "../report/reports.ts";

interface Ended {
  readonly code: number;
  /** Everything that was said, in order: `info x`, `error x`, `group x`, `endgroup`. */
  readonly said: readonly string[];
  readonly outputs: Outputs | undefined;
  readonly summary: string;
  readonly uses: ReturnType<typeof createFakeApplication>["uses"];
}

const RUNNER = { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_EVENT_PATH: "/event.json", RUNNER_TEMP: "/tmp/runner" };

async function start(
  env: Record<string, string>,
  overrides: Partial<Application> = {},
  { event = "{}", abort }: { event?: string; abort?: number } = {},
): Promise<Ended> {
  const said: string[] = [];
  let outputs: Outputs | undefined;
  let summary = "";
  const toolkit: Toolkit = {
    info: (text) => said.push(`info ${text}`),
    startGroup: (title) => said.push(`group ${title}`),
    endGroup: () => said.push("endgroup"),
    annotate: ({ level, message, path }) => {
      said.push(`${level} ${path ?? ""} ${message}`);
      return Promise.resolve();
    },
    writeOutputs: (values) => {
      outputs = values;
      return Promise.resolve();
    },
    writeSummary: (markdown) => {
      summary += markdown;
      return Promise.resolve();
    },
  };
  const controller = new AbortController();
  if (abort !== undefined) controller.abort(abort);
  const { application, uses } = createFakeApplication(overrides);
  const code = await runAction({
    env: { ...RUNNER, ...env },
    toolkit,
    readEventText: (file) => (file === "/event.json" ? Promise.resolve(event) : Promise.reject(new Error("ENOENT"))),
    signal: controller.signal,
    loadApplication: () => Promise.resolve(application),
  });
  return { code, said, outputs, summary, uses };
}

const fail = (error: Error) => () => Promise.reject(error);

test.each([
  [{}, { base: "c".repeat(40), hotspots: true }],
  [{ INPUT_ALL: "true" }, { base: "c".repeat(40), all: true }],
  [{ INPUT_BASE: "v1" }, { base: "v1", hotspots: true }],
])("on a schedule with %j the policy is the branch's as it is now", async (inputs, settings) => {
  const { uses } = await start({ GITHUB_EVENT_NAME: "schedule", GITHUB_SHA: "c".repeat(40), ...inputs });
  expect(uses[0]?.settings).toMatchObject(settings);
});

const FAILED = JSON.stringify({
  repository: { id: 1 },
  workflow_run: {
    id: 5,
    run_attempt: 2,
    name: "CI",
    event: "push",
    conclusion: "failure",
    head_sha: "d".repeat(40),
    head_repository: { id: 1 },
  },
});
const ENDED = { GITHUB_EVENT_NAME: "workflow_run", GITHUB_SHA: "c".repeat(40), GITHUB_REPOSITORY: "corner/shop" };

test.each([
  [{}, { phase: "fix-ci", tasks: ["fix"] }],
  [{ "INPUT_FAILED-RUN": "true" }, { phase: "fix-ci", failedRun: true, tasks: ["fix"] }],
  [
    { "INPUT_FAILED-RUN": "true", INPUT_FAILING: "make" },
    { phase: "fix-ci", failing: "make", tasks: ["fix"] },
  ],
  [{ INPUT_FAILING: "make" }, { phase: "all" }],
  [
    { INPUT_PHASE: "propose", "INPUT_FAILED-RUN": "true" },
    { phase: "propose", failedRun: true, tasks: ["fix"] },
  ],
  [
    { INPUT_PHASE: "publish", INPUT_BUNDLE: "b", "INPUT_FAILED-RUN": "true" },
    { phase: "publish", failedRun: true },
  ],
])("a failed run with %j: the same base in every job, and what is repaired are fixes", async (inputs, settings) => {
  const { uses } = await start({ ...ENDED, ...inputs }, {}, { event: FAILED });
  expect(uses[0]?.settings).toMatchObject({ ...settings, base: "c".repeat(40), head: "d".repeat(40) });
  expect(uses[0]?.failedRun).toEqual({ id: 5, attempt: 2, workflow: "CI", place: "other" });
});

describe("phases", () => {
  test("all: report, annotations, summary, outputs", async () => {
    const { code, said, outputs, summary, uses } = await start({});
    expect(code).toBe(0);
    expect(outputs).toEqual({
      conclusion: "neutral",
      tasks: "3",
      accepted: "1",
      rejected: "1",
      declined: "1",
      skipped: "5",
      report: "/tmp/report.json",
      bundle: "/tmp/bundle",
      "manifest-sha256": "9".repeat(64),
      matrix: "",
      shards: "0",
      verdict: "",
      publication: "commit",
      commit: "e".repeat(40),
      "pull-request": "",
    });
    expect(summary).toContain("## Assay: neutral");
    expect(said.filter((line) => /^(?:warning|notice)/u.test(line))).toHaveLength(2);
    expect(uses[0]?.settings).toMatchObject({
      ci: true,
      phase: "all",
      out: "/tmp/runner/assay-patches",
      report: "/tmp/runner/assay-report/report.json",
    });
  });

  test("plan", async () => {
    const { code, said, outputs, summary } = await start({ INPUT_PHASE: "plan" });
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ tasks: "3", skipped: "5", accepted: "0", report: "", conclusion: "success" });
    expect(said.join("\n")).toContain("src/shipping.ts");
    expect(outputs).toMatchObject({ matrix: '{"include":[{"shard":1,"only":"fix-0000000000"}]}', shards: "1" });
    expect(summary).toContain("3 tasks planned");
  });

  test("propose puts the bundle into the runner's directory", async () => {
    const { uses } = await start({ INPUT_PHASE: "propose" });
    expect(uses[0]?.settings.out).toBe("/tmp/runner/assay-bundle");
  });

  test("publish", async () => {
    const { outputs, summary, said } = await start({ INPUT_PHASE: "publish", INPUT_BUNDLE: "b" });
    expect(outputs).toMatchObject({ publication: "commit", commit: "e".repeat(40), conclusion: "success" });
    expect(outputs).toMatchObject({ tasks: "3", accepted: "1", rejected: "1", declined: "1", skipped: "5" });
    expect(summary).toContain("1 accepted, 1 rejected, 1 declined, 5 skipped\n\n1 commit");
    expect(said).toEqual([expect.stringMatching(/^info 1 accepted, 1 rejected, .*\n1 commit on feature/u)]);
  });

  test("publish tells what another job says of a failure, where it can be no command", async () => {
    const publication = { type: "none", reason: "nothing was accepted" } as const;
    const counts = { tasks: 0, accepted: 0, rejected: 0, declined: 0, skipped: 0 };
    const stated = { reasons: ["::error::mine", "##[error]mine"], tasks: [], more: 0 };
    const publish = () => Promise.resolve({ publication, counts, repair: { head: "", stated } });
    const inputs = { INPUT_PHASE: "publish", INPUT_BUNDLE: "b", "INPUT_FAILED-RUN": "true" };
    const { said } = await start(inputs, { publish });
    expect(said).toContain("group What the job that worked on the failure says");
    expect(said).toContain("info | ::error::mine\n##\\[error]mine");
  });

  test("a conclusion of failure fails the step after everything was said", async () => {
    const run = () => Promise.resolve({ report: makeReport({ conclusion: "failure" }) });
    const { code, said, outputs, summary } = await start({}, { run });
    expect(code).toBe(1);
    expect(outputs?.conclusion).toBe("failure");
    expect(summary).toContain("failure");
    expect(said.at(-1)).toMatch(/^error .*fail-level/u);
  });

  test("annotations that GitHub would drop are counted in the log", async () => {
    const outcomes = Array.from({ length: 13 }, (_, index) => makeRejected(`src/a${index}.ts`));
    const run = () => Promise.resolve({ report: makeReport({ outcomes }) });
    const { said } = await start({}, { run });
    expect(said.filter((line) => line.startsWith("warning"))).toHaveLength(10);
    expect(said).toContain("info 3 warnings more in the summary: GitHub shows 10.");
  });
});

describe("the event", () => {
  test("says base and head; an input says otherwise", async () => {
    const event = JSON.stringify({ before: "a".repeat(40), after: "b".repeat(40) });
    const { uses } = await start({ GITHUB_EVENT_NAME: "push", INPUT_BASE: "main" }, {}, { event });
    expect(uses[0]?.settings).toMatchObject({ base: "main", head: "b".repeat(40) });
  });

  test("of a fork with rights is refused before anything is asked for", async () => {
    const repos = { base: { sha: "a".repeat(40), repo: { id: 1 } }, head: { sha: "b".repeat(40), repo: { id: 2 } } };
    const event = JSON.stringify({ pull_request: repos });
    const { code, said, uses } = await start({ GITHUB_EVENT_NAME: "pull_request_target" }, {}, { event });
    expect([code, uses]).toEqual([2, []]);
    expect(said.join("\n")).toContain("on: pull_request_target");
  });

  test.each([
    ["GITHUB_EVENT_NAME", { GITHUB_EVENT_NAME: "" }],
    ["GITHUB_EVENT_PATH", { GITHUB_EVENT_PATH: "" }],
    ["GITHUB_EVENT_PATH", { GITHUB_EVENT_PATH: "/nowhere.json" }],
  ])("%s missing: exit 2 with its name", async (name, env) => {
    const { code, said } = await start(env);
    expect(code).toBe(2);
    expect(said.join("\n")).toContain(name);
  });
});

describe("what goes wrong", () => {
  test("every wrong input is an annotation", async () => {
    const { code, said, outputs } = await start({ INPUT_PUBLISH: "comit", INPUT_PHASE: "pln", INPUT_ENIGNE: "auto" });
    expect(code).toBe(2);
    expect(said.filter((line) => line.startsWith("error"))).toEqual([
      expect.stringContaining("input enigne: unknown input. Did you mean engine?"),
      expect.stringContaining('input publish: unknown value "comit"'),
      expect.stringContaining('input phase: unknown value "pln"'),
      expect.stringContaining("3 problems in inputs or policy; nothing was done."),
    ]);
    expect(outputs?.conclusion).toBe("failure");
  });

  test.each([
    [new ConfigError([PROBLEM]), 2, "unknown key x"],
    [new WorldError("no disk", { cause: new Error("ENOSPC") }), 3, "ENOSPC"],
    [new TypeError("x\n::error::y"), 3, "This is a bug"],
  ])("%s", async (error, code, text) => {
    const end = await start({}, { run: fail(error) });
    expect(end.code).toBe(code);
    expect(end.said.join("\n")).toContain(text);
    expect(end.said.join("\n")).not.toMatch(/^(?:info )?\s*::/mu);
  });

  test("a run that is cancelled ends as the signal says, and there is nothing else to say", async () => {
    const stopped = fail(Object.assign(new Error("aborted"), { name: "AbortError" }));
    const cancelled: Application["run"] = async ({ signal }) => {
      signal.throwIfAborted();
      return stopped();
    };
    for (const run of [stopped, cancelled]) {
      expect(await start({}, { run }, { abort: 130 })).toMatchObject({ code: 130, said: ["error  Cancelled."] });
    }
  });

  test.each<Record<string, string>>([{}, { INPUT_PHASE: "publish", INPUT_BUNDLE: "b" }])(
    "cancelled while it publishes (%j): what is there is told, and 143",
    async (inputs) => {
      const { code, said, outputs, summary } = await start(inputs, {}, { abort: 143 });
      expect([code, said.at(-1)]).toEqual([143, "error  Cancelled."]);
      expect(outputs).toMatchObject({ publication: "commit", commit: "e".repeat(40) });
      expect(summary).toContain("1 commit on `feature`");
      const red = { run: () => Promise.resolve({ report: makeReport({ conclusion: "failure" }) }) };
      expect((await start({}, red, { abort: 143 })).code).toBe(143);
    },
  );

  test("what goes wrong in a cancelled run is told all the same", async () => {
    const run = fail(new WorldError("commit c holds another tree"));
    const { code, said } = await start({}, { run }, { abort: 143 });
    expect([code, ...said.slice(-2)]).toEqual([143, "error  commit c holds another tree", "error  Cancelled."]);
  });
});

describe("the log", () => {
  test("has a group per phase, all of them closed, and nothing that acts as a command", async () => {
    const run: Application["run"] = ({ events }) => {
      events.emit({ type: "phase", phase: "plan", detail: "changed files" });
      events.emit({ type: "note", message: "x\n::set-output name=a::b\n##[add-mask]x" });
      events.emit({ type: "command", line: "eslint", durationMs: 1 });
      events.emit({ type: "phase", phase: "baseline", detail: "checks" });
      return Promise.resolve({ report: makeReport({ notes: ["::warning::x", "##[error]y"] }) });
    };
    const { said } = await start({ INPUT_VERBOSE: "true" }, { run });
    expect(said.slice(0, 7)).toEqual([
      "group plan: changed files",
      "info note  x ::set-output name=a::b ##\\[add-mask]x",
      "info $ eslint  1 ms",
      "endgroup",
      "group baseline: checks",
      "endgroup",
      "group Report",
    ]);
    const text = said.join("\n");
    expect(text.match(/^group/gmu)).toHaveLength(text.match(/^endgroup/gmu)?.length ?? 0);
    expect(text.replaceAll(/^info /gmu, "")).not.toMatch(/^\s*::|##\[/mu);
    expect((await start({}, { run })).said).not.toContain("info $ eslint  1 ms");
  });
});

test("the outputs are those of action.yml", async () => {
  const { outputs } = await start({});
  expect(Object.keys(outputs ?? {}).sort()).toEqual(OUTPUTS.map(({ name }) => name).sort());
});
