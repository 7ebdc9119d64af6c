import { expect } from "@jest/globals";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { runAction } from "../../src/action/main.ts";
import type { Outputs } from "../../src/action/outputs.ts";
import type { UndoRequest } from "../../src/domain/undo.ts";
import { openSession } from "../../src/adapters/github/session.ts";
import type { Use } from "../../src/cli/application.ts";
import type { Publication } from "../../src/domain/publication.ts";
import type { ApprovalRequest } from "../../src/domain/pull-request.ts";
import type { Situation } from "../adapters/github/scene.ts";
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

/** Whose code it is, and who is behind the event: `stranger` may not write, by GitHub's own word. */
export type Origin = "own" | "fork" | "dependabot" | "bot" | "stranger";

const DEV = { login: "dev", type: "User" };
const PEOPLE: Readonly<Record<Origin, object>> = {
  own: DEV,
  fork: DEV,
  dependabot: { login: "dependabot[bot]", type: "Bot" },
  bot: { login: "renovate[bot]", type: "Bot" },
  stranger: { login: "stranger", type: "User" },
};
const OWN = { id: 1, full_name: "corner/shop" };
const FORK = { id: 2, full_name: "eve/shop" };

/** The real payload, moved to the repository of a situation. */
function payloadOf({ event, origin, conclusion }: Trigger, { base, head }: Situation): Json {
  const person = PEOPLE[origin];
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
      const run = {
        head_branch: "feature",
        head_sha: head,
        head_repository: repo,
        triggering_actor: person,
        ...(conclusion && { conclusion }),
      };
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

export const MODES = ["commit", "pull-request", "suggestions", "patch"] as const;
export type Mode = (typeof MODES)[number];

export interface Ended {
  readonly code: number;
  readonly outputs: Outputs | undefined;
  readonly log: string;
  /** The job's summary. */
  readonly summary: string;
  /** Of the log, at places of the repository. */
  readonly annotations: readonly string[];
}

/** One step of a workflow. */
export interface Trigger {
  readonly event: string;
  readonly origin: Origin;
  readonly mode: Mode;
  /** How the workflow run of the event ended; absent: as the real one did. */
  readonly conclusion?: "failure";
  /** Further inputs. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What a run comes to; default: two changes, published. */
  readonly end?: "published" | "nothing";
  /** Why nothing could be worked on; absent: tasks ended. */
  readonly notes?: readonly string[];
  /** What `undo` takes back. */
  readonly undo?: UndoRequest;
  /** The yes that the changes need. */
  readonly approval?: ApprovalRequest;
}

/** The action's own path from event to publication; what is proposed, or taken back, is the situation's. */
export async function start(situation: Situation, trigger: Trigger): Promise<Ended> {
  const { event, mode, inputs = {}, end = "published", notes, undo, approval } = trigger;
  const { ground, root, head, server, time } = situation;
  const request = { ...situation.request, ...(approval && { approval }) };
  const patch: Publication = { type: "patch", directory: "/out", files: ["x.patch"] };
  const fallback = { publish: () => Promise.resolve(patch) };
  const publish = async ({ settings, github }: Use): Promise<Publication> => {
    if (end === "nothing") return { type: "none", reason: "nothing was accepted" };
    const wanted = settings.publish;
    return github === undefined ||
      wanted === undefined ||
      wanted === "patch" ||
      wanted === "none" ||
      wanted === "worktree"
      ? patch
      : await github.publisher(wanted, fallback, root).publish(request);
  };
  const takeBack = ({ github }: Use): Promise<Publication> =>
    github === undefined || undo === undefined
      ? Promise.reject(new Error("there is nothing to take back"))
      : github.undoer(root).undo(undo);
  const ends = notes === undefined ? {} : { outcomes: [], notes };
  const run = async (use: Use) => ({ report: makeReport({ publication: await publish(use), ...ends }) });
  // What another job made, and says of it.
  const repair = { head, stated: { reasons: ["it is not mended"], tasks: [], more: 0 } };
  const publishBundle = async (use: Use) => ({
    publication: await publish(use),
    counts: { tasks: 0, accepted: 0, rejected: 0, declined: 0, skipped: 0 },
    evidence: {
      entries: request.manifest.entries,
      patches: request.patches,
      rejected: [{ kind: "docs", target: "a.ts", reason: "gate docs-only failed" }],
    },
    ...(use.settings.failedRun === true && { repair }),
  });
  const said: string[] = [];
  const annotations: string[] = [];
  let summary = "";
  let outputs: Outputs | undefined;
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(inputs)) given[`INPUT_${name.toUpperCase()}`] = value;
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
      ...given,
    },
    toolkit: {
      info: (text) => said.push(text),
      startGroup: () => undefined,
      endGroup: () => undefined,
      annotate: ({ level, path, message }) => {
        said.push(message);
        if (path !== undefined) annotations.push(`${level} ${path}`);
        return Promise.resolve();
      },
      writeOutputs: (values) => Promise.resolve(void (outputs = values)),
      writeSummary: (text) => Promise.resolve(void (summary = text)),
    },
    readEventText: () => Promise.resolve(JSON.stringify(payloadOf(trigger, situation))),
    signal: new AbortController().signal,
    loadApplication: () =>
      Promise.resolve(createFakeApplication({ run, undo: takeBack, publish: publishBundle }).application),
    openSession: (options) => {
      const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
      const machine = { version: "0", env: ground.env, temporaryDirectory: ground.tmp, digest };
      return openSession({ ...options, ...machine }, { client: situation.client(), time });
    },
  });
  return { code, outputs, log: said.join("\n"), summary, annotations };
}

export const CHECK = "POST /repos/{owner}/{repo}/check-runs";
export const CHECK_ENDS = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
export const COMMIT = "POST /graphql";
const REPO = "/repos/{owner}/{repo}";
/** On the commit that was pushed, since a push by the job's token starts no run. */
export const EVIDENCE = [CHECK, CHECK_ENDS];

/** Every write, in its order, of a run with two changes. */
export const WRITES: Readonly<Record<Mode, readonly string[]>> = {
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
export type End = "writes" | "reads" | "refused";

/** What each event, by whose code and person, comes to. */
export const TRIGGERS: readonly [event: string, origin: Origin, end: End][] = [
  ["pull_request", "own", "writes"],
  ["pull_request", "fork", "reads"],
  ["pull_request", "dependabot", "reads"],
  ["pull_request_target", "own", "writes"],
  ["pull_request_target", "fork", "refused"],
  ["pull_request_target", "dependabot", "reads"],
  ["pull_request", "bot", "reads"],
  ["pull_request", "stranger", "reads"],
  ["push", "own", "writes"],
  ["push", "bot", "reads"],
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

/** Events that are about a pull request. */
export const PULLS: ReadonlySet<string> = new Set(["pull_request", "pull_request_target"]);

export function expectRefused({ server }: Situation, { code, log }: Ended): void {
  expect({ code, calls: server.calls.length }).toEqual({ code: 2, calls: 0 });
  expect(log).toMatch(/a fork/u);
}

/** Who has no right by the token that they get: what the token lacks is named. */
const LACKING: ReadonlySet<Origin> = new Set<Origin>(["fork", "dependabot"]);

export function expectOnlyRead({ server }: Situation, { log, summary }: Ended, origin: Origin): void {
  // A merge queue's branch is nobody's to write, whatever the token may do; but a required check has to be there.
  const isQueue = log.includes("a merge queue's branch is GitHub's own");
  expect(server.state.done).toEqual(isQueue ? [CHECK, CHECK_ENDS] : []);
  const said = `Nothing is written to GitHub${isQueue ? " but the check run" : ""}: `;
  const lines = log.split("\n").filter((line) => line.includes(said));
  expect(lines).toHaveLength(1);
  expect((lines[0] ?? "").includes("contents: write and checks: write are missing")).toBe(
    LACKING.has(origin) && !isQueue,
  );
  expect(summary).toContain("## Assay: ");
}

/** Writes beside check runs. */
export function worksOf({ server }: Situation, since = 0): readonly string[] {
  return server.state.done.slice(since).filter((route) => route !== CHECK && route !== CHECK_ENDS);
}
