import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { GitHubSession } from "../../../src/adapters/github/session.ts";
import { parseWorkMark } from "../../../src/domain/work-mark.ts";
import type { GitHubMode } from "../../../src/adapters/github/work.ts";
import { makeSituation, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

/** How many random runs; many more where there is time for them. */
const RUNS = Number(process.env["ASSAY_RANDOM_RUNS"] ?? 15);

const FAULTS: readonly Fault[] = [
  { type: "reset", write: "done" },
  { type: "reset", write: "not-done" },
  { type: "broken", write: "done" },
  { type: "broken", write: "not-done" },
  { type: "done-then", status: 502 },
  { type: "answer", status: 500 },
  { type: "answer", status: 429 },
  // The process is as good as gone from here on, as far as this call goes.
  { type: "answer", status: 401 },
];

/** A night counts itself, looks at what others propose, proposes, and says what became of it. */
type Way = GitHubMode | "night";

const BRANCHES = {
  commit: "feature",
  "pull-request": "assay/feature/rule-1",
  suggestions: "feature",
  night: "assay/feature/night-1",
} as const;

function subjects({ server, head }: Situation, mode: Way): readonly string[] {
  const { store } = server.state;
  const ref = `refs/heads/${BRANCHES[mode]}`;
  if (store.read(ref) === undefined) return [];
  return store.log(head, ref).map((id) => store.show(id)?.message.split("\n")[0] ?? "");
}

/** Nothing is there twice. */
function expectOnce(situation: Situation, mode: Way): void {
  const { pulls, comments, checkRuns } = situation.server.state;
  const commits = subjects(situation, mode);
  expect(new Set(commits).size).toBe(commits.length);
  expect(pulls.length).toBeLessThanOrEqual(1);
  expect(new Set(comments.map(({ path, line }) => `${path}:${line}`)).size).toBe(comments.length);
  expect(new Set(checkRuns.map(({ externalId }) => externalId)).size).toBe(checkRuns.length);
  expect(situation.server.violations).toEqual([]);
}

function addWord(word: string): (text: string | undefined) => string {
  return (text = "") => `${[...new Set([...text.split("\n").filter((one) => one !== ""), word])].sort().join("\n")}\n`;
}

async function runNight(situation: Situation, session: GitHubSession): Promise<void> {
  const { request, root } = situation;
  await session.state.update(addWord("begun"));
  const works = parseWorkMark(request.pullRequest?.body ?? "");
  const nowhere = { publish: () => Promise.resolve({ type: "none" as const, reason: "nowhere" }) };
  const answer = await session.publisher("pull-request", nowhere, root).claimed?.("night-1", works);
  if (answer?.ok !== true) return;
  expect(answer.claims.size).toBe(0);
  const pullRequest = { ...request.pullRequest!, key: "night-1" };
  const publication = await situation.publish("pull-request", { request: { pullRequest } });
  if (publication.type === "pull-request") await session.state.update(addWord(`proposed in ${publication.number}`));
}

async function runOnce(situation: Situation, mode: Way): Promise<void> {
  const session = await situation.session();
  const check = await session.startCheck();
  if (mode === "night") await runNight(situation, session);
  else await situation.publish(mode);
  await check?.conclude({ title: "t", summary: "s", annotations: [], conclusion: "success" }, []);
}

test(
  "runs with random faults, and then run again: nothing is written twice",
  async () => {
    const faulty = fc.array(fc.option(fc.integer({ min: 0, max: FAULTS.length - 1 }), { freq: 3 }), { maxLength: 40 });
    const mode = fc.constantFrom<Way>("commit", "pull-request", "suggestions", "night");
    await fc.assert(
      fc.asyncProperty(mode, faulty, async (chosen, faults) => {
        await using situation = await makeSituation();
        const { server } = situation;
        const before = (): number => server.calls.length - 1;
        server.fault = () => FAULTS[faults[before()] ?? -1];
        await runOnce(situation, chosen);
        expectOnce(situation, chosen);
        server.fault = () => undefined;
        await runOnce(situation, chosen);
        expectOnce(situation, chosen);
        if (chosen !== "suggestions") expect(subjects(situation, chosen)).toHaveLength(2);
        for (const { labels, reviewers, assignees } of server.state.pulls) {
          expect([labels, reviewers, assignees]).toEqual([["assay"], ["dev"], ["dev"]]);
        }
        if (chosen !== "night") return;
        const words = await (await situation.session()).state.read();
        const [pull] = server.state.pulls;
        expect(words).toEqual({ ok: true, text: `begun\nproposed in ${pull?.number ?? 0}\n` });
        // Each write that changes something is one commit, and nothing is written a second time.
        expect(server.state.store.log(situation.base, "refs/assay/state")).toHaveLength(2);
      }),
      { numRuns: RUNS },
    );
  },
  RUNS * 4000 + 120_000,
);

test.each<GitHubMode>(["commit", "pull-request"])("two runs at once (%s): one set of commits", async (mode) => {
  await using situation = await makeSituation();
  await Promise.all([situation.publish(mode), situation.publish(mode)]);
  expectOnce(situation, mode);
  expect(subjects(situation, mode)).toHaveLength(2);
});
