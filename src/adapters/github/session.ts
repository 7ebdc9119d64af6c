import type { FailedJobs } from "../../domain/ci-failure.ts";
import type { GitHubScene } from "../../domain/github-scene.ts";
import type { Confirmation, RunOrigin } from "../../domain/run-origin.ts";
import type { Undoer } from "../../domain/undo.ts";
import type { Events, Publisher, RunEvent, StateStore } from "../../ports.ts";
import { concludeCheckRun, startCheckRun, updateCheckRun, type CheckEnd, type CheckKey } from "./check-run.ts";
import { createClient, toEnding, type Client, type Time } from "./client.ts";
import { createGitHubPublisher } from "./publisher.ts";
import { readEnded } from "./pulls.ts";
import { remedyOf, renderFailure, type Failure } from "./reply.ts";
import { confirmRights } from "./rights.ts";
import { createGitHubStateStore } from "./state-ref.ts";
import { createTime } from "./time.ts";
import { createGitHubUndoer } from "./undoer.ts";
import { toRepositoryName, type GitHubMode } from "./work.ts";

/** Milliseconds between two shows of progress. */
const PROGRESS_MS = 10_000;

export interface SessionOptions {
  readonly scene: GitHubScene;
  readonly token: string;
  /** What the run is asked for: another request has a check run of its own. */
  readonly request: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly temporaryDirectory: string;
  readonly digest: (text: string) => string;
  /** Aborted when the runner cancels. */
  readonly signal: AbortSignal;
  readonly onNote: (message: string) => void;
  /** Absent: the runner's, which knows of proxies. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What a run does on GitHub. Opened at the first need; everything in it is loaded then. */
export interface GitHubSession {
  /** With its rights confirmed. */
  readonly scene: GitHubScene;
  publisher(mode: GitHubMode, fallback: Publisher, directory: string): Publisher;
  undoer(directory: string): Undoer;
  /** The jobs that failed in the scene's failed run. */
  readonly failedJobs: () => Promise<FailedJobs>;
  /** GitHub's own word on the runs that bundles say they are of. */
  readonly confirmRun: (stated: readonly RunOrigin[]) => Promise<Confirmation>;
  /**
   * Puts a comment that stands once, or changes only the one that stands already; undefined where there is none
   * afterwards. What went wrong is told as a note.
   */
  comment(body: string, whenMissing?: "add" | "leave"): Promise<string | undefined>;
  readonly state: StateStore;
  /** How those of these pull requests ended that are no longer open. */
  readonly endedPulls: (numbers: readonly number[]) => Promise<ReadonlyMap<number, "closed" | "merged">>;
  /** Shows that the run is going on; undefined where GitHub does not let it, which is told as a note. */
  startCheck(): Promise<OpenCheck | undefined>;
}

/** A check run in progress. */
export interface OpenCheck extends Events {
  /** Ends it, and shows the same on commits that were pushed, since a push by the job's token starts no run. */
  conclude(end: CheckEnd, pushed: readonly string[]): Promise<"shown" | "not-shown">;
}

function tell(options: SessionOptions, what: string, failure: Failure): void {
  options.onNote(`${what}: ${renderFailure(failure)}. ${remedyOf(failure)}.`);
}

/** Key of the check run: the same for the same work, whatever is tried and run again. */
function toKey({ scene, digest, request, version }: SessionOptions, headSha: string): CheckKey {
  const { step, url } = scene.run;
  const failed = scene.failedRun?.place === "other" ? [scene.failedRun.workflow] : [];
  const key = digest(
    [scene.repository, scene.pullRequest ?? "", headSha, request, version, step, ...failed].join("\0"),
  );
  return { ...toRepositoryName(scene.repository), headSha, key, url };
}

class Check implements OpenCheck {
  readonly #client: Client;
  readonly #options: SessionOptions;
  readonly #key: CheckKey;
  readonly #run: { readonly id: number; readonly status: string; readonly annotations: number };
  readonly #time: Time;
  readonly #lines: string[] = [];
  #last: number;
  #busy: Promise<unknown> = Promise.resolve();
  #state: "free" | "sending" | "ended" = "free";

  constructor(client: Client, options: SessionOptions, key: CheckKey, run: Check["run"], time: Time) {
    this.#client = client;
    this.#options = options;
    this.#key = key;
    this.#run = run;
    this.#time = time;
    this.#last = time.monotonic();
  }

  get run(): { readonly id: number; readonly status: string; readonly annotations: number } {
    return this.#run;
  }

  emit(event: RunEvent): void {
    if (event.type !== "task-ended" || this.#options.signal.aborted) return;
    const { outcome, done, total } = event;
    this.#lines.push(`- ${outcome.type}: ${outcome.task.id}`);
    const now = this.#time.monotonic();
    if (this.#state !== "free" || now - this.#last < PROGRESS_MS) return;
    this.#last = now;
    this.#state = "sending";
    const output = { title: `${done} of ${total} tasks`, summary: this.#lines.slice(-100).join("\n") };
    this.#busy = updateCheckRun(this.#client, this.#key, this.#run, output).then(() => {
      if (this.#state === "sending") this.#state = "free";
    });
  }

  async conclude(end: CheckEnd, pushed: readonly string[]): Promise<"shown" | "not-shown"> {
    this.#state = "ended";
    await this.#busy;
    // One that stays in progress would say that the run goes on.
    const ended = await concludeCheckRun(toEnding(this.#client), this.#key, this.#run, end);
    if (!ended.ok) tell(this.#options, "the check run is not complete", ended.failure);
    const others = pushed.filter((id) => id !== this.#key.headSha);
    if (this.#options.signal.aborted) {
      for (const id of others) this.#options.onNote(`no check run on ${id.slice(0, 7)}: the run was cancelled`);
      return ended.ok ? "shown" : "not-shown";
    }
    for (const id of others) await this.#showOn(id, end);
    return ended.ok ? "shown" : "not-shown";
  }

  async #showOn(pushed: string, end: CheckEnd): Promise<void> {
    const key = toKey(this.#options, pushed);
    const started = await startCheckRun(this.#client, key, end);
    const ended = started.ok ? await concludeCheckRun(this.#client, key, started.data, end) : started;
    if (!ended.ok) tell(this.#options, `the check run on ${pushed.slice(0, 7)} is not complete`, ended.failure);
  }
}

/** Where nothing may be written the state is read and stays as it is. */
function stateOf(scene: GitHubScene, client: Client): StateStore {
  // A run that is cancelled still says what it has spent: until then it counts with all that it may spend.
  const place = { client: toEnding(client), repository: toRepositoryName(scene.repository) };
  const store = createGitHubStateStore(place);
  const { rights } = scene;
  return rights.type === "write" ? store : { ...store, update: () => Promise.resolve(rights.reason) };
}

async function failedJobsOf(
  scene: GitHubScene,
  client: Client,
  { fetch }: SessionOptions,
  time: Time,
): Promise<FailedJobs> {
  const { failedRun, apiUrl } = scene;
  if (failedRun === undefined) {
    const reason = "which workflow run failed is not known";
    return {
      type: "unavailable",
      reason,
      remedy: "run the action in a workflow, on workflow_run or in a job of the run",
    };
  }
  const [{ readFailedJobs }, { createDownload }, { createFetch }] = await Promise.all([
    import("./failed-jobs.ts"),
    import("./download.ts"),
    import("./octokit.ts"),
  ]);
  const download = createDownload(fetch ?? createFetch(), apiUrl);
  return readFailedJobs({ client, repository: toRepositoryName(scene.repository), download, time }, failedRun);
}

async function comment(
  place: { readonly scene: GitHubScene; readonly client: Client },
  options: SessionOptions,
  body: string,
  whenMissing: "add" | "leave",
): Promise<string | undefined> {
  const { scene } = place;
  if (scene.rights.type !== "write") return undefined;
  const { putComment } = await import("./comment.ts");
  // With the branch: its commits stand among another one's, too, and what is said there is not about it.
  const parts = ["fix-ci", scene.repository, scene.branch ?? "", scene.failedRun?.workflow ?? ""];
  const key = options.digest(parts.join("\0")).slice(0, 16);
  const put = await putComment(place, { key, body, whenMissing });
  if (put.ok) return put.data;
  tell(options, "there is no comment", put.failure);
  return undefined;
}

/** Opens the session: loads octokit and has the rights confirmed. `parts` stand in for the machine's in tests. */
export async function openSession(
  options: SessionOptions,
  parts: { readonly client?: Client; readonly time?: Time } = {},
): Promise<GitHubSession> {
  const time = parts.time ?? createTime(options.signal);
  const client = parts.client ?? (await connect(options, time));
  const scene = await confirmRights(client, options.scene);
  const { digest, env, temporaryDirectory, onNote } = options;
  return {
    scene,
    publisher: (mode, fallback, directory) =>
      createGitHubPublisher({
        scene,
        client,
        mode,
        fallback,
        place: { directory, env, temporaryDirectory },
        digest,
        now: () => time.now(),
        onNote,
      }),
    state: stateOf(scene, client),
    endedPulls: (numbers) => readEnded(client, toRepositoryName(scene.repository), numbers),
    failedJobs: () => failedJobsOf(scene, client, options, time),
    confirmRun: async (stated) => (await import("./confirm-run.ts")).confirmRun({ scene, client }, stated),
    comment: (body, whenMissing = "add") => comment({ scene, client }, options, body, whenMissing),
    undoer: (directory) => createGitHubUndoer({ scene, client, place: { directory, env, temporaryDirectory } }),
    startCheck: async () => {
      if (scene.rights.type === "read" || scene.head === undefined) return undefined;
      const key = toKey(options, scene.head);
      const started = await startCheckRun(client, key, { title: "In progress", summary: "Planning." });
      if (started.ok) return new Check(client, options, key, started.data, time);
      tell(options, "there is no check run", started.failure);
      return undefined;
    },
  };
}

async function connect({ scene, token, version, signal }: SessionOptions, time: Time): Promise<Client> {
  const { createTransport } = await import("./octokit.ts");
  const { apiUrl, graphqlUrl } = scene;
  return createClient(createTransport({ token, apiUrl, graphqlUrl, userAgent: `assay/${version}` }), time, signal);
}
