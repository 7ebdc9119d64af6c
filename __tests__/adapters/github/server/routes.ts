import { CI_ROUTES } from "./ci-routes.ts";
import { invalid, missing, page, text, type Handler } from "./handler.ts";
import {
  changeComment,
  changePull,
  createPull,
  createReview,
  listComments,
  listPulls,
  showPull,
  withPull,
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

const readRef: Handler = (state, { params }) => {
  const sha = state.store.read(`refs/${params["ref"] ?? ""}`);
  return sha === undefined
    ? missing
    : { status: 200, body: { ref: `refs/${params["ref"] ?? ""}`, object: { sha, type: "commit" } } };
};

const createRef: Handler = (state, { body }) => {
  const [ref, sha] = [text(body["ref"]), text(body["sha"])];
  if (!state.store.exists(sha)) return invalid("Object does not exist");
  if (state.store.read(ref) !== undefined) return { status: 422, body: { message: "Reference already exists" } };
  return state.store.move(ref, sha, undefined)
    ? { status: 201, body: { ref, object: { sha } } }
    : { status: 422, body: { message: "Reference already exists" } };
};

const moveRef: Handler = (state, { params, body }) => {
  const ref = `refs/${params["ref"] ?? ""}`;
  const from = state.store.read(ref);
  const to = text(body["sha"]);
  if (from === undefined) return { status: 422, body: { message: "Reference does not exist" } };
  if (body["force"] === true) throw new Error("a ref was forced");
  if (!state.store.exists(to)) return invalid("Object does not exist");
  if (!state.store.isAncestor(from, to)) return { status: 422, body: { message: "Update is not a fast forward" } };
  state.store.move(ref, to, from);
  return { status: 200, body: { ref, object: { sha: to } } };
};

const readCommit: Handler = (state, { params }) => {
  const commit = state.store.show(params["commit_sha"] ?? "");
  if (commit === undefined) return missing;
  const { sha, message, tree, parents } = commit;
  return {
    status: 200,
    body: { sha, message, tree: { sha: tree }, parents: parents.map((parent) => ({ sha: parent })) },
  };
};

const createCommit: Handler = (state, { body }) => {
  const sha = state.store.commit(text(body["tree"]), (body["parents"] ?? []) as string[], text(body["message"]));
  return { status: 201, body: { sha } };
};

const createTree: Handler = (state, { body }) => {
  const base = body["base_tree"] === undefined ? undefined : text(body["base_tree"]);
  if (base !== undefined && !state.store.exists(base)) return missing;
  const given = (body["tree"] ?? []) as { path: string; mode: string; sha?: string | null; content?: string }[];
  const entries = given.map(({ path, mode, sha, content }) => ({
    path,
    mode,
    sha: content === undefined ? (sha ?? null) : state.store.blob(Buffer.from(content)),
  }));
  if (entries.length > 200) return { status: 502, body: { message: "Server Error" } };
  return { status: 201, body: { sha: state.store.tree(base, entries) } };
};

const createBlob: Handler = (state, { body }) => {
  const content = Buffer.from(text(body["content"]), body["encoding"] === "base64" ? "base64" : "utf8");
  const stored = state.tamper === "bytes" ? Buffer.concat([content, Buffer.from("\n")]) : content;
  return { status: 201, body: { sha: state.store.blob(stored) } };
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
  { method: "GET", template: `${REPO}/git/ref/{ref}`, handle: readRef },
  { method: "POST", template: `${REPO}/git/refs`, needs: "contents", handle: createRef },
  { method: "PATCH", template: `${REPO}/git/refs/{ref}`, needs: "contents", handle: moveRef },
  { method: "GET", template: `${REPO}/git/commits/{commit_sha}`, handle: readCommit },
  { method: "POST", template: `${REPO}/git/commits`, needs: "contents", handle: createCommit },
  { method: "POST", template: `${REPO}/git/trees`, needs: "contents", handle: createTree },
  { method: "POST", template: `${REPO}/git/blobs`, needs: "contents", handle: createBlob },
  { method: "GET", template: `${REPO}/contents/{path}`, handle: readContents },
  {
    method: "GET",
    template: `${REPO}/pulls/{pull_number}`,
    handle: (state, { params }) =>
      withPull(state, params["pull_number"], (pull) => ({ status: 200, body: showPull(pull) })),
  },
  { method: "GET", template: `${REPO}/pulls`, handle: listPulls },
  { method: "POST", template: `${REPO}/pulls`, needs: "pull-requests", handle: createPull },
  { method: "PATCH", template: `${REPO}/pulls/{pull_number}`, needs: "pull-requests", handle: changePull },
  {
    method: "POST",
    template: `${REPO}/pulls/{pull_number}/requested_reviewers`,
    needs: "pull-requests",
    handle: (state, { params, body }) =>
      withPull(state, params["pull_number"], (pull) => {
        pull.reviewers.push(...((body["reviewers"] ?? []) as string[]));
        return { status: 201, body: showPull(pull) };
      }),
  },
  {
    method: "GET",
    template: `${REPO}/issues/{issue_number}/events`,
    handle: (state, { query }) => {
      const events = state.labelEvents.map(({ event, actor, label }) => ({
        event,
        actor: { login: actor },
        label: { name: label },
      }));
      return { status: 200, body: page(events, query) };
    },
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
      const reviews = state.approvals.map(({ user, body, commit }) => ({
        state: "APPROVED",
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
    handle: (state, { params, body }) =>
      withPull(state, params["issue_number"], (pull) => {
        pull.labels.push(...((body["labels"] ?? []) as string[]));
        return { status: 200, body: [] };
      }),
  },
  {
    method: "POST",
    template: `${REPO}/issues/{issue_number}/assignees`,
    needs: "issues",
    handle: (state, { params, body }) =>
      withPull(state, params["issue_number"], (pull) => {
        pull.assignees.push(...((body["assignees"] ?? []) as string[]));
        return { status: 201, body: {} };
      }),
  },
  { method: "POST", template: `${REPO}/pulls/{pull_number}/reviews`, needs: "pull-requests", handle: createReview },
  { method: "GET", template: `${REPO}/pulls/{pull_number}/comments`, handle: listComments },
  { method: "PATCH", template: `${REPO}/pulls/comments/{comment_id}`, needs: "pull-requests", handle: changeComment },
  ...CI_ROUTES,
];
