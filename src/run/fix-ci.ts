import { toWholeLine } from "../check/expand-line.ts";
import { findProblems } from "../check/job-log/find-problems.ts";
import { readJobLog } from "../check/job-log/read-job-log.ts";
import type { FailedJob, FailedJobs, LogProblem } from "../domain/ci-failure.ts";
import { parseJson } from "../domain/parse-json.ts";
import type { Subject } from "../domain/report.ts";
import { chooseCommands, describeStep, type CommandScene, type ScriptPackage } from "../plan/failing-command.ts";
import type { Repository } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";
import { listFiles } from "./list-files.ts";
import type { Prepared } from "./prepare.ts";

/** What a run that failed in CI comes to. */
export type CiFailure =
  /** For each job, lines of the policy that may be what failed, likeliest first; and the places that the logs name. */
  | {
      readonly type: "commands";
      readonly groups: readonly (readonly string[])[];
      readonly problems: readonly LogProblem[];
    }
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
  const packages = await readPackages(repository, subject, known);
  const scene = { policy: effective.policy, packages, wholeOf: toWholeLine };
  const read = answer.jobs.map((job) => readJob(job, known, scene));
  for (const { told } of read) events.emit({ type: "note", message: told });
  const found = read.filter(({ lines }) => lines.length > 0).map(({ lines }) => lines);
  // Legs of a matrix fail at the same command.
  const groups = [...new Map(found.map((lines) => [JSON.stringify(lines), lines])).values()];
  const problems = read.flatMap((one) => one.problems);
  if (groups.length > 0) return { type: "commands", groups, problems };
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

/** Packages that are read. */
const MAX_PACKAGES = 200;

/** A package.json, as far as scripts are told from it; undefined where it is none. */
function toPackage(file: string, text: string | undefined): ScriptPackage | undefined {
  const json = parseJson(text ?? "");
  if (!json.ok || typeof json.value !== "object" || json.value === null) return undefined;
  const name: unknown = Reflect.get(json.value, "name");
  const scripts: unknown = Reflect.get(json.value, "scripts");
  const entries: readonly [string, unknown][] =
    typeof scripts === "object" && scripts !== null ? Object.entries(scripts) : [];
  const lines = entries.flatMap(([key, line]): readonly [string, string][] =>
    typeof line === "string" ? [[key, line]] : [],
  );
  const folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
  return { folder, scripts: new Map(lines), ...(typeof name === "string" && { name }) };
}

/** The packages at head, for telling what a script of CI starts; the root first. */
async function readPackages(
  repository: Repository,
  { head }: Subject,
  known: ReadonlySet<string>,
): Promise<readonly ScriptPackage[]> {
  const files = [...known].filter((file) => /(?:^|\/)package\.json$/u.test(file) && !file.includes("node_modules/"));
  const sorted = files.toSorted((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
  const found: ScriptPackage[] = [];
  for (const file of sorted.slice(0, MAX_PACKAGES)) {
    const one = toPackage(file, await repository.readText(head, file));
    if (one !== undefined) found.push(one);
  }
  return found;
}
