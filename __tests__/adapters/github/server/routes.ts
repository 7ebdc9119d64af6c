import { CI_ROUTES } from "./ci-routes.ts";
import { GIT_ROUTES } from "./git-routes.ts";
import { invalid, missing, page, text, type Handler } from "./handler.ts";
import {
  addAssignees,
  addLabels,
  changeComment,
  changePull,
  createPull,
  createReview,
  listComments,
  listEvents,
  listPulls,
  requestReviewers,
  showPullOrSubject,
} from "./pull-routes.ts";
import type { CheckRunState } from "./state.ts";

export interface Route {
  readonly method: string;
  readonly template: string;
  /** Permission that a write needs. */
  readonly needs?: string;
  readonly handle: Handler;
}

const REPO = "/repos/{owner}/{repo}";

function showCheck(run: CheckRunState): object {
  return {
    id: run.id,
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    status: run.status,
    conclusion: run.conclusion,
    output: { title: run.title, summary: run.summary, text: null, annotations_count: run.annotations.length },
  };
}

/** The limits that GitHub itself holds a request to, beyond its description. */
function checkProblem(output: Record<string, unknown>): string | undefined {
  if (text(output["summary"]).length > 65_535) return "summary is too long";
  const annotations = (output["annotations"] ?? []) as Record<string, unknown>[];
  if (annotations.length > 50) return "too many annotations";
  for (const annotation of annotations) {
    if (Buffer.byteLength(text(annotation["message"])) > 65_536) return "message is too long";
    if (Buffer.byteLength(text(annotation["raw_details"])) > 65_536) return "raw_details is too long";
    if (text(annotation["title"]).length > 255) return "title is too long";
    if (Number(annotation["start_line"]) < 1) return "start_line is below 1";
    if (Number(annotation["end_line"]) < Number(annotation["start_line"])) return "end_line is before start_line";
  }
  return undefined;
}

function applyCheck(run: CheckRunState, body: Record<string, unknown>): string | undefined {
  const output = (body["output"] ?? {}) as Record<string, unknown>;
  const problem = checkProblem(output);
  if (problem !== undefined) return problem;
  run.title = text(output["title"]) || run.title;
  run.summary = text(output["summary"]) || run.summary;
  run.annotations.push(...((output["annotations"] ?? []) as Record<string, unknown>[]));
  if (body["status"] !== undefined) run.status = text(body["status"]);
  if (run.status !== "completed") run.conclusion = null;
  if (body["conclusion"] !== undefined) {
    run.conclusion = text(body["conclusion"]);
    run.status = "completed";
  }
  return undefined;
}

const readCheckList: Handler = (state, { params, query }) => {
  const runs = state.checkRuns.filter(
    (run) => run.headSha === params["ref"] && (query["check_name"] === undefined || run.name === query["check_name"]),
  );
  return { status: 200, body: { total_count: runs.length, check_runs: page(runs, query).map(showCheck) } };
};

const createCheck: Handler = (state, { body }) => {
  const run: CheckRunState = {
    id: state.id(),
    headSha: text(body["head_sha"]),
    name: text(body["name"]),
    externalId: text(body["external_id"]),
    status: "queued",
    conclusion: null,
    title: "",
    summary: "",
    annotations: [],
  };
  if (!state.store.exists(run.headSha)) return invalid("No commit found for SHA");
  const problem = applyCheck(run, body);
  if (problem !== undefined) return invalid(problem);
  state.checkRuns.push(run);
  return { status: 201, body: showCheck(run) };
};

const changeCheck: Handler = (state, { params, body }) => {
  const run = state.checkRuns.find(({ id }) => String(id) === params["check_run_id"]);
  if (run === undefined) return missing;
  const problem = applyCheck(run, body);
  return problem === undefined ? { status: 200, body: showCheck(run) } : invalid(problem);
};

const readCheck: Handler = (state, { params }) => {
  const run = state.checkRuns.find(({ id }) => String(id) === params["check_run_id"]);
  return run === undefined ? missing : { status: 200, body: showCheck(run) };
};

const readAnnotations: Handler = (state, { params, query }) => {
  const run = state.checkRuns.find(({ id }) => String(id) === params["check_run_id"]);
  if (run === undefined) return missing;
  // GitHub's description asks for every field.
  const shown = run.annotations.map((annotation) => ({
    start_column: null,
    end_column: null,
    title: null,
    raw_details: null,
    blob_href: "https://github.com/corner/shop/blob/head/file",
    ...annotation,
  }));
  return { status: 200, body: page(shown, query) };
};

const readPermission: Handler = (state, { params }) => {
  const permission = state.collaborators.get(params["username"] ?? "");
  return permission === undefined
    ? missing
    : { status: 200, body: { permission, user: { login: params["username"] } } };
};

const readContents: Handler = (state, { params, query }) => {
  const file = state.store.file(query["ref"] ?? "HEAD", params["path"] ?? "");
  if (file === undefined) return missing;
  const content = Buffer.from(`${file}\n`).toString("base64").replace(/.{60}/gu, "$&\n");
  return { status: 200, body: { type: "file", encoding: "base64", path: params["path"], content } };
};

/** The part of GitHub's API that Assay uses, over real git objects. */
export const ROUTES: readonly Route[] = [
  { method: "GET", template: `${REPO}/collaborators/{username}/permission`, handle: readPermission },
  { method: "GET", template: `${REPO}/commits/{ref}/check-runs`, handle: readCheckList },
  { method: "POST", template: `${REPO}/check-runs`, needs: "checks", handle: createCheck },
  { method: "GET", template: `${REPO}/check-runs/{check_run_id}`, handle: readCheck },
  { method: "GET", template: `${REPO}/check-runs/{check_run_id}/annotations`, handle: readAnnotations },
  { method: "PATCH", template: `${REPO}/check-runs/{check_run_id}`, needs: "checks", handle: changeCheck },
  { method: "GET", template: `${REPO}/contents/{path}`, handle: readContents },
  {
    method: "GET",
    template: `${REPO}/pulls/{pull_number}`,
    handle: showPullOrSubject,
  },
  { method: "GET", template: `${REPO}/pulls`, handle: listPulls },
  { method: "POST", template: `${REPO}/pulls`, needs: "pull-requests", handle: createPull },
  { method: "PATCH", template: `${REPO}/pulls/{pull_number}`, needs: "pull-requests", handle: changePull },
  {
    method: "POST",
    template: `${REPO}/pulls/{pull_number}/requested_reviewers`,
    needs: "pull-requests",
    handle: requestReviewers,
  },
  {
    method: "GET",
    template: `${REPO}/issues/{issue_number}/events`,
    handle: listEvents,
  },
  {
    method: "GET",
    template: `${REPO}/actions/runs/{run_id}/approvals`,
    handle: (state, { params }) => {
      const reviews = state.deployments.map(({ state: said, environment, comment, user }) => ({
        state: said,
        comment,
        environments: [{ id: 1, name: environment }],
        user: { login: user },
      }));
      return { status: 200, body: params["run_id"] === "1" ? reviews : [] };
    },
  },
  {
    method: "GET",
    template: `${REPO}/pulls/{pull_number}/reviews`,
    handle: (state, { query }) => {
      const reviews = state.approvals.map(({ user, body, commit, state: said = "APPROVED" }) => ({
        state: said,
        user: { login: user },
        body,
        commit_id: commit,
      }));
      return { status: 200, body: page(reviews, query) };
    },
  },
  {
    method: "POST",
    template: `${REPO}/issues/{issue_number}/labels`,
    needs: "issues",
    handle: addLabels,
  },
  {
    method: "POST",
    template: `${REPO}/issues/{issue_number}/assignees`,
    needs: "issues",
    handle: addAssignees,
  },
  { method: "POST", template: `${REPO}/pulls/{pull_number}/reviews`, needs: "pull-requests", handle: createReview },
  { method: "GET", template: `${REPO}/pulls/{pull_number}/comments`, handle: listComments },
  { method: "PATCH", template: `${REPO}/pulls/comments/{comment_id}`, needs: "pull-requests", handle: changeComment },
  ...GIT_ROUTES,
  ...CI_ROUTES,
];
