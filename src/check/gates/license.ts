import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import type { LicensePolicy } from "../../domain/policy.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import { addedLines, toLines } from "../added-lines.ts";
import { addedDependencies, addedLocked } from "../dependency/added.ts";
import type { Ecosystem } from "../dependency/package-source.ts";
import type { Gate, StaticContext } from "../gate.ts";
import { isIndexable } from "../license/copy-index.ts";
import type { CopyIndex } from "../license/copy-index.ts";
import { findCopied, MIN_RUN } from "../license/copied.ts";
import type { Copied } from "../license/copied.ts";
import { createLicenceJudge, judgesLicences } from "../license/expression.ts";
import type { LicenceJudge } from "../license/expression.ts";
import { declaredPackages, importedPackages } from "../license/imports.ts";
import { readInstalledLicence } from "../license/installed-licence.ts";
import { undeclaredDistributions } from "../license/python-packages.ts";
import { foreignNotices, lacksHeader } from "../license/notices.ts";

/** A run of tokens that counts as copied has at least as many characters: one each. */
const MIN_COPY_CHARACTERS = MIN_RUN.exact;

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

async function ownTexts(context: StaticContext): Promise<readonly string[]> {
  const texts = [context.policy.license.header ?? ""];
  for (const file of OWN_FILES) {
    const path = toRepoPath(file);
    if (path.ok) texts.push((await context.workspace.read(path.path)) ?? "");
  }
  return texts;
}

function noticeProblems(
  change: FileChange,
  judge: LicenceJudge,
  policy: LicensePolicy,
  own: readonly string[],
): readonly Diagnostic[] {
  const problems = foreignNotices(change, [...own, change.before ?? ""]).flatMap((notice) => {
    const fine =
      notice.expression !== undefined && judgesLicences(policy) && judge.objection(notice.expression) === undefined;
    if (fine) return [];
    return [
      toDiagnostic(
        change.path,
        notice.line,
        notice.code,
        `"${notice.text}" is a notice of somebody else's rights. Write the code anew, without it`,
      ),
    ];
  });
  if (!lacksHeader(change, policy.header)) return problems;
  return [
    ...problems,
    toDiagnostic(
      change.path,
      1,
      "header-missing",
      `a new file has to begin with "${policy.header ?? ""}". Put it in a comment at the top`,
    ),
  ];
}

/** Whether a text keeps a notice of where it is from: the package's name beside the word copyright or licence. */
function keepsNotice(text: string, { source }: Copied): boolean {
  return text.includes(source.package) && /copyright|licen[cs]e/iu.test(text);
}

/** What counts as added for copies: lines that no file of the subject had before, so that moved code is not new. */
function addedCode(
  change: FileChange,
  moved: ReadonlySet<string>,
): { readonly text: string; readonly lines: readonly number[] } {
  const added = addedLines(change).filter(({ text }) => text.trim().length < 12 || !moved.has(text.trim()));
  return { text: added.map(({ text }) => text).join("\n"), lines: added.map(({ number }) => number) };
}

function copyProblems(
  change: FileChange,
  moved: ReadonlySet<string>,
  index: CopyIndex,
  judge: LicenceJudge,
): readonly Diagnostic[] {
  if (!isIndexable(change.path) || change.after === undefined) return [];
  const { text, lines } = addedCode(change, moved);
  const [worst] = findCopied(change.path, text, index).filter((one) => {
    const allowed = one.source.licence !== undefined && judge.objection(one.source.licence) === undefined;
    return !(allowed && keepsNotice(change.after ?? "", one));
  });
  if (worst === undefined) return [];
  const { source, tokens, how, start } = worst;
  const line = lines[text.slice(0, start).split("\n").length - 1] ?? 1;
  const names = how === "renamed" ? " with other names" : "";
  return [
    toDiagnostic(
      change.path,
      line,
      "copied-text",
      `${tokens} tokens stand in ${source.path}${names} (${source.package}, licence ${source.licence ?? "unknown"}). Import it, write it anew, or keep its notice where the licence is allowed`,
    ),
  ];
}

/** Whether anything is added that is long enough to be a copy: the index of installed packages is worth its time. */
function isLongEnough(files: readonly FileChange[]): boolean {
  return files.some((change) => {
    if (!isIndexable(change.path)) return false;
    const added = addedLines(change).map(({ text }) => text);
    return added.join("").replaceAll(/\s/gu, "").length >= MIN_COPY_CHARACTERS;
  });
}

async function checkFiles(context: StaticContext): Promise<GateAnswer> {
  const { policy, subject, installed } = context;
  const judge = await createLicenceJudge(policy.license);
  const packages = await addedPackages(context);
  const diagnostics: Diagnostic[] = [];
  if (judgesLicences(policy.license)) diagnostics.push(...(await packageProblems(context, judge, packages)));
  const own = await ownTexts(context);
  const index = isLongEnough(subject.files) ? await installed?.copies() : undefined;
  const moved = new Set(subject.files.flatMap(({ before }) => toLines(before).map((line) => line.trim())));
  for (const change of subject.files) {
    diagnostics.push(...noticeProblems(change, judge, policy.license, own));
    if (index !== undefined) diagnostics.push(...copyProblems(change, moved, index, judge));
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
