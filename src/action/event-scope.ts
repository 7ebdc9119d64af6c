import { z } from "zod";
import { parseJson } from "../domain/parse-json.ts";
import type { Problem } from "../domain/errors.ts";

/** What an event says about what to compare. */
export type EventScope =
  | {
      readonly type: "compare";
      readonly base?: string;
      readonly head?: string;
      /** Whose code it is, where the event tells; absent: the repository's own. */
      readonly from?: "fork";
      /** Present where the event is that a workflow run has failed. */
      readonly ci?: "failed";
      /** File of the workflow whose run has ended. */
      readonly workflow?: string;
    }
  /** Code of strangers would run with this repository's rights. */
  | { readonly type: "refused"; readonly problem: Problem };

const objectId = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u);
const repository = z.object({ id: z.number() }).nullish();
const side = z.object({ sha: objectId, repo: repository });

const pullRequestEvent = z.object({ pull_request: z.object({ base: side, head: side }) });
const mergeGroupEvent = z.object({ merge_group: z.object({ base_sha: objectId, head_sha: objectId }) });
const pushEvent = z.object({ before: objectId, after: objectId });
const workflowRunEvent = z.object({
  repository: z.object({ id: z.number() }),
  workflow_run: z.object({
    event: z.string(),
    head_sha: objectId,
    head_repository: repository,
    conclusion: z.string().nullish(),
    path: z.string().nullish(),
    pull_requests: z.array(z.unknown()).nullish(),
  }),
});

const NULL_ID = /^0+$/u;
const PRIVILEGED = ["pull_request_target", "workflow_run"];

function unreadable(name: string): EventScope {
  const problem = {
    place: "GITHUB_EVENT_PATH",
    message: `the payload of the event ${name} cannot be understood`,
    remedy: "Start the action in a workflow run by GitHub, on pull_request, push, schedule or workflow_dispatch.",
  };
  return { type: "refused", problem };
}

function refuseFork(name: string): EventScope {
  const problem = {
    place: `on: ${name}`,
    message:
      "the code to work on is from a fork, or from nobody knows where, but this event has the rights of the repository",
    remedy: "Run on pull_request instead. There is no setting that allows this.",
  };
  return { type: "refused", problem };
}

/** Why a failure that the event tells of, or is part of, is not repaired; undefined where it may be. */
export function refuseRepair(
  name: string,
  scope: Extract<EventScope, { type: "compare" }>,
  workflowRef: string | undefined,
): Problem | undefined {
  if (scope.from === "fork") {
    const remedy =
      "Start the job only where github.event.pull_request.head.repo.id is github.repository_id. There is no setting that allows this.";
    return { place: `on: ${name}`, message: "what failed is the code of a fork, or of nobody knows whom", remedy };
  }
  // `owner/name/.github/workflows/ci.yml@refs/heads/main`
  if (scope.workflow === undefined || workflowRef?.includes(`/${scope.workflow}@`) !== true) return undefined;
  const message = `${scope.workflow} is the workflow of this job itself, which would start itself for ever`;
  return { place: `on: ${name}`, message, remedy: "Name other workflows in workflows." };
}

function scopePullRequest(name: string, payload: unknown): EventScope {
  const parsed = pullRequestEvent.safeParse(payload);
  if (!parsed.success) return unreadable(name);
  const { base, head } = parsed.data.pull_request;
  const sameRepository = base.repo?.id !== undefined && base.repo.id === head.repo?.id;
  if (PRIVILEGED.includes(name) && !sameRepository) return refuseFork(name);
  return { type: "compare", base: base.sha, head: head.sha, ...(!sameRepository && { from: "fork" }) };
}

function scopeWorkflowRun(name: string, payload: unknown): EventScope {
  const parsed = workflowRunEvent.safeParse(payload);
  if (!parsed.success) return unreadable(name);
  const { repository: own, workflow_run: run } = parsed.data;
  if (run.head_repository?.id !== own.id) return refuseFork(name);
  // Such a run may have checked a fork's code out; GitHub lists the pull requests of the repository's own branches only.
  const isOpen = run.event === "pull_request_target" && (run.pull_requests ?? []).length === 0;
  if (isOpen) return refuseFork(name);
  const { head_sha: head, path, conclusion } = run;
  return {
    type: "compare",
    head,
    ...((conclusion === "failure" || conclusion === "timed_out") && { ci: "failed" }),
    ...(typeof path === "string" && path !== "" && { workflow: path.replace(/@.*$/u, "") }),
  };
}

function scopePush(name: string, payload: unknown): EventScope {
  const parsed = pushEvent.safeParse(payload);
  if (!parsed.success) return unreadable(name);
  const { before, after } = parsed.data;
  if (NULL_ID.test(after)) {
    const message = "the push has deleted what it is about, so there is nothing to work on";
    return { type: "refused", problem: { place: "on: push", message, remedy: "Run on other pushes only." } };
  }
  // A new branch has nothing before it: the default branch is compared with.
  return { type: "compare", ...(NULL_ID.test(before) ? {} : { base: before }), head: after };
}

function scopeMergeGroup(name: string, payload: unknown): EventScope {
  const parsed = mergeGroupEvent.safeParse(payload);
  if (!parsed.success) return unreadable(name);
  const { base_sha: base, head_sha: head } = parsed.data.merge_group;
  return { type: "compare", base, head };
}

/**
 * What the event of a workflow run says: base and head, or that nothing may run. Trust comes from the payload's ids
 * alone. `text` is the content of GITHUB_EVENT_PATH. Never throws.
 */
export function toEventScope(name: string, text: string): EventScope {
  const json = parseJson(text);
  if (!json.ok) return unreadable(name);
  switch (name) {
    case "pull_request":
    case "pull_request_target":
      return scopePullRequest(name, json.value);
    case "workflow_run":
      return scopeWorkflowRun(name, json.value);
    case "push":
      return scopePush(name, json.value);
    case "merge_group":
      return scopeMergeGroup(name, json.value);
    default:
      return { type: "compare" };
  }
}
