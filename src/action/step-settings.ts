import type { Use } from "../cli/application.ts";
import { ConfigError } from "../domain/errors.ts";
import { repairsCi, type Settings } from "../domain/settings.ts";
import { inputVariable, parseInputs, type Environment } from "../settings/inputs.ts";
import type { SettingKey } from "../settings/setting-spec.ts";
import { refuseRepair, toEventScope, type EventScope } from "./event-scope.ts";
import { toGitHubScene } from "./github-scene.ts";

/** The event that has started the step. */
export interface StepEvent {
  readonly name: string;
  /** Its payload. */
  readonly text: string;
}

type Scope = Extract<EventScope, { type: "compare" }>;

/** What the event says to compare. Throws ConfigError where nothing may run: before anything else is looked at. */
function readScope({ name, text }: StepEvent, env: Environment): Scope {
  const scope = toEventScope(name, text);
  if (scope.type === "refused") throw new ConfigError([scope.problem]);
  const isRepair = phaseOf(env) === "fix-ci" || isAsked(env, "failed-run") || scope.ci === "failed";
  const problem = isRepair ? refuseRepair(name, scope, env["GITHUB_WORKFLOW_REF"]) : undefined;
  if (problem !== undefined) throw new ConfigError([problem]);
  return scope;
}

function phaseOf(env: Environment): string {
  return env["INPUT_PHASE"]?.trim() ?? "";
}

/** Whether a flag may be set: what is no boolean is refused later. */
function isAsked(env: Environment, input: string): boolean {
  return env[inputVariable(input)]?.trim().toLowerCase() === "true";
}

function toDefaults({ base, head }: Scope, { name }: StepEvent, env: Environment): Partial<Record<SettingKey, string>> {
  if (name === "schedule") {
    // Nothing is compared: the policy that counts is the default branch's as it is now, in every job of the run.
    const now = env["GITHUB_SHA"] ?? "";
    const isWhole = isAsked(env, "all") || isAsked(env, "failed-run") || phaseOf(env) === "fix-ci";
    return { ...(now !== "" && { base: now }), ...(!isWhole && { hotspots: "true" }) };
  }
  // A run that has ended is compared with the default branch as it was then: the same one in every job, whatever comes in.
  const then = name === "workflow_run" ? env["GITHUB_SHA"] : undefined;
  const from = base ?? then ?? "";
  return { ...(from !== "" && { base: from }), ...(head !== undefined && { head }) };
}

/** A workflow run that has failed is repaired, unless something else is asked for; what is repaired are fixes. */
function toPurpose(settings: Settings, { ci }: Scope): Settings {
  const isMeant = settings.failedRun === true || (ci === "failed" && settings.failing === undefined);
  const phase = settings.phase === "all" && isMeant ? "fix-ci" : settings.phase;
  if (!repairsCi({ ...settings, phase })) return settings;
  return { ...settings, phase, tasks: settings.tasks ?? ["fix"] };
}

/** Where the runner lets a step leave files. */
function toPlaces(env: Environment, phase: string): Partial<Record<SettingKey, string>> {
  const temporary = env["RUNNER_TEMP"] ?? "";
  if (temporary === "") return {};
  const out = phase === "propose" ? "assay-bundle" : "assay-patches";
  return { out: `${temporary}/${out}`, report: `${temporary}/assay-report/report.json` };
}

/** Inputs and event become settings. Throws ConfigError where an input is wrong, or nothing may run. */
export function readSettings(event: StepEvent, env: Environment): Settings {
  const scope = readScope(event, env);
  const defaults = { ...toPlaces(env, phaseOf(env)), ...toDefaults(scope, event, env) };
  const parsed = parseInputs(env, { ci: true, color: false }, defaults);
  if (!parsed.ok) throw new ConfigError(parsed.problems);
  return toPurpose(parsed.value, scope);
}

/** Which workflow run's failure the step is about, where it is about one. */
export function toFailedRun({ name, text }: StepEvent, env: Environment): Pick<Use, "failedRun"> {
  const failedRun = toGitHubScene(name, text, env)?.failedRun;
  return failedRun === undefined ? {} : { failedRun };
}
