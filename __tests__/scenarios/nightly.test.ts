import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import { runGit } from "../../scripts/sample.ts";
import { GitStore } from "../adapters/github/server/git-store.ts";
import { startServer, type GitHubServer } from "../adapters/github/server/server.ts";
import { GitHubState } from "../adapters/github/server/state.ts";
import { describeBuilt } from "../dist/support/place.ts";

// The whole action, once a night.
jest.setTimeout(400_000);

const POLICY = `version: 1
tasks: [docs]
rules:
  - paths: ["src/left/*.js"]
  - paths: ["src/right/*.js"]
limits: { attempts: 1 }
publish: pull-request
schedule: { targets: 3 }
caps: { tasks: 4 }
`;

const ADD = "export function add(one, other) {\n  return one + other;\n}\n";
const TWICE = "export function twice(value) {\n  return value * 2;\n}\n";
const HALF = "export function half(value) {\n  return value / 2;\n}\n";
/** The repository's own word that `half.js` has no block comments: what documents it is rejected. */
const PLAIN = `import test from "node:test";
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { cold } from "../src/right/cold.js";
test("cold", () => assert.equal(cold, 1));
test("half.js is plain", () => assert.ok(!readFileSync("src/left/half.js", "utf8").includes("/**")));
`;

const FILES = {
  ".github/assay.yml": POLICY,
  "package.json": '{ "name": "shop", "type": "module", "license": "MIT", "scripts": { "test": "node --test" } }\n',
  "src/left/add.js": ADD,
  "src/left/half.js": HALF,
  "src/right/twice.js": TWICE,
  "src/right/cold.js": "export const cold = 1;\n",
  "tests/plain.test.js": PLAIN,
};

interface Scene {
  readonly directory: string;
  readonly root: string;
  readonly head: string;
  readonly server: GitHubServer;
}

async function commit(root: string, message: string): Promise<string> {
  const identity = ["-c", "user.name=Dev", "-c", "user.email=dev@example.com", "-c", "commit.gpgSign=false"];
  await runGit(root, ["add", "--all"]);
  await runGit(root, [...identity, "commit", "--quiet", "--message", message]);
  return (await runGit(root, ["rev-parse", "HEAD"])).trim();
}

async function withScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-nightly-test-"));
  try {
    const root = path.join(directory, "shop");
    for (const [name, text] of Object.entries(FILES)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    await runGit(root, ["init", "--quiet", "--initial-branch=main"]);
    await commit(root, "first");
    for (const name of ["src/left/half.js", "src/left/add.js", "src/right/twice.js"] as const) {
      await writeFile(path.join(root, name), `${FILES[name]}// ${name}\n`);
    }
    const head = await commit(root, "second");
    const bare = path.join(directory, "remote.git");
    await runGit(directory, ["clone", "--quiet", "--bare", root, bare]);
    await runGit(root, ["checkout", "--quiet", "--detach"]);
    await mkdir(path.join(directory, "tmp"));
    await using server = await startServer(new GitHubState(new GitStore(bare)));
    await work({ directory, root, head, server });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const reportSchema = z.object({
  outcomes: z.array(z.object({ type: z.string(), task: z.object({ target: z.string(), reason: z.string() }) })),
  plan: z.object({ skips: z.array(z.object({ path: z.string(), reason: z.string(), detail: z.string() })) }),
});

interface Night {
  readonly end: StepEnd;
  /** What became of each target that was worked on. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly reasons: readonly string[];
  /** Why each other source file was left. */
  readonly skipped: Readonly<Record<string, string>>;
  readonly details: string;
}

async function runNight({ directory, root, head, server }: Scene, number: number): Promise<Night> {
  const report = path.join(directory, `report-${number}.json`);
  const end = await runAction({
    workspace: root,
    temporary: path.join(directory, "runner"),
    inputs: { token: "ghs_canary0123456789abcdefghijklmnopqrstuv", report },
    eventName: "schedule",
    event: { schedule: "17 3 * * *" },
    env: {
      TMPDIR: path.join(directory, "tmp"),
      GITHUB_API_URL: server.url,
      GITHUB_GRAPHQL_URL: `${server.url}/graphql`,
      GITHUB_REF: "refs/heads/main",
      GITHUB_SHA: head,
      GITHUB_RUN_ID: String(number),
    },
  });
  const { outcomes, plan } = reportSchema.parse(JSON.parse(await readFile(report, "utf8")));
  const skips = plan.skips.filter((skip) => skip.path.startsWith("src/"));
  return {
    end,
    outcomes: Object.fromEntries(outcomes.map(({ type, task }) => [task.target, type])),
    reasons: outcomes.map(({ task }) => task.reason),
    skipped: Object.fromEntries(skips.map((skip) => [skip.path, skip.reason])),
    details: skips.map(({ detail }) => detail).join("\n"),
  };
}

function tips({ server: { state } }: Scene): readonly (string | undefined)[] {
  return state.pulls.map(({ head }) => state.store.read(`refs/heads/${head}`));
}

describeBuilt("the action every night, its bundle started as the runner does it", () => {
  test("a pull request per rule; what was rejected or closed stays away; the day's cap holds", () =>
    withScene(async (scene) => {
      const { state, violations } = scene.server;
      const first = await runNight(scene, 1);
      expect(first.outcomes).toEqual({
        "src/left/add.js": "accepted",
        "src/left/half.js": "rejected",
        "src/right/twice.js": "accepted",
      });
      expect(first.reasons).toContainEqual(
        expect.stringMatching(/^hotspot: score \d+\.\d = 2 commits in 180 days × /u),
      );
      expect(first.skipped).toEqual({ "src/right/cold.js": "not-hot" });
      expect(state.pulls.map(({ base, state: now }) => [base, now])).toEqual([
        ["main", "open"],
        ["main", "open"],
      ]);
      const holding = (target: string) => state.pulls.filter(({ body }) => body.includes(`| \`${target}\` |`));
      const [[left], [right]] = [holding("src/left/add.js"), holding("src/right/twice.js")];
      expect(left?.number).not.toBe(right?.number);
      const before = tips(scene);

      if (left !== undefined) left.state = "closed";
      const second = await runNight(scene, 2);
      expect(second.outcomes).toEqual({ "src/right/twice.js": "accepted" });
      // What is proposed goes before what is new, so the cap leaves that out.
      expect(second.skipped).toEqual({
        "src/left/add.js": "tried",
        "src/left/half.js": "tried",
        "src/right/cold.js": "daily-cap",
      });
      expect(second.details).toMatch(/was tried and rejected on /u);
      expect(second.details).toContain(`was proposed in #${left?.number ?? 0}, which was closed`);
      expect([state.pulls.length, tips(scene)]).toEqual([2, before]);

      const third = await runNight(scene, 3);
      expect(third.outcomes).toEqual({});
      expect(third.skipped).toMatchObject({ "src/right/twice.js": "daily-cap" });
      expect(third.details).toContain("4 tasks were taken on today, and the policy allows 4 a day (caps.tasks)");
      expect([state.pulls.length, tips(scene)]).toEqual([2, before]);

      // Each night is work of its own, so it has a check run of its own.
      const shown = state.checkRuns.filter(({ headSha }) => headSha === scene.head);
      expect(shown.map(({ status, conclusion }) => `${status}: ${conclusion ?? ""}`)).toEqual([
        "completed: neutral",
        "completed: success",
        "completed: neutral",
      ]);
      expect(new Set(state.checkRuns.map(({ externalId }) => externalId)).size).toBe(state.checkRuns.length);
      expect([first, second, third].map(({ end }) => end.code)).toEqual([0, 0, 0]);
      expect(violations).toEqual([]);
    }));
});
