import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { runAction } from "../../src/action/main.ts";
import type { Outputs } from "../../src/action/outputs.ts";
import { openSession } from "../../src/adapters/github/session.ts";
import type { Application, Use } from "../../src/cli/application.ts";
import type { Publication } from "../../src/domain/publication.ts";
import { makeSituation, type Situation } from "../adapters/github/scene.ts";
import { createFakeApplication } from "../cli/fake-application.ts";
import { makeReport } from "../report/reports.ts";

type Json = Readonly<Record<string, unknown>>;

const events = createRequire(import.meta.url)("@octokit/webhooks-examples/api.github.com/index.json") as readonly {
  readonly name: string;
  readonly examples: readonly Json[];
}[];

/** A real payload of an event. */
function exampleOf(event: string): Json {
  const found = events.find(({ name }) => name === event)?.examples.at(-1);
  if (found === undefined) throw new Error(`no payload of ${event}`);
  return found;
}

/** Whose code it is, and who is behind the event. */
type Origin = "own" | "fork" | "dependabot";

const DEV = { login: "dev", type: "User" };
const DEPENDABOT = { login: "dependabot[bot]", type: "Bot" };
const OWN = { id: 1, full_name: "corner/shop" };
const FORK = { id: 2, full_name: "eve/shop" };

/** The real payload, moved to the repository of a situation. */
function payloadOf(event: string, origin: Origin, { base, head }: Situation): Json {
  const person = origin === "dependabot" ? DEPENDABOT : DEV;
  const repo = origin === "fork" ? FORK : OWN;
  const common = { repository: OWN, sender: person };
  switch (event) {
    case "pull_request":
    case "pull_request_target": {
      const real = exampleOf("pull_request");
      const pull = real["pull_request"] as Json;
      const sides = { head: { ref: "feature", sha: head, repo }, base: { ref: "main", sha: base, repo: OWN } };
      return { ...real, ...common, number: 7, pull_request: { ...pull, ...sides, number: 7, user: person } };
    }
    case "push":
      return { ...exampleOf(event), ...common, ref: "refs/heads/feature", before: base, after: head };
    case "workflow_run": {
      const real = exampleOf(event);
      const run = { head_branch: "feature", head_sha: head, head_repository: repo, triggering_actor: person };
      return { ...real, ...common, workflow_run: { ...(real["workflow_run"] as Json), ...run } };
    }
    case "merge_group": {
      const real = exampleOf(event);
      return { ...real, ...common, merge_group: { ...(real["merge_group"] as Json), head_sha: head, base_sha: base } };
    }
    case "schedule":
      return { schedule: "17 3 * * *" };
    default:
      return { ...exampleOf(event), ...common };
  }
}

const MODES = ["commit", "pull-request", "suggestions", "patch"] as const;
type Mode = (typeof MODES)[number];

interface Ended {
  readonly code: number;
  readonly outputs: Outputs | undefined;
  readonly log: string;
}

/** The action's own path from event to publication; what is proposed is the situation's. */
async function start(situation: Situation, event: string, origin: Origin, mode: Mode): Promise<Ended> {
  const { ground, root, head, request, server, time } = situation;
  const patch: Publication = { type: "patch", directory: "/out", files: ["x.patch"] };
  const fallback = { publish: () => Promise.resolve(patch) };
  const run = async ({ settings, github }: Use): ReturnType<Application["run"]> => {
    const wanted = settings.publish;
    const publication =
      github === undefined || wanted === undefined || wanted === "patch" || wanted === "none" || wanted === "worktree"
        ? patch
        : await github.publisher(wanted, fallback, root).publish(request);
    return { report: makeReport({ publication }) };
  };
  const said: string[] = [];
  let outputs: Outputs | undefined;
  const code = await runAction({
    env: {
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: "/event.json",
      GITHUB_REPOSITORY: "corner/shop",
      GITHUB_REF: "refs/heads/feature",
      GITHUB_SHA: head,
      GITHUB_RUN_ID: "1",
      GITHUB_API_URL: server.url,
      RUNNER_TEMP: ground.tmp,
      INPUT_PUBLISH: mode,
      INPUT_TOKEN: "t0ken",
    },
    toolkit: {
      info: (text) => said.push(text),
      startGroup: () => undefined,
      endGroup: () => undefined,
      annotate: ({ message }) => Promise.resolve(void said.push(message)),
      writeOutputs: (values) => Promise.resolve(void (outputs = values)),
      writeSummary: () => Promise.resolve(),
    },
    readEventText: () => Promise.resolve(JSON.stringify(payloadOf(event, origin, situation))),
    signal: new AbortController().signal,
    loadApplication: () => Promise.resolve(createFakeApplication({ run }).application),
    openSession: (options) => {
      const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
      const machine = { version: "0", env: ground.env, temporaryDirectory: ground.tmp, digest };
      return openSession({ ...options, ...machine }, { client: situation.client(), time });
    },
  });
  return { code, outputs, log: said.join("\n") };
}

const CHECK = "POST /repos/{owner}/{repo}/check-runs";
const CHECK_ENDS = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
const COMMIT = "POST /graphql";
const REPO = "/repos/{owner}/{repo}";
/** On the commit that was pushed, since a push by the job's token starts no run. */
const EVIDENCE = [CHECK, CHECK_ENDS];

/** Every write, in its order, of a run with two changes. */
const WRITES: Readonly<Record<Mode, readonly string[]>> = {
  commit: [CHECK, COMMIT, COMMIT, CHECK_ENDS, ...EVIDENCE],
  "pull-request": [
    CHECK,
    `POST ${REPO}/git/refs`,
    COMMIT,
    COMMIT,
    `POST ${REPO}/pulls`,
    `POST ${REPO}/issues/{issue_number}/labels`,
    `POST ${REPO}/issues/{issue_number}/assignees`,
    `POST ${REPO}/pulls/{pull_number}/requested_reviewers`,
    CHECK_ENDS,
    ...EVIDENCE,
  ],
  suggestions: [CHECK, `POST ${REPO}/pulls/{pull_number}/reviews`, CHECK_ENDS],
  patch: [CHECK, CHECK_ENDS],
};

/** What an event comes to: everything, nothing that is written, or nothing that is even asked. */
type End = "writes" | "reads" | "refused";

const TABLE: readonly [event: string, origin: Origin, end: End][] = [
  ["pull_request", "own", "writes"],
  ["pull_request", "fork", "reads"],
  ["pull_request", "dependabot", "reads"],
  ["pull_request_target", "own", "writes"],
  ["pull_request_target", "fork", "refused"],
  ["pull_request_target", "dependabot", "reads"],
  ["push", "own", "writes"],
  ["push", "dependabot", "reads"],
  ["workflow_run", "own", "writes"],
  ["workflow_run", "fork", "refused"],
  ["workflow_run", "dependabot", "reads"],
  ["workflow_dispatch", "own", "writes"],
  ["workflow_dispatch", "dependabot", "reads"],
  ["repository_dispatch", "own", "writes"],
  ["repository_dispatch", "dependabot", "reads"],
  ["schedule", "own", "writes"],
  ["merge_group", "own", "reads"],
  ["merge_group", "dependabot", "reads"],
];

const PULLS = new Set(["pull_request", "pull_request_target"]);
/** Events whose runs are repeated here: the branch of a pull request, and none. */
const TWICE = new Set(["pull_request", "schedule"]);

describe.each(TABLE)("%s, %s: %s", (event, origin, end) => {
  test.each(MODES)("%s", async (mode) => {
    await using situation = await makeSituation();
    const { server } = situation;
    const { code, outputs, log } = await start(situation, event, origin, mode);
    expect(server.violations).toEqual([]);
    if (end === "refused") {
      expect({ code, calls: server.calls.length }).toEqual({ code: 2, calls: 0 });
      expect(log).toContain("from a fork");
      return;
    }
    expect(code).toBe(0);
    if (end === "reads") {
      expect(server.state.done).toEqual([]);
      expect(outputs?.publication).toBe(mode === "patch" ? "patch" : "refused,patch");
      expect(log).toContain("Nothing is written to GitHub: ");
      return;
    }
    // There is nothing to suggest on where there is no pull request: the check run says so, and the patches are left.
    const without = mode === "suggestions" && !PULLS.has(event);
    expect(server.state.done).toEqual(WRITES[without ? "patch" : mode]);
    expect(outputs?.publication).toBe(without ? "refused,patch" : mode);
    if (!TWICE.has(event)) return;
    // A second time nothing is written but the check run: opened again, and ended.
    const before = server.state.done.length;
    const again = await start(situation, event, origin, mode);
    expect(again.outputs?.publication).toBe(outputs?.publication);
    const checks = new Set([CHECK, CHECK_ENDS]);
    expect(server.state.done.slice(before).filter((route) => !checks.has(route))).toEqual([]);
    expect(server.violations).toEqual([]);
  });
});
