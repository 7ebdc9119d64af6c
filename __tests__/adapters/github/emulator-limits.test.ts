import { expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { withEmulated } from "./emulated-scene.ts";
import { REPO, type Emulator } from "./server/emulator.ts";

jest.setTimeout(120_000);

type See = (emulator: Emulator, head: string) => Promise<unknown>;

/** Makes a check run with an annotation, changes it with another, and answers its number. */
async function annotate(emulator: Emulator, head: string): Promise<number> {
  const output = (message: string): object => {
    const place = { path: "a.ts", start_line: 1, end_line: 1, annotation_level: "notice" };
    return { output: { title: "t", summary: "s", annotations: [{ ...place, message, title: "T" }] } };
  };
  const made = await emulator.call("POST", `${REPO}/check-runs`, { name: "assay", head_sha: head, ...output("one") });
  const { id } = z.object({ id: z.number() }).parse(made.body);
  await emulator.call("PATCH", `${REPO}/check-runs/${id}`, output("two"));
  return id;
}

const openPull = (emulator: Emulator, head: string): Promise<{ readonly status: number }> =>
  emulator.call("POST", `${REPO}/pulls`, { title: "t", head, base: "main" });

const status = async (answer: Promise<{ readonly status: number }>): Promise<number> => (await answer).status;

/** Where the emulator is wrong: the route, what GitHub does there, what the emulator is seen to do, and what that is. */
const WRONG: readonly [route: string, github: string, see: See, seen: unknown][] = [
  ["POST /graphql", "knows createCommitOnBranch", (emulator) => status(emulator.call("POST", "/graphql", {})), 404],
  [
    "GET collaborators/{username}/permission",
    "says write of who may push",
    async (emulator) => {
      await emulator.call("PUT", `${REPO}/collaborators/dev`, { permission: "push" });
      return (await emulator.call("GET", `${REPO}/collaborators/dev/permission`)).body;
    },
    expect.objectContaining({ permission: "push" }),
  ],
  [
    "GET and PATCH check-runs/{check_run_id}, annotations",
    "appends them, and lists them with their titles",
    async (emulator, head) => {
      const id = await annotate(emulator, head);
      return (await emulator.call("GET", `${REPO}/check-runs/${id}/annotations`)).body;
    },
    { total_count: 1, check_annotations: [expect.objectContaining({ message: "two", title: null })] },
  ],
  [
    "POST check-runs",
    "answers 422 for a commit that is not there, for more than 50 annotations and for long summaries",
    (emulator) => status(emulator.call("POST", `${REPO}/check-runs`, { name: "assay", head_sha: "2".repeat(40) })),
    201,
  ],
  [
    "PATCH git/refs/{ref}",
    "answers 422 for a ref that is not there",
    (emulator, sha) => status(emulator.call("PATCH", `${REPO}/git/refs/heads/none`, { sha })),
    404,
  ],
  [
    "POST git/trees",
    "leaves a directory out whose last file is deleted",
    async (emulator) => {
      const file = { path: "only/one.ts", mode: "100644", type: "blob" };
      const made = await emulator.call("POST", `${REPO}/git/trees`, { tree: [{ ...file, content: "one" }] });
      const { sha } = z.object({ sha: z.string() }).parse(made.body);
      const tree = [{ ...file, sha: null }];
      return (await emulator.call("POST", `${REPO}/git/trees`, { base_tree: sha, tree })).body;
    },
    expect.objectContaining({ tree: [expect.objectContaining({ path: "only", type: "tree" })] }),
  ],
  [
    "POST pulls",
    "answers 422 for a second one of a branch, and for a branch that is not there",
    async (emulator) => [
      await status(openPull(emulator, "feature")),
      await status(openPull(emulator, "feature")),
      await status(openPull(emulator, "none")),
    ],
    [201, 201, 201],
  ],
  [
    "POST issues/{issue_number}/assignees, GET issues/{issue_number}/events",
    "takes a pull request's number, too",
    async (emulator) => {
      await openPull(emulator, "feature");
      const assigned = emulator.call("POST", `${REPO}/issues/1/assignees`, { assignees: ["corner"] });
      return [await status(assigned), await status(emulator.call("GET", `${REPO}/issues/1/events`))];
    },
    [404, 404],
  ],
  [
    "POST pulls/{pull_number}/reviews",
    "takes comments by line",
    async (emulator) => {
      await openPull(emulator, "feature");
      const comments = [{ path: "a.ts", line: 1, side: "RIGHT", body: "b" }];
      return status(emulator.call("POST", `${REPO}/pulls/1/reviews`, { event: "COMMENT", body: "b", comments }));
    },
    422,
  ],
  [
    "GET actions/runs/{run_id} and its attempts, GET actions/jobs/{job_id}/logs",
    "has them once a workflow has run; here none can be made",
    (emulator) => {
      const paths = ["runs/1", "runs/1/attempts/1", "jobs/1/logs"];
      return Promise.all([
        ...paths.map((path) => status(emulator.call("GET", `${REPO}/actions/${path}`))),
        status(emulator.call("POST", `${REPO}/actions/workflows/ci.yml/dispatches`, { ref: "main" })),
      ]);
    },
    [404, 404, 404, 404],
  ],
  [
    "GET actions/runs/{run_id}/attempts/{attempt_number}/jobs and actions/runs/{run_id}/approvals",
    "has them",
    (emulator) => {
      const paths = ["attempts/1/jobs", "approvals"];
      return Promise.all(paths.map((path) => status(emulator.call("GET", `${REPO}/actions/runs/1/${path}`))));
    },
    [404, 404],
  ],
];

// Each is seen, so that a version that is right about more of them says so.
test.each(WRONG)("%s: GitHub %s; the emulator does not", (_, __, see, seen) =>
  withEmulated(async ({ emulator, situation }) => {
    expect(await see(emulator, situation.head)).toEqual(seen);
  }),
);
