import { invalid, missing, page, text, type Handler } from "./handler.ts";
import type { Route } from "./routes.ts";
import type { NoteState } from "./state.ts";

/** The jobs of an attempt at a workflow run. */
const listJobs: Handler = (state, { params, query }) => {
  const run = `${params["run_id"] ?? ""}/${params["attempt_number"] ?? ""}`;
  const found = state.jobs.filter((job) => job.run === run);
  const jobs = page(found, query).map(({ id, name, conclusion, steps }) => ({
    id,
    name,
    status: conclusion === null ? "in_progress" : "completed",
    conclusion,
    html_url: `https://github.com/corner/shop/actions/runs/5/job/${id}`,
    steps,
  }));
  return { status: 200, body: { total_count: found.length, jobs } };
};

/** A workflow run as it is now, or as one attempt at it was. */
const showRun: Handler = (state, { params }) => {
  const own = state.runs.filter(({ id }) => String(id) === params["run_id"]).sort((a, b) => b.attempt - a.attempt);
  const wanted = params["attempt_number"];
  const run = wanted === undefined ? own[0] : own.find(({ attempt }) => String(attempt) === wanted);
  if (run === undefined) return missing;
  const { id, attempt, head, repository } = run;
  return { status: 200, body: { id, run_attempt: attempt, head_sha: head, repository: { id: repository } } };
};

/** GitHub answers with the place of the log, in a store of its own. */
const showLog: Handler = (state, { params }) => {
  const log = state.jobs.find(({ id }) => String(id) === params["job_id"])?.log;
  return log === undefined ? missing : { status: 302, headers: { location: log } };
};

function showNote({ id, body }: NoteState): object {
  return { id, body, html_url: `https://github.com/corner/shop/comment/${id}` };
}

/** The comments on a pull request (`issues`) or a commit (`commits`). */
function listNotes(kind: "issues" | "commits"): Handler {
  return (state, { params, query }) => {
    const thread = `${kind}/${params["issue_number"] ?? params["commit_sha"] ?? ""}`;
    const found = state.notes.filter((note) => note.thread === thread);
    return { status: 200, body: page(found, query).map(showNote) };
  };
}

/** A branch's commits, newest first, with how many comments each has. */
const listCommits: Handler = (state, { query }) => {
  const shown = page(state.store.history(query["sha"] ?? "HEAD"), query).map((sha) => {
    const count = state.notes.filter(({ thread }) => thread === `commits/${sha}`).length;
    return { sha, commit: { comment_count: count } };
  });
  return { status: 200, body: shown };
};

function createNote(kind: "issues" | "commits"): Handler {
  return (state, { params, body }) => {
    if (text(body["body"]).length > 65_536) return invalid("body is too long (maximum is 65536 characters)");
    const thread = `${kind}/${params["issue_number"] ?? params["commit_sha"] ?? ""}`;
    const note: NoteState = { id: state.id(), thread, body: text(body["body"]), owner: "token" };
    state.notes.push(note);
    return { status: 201, body: showNote(note) };
  };
}

const changeNote: Handler = (state, { params, body }) => {
  const note = state.notes.find(({ id }) => String(id) === params["comment_id"]);
  if (note === undefined) return missing;
  if (note.owner === "somebody") return { status: 403, body: { message: "Resource not accessible by integration" } };
  note.body = text(body["body"]);
  return { status: 200, body: showNote(note) };
};

const REPO = "/repos/{owner}/{repo}";

/** What is asked about a run that failed, and the comments that say why it stays so. */
export const CI_ROUTES: readonly Route[] = [
  {
    method: "GET",
    template: `${REPO}/actions/runs/{run_id}/attempts/{attempt_number}/jobs`,
    needs: "actions",
    handle: listJobs,
  },
  { method: "GET", template: `${REPO}/actions/runs/{run_id}`, needs: "actions", handle: showRun },
  {
    method: "GET",
    template: `${REPO}/actions/runs/{run_id}/attempts/{attempt_number}`,
    needs: "actions",
    handle: showRun,
  },
  { method: "GET", template: `${REPO}/actions/jobs/{job_id}/logs`, needs: "actions", handle: showLog },
  { method: "GET", template: `${REPO}/issues/{issue_number}/comments`, handle: listNotes("issues") },
  {
    method: "POST",
    template: `${REPO}/issues/{issue_number}/comments`,
    needs: "issues",
    handle: createNote("issues"),
  },
  { method: "PATCH", template: `${REPO}/issues/comments/{comment_id}`, needs: "issues", handle: changeNote },
  { method: "GET", template: `${REPO}/commits`, handle: listCommits },
  { method: "GET", template: `${REPO}/commits/{commit_sha}/comments`, handle: listNotes("commits") },
  {
    method: "POST",
    template: `${REPO}/commits/{commit_sha}/comments`,
    needs: "contents",
    handle: createNote("commits"),
  },
  { method: "PATCH", template: `${REPO}/comments/{comment_id}`, needs: "contents", handle: changeNote },
];
