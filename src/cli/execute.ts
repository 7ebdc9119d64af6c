import type { EndCounts, Publication } from "../domain/publication.ts";
import type { FailLevel } from "../domain/settings.ts";
import { toPublicationConclusion } from "../report/conclusion.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import { renderJson, toPlanJson, toPublicationJson, toReportJson } from "../report/to-report-json.ts";
import { renderPlan } from "../report/render-plan.ts";
import { renderPublication, renderReport } from "../report/render-text.ts";
import { renderCounts } from "../report/words.ts";
import { toExitCode, type ExitCode } from "../report/exit-code.ts";
import type { Style } from "../report/style.ts";
import type { Command } from "../settings/commands.ts";
import type { Application, InitAnswer, Use, Validation } from "./application.ts";
import { renderDiagnosis } from "./render-diagnosis.ts";
import { renderProblems } from "./render-error.ts";

/** What a command has to say on standard output, and its exit code. */
export interface Answer {
  readonly text: string;
  readonly code: ExitCode;
}

function renderValidation({ place, source, problems }: Validation, style: Style): string {
  if (problems.length > 0) return `${renderProblems(problems)}\n`;
  if (source === "none") return `${place}: there is no policy file; everything is detected. Write one: assay init.\n`;
  return `${place}: ${style.good("valid")} (${source})\n`;
}

function renderInit({ files, end }: InitAnswer, style: Style): string {
  if (end === "written") return files.map(({ path }) => `${style.good("wrote")} ${path}\n`).join("");
  return files.map(({ path, text }) => `${style.bold(`# ${path}`)}\n${text}`).join("\n");
}

function originsOf(origins: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries([...origins].sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Answering = (use: Use, application: Application, style: Style) => Promise<Answer>;

const run: Answering = async (use, application, style) => {
  const { report } = await application.run(use);
  const text = use.settings.json ? renderJson(toReportJson(report)) : renderReport(report, style);
  return { text, code: toExitCode(report.conclusion) };
};

function answerPublication(
  { publication, counts }: { readonly publication: Publication; readonly counts?: EndCounts },
  { settings }: Use,
  failLevel: FailLevel,
): Answer {
  const conclusion = toPublicationConclusion(publication, failLevel);
  const told = toPublicationJson(publication);
  const json = { schema: "assay/publication@1", conclusion, ...(counts && { counts }), publication: told };
  const ended = counts === undefined ? [] : [renderCounts(counts)];
  const text = `${[...ended, ...flattenPublication(publication).map(renderPublication)].join("\n")}\n`;
  return { text: settings.json ? renderJson(json) : text, code: toExitCode(conclusion) };
}

const publish: Answering = async (use, application) =>
  answerPublication(await application.publish(use), use, use.settings.failLevel);

const verify: Answering = async (use, application, style) => {
  const { report, verdict } = await application.verify(use);
  const { conclusion } = report;
  const json = { schema: "assay/verification@1", conclusion, verdict, report: toReportJson(report) };
  const text = `${renderReport(report, style)}verdict: ${JSON.stringify(verdict)}\n`;
  return { text: use.settings.json ? renderJson(json) : text, code: toExitCode(conclusion) };
};

/** Who asks for an undo and does not get it has to be told by the exit code too. */
const undo: Answering = async (use, application) =>
  answerPublication({ publication: await application.undo(use) }, use, "rejected");

const plan: Answering = async (use, application, style) => {
  const document = await application.plan(use);
  const text = use.settings.json ? renderJson(toPlanJson(document)) : renderPlan(document, style);
  return { text, code: 0 };
};

const validate: Answering = async (use, application, style) => {
  const validation = await application.validate(use);
  const { place, source, problems } = validation;
  const json = { schema: "assay/validation@1", place, source, valid: problems.length === 0, problems };
  const text = use.settings.json ? renderJson(json) : renderValidation(validation, style);
  return { text, code: problems.length === 0 ? 0 : 2 };
};

const policy: Answering = async (use, application) => {
  const { effective, text } = await application.policy(use);
  const { policy: values, origins, source, sha256 } = effective;
  const json = { schema: "assay/policy@1", source, sha256, policy: values, origins: originsOf(origins) };
  return { text: use.settings.json ? renderJson(json) : text, code: 0 };
};

const init: Answering = async (use, application, style) => ({
  text: renderInit(await application.init(use), style),
  code: 0,
});

const doctor: Answering = async (use, application, style) => {
  const diagnosis = await application.doctor(use);
  const json = { schema: "assay/diagnosis@1", ...diagnosis };
  return { text: use.settings.json ? renderJson(json) : renderDiagnosis(diagnosis, style), code: 0 };
};

const ANSWERING: Readonly<Record<Command, Answering>> = {
  run,
  propose: run,
  verify,
  publish,
  undo,
  plan,
  validate,
  policy,
  init,
  doctor,
};

/** Has the application do what a command asks for, and renders its answer. */
export function executeCommand(command: Command, use: Use, application: Application, style: Style): Promise<Answer> {
  return ANSWERING[command](use, application, style);
}
