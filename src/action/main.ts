import type { Application, PublishAnswer, Use } from "../cli/application.ts";
import { toCancelledCode, toOtherFault } from "../cli/cancellation.ts";
import { renderError } from "../cli/render-error.ts";
import { ConfigError, type Problem } from "../domain/errors.ts";
import { neutraliseMessage } from "../domain/neutralise.ts";
import type { OpenCheck } from "../adapters/github/session.ts";
import type { Conclusion, Report } from "../domain/report.ts";
import type { FailLevel } from "../domain/settings.ts";
import { ANNOTATION_LEVELS, selectAnnotations } from "../report/annotations.ts";
import { toPublicationConclusion } from "../report/conclusion.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import { renderPlan } from "../report/render-plan.ts";
import type { CiEnd } from "../report/render-ci-comment.ts";
import { renderPlanSummary, renderPublicationSummary, renderSummary } from "../report/render-summary.ts";
import { renderPublication, renderReport } from "../report/render-text.ts";
import { createStyle } from "../report/style.ts";
import { inline, renderCount, renderCounts } from "../report/words.ts";
import type { Environment } from "../settings/inputs.ts";
import {
  commentFailure,
  concludeBroken,
  concludePublish,
  concludeRun,
  openEarlier,
  openGitHub,
  toBoth,
  type OpenSession,
} from "./github.ts";
import { createLog, type Log } from "./log.ts";
import {
  FAILED_OUTPUTS,
  toPlanOutputs,
  toPublishOutputs,
  toRunOutputs,
  type Outputs,
  type Published,
  toVerifyOutputs,
} from "./outputs.ts";
import { readSettings, toFailedRun, type StepEvent } from "./step-settings.ts";
import type { Toolkit } from "./toolkit.ts";

/** The step, as far as the action touches it. */
export interface Step {
  readonly env: Environment;
  readonly toolkit: Toolkit;
  /** Reads the payload of the event; throws where it cannot be read. */
  readonly readEventText: (file: string) => Promise<string>;
  /** Aborted when the runner cancels. */
  readonly signal: AbortSignal;
  readonly loadApplication: (env: Environment) => Promise<Application>;
  /** Absent: GitHub is not called. */
  readonly openSession?: OpenSession;
}

const STYLE = createStyle("plain");

function missing(name: string, message: string): ConfigError {
  const remedy = "Start the action in a workflow run; in a terminal use the command line.";
  return new ConfigError([{ place: name, message, remedy }]);
}

async function readEvent({ env, readEventText }: Step): Promise<StepEvent> {
  const name = env["GITHUB_EVENT_NAME"] ?? "";
  const file = env["GITHUB_EVENT_PATH"] ?? "";
  if (name === "") throw missing("GITHUB_EVENT_NAME", "is not set");
  if (file === "") throw missing("GITHUB_EVENT_PATH", "is not set");
  const text = await readEventText(file).catch(() => undefined);
  if (text === undefined) throw missing("GITHUB_EVENT_PATH", `${file} cannot be read`);
  return { name, text };
}

function printBlock(toolkit: Toolkit, title: string, text: string): void {
  toolkit.startGroup(title);
  toolkit.info(neutraliseMessage(text.trimEnd()));
  toolkit.endGroup();
}

async function performRun(application: Application, scene: Scene): Promise<Outputs> {
  const { use, check, log, toolkit } = scene;
  const answer = await application.run(use);
  const { report } = answer;
  log.close();
  printBlock(toolkit, "Report", renderReport(report, STYLE));
  // The annotations of the check run stand at the same lines.
  if ((await concludeRun(check, report)) === "not-shown") await annotate(report, toolkit);
  await toolkit.writeSummary(renderSummary(report));
  await commentFailure(use, () => toCiEnd(report, scene.env));
  return toRunOutputs(answer);
}

/** What a comment may say of a repair. */
async function toCiEnd(report: Report, environment: Environment): Promise<CiEnd & { readonly head: string }> {
  const { toRepairEnd } = await import("../run/to-repair-end.ts");
  const { reasons: own, ...ends } = await toRepairEnd(report, { environment });
  return { publication: report.publication, head: report.subject.head, own, stated: [], ...ends };
}

async function annotate(report: Report, toolkit: Toolkit): Promise<void> {
  const { shown, omitted } = selectAnnotations(report);
  for (const annotation of shown) {
    const { level, path, line } = annotation;
    const [title, message] = [inline(annotation.title), neutraliseMessage(annotation.message)];
    await toolkit.annotate({ level, path, line, title, message });
  }
  for (const level of ANNOTATION_LEVELS) {
    if (omitted[level] > 0) toolkit.info(`${renderCount(omitted[level], level)} more in the summary: GitHub shows 10.`);
  }
}

async function performPlan(application: Application, { use, log, toolkit }: Scene): Promise<Outputs> {
  const document = await application.plan(use);
  log.close();
  toolkit.info(neutraliseMessage(renderPlan(document, STYLE).trimEnd()));
  await toolkit.writeSummary(renderPlanSummary(document));
  return toPlanOutputs(document);
}

async function performVerify(application: Application, { use, log, toolkit }: Scene): Promise<Outputs> {
  const answer = await application.verify(use);
  log.close();
  printBlock(toolkit, "Report", renderReport(answer.report, STYLE));
  await toolkit.writeSummary(renderSummary(answer.report));
  return toVerifyOutputs(answer);
}

async function performPublish(
  { use, check, log, toolkit }: Scene,
  published: Published & Pick<PublishAnswer, "repair">,
  failLevel: FailLevel,
): Promise<Outputs> {
  const { publication, counts } = published;
  log.close();
  const ended = counts === undefined ? [] : [renderCounts(counts)];
  toolkit.info([...ended, ...flattenPublication(publication).map(renderPublication)].join("\n"));
  await toolkit.writeSummary(renderPublicationSummary(published));
  const conclusion = toPublicationConclusion(publication, failLevel);
  await concludePublish(check, published, conclusion);
  await tellRepair({ use, toolkit }, published);
  return toPublishOutputs(published, conclusion);
}

/** Says in the log and on GitHub what became of a failure of CI that another job was to repair. */
async function tellRepair(
  { use, toolkit }: Pick<Scene, "use" | "toolkit">,
  { publication, repair }: Published & Pick<PublishAnswer, "repair">,
): Promise<void> {
  if (repair === undefined) return;
  const { head, reason, stated: { reasons = [], tasks = [], more = 0 } = {} } = repair;
  const own = reason === undefined ? [] : [reason];
  if (reasons.length > 0) printBlock(toolkit, "What the job that worked on the failure says", reasons.join("\n"));
  await commentFailure(use, () => Promise.resolve({ publication, head, own, stated: reasons, tasks, more }));
}

async function perform(step: Step): Promise<Outputs> {
  const { env, signal, toolkit, openSession: open } = step;
  const event = await readEvent(step);
  const settings = readSettings(event, env);
  const log = createLog(toolkit, settings.verbose ? "commands" : "steps");
  const onNote = (message: string): void => {
    log.emit({ type: "note", message });
  };
  const gitHubStep = { event, env, settings, signal, open, onNote };
  const github = await openGitHub(gitHubStep);
  const earlier = openEarlier(gitHubStep);
  const check = github?.check;
  const use = {
    settings,
    events: toBoth(log, check),
    signal,
    ...(github && { github: github.session }),
    ...(earlier && { earlier }),
    ...toFailedRun(event, env),
  };
  try {
    return await performPhase(await step.loadApplication(env), { use, check, log, toolkit, env });
  } catch (error) {
    const fault = signal.aborted ? toOtherFault(error, signal) : error;
    const end = signal.aborted ? "cancelled" : "failed";
    await concludeBroken(check, fault === undefined ? "" : renderError(fault).text, end);
    throw error;
  } finally {
    log.close();
  }
}

/** What a phase works with. */
interface Scene {
  readonly use: Use;
  readonly check: OpenCheck | undefined;
  readonly log: Log;
  readonly toolkit: Toolkit;
  readonly env: Environment;
}

async function performPhase(application: Application, scene: Scene): Promise<Outputs> {
  switch (scene.use.settings.phase) {
    case "plan":
      return performPlan(application, scene);
    case "verify":
      return performVerify(application, scene);
    case "publish":
      return performPublish(scene, await application.publish(scene.use), scene.use.settings.failLevel);
    case "undo":
      return performPublish(scene, { publication: await application.undo(scene.use) }, "rejected");
    case "all":
    case "propose":
    case "fix-ci":
      return performRun(application, scene);
  }
}

/** The message that stands on the page of the run. */
async function fail(toolkit: Toolkit, message: string): Promise<void> {
  await toolkit.annotate({ level: "error", message });
}

async function tellProblems(toolkit: Toolkit, problems: readonly Problem[]): Promise<void> {
  for (const { place, message, remedy } of problems) {
    await toolkit.annotate({ level: "error", title: "Assay", message: inline(`${place}: ${message}. ${remedy}`) });
  }
}

/** The action: does what the inputs ask for, tells the runner, and answers the exit code. Never throws. */
export async function runAction(step: Step): Promise<number> {
  const { toolkit, signal } = step;
  try {
    const outputs = await perform(step);
    await toolkit.writeOutputs(outputs);
    // What is there by now has been told, and what is not; the rest was not done.
    if (signal.aborted) return await endCancelled(toolkit, signal);
    if (outputs.conclusion !== ("failure" satisfies Conclusion)) return 0;
    await fail(toolkit, "Findings at or above fail-level; the summary has them.");
    return 1;
  } catch (error) {
    await toolkit.writeOutputs(FAILED_OUTPUTS).catch(() => undefined);
    const fault = signal.aborted ? toOtherFault(error, signal) : error;
    const code = fault === undefined ? 0 : await tellFault(toolkit, fault);
    return signal.aborted ? endCancelled(toolkit, signal) : code;
  }
}

async function endCancelled(toolkit: Toolkit, signal: AbortSignal): Promise<number> {
  await fail(toolkit, "Cancelled.");
  return toCancelledCode(signal);
}

/** Says what ended the run, and answers the exit code of that. */
async function tellFault(toolkit: Toolkit, error: unknown): Promise<number> {
  const { text, code } = renderError(error);
  if (error instanceof ConfigError) {
    await tellProblems(toolkit, error.problems);
    await fail(toolkit, `${renderCount(error.problems.length, "problem")} in inputs or policy; nothing was done.`);
    return code;
  }
  printBlock(toolkit, "What went wrong", text);
  await fail(toolkit, inline(error instanceof Error ? error.message : "unexpected error"));
  return code;
}
