import { z } from "zod";
import type { Problem } from "../../domain/errors.ts";
import type { GitHubScene } from "../../domain/github-scene.ts";
import type { Confirmation, RunOrigin } from "../../domain/run-origin.ts";
import type { Client } from "./client.ts";
import { remedyOf, renderFailure, type Failure, type Reply } from "./reply.ts";
import { toRepositoryName } from "./work.ts";

interface Place {
  readonly client: Client;
  readonly scene: GitHubScene;
}

const runSchema = z.object({
  id: z.number(),
  run_attempt: z.number(),
  head_sha: z.string(),
  repository: z.object({ id: z.number() }),
});
type Run = z.infer<typeof runSchema>;

const pullSchema = z.object({
  state: z.string(),
  head: z.object({ repo: z.object({ id: z.number() }).nullish() }),
});

const PLACE = "bundle run";
const AGAIN = "Nothing was published. Run the workflow again, and publish what its own jobs have made.";
const MOVED = "Nothing was published. Run again on the pull request as it is now.";

/** Events whose run is a run of the very commit that is worked on; `workflow_run` runs on the default branch. */
const RUNS_ON_HEAD: ReadonlySet<string> = new Set(["pull_request", "push", "schedule", "workflow_dispatch"]);

/** The number in a run's id: the part before its job. */
export function runOf({ run }: Pick<GitHubScene, "run">): number {
  return Number(run.id.split("/")[0] ?? "");
}

function readRun({ client, scene }: Place, attempt?: number): Promise<Reply<Run>> {
  const parameters = { ...toRepositoryName(scene.repository), run_id: runOf(scene) };
  if (attempt === undefined) {
    return client.read({ route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}", parameters, schema: runSchema });
  }
  return client.read({
    route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}",
    parameters: { ...parameters, attempt_number: attempt },
    schema: runSchema,
  });
}

function problem(message: string, remedy = AGAIN): Problem {
  return { place: PLACE, message, remedy };
}

/** What GitHub has no word on: told where it is not to be seen by this token, a reason to stop where it did not answer. */
function unanswered(what: string, failure: Failure, needs: string): Confirmation {
  const { kind } = failure;
  if (kind === "permission" || kind === "missing" || kind === "unsupported") {
    const note = `GitHub was not asked ${what}, so only the runner's and the event's own word counts (${renderFailure(failure)}). Add to the job's permissions: ${needs}`;
    return { problems: [], notes: [note] };
  }
  return {
    problems: [problem(`GitHub does not say ${what} (${renderFailure(failure)})`, remedyOf(failure))],
    notes: [],
  };
}

/** What a bundle says of its run, beside what GitHub says of that attempt. */
async function compareAttempt(place: Place, own: Run, stated: RunOrigin): Promise<readonly Problem[]> {
  const { scene } = place;
  if (stated.attempt > own.run_attempt) {
    return [problem(`the bundle is of attempt ${stated.attempt}, but GitHub knows of ${own.run_attempt}`)];
  }
  const reply = stated.attempt === own.run_attempt ? undefined : await readRun(place, stated.attempt);
  if (reply?.ok === false) {
    const message = `GitHub does not confirm attempt ${stated.attempt} of the run (${renderFailure(reply.failure)})`;
    return [problem(message, reply.failure.kind === "missing" ? AGAIN : remedyOf(reply.failure))];
  }
  const run = reply?.data ?? own;
  const facts: readonly (readonly [string, string, string])[] = [
    ["repository", stated.repositoryId, String(run.repository.id)],
    ["run", stated.runId, String(run.id)],
    ["attempt", String(stated.attempt), String(run.run_attempt)],
    ...(RUNS_ON_HEAD.has(scene.event) ? [["head", scene.head ?? run.head_sha, run.head_sha] as const] : []),
  ];
  return facts.flatMap(([name, said, found]) =>
    said === found ? [] : [problem(`its ${name} is ${said}, but GitHub says ${found}`)],
  );
}

/** Its head is not compared: a publication that broke off has moved it, and each write names the commit that it is for. */
async function confirmPull({ client, scene }: Place, number: number, repositoryId: number): Promise<Confirmation> {
  const reply = await client.read({
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    parameters: { ...toRepositoryName(scene.repository), pull_number: number },
    schema: pullSchema,
  });
  if (!reply.ok) return unanswered(`how #${number} is now`, reply.failure, "pull-requests: read");
  const { state, head } = reply.data;
  const message =
    state !== "open"
      ? `#${number} is ${state}`
      : head.repo?.id !== repositoryId
        ? `#${number} is from another repository`
        : undefined;
  return { problems: message === undefined ? [] : [problem(message, MOVED)], notes: [] };
}

/**
 * Compares what bundles say of the run that made them with GitHub's own word on it: repository, run, attempt and head, and
 * whether the pull request is still open, from this repository. Where the token may not ask, that is a note, and the runner's word counts; where GitHub
 * does not answer, it is a problem. Never throws.
 */
export async function confirmRun(place: Place, stated: readonly RunOrigin[]): Promise<Confirmation> {
  const { scene } = place;
  if (scene.rights.type !== "write" || stated.length === 0) return { problems: [], notes: [] };
  const own = await readRun(place);
  if (!own.ok) return unanswered("which run made the bundle", own.failure, "actions: read");
  const problems: Problem[] = [];
  for (const one of new Map(stated.map((origin) => [JSON.stringify(origin), origin])).values()) {
    problems.push(...(await compareAttempt(place, own.data, one)));
  }
  if (problems.length > 0 || scene.pullRequest === undefined) return { problems, notes: [] };
  return confirmPull(place, scene.pullRequest, own.data.repository.id);
}
