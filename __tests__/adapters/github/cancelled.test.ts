import { expect, jest, test } from "@jest/globals";
import type { GitHubMode } from "../../../src/adapters/github/work.ts";
import { createTime } from "../../../src/adapters/github/time.ts";
import { GITHUB_LIMITS } from "../../../src/domain/github-limits.ts";
import type { Publication } from "../../../src/domain/publication.ts";
import { makeSituation, toUndoRequest, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

jest.setTimeout(240_000);

type Way = "mutation" | "parts";

const BRANCHES = { commit: "feature", "pull-request": "assay/feature/rule-1", suggestions: "feature" } as const;

/** Commits beyond the head on the branch that the mode writes to. */
function made({ server, head }: Situation, mode: GitHubMode): readonly string[] {
  const { store } = server.state;
  const ref = `refs/heads/${BRANCHES[mode]}`;
  return store.read(ref) === undefined ? [] : store.log(head, ref).toReversed();
}

function flatten(publication: Publication): readonly Publication[] {
  return publication.type === "several" ? publication.publications.flatMap(flatten) : [publication];
}

/** What is told is what is there. */
function expectHonest(situation: Situation, mode: GitHubMode, publication: Publication): void {
  const { server, notes } = situation;
  const parts = flatten(publication);
  const told = parts.flatMap((part) => ("commits" in part ? part.commits.map(({ id }) => id) : []));
  const there = made(situation, mode);
  const refused = parts.find((part) => part.type === "refused");
  if (mode === "commit") expect(told).toEqual(there);
  if (refused === undefined) {
    expect(mode === "suggestions" ? server.state.comments.length : there.length).toBeGreaterThan(0);
    return;
  }
  expect(parts.at(-1)).toMatchObject({ type: "patch" });
  expect(refused.reason).toContain("cancelled");
  expect(refused.remedy).toContain("Run again");
  if (mode === "commit" && told.length === 1) expect(refused.reason).toContain("fix(new/b.ts): mend");
  const hasBranch = server.state.store.read(`refs/heads/${BRANCHES[mode]}`) !== undefined;
  if (mode === "pull-request" && hasBranch) {
    const words = there.length === 2 ? "without a pull request" : `with ${there.length} of 2 commits`;
    expect(`${refused.reason} ${notes.join()}`).toContain(words);
  }
}

/** Calls that arrived after a moment and write. */
function writesAfter({ server }: Situation, moment: number): readonly string[] {
  return server.calls.slice(moment + 1).flatMap(({ route }) => (route.startsWith("GET ") ? [] : [route]));
}

interface Trial {
  readonly mode: GitHubMode;
  readonly way: Way;
  /** Calls at which the run is cancelled, each in turn. */
  readonly calls: RegExp;
  /** What becomes of such a call. */
  readonly lost?: Fault;
}

/** Publishes again and again, cancelled at one call more to the end each time; then once more, by another run. */
async function cancelEverywhere({ mode, way, calls, lost }: Trial): Promise<number> {
  let at = 0;
  for (let end = 1; at < end; at += 1) {
    await using situation = await makeSituation();
    const { server } = situation;
    if (way === "parts") server.state.mutation = "unknown";
    let [matching, moment] = [0, Infinity];
    server.fault = ({ route }) => {
      matching += calls.test(route) ? 1 : 0;
      if (matching <= at || moment < Infinity) return undefined;
      moment = server.calls.length - 1;
      situation.cancel();
      return lost;
    };
    const publication = await situation.publish(mode);
    if (moment === Infinity) break;
    end = at + 2;
    expect([at, writesAfter(situation, moment)]).toEqual([at, []]);
    expectHonest(situation, mode, publication);
    server.fault = () => undefined;
    expect(await situation.publish(mode)).toMatchObject({ type: mode });
    const { pulls, comments, reviews, done } = server.state;
    expect(made(situation, mode)).toHaveLength(mode === "suggestions" ? 0 : 2);
    expect([pulls.length, reviews.length]).toEqual([mode === "pull-request" ? 1 : 0, mode === "suggestions" ? 1 : 0]);
    expect(comments).toHaveLength(mode === "suggestions" ? 1 : 0);
    // Neither left out nor put on twice, whatever the first run has come to.
    for (const pull of pulls) expect(pull).toMatchObject({ labels: ["assay"], reviewers: ["dev"], assignees: ["dev"] });
    const moves = done.filter(
      (route) => route === "POST /graphql" || route.startsWith("PATCH /repos/{owner}/{repo}/git"),
    );
    expect(moves).toHaveLength(mode === "suggestions" ? 0 : 2);
    expect(server.violations).toEqual([]);
  }
  return at;
}

const WRITE = /^(?!GET )/u;

test.each<[GitHubMode, Way, RegExp, number]>([
  ["commit", "mutation", /./u, 5],
  ["commit", "parts", WRITE, 7],
  ["pull-request", "mutation", WRITE, 6],
  ["suggestions", "mutation", WRITE, 0],
])(
  "cancelled at any call (%s, by %s): nothing more is written, what is there is told, a rerun adds the rest",
  async (mode, way, calls, least) => {
    expect(await cancelEverywhere({ mode, way, calls })).toBeGreaterThan(least);
  },
);

test("cancelled while the answer to a write is lost: what became of it is looked up, and not written again", async () => {
  for (const write of ["done", "not-done"] as const) {
    const lost: Fault = { type: "reset", write };
    expect(await cancelEverywhere({ mode: "commit", way: "mutation", calls: WRITE, lost })).toBe(2);
  }
});

test("cancelled while a rate limit is waited for: the call is not sent again", async () => {
  await using situation = await makeSituation();
  const { server, time } = situation;
  const sleep = time.sleep.bind(time);
  time.sleep = (milliseconds) => {
    situation.cancel();
    return sleep(milliseconds);
  };
  const limited: Fault = { type: "answer", status: 403, headers: { "retry-after": "7" }, body: { message: "wait" } };
  server.fault = ({ route }) => (route === "POST /graphql" ? limited : undefined);
  expect(await situation.publish("commit")).toMatchObject({
    publications: [
      { type: "refused", reason: "POST /graphql: not sent, since the run was cancelled" },
      { type: "patch" },
    ],
  });
  expect(server.calls.filter(({ route }) => route === "POST /graphql")).toHaveLength(1);
});

test("a cancelled run begins no check run, no comment and no undo, but ends the check run that it has begun, and its count", async () => {
  await using situation = await makeSituation();
  const { server, root, notes } = situation;
  const session = await situation.session();
  const other = await situation.session({}, "other");
  const check = await session.startCheck();
  const before = server.state.done.length;
  situation.cancel();
  await situation.time.sleep(60_000);
  expect(await other.startCheck()).toBeUndefined();
  expect(await session.comment("a word")).toBeUndefined();
  expect(await session.undoer(root).undo(toUndoRequest(situation))).toMatchObject({ type: "refused" });
  expect(notes.join("\n")).toMatch(/there is no comment: .*cancelled/u);
  expect(server.state.done).toHaveLength(before);
  expect(await session.state.update(() => "spent\n")).toBeUndefined();
  expect(await session.state.read()).toEqual({ ok: true, text: "spent\n" });
  const end = { title: "Cancelled", summary: "s", annotations: [], conclusion: "neutral" };
  expect(await check?.conclude(end, ["f".repeat(40)])).toBe("shown");
  expect(server.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "neutral", title: "Cancelled" }]);
  expect(notes.at(-1)).toBe("no check run on fffffff: the run was cancelled");
});

test("a call has less time once the run is cancelled, whether it is under way or not", async () => {
  const hour = 3_600_000;
  const run = new AbortController();
  const time = createTime(run.signal);
  const underWay = time.deadline(hour);
  expect(underWay.aborted).toBe(false);
  run.abort();
  const later = time.deadline(hour);
  const over = (signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        resolve(signal.reason);
      });
    });
  const keptAlive = setTimeout(() => undefined, GITHUB_LIMITS.cancelledCallMs * 20);
  expect(await Promise.all([over(underWay), over(later)])).toMatchObject([
    { name: "TimeoutError" },
    { name: "TimeoutError" },
  ]);
  clearTimeout(keptAlive);
});
