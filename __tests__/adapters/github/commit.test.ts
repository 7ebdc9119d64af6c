import { describe, expect, test } from "@jest/globals";
import { makeSituation, type Changes, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

/** What the branch holds beyond the head that was gated. */
function pushed({ server, head }: Situation): readonly string[] {
  return server.state.store
    .log(head, "refs/heads/feature")
    .map((id) => server.state.store.show(id)?.message.split("\n")[0] ?? "");
}

const MODES: Changes = [
  { path: "a.ts", before: "one\ntwo changed\nthree\n", after: "mended\n" },
  { path: "run.sh", before: "echo\n", after: "echo mended\n" },
  { path: "gone.ts", before: "gone\n" },
];

const BOTH = ["fix(new/b.ts): mend", "fix(a.ts): mend"];

function expectBoth(situation: Situation): void {
  const { store } = situation.server.state;
  expect(pushed(situation)).toEqual(BOTH);
  expect(store.show(store.read("refs/heads/feature") ?? "")?.tree).toBe(situation.request.manifest.tree);
  expect(situation.server.violations).toEqual([]);
}

describe("commits on the branch of a pull request", () => {
  test("one commit per task, with the tree that was gated", async () => {
    await using situation = await makeSituation();
    const publication = await situation.publish("commit");
    expect(publication).toMatchObject({
      type: "commit",
      branch: "feature",
      commits: [{ subject: BOTH[1] }, { subject: BOTH[0] }],
    });
    expectBoth(situation);
    const { store, done } = situation.server.state;
    expect(done).toEqual(["POST /graphql", "POST /graphql"]);
    const [last = ""] = store.log(situation.head, "refs/heads/feature");
    expect(store.show(last)?.message).toBe("fix(new/b.ts): mend\n\nBody.\n\nAssay-Task: fix-0000000001\nAssay-Run: 1");
  });

  test("a second run writes nothing and says the same", async () => {
    await using situation = await makeSituation();
    const first = await situation.publish("commit");
    const second = await situation.publish("commit");
    expect(second).toEqual(first);
    expect(situation.server.state.done).toHaveLength(2);
  });

  test("an executable file keeps its bit, by blobs and trees", async () => {
    await using situation = await makeSituation(MODES);
    expect(await situation.publish("commit")).toMatchObject({ type: "commit", commits: [{}, {}, {}] });
    const { store } = situation.server.state;
    expect(store.mode("refs/heads/feature", "run.sh")).toBe("100755");
    expect(store.file("refs/heads/feature", "run.sh")).toBe("echo mended");
    expect(store.file("refs/heads/feature", "gone.ts")).toBeUndefined();
    expect(store.show(store.read("refs/heads/feature") ?? "")?.tree).toBe(situation.request.manifest.tree);
    expect(situation.server.violations).toEqual([]);
  });

  test("G25: a server without the mutation gets blobs and trees", async () => {
    await using situation = await makeSituation();
    situation.server.state.mutation = "unknown";
    expect(await situation.publish("commit")).toMatchObject({ type: "commit" });
    expectBoth(situation);
  });

  test("G25: a server without GraphQL gets blobs and trees", async () => {
    await using situation = await makeSituation();
    const { server } = situation;
    const nothing: Fault = { type: "answer", status: 404, body: { message: "Not Found" } };
    server.fault = ({ route }) => (route === "POST /graphql" ? nothing : undefined);
    expect(await situation.publish("commit")).toMatchObject({ type: "commit" });
    expectBoth(situation);
  });

  test.each(["known", "unknown"] as const)("a head that moved is not written over (mutation %s)", async (mutation) => {
    await using situation = await makeSituation();
    situation.server.state.mutation = mutation;
    situation.intrude();
    const publication = await situation.publish("commit");
    expect(publication).toMatchObject({
      type: "several",
      publications: [{ type: "refused", mode: "commit" }, { type: "patch" }],
    });
    expect(pushed(situation)).toEqual(["somebody else's"]);
    expect(situation.server.state.done).toEqual([]);
  });

  test("a permission that is missing is named, and the patches are left", async () => {
    await using situation = await makeSituation();
    situation.server.state.permissions.delete("contents");
    const publication = await situation.publish("commit");
    expect(publication).toMatchObject({
      type: "several",
      publications: [{ type: "refused", remedy: "Add to the job's permissions: contents: write" }, { type: "patch" }],
    });
    expect(pushed(situation)).toEqual([]);
  });

  test("a tree that is not the gated one is told loudly", async () => {
    await using situation = await makeSituation();
    situation.server.state.tamper = "bytes";
    await expect(situation.publish("commit")).rejects.toThrow(/holds the tree .* passed the gates: revert it/u);
  });

  test("with blobs and trees a wrong tree is seen before anything points to it", async () => {
    await using situation = await makeSituation();
    situation.server.state.mutation = "unknown";
    situation.server.state.tamper = "bytes";
    expect(await situation.publish("commit")).toMatchObject({
      type: "several",
      publications: [{ type: "refused" }, { type: "patch" }],
    });
    expect(pushed(situation)).toEqual([]);
  });

  test.each(["fork", "bot"])("rights that are not there (%s): no call at all", async (reason) => {
    await using situation = await makeSituation();
    const rights = { type: "read", reason, remedy: "none" } as const;
    const publication = await situation.publish("commit", { scene: { rights } });
    expect(publication).toMatchObject({ publications: [{ type: "refused", reason }, { type: "patch" }] });
    expect(situation.server.calls).toEqual([]);
  });

  test("a person who may not write stands for nobody's push", async () => {
    await using situation = await makeSituation();
    const publication = await situation.publish("commit", { scene: { people: ["stranger"] } });
    expect(publication).toMatchObject({
      publications: [{ type: "refused", reason: expect.stringContaining("stranger") }, { type: "patch" }],
    });
    expect(situation.server.state.done).toEqual([]);
  });

  test.each([
    ["admin", "commit"],
    ["maintain", "commit"],
    ["write", "commit"],
    // What GitHub says of anybody at all, where the repository is public.
    ["read", "several"],
    ["triage", "several"],
    ["none", "several"],
  ])("who has the permission %s: %s", async (permission, type) => {
    await using situation = await makeSituation();
    situation.server.state.collaborators.set("dev", permission);
    expect(await situation.publish("commit")).toMatchObject({ type });
    expect(situation.server.state.done.length > 0).toBe(type === "commit");
  });

  test("another head than the event's, or no branch: refused", async () => {
    await using situation = await makeSituation();
    const other = await situation.publish("commit", { scene: { head: situation.base } });
    expect(other).toMatchObject({
      publications: [{ type: "refused", reason: expect.stringContaining("was worked on") }, {}],
    });
    const tree = { manifest: { ...situation.request.manifest, tree: "0".repeat(40) } };
    const wrong = await situation.publish("commit", { request: tree });
    expect(wrong).toMatchObject({ publications: [{ type: "refused", remedy: "Make the bundle again" }, {}] });
    expect(situation.server.state.done).toEqual([]);
  });

  test("a dry run reads nothing and writes nothing", async () => {
    await using situation = await makeSituation();
    const publication = await situation.publish("commit", { request: { dryRun: true } });
    expect(publication).toMatchObject({ type: "none", reason: expect.stringContaining("would commit on feature") });
    expect(situation.server.state.done).toEqual([]);
  });
});

const FAULTS: readonly (readonly [string, Fault])[] = [
  ["an answer that is lost after the write", { type: "reset", write: "done" }],
  ["a connection that is reset before the write", { type: "reset", write: "not-done" }],
  ["an answer that breaks off after the write", { type: "broken", write: "done" }],
  ["an answer that breaks off before the write", { type: "broken", write: "not-done" }],
  ["502 after the write", { type: "done-then", status: 502 }],
  ["503 before the write", { type: "answer", status: 503 }],
  ["an HTML page", { type: "answer", status: 500, body: "<html>oops</html>" }],
  ["no answer at all", { type: "hang" }],
  [
    "a secondary rate limit",
    {
      type: "answer",
      status: 403,
      headers: { "retry-after": "7" },
      body: { message: "You have exceeded a secondary rate limit" },
    },
  ],
  [
    "a GraphQL rate limit",
    {
      type: "answer",
      status: 200,
      body: { data: null, errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] },
    },
  ],
  [
    "a GraphQL fault",
    {
      type: "answer",
      status: 200,
      body: { data: null, errors: [{ message: "Something went wrong while executing your query" }] },
    },
  ],
];

/** Faults that tell writing by blobs and trees from the mutation. */
const LOST = ["an answer that is lost after the write", "503 before the write"];

interface Trial {
  readonly mutation: "known" | "unknown";
  readonly fault: Fault;
  readonly routes: RegExp;
}

/** Publishes again and again, with the fault at one call more to the end each time. */
async function tryEverywhere({ mutation, fault, routes }: Trial): Promise<number> {
  let failing = 0;
  for (let calls = 1; failing < calls; failing += 1) {
    await using situation = await makeSituation();
    const { server, time } = situation;
    server.state.mutation = mutation;
    const at = failing;
    const matching = (): number => server.calls.filter(({ route }) => routes.test(route)).length;
    server.fault = ({ route }) => (routes.test(route) && matching() - 1 === at ? fault : undefined);
    if (fault.type === "hang") time.deadline = () => AbortSignal.timeout(100);
    expect(await situation.publish("commit")).toMatchObject({ type: "commit" });
    expectBoth(situation);
    calls = matching();
  }
  return failing;
}

describe("G1, G2, G3, G5, G6, G8, G12: a call that goes wrong once, each in turn", () => {
  test.each(FAULTS)("%s", async (_, fault) => {
    const graphql = fault.type === "answer" && fault.status === 200;
    const writes = graphql || fault.type === "hang";
    const tried = await tryEverywhere({ mutation: "known", fault, routes: writes ? /graphql/u : /./u });
    expect(tried).toBeGreaterThan(1);
  });

  test.each(FAULTS.filter(([name]) => LOST.includes(name)))("%s, by blobs and trees", async (_, fault) => {
    expect(await tryEverywhere({ mutation: "unknown", fault, routes: /^P(?:OST|ATCH) .*git/u })).toBeGreaterThan(5);
  });
});

test("G11: the head moves at any point: what was written stays, nothing is written over", async () => {
  for (let at = 0, end = 1; at < end; at += 1) {
    await using situation = await makeSituation();
    const { server, head } = situation;
    const { store } = server.state;
    const move: Fault = {
      type: "before",
      act: () => {
        situation.intrude();
      },
    };
    const moment = at;
    server.fault = () => (server.calls.length - 1 === moment ? move : undefined);
    await situation.publish("commit");
    if (server.calls.length <= moment) break;
    end = moment + 2;
    const log = store.log(head, "refs/heads/feature").map((id) => store.show(id)?.message.split("\n")[0]);
    expect(log.filter((subject) => subject === "somebody else's")).toHaveLength(1);
    expect(new Set(log).size).toBe(log.length);
  }
});
