import type { GitHubSession, OpenCheck, SessionOptions } from "../adapters/github/session.ts";
import { disarm } from "../domain/disarm.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Publication } from "../domain/publication.ts";
import type { Report } from "../domain/report.ts";
import { repairsCi, type Settings } from "../domain/settings.ts";
import type { Events, RunEvent } from "../ports.ts";
import { toCheckRun, toPublicationCheck, type CheckConclusion } from "../publish/to-check-run.ts";
import type { Use } from "../cli/application.ts";
import { renderCiComment, type CiEnd } from "../report/render-ci-comment.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import { renderPublicationSummary, renderSummary } from "../report/render-summary.ts";
import type { Environment } from "../settings/inputs.ts";
import { toGitHubScene } from "./github-scene.ts";

/** Opens what a run does on GitHub; loaded only when it is called. */
export type OpenSession = (
  options: Pick<SessionOptions, "scene" | "token" | "request" | "env" | "signal" | "onNote">,
) => Promise<GitHubSession>;

/** GitHub as a step uses it. */
export interface GitHubSide {
  readonly session: GitHubSession;
  /** Absent where GitHub shows none. */
  readonly check?: OpenCheck;
}

/** What {@link openGitHub} goes by. */
export interface GitHubStep {
  readonly event: { readonly name: string; readonly text: string };
  readonly env: Environment;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly open: OpenSession | undefined;
  readonly onNote: (message: string) => void;
}

/**
 * What decides what a run does, base, head and the leg of a matrix included; not where it runs and what it tells: the
 * same for the same work, whoever asks again, and another for every other leg, repository or policy.
 */
export function toRequest(settings: Settings): string {
  const { phase, repo, leg, base, head, policy, tasks, engine, all, hotspots, only, paths } = settings;
  const { failing, failedRun, spec, publish, undo, failLevel } = settings;
  const scope = { repo, leg, base, head, policy, tasks, engine, all, hotspots, only, paths };
  return JSON.stringify({ phase, ...scope, failing, failedRun, spec, publish, undo, failLevel });
}

/** GitHub for a step that may publish: undefined where there is no token, or nothing is to be written. */
export async function openGitHub(step: GitHubStep): Promise<GitHubSide | undefined> {
  const { event, env, settings, signal, open, onNote } = step;
  const { token, phase, dryRun } = settings;
  if (open === undefined || token === undefined || ["plan", "propose", "verify"].includes(phase)) return undefined;
  // What waits in one job may be published by another one, once an environment has let it through: it is the same work.
  const scene = toGitHubScene(event.name, event.text, env, phase === "publish" ? "workflow" : "step");
  if (scene === undefined) return undefined;
  const session = await open({ scene, token, request: toRequest(settings), env, signal, onNote });
  const { rights } = session.scene;
  if (rights.type !== "write") {
    const but = rights.type === "check-run" ? " but the check run" : "";
    onNote(`Nothing is written to GitHub${but}: ${rights.reason}. ${rights.remedy}.`);
  }
  const check = dryRun ? undefined : await session.startCheck();
  return { session, ...(check && { check }) };
}

/**
 * What earlier runs have left, and why CI failed, for the phases that write nothing to GitHub: undefined where there is no token to ask
 * with. Nothing is loaded or asked before somebody reads it.
 */
export function openEarlier(step: GitHubStep): Use["earlier"] {
  const { event, env, settings, signal, open, onNote } = step;
  const { token, phase } = settings;
  if (open === undefined || token === undefined || (phase !== "plan" && phase !== "propose")) return undefined;
  const scene = toGitHubScene(event.name, event.text, env);
  if (scene === undefined) return undefined;
  let opened: Promise<GitHubSession> | undefined;
  const session = (): Promise<GitHubSession> =>
    (opened ??= open({ scene, token, request: toRequest(settings), env, signal, onNote }));
  return {
    state: {
      read: async () => (await session()).state.read(),
      update: () => Promise.resolve(`the phase ${phase} writes nothing to GitHub`),
    },
    endedPulls: async (numbers) => (await session()).endedPulls(numbers),
    failedJobs: async () => (await session()).failedJobs(),
  };
}

/** Events for both: the log, and the check run where there is one. */
export function toBoth(log: Events, check: OpenCheck | undefined): Events {
  if (check === undefined) return log;
  return {
    emit(event: RunEvent): void {
      log.emit(event);
      check.emit(event);
    },
  };
}

/** The last commit of each branch that was written. */
function toPushed(publication: Publication): readonly string[] {
  return flattenPublication(publication).flatMap((one) => {
    if (one.type !== "commit" && one.type !== "pull-request") return [];
    const last = one.commits.at(-1);
    return last === undefined || (one.type === "pull-request" && one.end === "unchanged") ? [] : [last.id];
  });
}

/** Ends the check run with what the report says. */
export async function concludeRun(check: OpenCheck | undefined, report: Report): Promise<"shown" | "not-shown"> {
  if (check === undefined) return "not-shown";
  const summary = renderSummary(report, GITHUB_LIMITS.checkRunText - 200);
  return check.conclude(toCheckRun(report, summary), toPushed(report.publication));
}

/** Says in a comment why what failed in CI was not repaired; one that says so and is not true any more is put right. */
export async function commentFailure(
  { settings, github }: Pick<Use, "settings" | "github">,
  toEnd: () => Promise<CiEnd & { readonly head: string }>,
): Promise<void> {
  if (!repairsCi(settings) || settings.dryRun || github === undefined) return;
  const end = await toEnd();
  const { failedRun, serverUrl, repository, run } = github.scene;
  const failedUrl = `${serverUrl}/${repository}/actions/runs/${failedRun?.id ?? ""}`;
  const place = { workflow: failedRun?.workflow ?? "", failedUrl, url: run.url, head: end.head };
  const { body, whenMissing } = renderCiComment(end, place);
  await github.comment(body, whenMissing);
}

/** Ends the check run of the phase `publish`. */
export async function concludePublish(
  check: OpenCheck | undefined,
  published: Parameters<typeof renderPublicationSummary>[0],
  conclusion: CheckConclusion,
): Promise<void> {
  const summary = renderPublicationSummary(published, GITHUB_LIMITS.checkRunText - 200);
  await check?.conclude(toPublicationCheck(published, summary, conclusion), toPushed(published.publication));
}

/** Ends the check run of a run that could not be made. */
export async function concludeBroken(
  check: OpenCheck | undefined,
  message: string,
  end: "failed" | "cancelled",
): Promise<void> {
  const text = disarm(message).slice(0, 4000).toWellFormed();
  const title = end === "cancelled" ? "Cancelled" : "The run could not be made";
  const conclusion = end === "cancelled" ? "neutral" : "failure";
  await check?.conclude({ title, summary: text === "" ? title : text, annotations: [], conclusion }, []);
}
