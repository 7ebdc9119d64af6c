import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import type { LicensePolicy } from "../../domain/policy.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import { toLines } from "../added-lines.ts";
import { addedDependencies, addedLocked } from "../dependency/added.ts";
import type { Ecosystem } from "../dependency/package-source.ts";
import type { Gate, StaticContext } from "../gate.ts";
import { copyMessage, isLongEnough, judgeCopies } from "../license/copy-problems.ts";
import { createLicenceJudge, judgesLicences } from "../license/expression.ts";
import type { LicenceJudge } from "../license/expression.ts";
import { declaredPackages, importedPackages, ownPackages } from "../license/imports.ts";
import { readInstalledLicence } from "../license/installed-licence.ts";
import { foreignNotices, toOwnRights } from "../license/notice-problems.ts";
import type { OwnRights } from "../license/notice-problems.ts";
import { lacksHeader } from "../license/notices.ts";
import { undeclaredDistributions } from "../license/python-packages.ts";

/** Licence and notice files of the repository itself. */
const OWN_FILES = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING", "NOTICE", "NOTICE.md", "NOTICE.txt"];

function toDiagnostic(path: string, line: number, code: string, message: string): Diagnostic {
  return { source: "license", code, severity: "error", message, path, range: { line } };
}

/** A package that a candidate adds, and where it says so. */
interface AddedPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

async function addedPackages(context: StaticContext): Promise<readonly AddedPackage[]> {
  const found = new Map<string, AddedPackage>();
  const add = (one: AddedPackage): void => {
    const key = `${one.ecosystem} ${one.name}`;
    if (!found.has(key)) found.set(key, one);
  };
  for (const change of context.subject.files) {
    const { path } = change;
    for (const { ecosystem, name, line, source } of addedDependencies(change)) {
      if (source !== "workspace") add({ ecosystem, name, path, line });
    }
    for (const { ecosystem, name, source } of addedLocked(change))
      if (source !== "workspace") add({ ecosystem, name, path, line: 1 });
    const modules = judgesLicences(context.policy.license) ? await undeclaredDistributions(context, change) : [];
    for (const { name, line } of modules) add({ ecosystem: "pypi", name, path, line });
    const imports = importedPackages(change);
    const declared = imports.length === 0 ? new Set() : await declaredPackages(context, path);
    for (const { name, line } of imports) {
      if (declared.has(name) || (await context.installed?.read(`node_modules/${name}/package.json`)) === undefined)
        continue;
      add({ ecosystem: "npm", name, path, line });
    }
  }
  return [...found.values()];
}

async function packageProblems(
  context: StaticContext,
  judge: LicenceJudge,
  packages: readonly AddedPackage[],
): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  for (const { ecosystem, name, path, line } of packages) {
    const licence = await readInstalledLicence(context.installed, judge, ecosystem, name);
    if (licence.type === "unknown") {
      problems.push(
        toDiagnostic(
          path,
          line,
          "licence-unknown",
          `the licence of ${name} is unknown: ${licence.reason}. Install it, or use a package that names its licence`,
        ),
      );
      continue;
    }
    const objection = judge.objection(licence.expression);
    if (objection !== undefined) {
      problems.push(
        toDiagnostic(
          path,
          line,
          "licence-not-allowed",
          `${name} is under ${licence.expression} (${licence.from}): ${objection}. Use another package, or have the policy allow it`,
        ),
      );
    }
  }
  return problems;
}

async function ownFiles(context: StaticContext): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const file of OWN_FILES) {
    const path = toRepoPath(file);
    if (path.ok) texts.push((await context.workspace.read(path.path)) ?? "");
  }
  return texts;
}

async function noticeProblems(
  change: FileChange,
  own: OwnRights,
  kept: readonly string[],
): Promise<readonly Diagnostic[]> {
  const notices = await foreignNotices(change, own, kept);
  return notices.map(({ line, code, text }) =>
    toDiagnostic(
      change.path,
      line,
      code,
      `"${text}" is a notice of somebody else's rights. Write the code anew, without it`,
    ),
  );
}

function headerProblems(change: FileChange, { header }: LicensePolicy): readonly Diagnostic[] {
  if (!lacksHeader(change, header)) return [];
  const message = `a new file has to begin with "${header ?? ""}". Put it in a comment at the top`;
  return [toDiagnostic(change.path, 1, "header-missing", message)];
}

async function checkFiles(context: StaticContext): Promise<GateAnswer> {
  const { policy, subject, installed } = context;
  const judge = await createLicenceJudge(policy.license);
  const packages = await addedPackages(context);
  const diagnostics: Diagnostic[] = [];
  if (judgesLicences(policy.license)) diagnostics.push(...(await packageProblems(context, judge, packages)));
  const own = toOwnRights(judge, policy.license, await ownFiles(context));
  const index = isLongEnough(subject.files) ? await installed?.copies() : undefined;
  const moved = new Set(subject.files.flatMap(({ before }) => toLines(before).map((line) => line.trim())));
  for (const change of subject.files) {
    const copies =
      index === undefined || installed === undefined
        ? []
        : await judgeCopies(change, { index, installed, judge, moved, own: await ownPackages(context, change.path) });
    const kept = copies.filter(({ objection }) => objection === undefined).flatMap(({ notices }) => notices);
    diagnostics.push(...(await noticeProblems(change, own, kept)), ...headerProblems(change, policy.license));
    const worst = copies.find(({ objection }) => objection !== undefined);
    if (worst !== undefined) diagnostics.push(toDiagnostic(change.path, worst.line, "copied-text", copyMessage(worst)));
  }
  const figures = {
    addedPackages: packages.length,
    comparedWith:
      index?.sources.length ?? (installed === undefined ? "nothing: no access" : "nothing: little is added"),
  };
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}

/**
 * Nothing of somebody else's without the right to it: added packages by their SPDX expression, the required header,
 * foreign notices, and text copied from installed packages and vendored folders, renamed or reformatted or not.
 */
export const licenseGate = { name: "license", cost: "static", check: checkFiles } as const satisfies Gate;
