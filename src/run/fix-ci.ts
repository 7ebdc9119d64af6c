import { toWholeLine } from "../check/expand-line.ts";
import { findProblems } from "../check/job-log/find-problems.ts";
import { readJobLog } from "../check/job-log/read-job-log.ts";
import type { FailedJob, FailedJobs, LogProblem } from "../domain/ci-failure.ts";
import { parseJson } from "../domain/parse-json.ts";
import type { Subject } from "../domain/report.ts";
import { chooseCommands, describeStep, type CommandScene } from "../plan/failing-command.ts";
import type { Repository } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";
import { listFiles } from "./list-files.ts";
import type { Prepared } from "./prepare.ts";

/** What a run that failed in CI comes to. */
export type CiFailure =
  /** Lines of the policy that may be what failed, likeliest first, and the places that the logs name. */
  | { readonly type: "commands"; readonly lines: readonly string[]; readonly problems: readonly LogProblem[] }
  | { readonly type: "halted"; readonly reason: string };

/** Problems that are told in the log of the run. */
const TOLD = 5;

/**
 * Reads why CI failed: the logs of the failed jobs, which command of the policy that was, and where. The logs decide
 * which line of the policy is run first and which files are looked at first; nothing of them is run.
 */
export async function readCiFailure(
  { subject, effective }: Pick<Prepared, "subject" | "effective">,
  { failedJobs, repository, events }: Pick<RunDependencies, "failedJobs" | "repository" | "events">,
): Promise<CiFailure> {
  if (failedJobs === undefined) {
    return halt("the failed jobs cannot be asked for: GitHub is not at hand", "give the step a token (input token)");
  }
  events.emit({ type: "phase", phase: "reproduce", detail: "the logs of the jobs that failed" });
  const answer = await failedJobs();
  if (answer.type === "unavailable") return halt(answer.reason, answer.remedy);
  for (const message of answer.notes) events.emit({ type: "note", message });
  if (answer.jobs.length === 0) return halt("no job of the run failed", "nothing is to be done");
  const known = await listFiles(repository, subject.head);
  const scripts = await readScripts(repository, subject);
  const scene = { policy: effective.policy, scripts, wholeOf: toWholeLine };
  const read = answer.jobs.map((job) => readJob(job, known, scene));
  for (const { told } of read) events.emit({ type: "note", message: told });
  const lines = [...new Set(read.flatMap(({ lines: some }) => some))];
  const problems = read.flatMap((one) => one.problems);
  if (lines.length > 0) return { type: "commands", lines, problems };
  return halt(renderUnmapped(read, answer), renderRemedy(read));
}

function halt(reason: string, remedy: string): CiFailure {
  return { type: "halted", reason: `${reason}; ${remedy}` };
}

interface ReadJob {
  readonly name: string;
  /** What failed, for people; absent where there is no log. */
  readonly said?: string;
  /** The whole script of the step, where it is one command. */
  readonly command?: string;
  readonly lines: readonly string[];
  readonly problems: readonly LogProblem[];
  readonly told: string;
}

function readJob({ name, log, step }: FailedJob, known: ReadonlySet<string>, scene: CommandScene): ReadJob {
  if (log === undefined) return { name, lines: [], problems: [], told: `job ${name}: there is no log of it` };
  const failed = readJobLog(log, step);
  const problems = findProblems(failed.output, known);
  const whole = { ...failed, tools: new Set(problems.map(({ tool }) => tool)) };
  const lines = chooseCommands(whole, scene);
  const said = describeStep(whole);
  const [only, ...others] = failed.script.filter((line) => line.trim() !== "");
  const code = failed.exitCode === undefined ? "" : ` with exit code ${failed.exitCode}`;
  const places = renderPlaces(problems);
  const told = `job ${name} failed at ${said}${code}${places}`;
  return { name, said, ...(only !== undefined && others.length === 0 && { command: only }), lines, problems, told };
}

function renderPlaces(problems: readonly LogProblem[]): string {
  if (problems.length === 0) return "";
  const shown = problems.slice(0, TOLD).map(({ tool, path, line, message }) => {
    const place = `${path}${line === undefined ? "" : `:${line}`}`;
    return `${tool === "any" ? "" : `${tool} `}${place}${message === "" ? "" : ` ${message}`}`;
  });
  const more = problems.length > TOLD ? [`${problems.length - TOLD} more`] : [];
  return `: ${[...shown, ...more].join("; ")}`;
}

function renderUnmapped(read: readonly ReadJob[], { notes }: Extract<FailedJobs, { type: "read" }>): string {
  const said = read.flatMap(({ name, said: words }) => (words === undefined ? [] : [`job ${name} failed at ${words}`]));
  if (said.length === 0) return `no log of a failed job can be read${notes.map((note) => ` (${note})`).join("")}`;
  return `${said.join(", ")}, and the policy has no command for it`;
}

/** What to write into the policy. The line is quoted as JSON, which YAML reads the same. */
function renderRemedy(read: readonly ReadJob[]): string {
  const commands = read.flatMap(({ command }) => command ?? []);
  const [first] = commands;
  const example = first === undefined ? '"make check"' : JSON.stringify(first);
  if (first === undefined && read.every(({ said }) => said === undefined)) return "run the jobs again";
  return `if it may be run in the sandbox, add it to the policy: ci: { commands: [${example}] }`;
}

/** The scripts of package.json at head, for telling what a script of CI starts; empty where there are none. */
async function readScripts(repository: Repository, { head }: Subject): Promise<ReadonlyMap<string, string>> {
  const json = parseJson((await repository.readText(head, "package.json")) ?? "");
  const scripts: unknown =
    json.ok && typeof json.value === "object" && json.value !== null ? Reflect.get(json.value, "scripts") : undefined;
  if (typeof scripts !== "object" || scripts === null) return new Map();
  return new Map(
    Object.entries(scripts).flatMap(([name, line]: [string, unknown]) =>
      typeof line === "string" ? [[name, line]] : [],
    ),
  );
}
