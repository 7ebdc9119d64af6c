import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import { runGit } from "../../scripts/sample.ts";
import { renderCanonicalJson } from "../../src/publish/canonical-json.ts";
import { GitStore } from "../adapters/github/server/git-store.ts";
import { startServer, type GitHubServer } from "../adapters/github/server/server.ts";
import { GitHubState } from "../adapters/github/server/state.ts";
import { describeBuilt, withPlace, type Place } from "../dist/support/place.ts";
import { pullRequest, stepEnvironment } from "./support/hosted.ts";

// Each step is a process, as each job of a workflow is.
jest.setTimeout(300_000);

const POLICY = ".github/assay.yml";
interface Job {
  readonly name: string;
  readonly base: string;
  readonly inputs: Readonly<Record<string, string>>;
}

function step(place: Place, server: GitHubServer, { name, base, inputs }: Job): Promise<StepEnd> {
  return runAction({
    workspace: place.sample.root,
    temporary: path.join(place.directory, name),
    inputs: { tasks: "fix", publish: "commit", token: "ghs_canary", ...inputs },
    eventName: "pull_request",
    event: { ...pullRequest({ base, head: place.sample.head }), action: "labeled" },
    env: { ...stepEnvironment(server, place.temporary, place.sample.head), GITHUB_JOB: name },
  });
}

/** Classes of risk of which the last that applies to a fix of the cart is the strictest. */
const CLASSES: Readonly<Record<string, string>> = {
  label: "  by: label\n",
  review: "  - { by: label, tasks: [fix] }\n  - { by: review, paths: [src/cart.ts] }\n",
  environment:
    '  - { by: environment, paths: ["src/**", "!src/user.ts"] }\n  - { by: review, tasks: [fix] }\n  - { by: environment, paths: [src/user.ts] }\n',
};

/** A commit on the base whose policy asks for a yes in a way; and the digest of its policy. */
async function commitPolicy({ sample }: Place, by: string): Promise<{ base: string; sha256: string }> {
  await runGit(sample.root, ["checkout", "--quiet", "--detach", sample.base]);
  const file = path.join(sample.root, POLICY);
  const text = `${await readFile(file, "utf8")}approval:\n${CLASSES[by] ?? ""}`;
  await writeFile(file, text);
  await runGit(sample.root, ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-am", by]);
  const base = (await runGit(sample.root, ["rev-parse", "HEAD"])).trim();
  await runGit(sample.root, ["checkout", "--quiet", "--detach", sample.head]);
  return { base, sha256: createHash("sha256").update(text).digest("hex") };
}

/** The bundle as it would be under another policy, which says nothing else about what it holds. */
async function rebase(from: string, to: string, { base, sha256 }: { base: string; sha256: string }): Promise<void> {
  await cp(from, to, { recursive: true });
  const file = path.join(to, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as { subject: object; policy: object };
  const subject = { ...manifest.subject, base };
  await writeFile(file, renderCanonicalJson({ ...manifest, subject, policy: { ...manifest.policy, sha256 } }));
}

type Yes = (state: GitHubState, digest: string, head: string) => void;

const WAYS: readonly [string, Yes][] = [
  ["label", (state, digest) => state.labelEvents.push({ event: "labeled", actor: "dev", label: digest })],
  ["review", (state, digest, head) => state.approvals.push({ user: "dev", body: `yes: ${digest}`, commit: head })],
  [
    "environment",
    (state, digest) =>
      state.deployments.push({ state: "approved", environment: "assay", comment: digest, user: "dev" }),
  ],
];

describeBuilt("changes that need a yes, the bundle of the action started as the runner does it", () => {
  test("wait as action_required with the patch, and are published once somebody who may write has said yes", () =>
    withPlace(async (place) => {
      const { sample, directory } = place;
      const bare = await mkdtemp(path.join(directory, "remote-"));
      await runGit(directory, ["clone", "--quiet", "--bare", sample.root, bare]);
      const log = (store: GitStore) => store.log(sample.head, "refs/heads/feature");
      const proposed = path.join(directory, "proposed");
      {
        await using server = await startServer(new GitHubState(new GitStore(bare)));
        const inputs = { phase: "propose", paths: "src/cart.ts", out: proposed };
        const end = await step(place, server, { name: "propose", base: sample.base, inputs });
        expect({ code: end.code, accepted: end.outputs.get("accepted") }).toEqual({ code: 0, accepted: "1" });
      }
      for (const [by, sayYes] of WAYS) {
        const policy = await commitPolicy(place, by);
        const bundle = path.join(directory, `bundle-${by}`);
        await rebase(proposed, bundle, policy);
        const remote = path.join(directory, `remote-${by}`);
        await cp(bare, remote, { recursive: true });
        await using server = await startServer(new GitHubState(new GitStore(remote)));
        const { state } = server;
        const manifest = await readFile(path.join(bundle, "manifest.json"));
        const sum = createHash("sha256").update(manifest).digest("hex");
        const job = { base: policy.base, inputs: { phase: "publish", bundle, "manifest-sha256": sum } };

        const waits = await step(place, server, { ...job, name: "publish" });
        expect({ by, code: waits.code, publication: waits.outputs.get("publication") }).toEqual({
          by,
          code: 0,
          publication: "waiting,patch",
        });
        expect(log(state.store)).toEqual([]);
        expect(state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(["action_required"]);
        const said = /(?:the label (assay-approved-\w+)|text holds (\w+)|the comment (\w+))/u.exec(waits.stdout);
        const digest = said?.[1] ?? said?.[2] ?? said?.[3] ?? "";
        expect(digest).toMatch(/[0-9a-f]{16}$/u);
        // What asks for it is told, the strictest class where several do.
        const cause = {
          label: ", by approval.0 of",
          review: "src/cart.ts, by approval.1",
          environment: "src/cart.ts, by approval.0",
        };
        expect(waits.stdout).toContain(Object.entries(cause).find(([way]) => way === by)?.[1]);

        sayYes(state, digest, sample.head);
        // For an environment that is another job, which its protection rules hold back until then.
        const end = await step(place, server, { ...job, name: by === "environment" ? "approved" : "publish" });
        expect({ by, publication: end.outputs.get("publication") }).toEqual({ by, publication: "commit" });
        const [commit = ""] = log(state.store);
        expect(log(state.store)).toHaveLength(1);
        // Nothing stays behind that still asks.
        expect(state.checkRuns.map(({ headSha, conclusion }) => [headSha, conclusion])).toEqual([
          [sample.head, "success"],
          [commit, "success"],
        ]);
        expect(server.violations).toEqual([]);
      }
    }));
});
