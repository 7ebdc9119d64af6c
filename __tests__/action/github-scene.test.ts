import { describe, expect, test } from "@jest/globals";
import { toGitHubScene } from "../../src/action/github-scene.ts";

const ENV = {
  GITHUB_REPOSITORY: "corner/shop",
  GITHUB_REF: "refs/heads/main",
  GITHUB_SHA: "c".repeat(40),
  GITHUB_RUN_ID: "5",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_WORKFLOW: "nightly",
  GITHUB_JOB: "lint",
  GITHUB_ACTION: "assay",
};
const DEV = { login: "dev", type: "User" };
const BOT = { login: "helper[bot]", type: "Bot" };
const REPO = { id: 1 };

function pull(more: object = {}, sender: object = DEV): object {
  return {
    sender,
    pull_request: {
      number: 7,
      state: "open",
      user: DEV,
      head: { ref: "feature", sha: "a".repeat(40), repo: REPO },
      base: { ref: "main", sha: "b".repeat(40), repo: REPO },
      ...more,
    },
  };
}

const HEAD = { ref: "feature", sha: "a".repeat(40) };

describe("where a run takes place, and whether it may write", () => {
  test.each<[string, string, object, object]>([
    [
      "own pull request",
      "pull_request",
      pull(),
      { branch: "feature", head: HEAD.sha, pullRequest: 7, people: ["dev"], rights: { type: "write" } },
    ],
    [
      "somebody else pushed to it",
      "pull_request",
      pull({}, { login: "eve", type: "User" }),
      { people: ["dev", "eve"], rights: { type: "write" } },
    ],
    [
      "fork",
      "pull_request",
      pull({ head: { ...HEAD, repo: { id: 2 } } }),
      { rights: { type: "read", reason: expect.stringContaining("fork") } },
    ],
    ["deleted fork", "pull_request", pull({ head: { ...HEAD, repo: null } }), { rights: { type: "read" } }],
    [
      "Dependabot",
      "pull_request",
      pull({ user: { login: "dependabot[bot]", type: "Bot" } }),
      { rights: { type: "read", reason: expect.stringContaining("Dependabot") } },
    ],
    [
      "a bot's pull request",
      "pull_request",
      pull({ user: BOT }),
      { rights: { type: "read", reason: expect.stringContaining("helper[bot]") } },
    ],
    ["a bot pushed to it", "pull_request", pull({}, BOT), { rights: { type: "read" } }],
    [
      "closed",
      "pull_request",
      pull({ state: "closed" }),
      { rights: { type: "read", reason: expect.stringContaining("closed") } },
    ],
    [
      "push",
      "push",
      { ref: "refs/heads/main", after: HEAD.sha, sender: DEV },
      { branch: "main", head: HEAD.sha, people: ["dev"], rights: { type: "write" } },
    ],
    [
      "push of a tag",
      "push",
      { ref: "refs/tags/v1", after: HEAD.sha, sender: DEV },
      { head: HEAD.sha, rights: { type: "write" } },
    ],
    ["push by a bot", "push", { ref: "refs/heads/main", after: HEAD.sha, sender: BOT }, { rights: { type: "read" } }],
    ["schedule", "schedule", {}, { branch: "main", head: ENV.GITHUB_SHA, people: [], rights: { type: "write" } }],
    ["by hand", "workflow_dispatch", { sender: DEV }, { branch: "main", people: ["dev"], rights: { type: "write" } }],
    [
      "after another workflow",
      "workflow_run",
      { workflow_run: { head_branch: "feature", head_sha: HEAD.sha, triggering_actor: DEV } },
      { branch: "feature", head: HEAD.sha, people: ["dev"] },
    ],
    [
      "merge queue",
      "merge_group",
      { sender: DEV },
      { rights: { type: "check-run", reason: expect.stringContaining("merge queue") } },
    ],
    [
      "another event",
      "issues",
      { sender: DEV },
      { rights: { type: "read", reason: expect.stringContaining("issues") } },
    ],
  ])("%s", (_, name, payload, expected) => {
    expect(toGitHubScene(name, JSON.stringify(payload), ENV)).toMatchObject(expected);
  });

  test("a fork's branch and a tag are no branches to write", () => {
    for (const [name, payload] of [
      ["pull_request", pull({ head: { ...HEAD, repo: { id: 2 } } })],
      ["push", { ref: "refs/tags/v1", after: HEAD.sha, sender: DEV }],
      ["push", { ref: "refs/heads/gone", after: "0".repeat(40), sender: DEV }],
    ] as const) {
      const scene = toGitHubScene(name, JSON.stringify(payload), ENV);
      expect([scene?.branch, scene?.head]).toContain(undefined);
    }
  });

  test("the step is the same in each run about the same change; what is asked for without one is told by its run", () => {
    const steps = ["pull_request", "push", "schedule", "workflow_dispatch"].map((name) =>
      ["5", "6"].map((run) => toGitHubScene(name, "{}", { ...ENV, GITHUB_RUN_ID: run })?.run.step),
    );
    const same = ["nightly/lint/assay", "nightly/lint/assay"];
    const own = ["nightly/lint/assay/5", "nightly/lint/assay/6"];
    expect(steps).toEqual([same, same, own, own]);
  });

  test("the run is told by job and step; addresses have defaults", () => {
    expect(toGitHubScene("schedule", "{}", ENV)).toMatchObject({
      apiUrl: "https://api.github.com",
      graphqlUrl: "https://api.github.com/graphql",
      run: {
        id: "5/lint/assay",
        attempt: "2",
        url: "https://github.com/corner/shop/actions/runs/5",
        step: "nightly/lint/assay/5",
      },
    });
    const own = { ...ENV, GITHUB_API_URL: "https://git.example/api/v3" };
    expect(toGitHubScene("schedule", "{}", own)?.graphqlUrl).toBe("https://git.example/api/graphql");
  });

  test.each([
    ["no JSON", "{", ENV],
    ["a payload of another shape", '{"pull_request":{"number":"x"}}', ENV],
    ["no repository", "{}", {}],
    ["a repository that is no name", "{}", { ...ENV, GITHUB_REPOSITORY: "a/b/../c" }],
  ])("%s: no scene", (_, text, env) => {
    expect(toGitHubScene("pull_request", text, env)).toBeUndefined();
  });
});
