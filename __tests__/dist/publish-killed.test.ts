import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import { runGit } from "../../scripts/sample.ts";
import { commitAll, write } from "../adapters/git/fixture.ts";
import type { GitHubServer } from "../adapters/github/server/server.ts";
import { host, pullRequest, stepEnvironment } from "../scenarios/support/hosted.ts";
import { describeBuilt } from "./support/place.ts";

// Each starts the built action twice, a machine with other work takes its time.
jest.setTimeout(240_000);

const TOKEN = "ghs_canary0123456789abcdefghijklmnopqrstuv";
const POLICY = `version: 1
tasks: [docs]
publish: pull-request
pull-request: { labels: [assay], assignees: [dev] }
limits: { attempts: 1 }
`;
const FILES = {
  ".github/assay.yml": POLICY,
  "package.json": '{ "name": "shop", "type": "module", "license": "MIT" }\n',
};
const double = (name: string): string => `export function ${name}(value) {\n  return value * 2;\n}\n`;

interface Ground {
  readonly directory: string;
  readonly root: string;
  readonly base: string;
  readonly head: string;
  /** A bundle of two changes, as the job before has left it. */
  readonly bundle: string;
  readonly digest: string;
}

let ground: Ground;

function commit(root: string, files: Readonly<Record<string, string>>): string {
  write(root, files);
  return commitAll(root, "work");
}

interface Step {
  readonly inputs: Readonly<Record<string, string>>;
  readonly server: GitHubServer;
  readonly onStart?: (child: ChildProcess) => void;
}

async function run({ directory, root, base, head }: Omit<Ground, "bundle" | "digest">, step: Step): Promise<StepEnd> {
  const { inputs, server, onStart } = step;
  const temporary = path.join(directory, "tmp");
  await mkdir(temporary, { recursive: true });
  return runAction(
    {
      workspace: root,
      temporary: path.join(directory, "runner"),
      inputs: { token: TOKEN, base, ...inputs },
      eventName: "pull_request",
      event: pullRequest({ base, head }),
      env: stepEnvironment(server, temporary, head),
    },
    onStart,
  );
}

async function propose(): Promise<Ground> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-killed-test-"));
  const root = path.join(directory, "shop");
  await runGit(directory, ["init", "--quiet", "--initial-branch=main", root]);
  const base = commit(root, FILES);
  await runGit(root, ["checkout", "--quiet", "-b", "feature"]);
  const head = commit(root, { "src/one.js": double("one"), "src/two.js": double("two") });
  const place = { directory, root, base, head };
  await using server = await host(root, directory);
  const end = await run(place, { server, inputs: { phase: "propose" } });
  return {
    ...place,
    bundle: end.outputs.get("bundle") ?? "",
    digest: end.outputs.get("manifest-sha256") ?? "",
  };
}

const CREATE = "POST /repos/{owner}/{repo}/pulls";
const COMMIT = "POST /graphql";
const LABELS = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";

/** Signals the process at the first write of a kind, or the second, and holds the write until that has come to it. */
function holdAt(server: GitHubServer, write: readonly [route: string, before: number], signal: NodeJS.Signals) {
  let child: ChildProcess | undefined;
  server.fault = ({ route, before }) => {
    const started = child;
    if (route !== write[0] || before !== write[1] || started === undefined) return undefined;
    return {
      type: "before",
      async act() {
        const gone = once(started, "exit");
        started.kill(signal);
        if (signal === "SIGKILL") await gone;
        else await new Promise((resolve) => setTimeout(resolve, 200));
      },
    };
  };
  return (started: ChildProcess): void => {
    child = started;
  };
}

describeBuilt("the action, signalled while GitHub has a write of its publication under way", () => {
  beforeAll(async () => {
    ground = await propose();
  });

  afterAll(async () => {
    await rm(ground.directory, { recursive: true, force: true });
  });

  test.each<[NodeJS.Signals, string, number]>([
    ["SIGTERM", COMMIT, 1],
    ["SIGKILL", COMMIT, 0],
    ["SIGTERM", CREATE, 0],
    ["SIGKILL", LABELS, 0],
  ])("%s at %s: nothing is there twice, and the next run adds the rest", async (signal, route, before) => {
    const { root, directory, head, bundle, digest } = ground;
    await using server = await host(root, directory);
    const { state } = server;
    const inputs = { phase: "publish", bundle, "manifest-sha256": digest };
    const first = await run(ground, { server, inputs, onStart: holdAt(server, [route, before], signal) });
    const exit = signal === "SIGTERM" ? { code: 143, signal: null } : { code: null, signal };
    expect({ code: first.code, signal: first.signal }).toEqual(exit);
    const at = server.calls.findIndex((call) => call.route === route && call.before === before);
    const later = server.calls.slice(at + 1).map((call) => call.route);
    // What it had begun is ended; a process that is killed ends nothing.
    const ending = signal === "SIGTERM" ? ["PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}"] : [];
    expect(later.filter((one) => !one.startsWith("GET "))).toEqual(ending);
    if (signal === "SIGTERM") expect(first.stdout).toContain("::error::Cancelled.");

    server.fault = () => undefined;
    const { code, stdout, stderr } = await run(ground, { server, inputs });
    expect({ code, stderr, stdout: code === 0 ? "" : stdout }).toEqual({ code: 0, stderr: "", stdout: "" });
    expect(state.store.log(head, `refs/heads/${state.pulls[0]?.head ?? ""}`)).toHaveLength(2);
    expect(state.done.filter((one) => one === COMMIT)).toHaveLength(2);
    const pulls = state.pulls.map(({ labels, assignees }) => ({ labels, assignees }));
    expect(pulls).toEqual([{ labels: ["assay"], assignees: ["dev"] }]);
    expect(state.checkRuns.map(({ status }) => status)).not.toContain("in_progress");
    expect(new Set(state.checkRuns.map(({ externalId }) => externalId)).size).toBe(state.checkRuns.length);
    expect(server.violations).toEqual([]);
  });
});
