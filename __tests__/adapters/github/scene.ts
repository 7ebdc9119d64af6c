import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { createClient, type Client, type Transport } from "../../../src/adapters/github/client.ts";
import { createTransport } from "../../../src/adapters/github/octokit.ts";
import { openSession, type GitHubSession } from "../../../src/adapters/github/session.ts";
import type { GitHubMode } from "../../../src/adapters/github/work.ts";
import type { Manifest } from "../../../src/domain/bundle.ts";
import type { GitHubScene } from "../../../src/domain/github-scene.ts";
import type { Publication } from "../../../src/domain/publication.ts";
import type { ApprovalRequest, PullRequestPolicy } from "../../../src/domain/pull-request.ts";
import type { UndoRequest } from "../../../src/domain/undo.ts";
import { renderWorkMark, toWork } from "../../../src/domain/work-mark.ts";
import type { PublishRequest } from "../../../src/ports.ts";
import { toSuggestions } from "../../../src/publish/to-suggestions.ts";
import { commitAll, git, makeGround, makeRepository, open, path, write, type Ground } from "../git/fixture.ts";
import { makeTime, type FakeTime } from "./fake-time.ts";
import { GitStore } from "./server/git-store.ts";
import { startServer, type GitHubServer } from "./server/server.ts";
import { GitHubState } from "./server/state.ts";

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export interface Situation extends AsyncDisposable {
  readonly ground: Ground;
  readonly server: GitHubServer;
  readonly time: FakeTime;
  /** Working tree of branch `feature`. */
  readonly root: string;
  readonly base: string;
  readonly head: string;
  readonly scene: GitHubScene;
  readonly request: PublishRequest;
  readonly notes: string[];
  client(deadlineMs?: number): Client;
  session(scene?: Partial<GitHubScene>, request?: string): Promise<GitHubSession>;
  /** Cancels the run, as the runner's signal does; the next one is another run. */
  cancel(): void;
  /** The same in a scene that may lack what the situation's own has. */
  sessionIn(scene: GitHubScene): Promise<GitHubSession>;
  /** Somebody else's commit on a branch of the remote repository. */
  intrude(branch?: string): void;
  publish(
    mode: GitHubMode,
    more?: { scene?: Partial<GitHubScene>; request?: Partial<PublishRequest> },
  ): Promise<Publication>;
}

const PULL_REQUEST: PullRequestPolicy = {
  per: "rule",
  labels: ["assay"],
  reviewers: ["dev"],
  teams: [],
  assignees: ["dev"],
  draft: false,
  open: 5,
  hourly: 5,
};

/** What the patches of a situation change; by default one file edited, one new. */
export type Changes = readonly { readonly path: string; readonly after?: string; readonly before?: string }[];

const CHANGES: Changes = [
  { path: "a.ts", before: "one\ntwo changed\nthree\n", after: "one\ntwo mended\nthree\n" },
  { path: "new/b.ts", after: "b\n" },
];

/** An edit, an executable file, and a move to another directory, with names that git would quote. */
export const ALL_SORTS: Changes = [
  { path: "a.ts", before: "one\ntwo changed\nthree\n", after: "one\ntwo mended\nthree\n" },
  { path: "run.sh", before: "echo\n", after: "echo mended\n" },
  { path: "größe/neu – 日本.ts", after: "gone\n" },
  { path: "gone.ts", before: "gone\n" },
];

const BASE = { "a.ts": "one\ntwo\nthree\n", "run.sh": "echo\n", "gone.ts": "gone\n" };

/** What changes are about, by task. */
export function worksOf(patches: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...patches].map(([task, patch]) => [task, toWork(patch, undefined, digest)]));
}

/** A request to publish the changes on the head of a repository. */
async function makeRequest(ground: Ground, root: string, base: string, changes: Changes): Promise<PublishRequest> {
  const head = git(root, ["rev-parse", "HEAD"]).trim();
  const repository = await open(ground, root);
  await using pool = await repository.openWorkspaces(head);
  const workspace = await pool.create();
  const patches = new Map<string, string>();
  const entries: Manifest["entries"][number][] = [];
  for (const [index, change] of changes.entries()) {
    await workspace.reset();
    await workspace.apply([{ ...change, path: path(change.path) }]);
    const task = `fix-000000000${index}`;
    patches.set(task, await workspace.patch());
    entries.push({
      task,
      kind: "fix",
      target: change.path,
      engine: "embedded",
      rationale: `Mend ${change.path} for @everyone`,
      paths: [change.path],
      patch: `patches/${task}.patch`,
      patchSha256: "",
      publish: "commit",
      gates: [{ gate: "lint", status: "passed" }],
    });
  }
  await workspace.reset();
  for (const patch of patches.values()) await workspace.applyPatch(patch);
  const manifest: Manifest = {
    schema: "assay/bundle@1",
    tool: { name: "assay", version: "0" },
    subject: { base, mergeBase: base, head },
    policy: { path: ".github/assay.yml", sha256: "0".repeat(64) },
    entries,
    tree: await workspace.tree(),
    reportSha256: "1".repeat(64),
  };
  const messages = new Map(
    entries.map(({ task, target }) => [task, `fix(${target}): mend\n\nBody.\n\nAssay-Task: ${task}\nAssay-Run: 1\n`]),
  );
  return {
    manifest,
    patches,
    messages,
    dryRun: false,
    pullRequest: {
      key: "rule-1",
      title: "assay: 2 changes",
      body: `Body\n\n${renderWorkMark(worksOf(patches))}`,
      settings: PULL_REQUEST,
    },
    suggestions: toSuggestions(entries, patches),
  };
}

/** What situations with the same changes have in common; nothing may be changed in it. */
interface Template {
  readonly ground: Ground;
  readonly root: string;
  readonly base: string;
  readonly head: string;
  readonly request: PublishRequest;
}

const templates = new Map<Changes, Promise<Template>>();

afterAll(async () => {
  for (const template of templates.values()) (await template).ground[Symbol.dispose]();
});

async function makeTemplate(changes: Changes): Promise<Template> {
  const ground = makeGround();
  const root = makeRepository(ground, BASE);
  git(root, ["update-index", "--chmod=+x", "run.sh"]);
  git(root, ["commit", "-q", "-m", "executable"]);
  git(root, ["checkout", "-q", "--", "."]);
  const base = git(root, ["rev-parse", "HEAD"]).trim();
  git(root, ["checkout", "-q", "-b", "feature"]);
  write(root, { "a.ts": "one\ntwo changed\nthree\n" });
  const head = commitAll(root, "feature");
  git(ground.path, ["clone", "-q", "--bare", root, "remote.git"]);
  git(join(ground.path, "remote.git"), ["symbolic-ref", "HEAD", "refs/heads/main"]);
  return { ground, root, base, head, request: await makeRequest(ground, root, base, changes) };
}

interface Opening extends Pick<Situation, "ground" | "notes" | "time" | "scene"> {
  readonly client: Client;
  readonly request?: string;
  /** Absent: nobody cancels. */
  readonly signal?: AbortSignal;
}

/** Opens what a run opens, with a client of somebody's. */
export function openBy(opening: Opening): Promise<GitHubSession> {
  const { ground, notes, time, scene, client, request = "all", signal = new AbortController().signal } = opening;
  return openSession(
    {
      scene,
      token: "t0ken",
      request,
      version: "0",
      env: ground.env,
      temporaryDirectory: ground.tmp,
      digest,
      signal,
      onNote: (message) => notes.push(message),
    },
    { client, time },
  );
}

/**
 * A repository on GitHub with a branch and a pull request, and changes that are to be published on it. `deadlineMs`: how
 * long an answer of the server may take.
 */
export async function makeSituation(changes: Changes = CHANGES, deadlineMs?: number): Promise<Situation> {
  const template = templates.get(changes) ?? makeTemplate(changes);
  templates.set(changes, template);
  const { ground, root, base, head, request } = await template;
  const bare = mkdtempSync(join(ground.path, "remote-"));
  cpSync(join(ground.path, "remote.git"), bare, { recursive: true });
  const server = await startServer(new GitHubState(new GitStore(bare)));
  const scene: GitHubScene = {
    repository: "corner/shop",
    apiUrl: server.url,
    graphqlUrl: `${server.url}/graphql`,
    serverUrl: "https://github.com",
    event: "pull_request",
    branch: "feature",
    head,
    pullRequest: 7,
    people: ["dev"],
    rights: { type: "write" },
    run: { id: "1", attempt: "1", url: "https://github.com/corner/shop/actions/runs/1", step: "ci/lint/assay" },
  };
  const time = makeTime(deadlineMs);
  const notes: string[] = [];
  const transport: Transport = createTransport({
    token: "t0ken",
    apiUrl: server.url,
    graphqlUrl: scene.graphqlUrl,
    userAgent: "assay/0",
  });
  let run = new AbortController();
  const client = (otherMs?: number): Client => {
    const own = otherMs === undefined ? time : { ...time, deadline: () => AbortSignal.timeout(otherMs) };
    return createClient(transport, own, run.signal);
  };
  const session = (more: Partial<GitHubScene> = {}, asked = "all"): Promise<GitHubSession> => {
    const { signal } = run;
    return openBy({ ground, notes, time, client: client(), scene: { ...scene, ...more }, request: asked, signal });
  };
  return {
    ground,
    server,
    time,
    root,
    base,
    head,
    scene,
    request,
    notes,
    client,
    session,
    cancel() {
      const cancelled = run;
      run = new AbortController();
      cancelled.abort(143);
    },
    sessionIn: (whole) => openBy({ ground, notes, time, client: client(), scene: whole, request: "all" }),
    intrude(branch = "feature") {
      const { store } = server.state;
      const tip = store.read(`refs/heads/${branch}`) ?? "";
      const other = store.commit(
        store.tree(store.show(tip)?.tree, [
          { path: "other.ts", mode: "100644", sha: store.blob(Buffer.from("other\n")) },
        ]),
        [tip],
        "somebody else's",
      );
      store.move(`refs/heads/${branch}`, other, tip);
    },
    async publish(mode, more = {}) {
      const fallback = {
        publish: () => Promise.resolve<Publication>({ type: "patch", directory: "/out", files: ["x.patch"] }),
      };
      return (await session(more.scene)).publisher(mode, fallback, root).publish({ ...request, ...more.request });
    },
    async [Symbol.asyncDispose]() {
      try {
        await server[Symbol.asyncDispose]();
      } finally {
        rmSync(bare, { recursive: true, force: true });
      }
    },
  };
}

/** What waits for a yes of some kind to these changes. */
export function toApproval(by: ApprovalRequest["by"], digest: string): ApprovalRequest {
  const rest = { digest, cause: "a.ts" };
  return by === "environment" ? { by, environment: "assay", ...rest } : { by, ...rest };
}

/** Takes the commit of branch `feature` back. */
export function toUndoRequest({ root, head, base }: Pick<Situation, "root" | "head" | "base">): UndoRequest {
  return {
    subject: { head },
    patch: git(root, ["diff", "--full-index", "--binary", head, base]),
    tree: git(root, ["rev-parse", `${base}^{tree}`]).trim(),
    paths: ["a.ts"],
    message: `revert: feature\n\nAssay-Undo: ${head}\nAssay-Run: 2\n`,
    dryRun: false,
  };
}
