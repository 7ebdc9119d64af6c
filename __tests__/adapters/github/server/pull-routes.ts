import { invalid, missing, page, text, type Answer, type Handler } from "./handler.ts";
import type { CommentState, GitHubState, PullState } from "./state.ts";

function showPull(pull: PullState): object {
  return {
    number: pull.number,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    html_url: `https://github.com/corner/shop/pull/${pull.number}`,
    merged_at: pull.merged ? "2026-03-01T12:00:00Z" : null,
    created_at: pull.createdAt,
    draft: pull.draft,
    head: { ref: pull.head, repo: { id: pull.fork ? 2 : 1 } },
    base: { ref: pull.base, repo: { id: 1 } },
    labels: pull.labels.map((name) => ({ name })),
    assignees: pull.assignees.map((login) => ({ login })),
    requested_reviewers: pull.reviewers.map((login) => ({ login })),
    requested_teams: pull.teams.map((slug) => ({ slug })),
  };
}

/** Puts something on a pull request, as GitHub's history of it then says. */
function putOn(
  state: GitHubState,
  pull: PullState,
  list: "labels" | "assignees" | "reviewers" | "teams",
  names: unknown,
): void {
  for (const name of (names ?? []) as string[]) {
    pull[list].push(name);
    state.pullEvents.push({ pull: pull.number, ...toEvent(list, name) });
  }
}

function toEvent(list: "labels" | "assignees" | "reviewers" | "teams", name: string): { event: string } {
  const [event, about] = {
    labels: ["labeled", { label: { name } }] as const,
    assignees: ["assigned", { assignee: { login: name } }] as const,
    reviewers: ["review_requested", { requested_reviewer: { login: name } }] as const,
    teams: ["review_requested", { requested_team: { slug: name } }] as const,
  }[list];
  return { event, ...about };
}

export const requestReviewers: Handler = (state, { params, body }) =>
  withPull(state, params["pull_number"], (pull) => {
    putOn(state, pull, "reviewers", body["reviewers"]);
    putOn(state, pull, "teams", body["team_reviewers"]);
    return { status: 201, body: showPull(pull) };
  });

export const addLabels: Handler = (state, { params, body }) =>
  withPull(state, params["issue_number"], (pull) => {
    putOn(state, pull, "labels", body["labels"]);
    return { status: 200, body: [] };
  });

export const addAssignees: Handler = (state, { params, body }) =>
  withPull(state, params["issue_number"], (pull) => {
    putOn(state, pull, "assignees", body["assignees"]);
    return { status: 201, body: {} };
  });

export const listEvents: Handler = (state, { params, query }) => {
  const approvals = state.labelEvents.map(({ event, actor, label }) => ({
    event,
    actor: { login: actor },
    label: { name: label },
  }));
  const own = state.pullEvents.filter(({ pull }) => String(pull) === params["issue_number"]);
  const events = own.map((event) => ({ actor: { login: "assay[bot]" }, ...event }));
  return { status: 200, body: page([...approvals, ...events], query) };
};

export const showPullOrSubject: Handler = (state, { params }) => {
  const { subject } = state;
  if (subject === undefined || String(subject.number) !== params["pull_number"]) {
    return withPull(state, params["pull_number"], (pull) => ({ status: 200, body: showPull(pull) }));
  }
  const { number, state: open, sha, repository } = subject;
  const repo = repository === null ? null : { id: repository };
  return { status: 200, body: { number, state: open, head: { ref: "feature", sha, repo }, base: { ref: "main" } } };
};

export const listPulls: Handler = (state, { query }) => {
  const branch = query["head"]?.split(":")[1];
  const found = state.pulls
    .filter((pull) => branch === undefined || (pull.head === branch && !pull.fork))
    .filter((pull) => query["base"] === undefined || pull.base === query["base"])
    .filter((pull) => (query["state"] ?? "open") === "all" || pull.state === (query["state"] ?? "open"))
    .sort((a, b) => b.number - a.number);
  return { status: 200, body: page(found, query).map(showPull) };
};

export const createPull: Handler = (state, { body }) => {
  const [head, base] = [text(body["head"]), text(body["base"])];
  if (state.store.read(`refs/heads/${head}`) === undefined) return invalid("head is invalid");
  if (state.pulls.some((pull) => pull.head === head && pull.state === "open")) {
    return invalid(`A pull request already exists for corner:${head}.`);
  }
  if (text(body["body"]).length > 65_536) return invalid("body is too long (maximum is 65536 characters)");
  if (text(body["title"]).length > 256) return invalid("title is too long (maximum is 256 characters)");
  const pull: PullState = {
    number: state.id(),
    state: "open",
    merged: false,
    title: text(body["title"]),
    body: text(body["body"]),
    head,
    base,
    draft: body["draft"] === true,
    createdAt: state.now.toISOString(),
    labels: [],
    reviewers: [],
    teams: [],
    assignees: [],
  };
  state.pulls.push(pull);
  return { status: 201, body: showPull(pull) };
};

function withPull(state: GitHubState, number: string | undefined, change: (pull: PullState) => Answer): Answer {
  const pull = state.pulls.find((one) => String(one.number) === number);
  return pull === undefined ? missing : change(pull);
}

export const changePull: Handler = (state, { params, body }) =>
  withPull(state, params["pull_number"], (pull) => {
    if (body["title"] !== undefined) pull.title = text(body["title"]);
    if (body["body"] !== undefined) pull.body = text(body["body"]);
    return { status: 200, body: showPull(pull) };
  });

export const createReview: Handler = (state, { params, body }) => {
  const pull = Number(params["pull_number"]);
  const comments = (body["comments"] ?? []) as Record<string, unknown>[];
  const id = state.id();
  state.reviews.push({ id, pull, body: text(body["body"]) });
  for (const comment of comments) {
    const startLine = comment["start_line"] === undefined ? null : Number(comment["start_line"]);
    state.comments.push({
      id: state.id(),
      pull,
      body: text(comment["body"]),
      path: text(comment["path"]),
      line: Number(comment["line"]),
      startLine,
    });
  }
  return { status: 200, body: { id } };
};

function showComment({ id, body, path, line, startLine }: CommentState): object {
  return { id, body, path, line, start_line: startLine };
}

export const listComments: Handler = (state, { params, query }) => {
  const all = state.comments.filter(({ pull }) => String(pull) === params["pull_number"]);
  return { status: 200, body: page(all, query).map(showComment) };
};

export const changeComment: Handler = (state, { params, body }) => {
  const comment = state.comments.find(({ id }) => String(id) === params["comment_id"]);
  if (comment === undefined) return missing;
  comment.body = text(body["body"]);
  return { status: 200, body: showComment(comment) };
};
