import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { toEventScope } from "../../src/action/event-scope.ts";
import { toGitHubScene } from "../../src/action/github-scene.ts";

interface Account {
  readonly login: string;
  readonly type: string;
}

interface Side {
  readonly ref: string;
  readonly sha: string;
  readonly repo: { readonly id: number } | null;
}

/** What the assertions look at; the payloads hold far more. */
interface Payload {
  readonly action?: string;
  readonly sender?: Account;
  readonly repository?: { readonly id: number; readonly full_name: string };
  readonly ref?: string;
  readonly before?: string;
  readonly after?: string;
  readonly pull_request?: {
    readonly number: number;
    readonly state: string;
    readonly user: Account;
    readonly head: Side;
    readonly base: Side;
  };
  readonly workflow_run?: {
    readonly head_branch: string;
    readonly head_sha: string;
    readonly head_repository: { readonly id: number };
    readonly triggering_actor?: Account;
    readonly actor?: Account;
  };
  readonly merge_group?: { readonly head_sha: string; readonly base_sha: string };
}

const events = createRequire(import.meta.url)("@octokit/webhooks-examples/api.github.com/index.json") as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];

const SHA = "9".repeat(40);
const NONE = "0".repeat(40);

function envOf(payload: Payload): Record<string, string> {
  return {
    GITHUB_REPOSITORY: payload.repository?.full_name ?? "corner/shop",
    GITHUB_REF: "refs/heads/main",
    GITHUB_SHA: SHA,
    GITHUB_RUN_ID: "5",
  };
}

/** Every real payload of an event, told by its place in the list and its action. */
function payloadsOf(event: string): readonly (readonly [string, Payload])[] {
  const found = events.find(({ name }) => name === event)?.examples ?? [];
  return found.map((payload, index) => [`${index} ${payload.action ?? ""}`, payload]);
}

const TRIGGERS = [
  "pull_request",
  "pull_request_target",
  "push",
  "workflow_run",
  "workflow_dispatch",
  "repository_dispatch",
  "schedule",
  "merge_group",
];

test("there are payloads of every trigger that GitHub sends one for", () => {
  const counts = Object.fromEntries(TRIGGERS.map((name) => [name, payloadsOf(name).length > 0]));
  expect(counts).toEqual({
    ...Object.fromEntries(TRIGGERS.map((name) => [name, true])),
    pull_request_target: false,
    schedule: false,
  });
});

test("no payload of any event, taken for one of any trigger, makes a reader throw", () => {
  let read = 0;
  for (const { name, examples } of events) {
    for (const payload of examples) {
      const text = JSON.stringify(payload);
      for (const trigger of [...TRIGGERS, name]) {
        expect(["compare", "refused"]).toContain(toEventScope(trigger, text).type);
        // Only what is no payload at all has no scene, and people whose right is not confirmed write nothing.
        const scene = toGitHubScene(trigger, text, envOf(payload));
        if (scene?.rights.type === "write" && trigger !== "schedule") expect(scene.people).not.toEqual([]);
        read += 1;
      }
    }
  }
  expect(read).toBeGreaterThan(2900);
});

describe.each(["pull_request", "pull_request_target"])("%s", (event) => {
  test.each(payloadsOf("pull_request"))("%s", (_, payload) => {
    const { pull_request: pull, sender } = payload;
    if (pull === undefined || sender === undefined) throw new Error("no pull request");
    const text = JSON.stringify(payload);
    expect(toEventScope(event, text)).toEqual({ type: "compare", base: pull.base.sha, head: pull.head.sha });
    expect(toGitHubScene(event, text, envOf(payload))).toMatchObject({
      repository: payload.repository?.full_name,
      head: pull.head.sha,
      branch: pull.head.ref,
      pullRequest: pull.number,
      people: [...new Set([pull.user.login, sender.login])],
      rights: { type: pull.state === "closed" ? "read" : "write" },
    });
  });

  test.each(payloadsOf("pull_request"))("%s, from a fork", (_, payload) => {
    const pull = payload.pull_request;
    for (const repo of [{ id: (pull?.base.repo?.id ?? 0) + 1 }, null]) {
      const text = JSON.stringify({ ...payload, pull_request: { ...pull, head: { ...pull?.head, repo } } });
      expect(toEventScope(event, text).type).toBe(event === "pull_request" ? "compare" : "refused");
      const scene = toGitHubScene(event, text, envOf(payload));
      expect(scene).toMatchObject({ rights: { type: "read", reason: expect.stringContaining("fork") } });
      expect(scene).not.toHaveProperty("branch");
    }
  });

  test.each(payloadsOf("pull_request"))("%s, of Dependabot, of a bot, and of an account that is gone", (_, payload) => {
    for (const user of [{ login: "dependabot[bot]", type: "Bot" }, { login: "x[bot]", type: "Bot" }, null]) {
      const text = JSON.stringify({ ...payload, pull_request: { ...payload.pull_request, user } });
      expect(toGitHubScene(event, text, envOf(payload))?.rights.type).toBe("read");
    }
  });
});

test.each(payloadsOf("push"))("push %s", (_, payload) => {
  const { before = "", after = "", ref = "", sender } = payload;
  const text = JSON.stringify(payload);
  const scope = toEventScope("push", text);
  const scene = toGitHubScene("push", text, envOf(payload));
  expect(scene).toMatchObject({ people: [sender?.login], rights: { type: "write" } });
  // A tag is no branch that could be written to.
  expect(scene?.branch).toBe(ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : undefined);
  if (after === NONE) {
    expect(scope).toMatchObject({ type: "refused", problem: { message: expect.stringContaining("deleted") } });
    expect(scene).not.toHaveProperty("head");
    return;
  }
  expect(scope).toEqual({ type: "compare", head: after, ...(before !== NONE && { base: before }) });
  expect(scene?.head).toBe(after);
});

test.each(payloadsOf("workflow_run"))("workflow_run %s", (_, payload) => {
  const { workflow_run: run, repository, sender } = payload;
  if (run === undefined) throw new Error("no run");
  const text = JSON.stringify(payload);
  const own = run.head_repository.id === repository?.id;
  expect(toEventScope("workflow_run", text)).toMatchObject(
    own
      ? { type: "compare", head: run.head_sha }
      : { type: "refused", problem: { message: expect.stringContaining("fork") } },
  );
  expect(toGitHubScene("workflow_run", text, envOf(payload))).toMatchObject({
    head: run.head_sha,
    branch: run.head_branch,
    people: [(run.triggering_actor ?? run.actor ?? sender)?.login],
  });
});

test.each([...payloadsOf("workflow_dispatch"), ...payloadsOf("repository_dispatch")])("dispatch %s", (_, payload) => {
  for (const event of ["workflow_dispatch", "repository_dispatch"]) {
    const text = JSON.stringify(payload);
    expect(toEventScope(event, text)).toEqual({ type: "compare" });
    expect(toGitHubScene(event, text, envOf(payload))).toMatchObject({
      branch: "main",
      head: SHA,
      people: [payload.sender?.login],
      rights: { type: "write" },
    });
  }
});

test.each(payloadsOf("merge_group"))("merge_group %s", (_, payload) => {
  const text = JSON.stringify(payload);
  const { head_sha: head, base_sha: base } = payload.merge_group ?? {};
  expect(toEventScope("merge_group", text)).toEqual({ type: "compare", base, head });
  expect(toGitHubScene("merge_group", text, envOf(payload))).toMatchObject({ rights: { type: "check-run" } });
});
