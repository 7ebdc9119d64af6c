import { toConclusion } from "../report/conclusion.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import { renderJson, toPlanJson, toPublicationJson, toReportJson } from "../report/to-report-json.ts";
import { renderPlan } from "../report/render-plan.ts";
import { renderPublication, renderReport } from "../report/render-text.ts";
import { toExitCode, type ExitCode } from "../report/exit-code.ts";
import type { Style } from "../report/style.ts";
import type { Command } from "../settings/table.ts";
import type { Application, InitAnswer, Use, Validation } from "./application.ts";
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

/** Has the application do what a command asks for, and renders its answer. */
export async function executeCommand(
  command: Command,
  use: Use,
  application: Application,
  style: Style,
): Promise<Answer> {
  const { settings } = use;
  switch (command) {
    case "run":
    case "propose": {
      const { report } = await application.run(use);
      const text = settings.json ? renderJson(toReportJson(report)) : renderReport(report, style);
      return { text, code: toExitCode(report.conclusion) };
    }
    case "publish": {
      const publication = await application.publish(use);
      const conclusion = toConclusion({ outcomes: [], sum: [], publication }, settings.failLevel);
      const json = { schema: "assay/publication@1", conclusion, publication: toPublicationJson(publication) };
      const text = `${flattenPublication(publication).map(renderPublication).join("\n")}\n`;
      return { text: settings.json ? renderJson(json) : text, code: toExitCode(conclusion) };
    }
    case "plan": {
      const document = await application.plan(use);
      const { plan, subject } = document;
      return { text: settings.json ? renderJson(toPlanJson(document)) : renderPlan(plan, subject, style), code: 0 };
    }
    case "validate": {
      const validation = await application.validate(use);
      const { place, source, problems } = validation;
      const json = { schema: "assay/validation@1", place, source, valid: problems.length === 0, problems };
      const text = settings.json ? renderJson(json) : renderValidation(validation, style);
      return { text, code: problems.length === 0 ? 0 : 2 };
    }
    case "policy": {
      const { effective, text } = await application.policy(use);
      const { policy, origins, source, sha256 } = effective;
      const json = { schema: "assay/policy@1", source, sha256, policy, origins: originsOf(origins) };
      return { text: settings.json ? renderJson(json) : text, code: 0 };
    }
    case "init":
      return { text: renderInit(await application.init(use), style), code: 0 };
  }
}
