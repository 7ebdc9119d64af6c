import { z } from "zod";
import type { FailedJob, FailedJobs, JobStep } from "../../domain/ci-failure.ts";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { FailedRun } from "../../domain/github-scene.ts";
import type { RepositoryName } from "./check-run.ts";
import type { Client, Time } from "./client.ts";
import { STORE_ROUTE, type Download } from "./download.ts";
import { remedyOf, renderFailure, type Failure, type Reply } from "./reply.ts";

/** Where logs are read from. */
export interface LogPlace {
  readonly client: Client;
  readonly repository: RepositoryName;
  readonly download: Download;
  readonly time: Pick<Time, "deadline">;
}

const stepSchema = z.object({
  name: z.string(),
  conclusion: z.string().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
});
const jobSchema = z.object({
  id: z.number(),
  name: z.string(),
  conclusion: z.string().nullish(),
  html_url: z.string().nullish(),
  steps: z.array(stepSchema).nullish(),
});
type Job = z.infer<typeof jobSchema>;
const jobsSchema = z.object({ jobs: z.array(jobSchema) }).transform(({ jobs }) => jobs);

/** Jobs of a run that are looked at: twice what a matrix may have. */
const MAX_JOBS = GITHUB_LIMITS.matrixJobs * 2;
/** Tries of a log that is not there yet: a job has ended a moment before its log can be had. */
const TRIES = { own: 5, other: 2 } as const;

function isExpired({ status }: Failure): boolean {
  return status === 410;
}

/** Calls of the API have been tried again by then. */
function isWorthwhile(failure: Failure): boolean {
  const isStore = failure.kind === "unavailable" && failure.route === STORE_ROUTE;
  return isStore || (failure.kind === "missing" && !isExpired(failure));
}

/** Where the log lies, then what it says; asked for anew each time, for an address is good for a minute. */
async function readLog({ client, repository, download, time }: LogPlace, job: Job): Promise<Reply<string>> {
  const place = await client.read({
    route: "GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs",
    parameters: { ...repository, job_id: job.id },
    schema: z.string(),
    redirect: "answer",
  });
  return place.ok ? download(place.data, time.deadline(GITHUB_LIMITS.logMs)) : place;
}

async function readLogWhenThere(place: LogPlace, job: Job, tries: number): Promise<Reply<string>> {
  for (let attempt = 1; ; attempt += 1) {
    const log = await readLog(place, job);
    if (log.ok || attempt >= tries || !isWorthwhile(log.failure)) return log;
    await place.client.pause(attempt);
  }
}

/** How the step that a job failed at ended, likeliest first: one that a job's time ran out in was cut off. */
const FAILED_STEPS = ["failure", "timed_out", "cancelled"];
/** A job that ran out of time has failed, too; one that somebody cancelled has not. */
const FAILED_JOBS = ["failure", "timed_out"];

function toStep(job: Job): { readonly step?: JobStep } {
  const failed = FAILED_STEPS.map((end) => job.steps?.find(({ conclusion }) => conclusion === end)).find(Boolean);
  if (failed === undefined) return {};
  const { name, started_at: startedAt, completed_at: completedAt } = failed;
  return { step: { name, ...(startedAt && { startedAt }), ...(completedAt && { completedAt }) } };
}

function describe(job: Job, failure: Failure): string {
  const gone = isExpired(failure) ? "it has expired" : renderFailure(failure);
  const remedy = failure.kind === "missing" ? "Run the job again" : remedyOf(failure);
  return `the log of the job ${job.name} cannot be read: ${gone}. ${remedy}`;
}

/** The jobs of a workflow run that failed, with their logs. Never throws. */
export async function readFailedJobs(place: LogPlace, run: FailedRun): Promise<FailedJobs> {
  const { client, repository } = place;
  const listed = await listJobs(client, repository, run);
  if (!listed.ok) {
    const reason = `the failed jobs cannot be listed: ${renderFailure(listed.failure)}`;
    return { type: "unavailable", reason, remedy: toRemedy(listed.failure) };
  }
  const failed = listed.data.filter(({ conclusion }) => FAILED_JOBS.includes(conclusion ?? ""));
  const jobs: FailedJob[] = [];
  const notes: string[] = [];
  for (const job of failed.slice(0, GITHUB_LIMITS.failedJobs)) {
    const log = await readLogWhenThere(place, job, TRIES[run.place]);
    if (!log.ok && log.failure.kind === "permission") {
      return { type: "unavailable", reason: renderFailure(log.failure), remedy: toRemedy(log.failure) };
    }
    if (!log.ok) notes.push(describe(job, log.failure));
    jobs.push({ name: job.name, url: job.html_url ?? "", ...toStep(job), ...(log.ok && { log: log.data }) });
  }
  const left = failed.length - jobs.length;
  if (left > 0) notes.push(`${failed.length} jobs failed; the logs of the first ${jobs.length} were read`);
  return { type: "read", jobs, notes };
}

function listJobs(client: Client, repository: RepositoryName, run: FailedRun): Promise<Reply<readonly Job[]>> {
  return client.readAll(
    {
      route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
      parameters: { ...repository, run_id: run.id, attempt_number: run.attempt },
      schema: jobsSchema,
    },
    MAX_JOBS,
  );
}

/** What is missing is, nearly always, this permission; GitHub answers 404 for it in a private repository. */
function toRemedy(failure: Failure): string {
  if (failure.kind === "permission") return "add to the job's permissions: actions: read";
  if (failure.kind === "missing") return "check that the job has the permission actions: read";
  return remedyOf(failure);
}
