import { z } from "zod";
import type { FailedRun, GitHubRights, GitHubScene } from "../domain/github-scene.ts";
import { parseJson } from "../domain/parse-json.ts";
import type { Environment } from "../settings/inputs.ts";

const user = z.object({ login: z.string(), type: z.string().optional() }).nullish();
const side = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ id: z.number() }).nullish(),
});
const payloadSchema = z.object({
  sender: user,
  ref: z.string().nullish(),
  after: z.string().nullish(),
  deleted: z.boolean().nullish(),
  pull_request: z.object({ number: z.number(), state: z.string().optional(), user, head: side, base: side }).nullish(),
  workflow_run: z
    .object({
      id: z.number().optional(),
      run_attempt: z.number().optional(),
      name: z.string().nullish(),
      head_branch: z.string().nullish(),
      head_sha: z.string(),
      triggering_actor: user,
      actor: user,
    })
    .nullish(),
});
type Payload = z.infer<typeof payloadSchema>;

/** What the event says of branch, head and people. */
type Place = Pick<GitHubScene, "branch" | "head" | "pullRequest" | "people" | "rights">;

const WRITE: GitHubRights = { type: "write" };
const DEPENDABOT = "dependabot[bot]";

function only(reason: string, remedy: string): GitHubRights {
  return { type: "read", reason, remedy };
}

/**
 * Bots start no work that writes: two of them would keep each other busy. Nor does anybody whom the event does not name
 * (an account that is gone): there is nobody whose right could be confirmed.
 */
function rightsOf(people: readonly (Payload["sender"] | undefined)[]): GitHubRights {
  for (const one of people) {
    if (one?.login === DEPENDABOT) {
      const lacks = "contents: write and checks: write are missing";
      return only(
        `Dependabot's runs get a token that can only read (${lacks})`,
        "Take the patches from the run's artifact",
      );
    }
    if (one === null || one === undefined) {
      return only("the event does not say who is behind it", "Let somebody with an account start the run");
    }
    if (one.type === "Bot") return only(`${one.login} is a bot`, "Let a person start the run");
  }
  return WRITE;
}

function loginsOf(people: readonly (Payload["sender"] | undefined)[]): readonly string[] {
  return [...new Set(people.flatMap((one) => (one === null || one === undefined ? [] : [one.login])))];
}

function placePullRequest(pull: NonNullable<Payload["pull_request"]>, sender: Payload["sender"]): Place {
  const { number, head, base, state } = pull;
  const people = [pull.user, sender];
  const own = head.repo?.id !== undefined && head.repo.id === base.repo?.id;
  const fork = only(
    "the pull request is from a fork: its token can only read (contents: write and checks: write are missing)",
    "Take the patches from the run's artifact, or let a person push the branch to this repository",
  );
  const closed = only("the pull request is closed", "Reopen it");
  const rights = !own ? fork : state === "closed" ? closed : rightsOf(people);
  return { head: head.sha, pullRequest: number, people: loginsOf(people), rights, ...(own && { branch: head.ref }) };
}

function placeWorkflowRun(run: NonNullable<Payload["workflow_run"]>, sender: Payload["sender"]): Place {
  // Servers before GHES 3.5 do not say who started it again.
  const people = [run.triggering_actor ?? run.actor ?? sender];
  const { head_branch: branch, head_sha: head } = run;
  return { head, people: loginsOf(people), rights: rightsOf(people), ...(branch && { branch }) };
}

function branchOf(ref: string | null | undefined): { readonly branch?: string } {
  const branch = /^refs\/heads\/(.+)$/u.exec(ref ?? "")?.[1];
  return branch === undefined ? {} : { branch };
}

function headOf(sha: string | null | undefined): { readonly head?: string } {
  return sha === null || sha === undefined || sha === "" || /^0+$/u.test(sha) ? {} : { head: sha };
}

function toPlace(name: string, payload: Payload, env: Environment): Place {
  const { sender, pull_request: pull, workflow_run: run } = payload;
  switch (name) {
    case "pull_request":
    case "pull_request_target":
      if (pull === null || pull === undefined) break;
      return placePullRequest(pull, sender);
    case "push":
      return {
        ...branchOf(payload.ref),
        ...headOf(payload.after),
        people: loginsOf([sender]),
        rights: rightsOf([sender]),
      };
    case "schedule":
      return { ...branchOf(env["GITHUB_REF"]), ...headOf(env["GITHUB_SHA"]), people: [], rights: WRITE };
    case "workflow_dispatch":
    case "repository_dispatch": {
      const people = [sender];
      const place = { ...branchOf(env["GITHUB_REF"]), ...headOf(env["GITHUB_SHA"]) };
      return { ...place, people: loginsOf(people), rights: rightsOf(people) };
    }
    case "workflow_run":
      if (run === null || run === undefined) break;
      return placeWorkflowRun(run, sender);
    case "merge_group":
      return {
        ...headOf(env["GITHUB_SHA"]),
        people: [],
        // A required check run has to be there, or the queue waits for it.
        rights: {
          type: "check-run",
          reason: "a merge queue's branch is GitHub's own",
          remedy: "Run on pull_request too",
        },
      };
  }
  const rights = only(
    `the event ${name} is about no branch that could be written`,
    "Run on pull_request, push or schedule",
  );
  return { people: [], rights };
}

/** Events that ask for work without a change: each run of theirs is work of its own, and only its reruns are the same. */
const OWN_WORK = new Set(["schedule", "workflow_dispatch", "repository_dispatch"]);

/** Whether steps of one workflow show the same check run, whatever their jobs are. */
export type CheckRunOf = "step" | "workflow";

function toRun(name: string, env: Environment, address: string, checkRun: CheckRunOf): GitHubScene["run"] {
  const id = env["GITHUB_RUN_ID"] ?? "";
  const place = [env["GITHUB_JOB"] ?? "", env["GITHUB_ACTION"] ?? ""];
  const shown = checkRun === "workflow" ? [] : place;
  return {
    id: [id, ...place].join("/"),
    attempt: env["GITHUB_RUN_ATTEMPT"] ?? "1",
    url: `${address}/actions/runs/${id}`,
    step: [env["GITHUB_WORKFLOW"] ?? "", ...shown, ...(OWN_WORK.has(name) ? [id] : [])].join("/"),
  };
}

function toFailedRun({ workflow_run: run }: Payload, env: Environment): { readonly failedRun?: FailedRun } {
  if (run?.id !== undefined) {
    return { failedRun: { id: run.id, attempt: run.run_attempt ?? 1, workflow: run.name ?? "", place: "other" } };
  }
  const id = Number(env["GITHUB_RUN_ID"] ?? "");
  if (!Number.isSafeInteger(id) || id <= 0) return {};
  const attempt = Number(env["GITHUB_RUN_ATTEMPT"] ?? "1");
  return { failedRun: { id, attempt, workflow: env["GITHUB_WORKFLOW"] ?? "", place: "own" } };
}

/**
 * Where on GitHub the run takes place; undefined where the runner does not say, or the payload is none. Whether the event
 * may start anything at all is `toEventScope`'s to say. Never throws.
 */
export function toGitHubScene(
  name: string,
  text: string,
  env: Environment,
  checkRun: CheckRunOf = "step",
): GitHubScene | undefined {
  const json = parseJson(text);
  const parsed = json.ok ? payloadSchema.safeParse(json.value) : undefined;
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  if (parsed?.success !== true || !/^[\w.-]+\/[\w.-]+$/u.test(repository)) return undefined;
  const apiUrl = env["GITHUB_API_URL"] ?? "https://api.github.com";
  const serverUrl = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  return {
    repository,
    apiUrl,
    graphqlUrl: env["GITHUB_GRAPHQL_URL"] ?? `${apiUrl.replace(/\/v3$/u, "")}/graphql`,
    serverUrl,
    event: name,
    ...toPlace(name, parsed.data, env),
    ...toFailedRun(parsed.data, env),
    run: toRun(name, env, `${serverUrl}/${repository}`, checkRun),
  };
}
