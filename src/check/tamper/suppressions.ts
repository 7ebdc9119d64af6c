import type { FileChange } from "../../domain/change.ts";
import { addedLines } from "../added-lines.ts";
import type { AddedLine } from "../added-lines.ts";
import { commentStyle, tokenize } from "../tokens.ts";
import type { Remark } from "./remark.ts";

/** A comment or attribute that tells a tool to look away. */
interface Suppression {
  readonly tool: string;
  /** 3 a whole file or project, 2 a region, 1 a line. */
  readonly scope: 1 | 2 | 3;
  /** Rules that are switched off; empty: all. */
  readonly rules: readonly string[];
  readonly line: number;
  readonly text: string;
}

type Scope = (text: string) => Suppression["scope"];
const line: Scope = () => 1;
const region: Scope = () => 2;
const file: Scope = () => 3;
const eslint: Scope = (text) => (text.includes("-line") ? 1 : 3);

/** What stands before a comment's own words: the comment sign. */
const LEAD = "(?:\\/\\/|\\/\\*+|#|<!--|--|;|^\\s*\\*|\\{\\/\\*)\\s{0,4}";
const comment = (words: string, rules = ""): RegExp => new RegExp(`${LEAD}(?:${words})${rules}`, "iu");
const RULES = "(?<rules>[ \\t:=(\\[]{0,4}[^*\\n>]{0,200})?";

const TABLE: readonly (readonly [string, RegExp, Scope])[] = [
  ["eslint", comment("eslint-disable(?:-next-line|-line)?\\b", RULES), eslint],
  ["eslint", comment("eslint [^*\\n]{0,200}?[\\w@/\"'-]+\\s*:\\s*\\[?\\s*(?:0|[\"']?off)\\b"), file],
  ["oxlint", comment("oxlint-disable(?:-next-line|-line)?\\b", RULES), eslint],
  ["tslint", comment("tslint:disable(?::next-line|-next-line|-line)?\\b", RULES), eslint],
  ["jshint", comment("(?:jshint|jslint)\\s+(?:ignore|-W)"), region],
  ["typescript", comment("@ts-(?:ignore|expect-error)\\b"), line],
  ["typescript", comment("@ts-nocheck\\b"), file],
  ["flow", comment("\\$Flow(?:FixMe|Ignore|Issue|ExpectedError)"), line],
  ["flow", comment("@noflow\\b"), file],
  ["biome", comment("biome-ignore(?:-all|-start)?\\b", RULES), (text) => (/-all|-start/u.test(text) ? 3 : 1)],
  ["deno", comment("deno-lint-ignore(?:-file)?\\b", RULES), (text) => (text.includes("-file") ? 3 : 1)],
  ["prettier", comment("prettier-ignore(?:-start)?\\b"), line],
  ["stylelint", comment("stylelint-disable(?:-next-line|-line)?\\b", RULES), eslint],
  ["svelte", comment("svelte-ignore\\b", RULES), line],
  [
    "coverage",
    comment("(?:istanbul|c8|v8|nyc)\\s+ignore\\b", RULES),
    (text) => (/ignore\s+(?:file|start)/iu.test(text) ? 3 : 1),
  ],
  ["coverage", comment("node:coverage\\s+(?:disable|ignore)\\b"), region],
  ["coverage", comment("pragma:\\s*no\\s*(?:cover|branch)\\b"), line],
  ["coverage", comment("(?:LCOV|GCOVR|GCOV)_EXCL"), region],
  ["coverage", comment("@?codeCoverageIgnore|:nocov:|coverage:ignore|simplecov"), region],
  [
    "coverage",
    /#!?\[(?:cfg_attr\([^)]*)?coverage\((?:off)\)|\[ExcludeFromCodeCoverage|@(?:Generated|ExcludeFromJacoco)\b/u,
    region,
  ],
  ["python", comment("(?:ruff:\\s*|flake8:\\s*)?noqa\\b", RULES), (text) => (/(?:ruff|flake8):/iu.test(text) ? 3 : 1)],
  ["mypy", comment("type:\\s*ignore\\b", RULES), line],
  ["mypy", comment("mypy:\\s*(?:ignore-errors|disable-error-code|allow)"), file],
  ["pyright", comment("pyright:\\s*(?:ignore|basic|report\\w+\\s*=\\s*false)", RULES), line],
  ["pylint", comment("pylint:\\s*(?:disable|skip-file)", RULES), line],
  [
    "python",
    comment(
      "(?:nosec|(?:ty|pyrefly|zuban):\\s*ignore|pytype:\\s*disable|pyre-(?:ignore|fixme)|isort:\\s*skip|fmt:\\s*(?:off|skip)|yapf:\\s*disable)\\b",
    ),
    line,
  ],
  ["go", comment("nolint\\b", RULES), line],
  ["go", comment("(?:#?nosec|lint:(?:file-)?ignore|exhaustive:ignore)\\b", RULES), line],
  [
    "rust",
    /#!?\[\s*(?:cfg_attr\([^\]]*)?(?:allow|expect)\s*\((?<rules>[^)]*)\)/u,
    (text) => (text.startsWith("#!") ? 3 : 1),
  ],
  ["rust", /#!?\[\s*rustfmt::skip\b/u, line],
  ["java", /@(?:SuppressWarnings|SuppressFBWarnings|Suppress|SuppressLint)\b(?<rules>\s*\([^)]*\))?/u, region],
  [
    "java",
    comment(
      "(?:CHECKSTYLE[.:]?\\s*(?:OFF|SUPPRESS)|NOPMD|NOSONAR|noinspection\\b|spotless:off|ktlint-disable|@formatter:off)",
      RULES,
    ),
    line,
  ],
  ["csharp", /#pragma\s+warning\s+disable(?<rules>[^\n]*)|\[(?:assembly:\s*)?SuppressMessage/u, region],
  ["c", comment("(?:NOLINT(?:NEXTLINE|BEGIN)?|cppcheck-suppress|clang-format off)\\b", RULES), line],
  ["c", /#pragma\s+(?:GCC|clang)\s+diagnostic\s+ignored/u, region],
  ["ruby", comment("rubocop:(?:disable|todo)\\b", RULES), region],
  ["php", comment("@?(?:phpstan-ignore|psalm-suppress|phpcs:(?:ignore|disable))", RULES), line],
  ["shell", comment("shellcheck\\s+disable", RULES), line],
  ["swift", comment("(?:swiftlint:disable|swift-format-ignore)", RULES), region],
  ["scala", comment("(?:scalafix:(?:off|ok)|scalastyle:off)"), region],
  [
    "security",
    comment(
      "(?:nosemgrep|codeql\\[|lgtm\\[|gitleaks:allow|secretlint-disable|checkov:skip|tfsec:ignore|trivy:ignore|kics-scan\\s+ignore|snyk:ignore)",
      RULES,
    ),
    line,
  ],
  [
    "format",
    comment("(?:yamllint\\s+disable|markdownlint-disable|hadolint\\s+ignore|actionlint\\s+ignore)", RULES),
    line,
  ],
];

/** Whether a place in a line is inside a quoted text: an odd number of one quote sign before it. */
function isQuoted(before: string): boolean {
  const plain = before.replace(/\\./gu, "").replace(/[A-Za-z]'[A-Za-z]/gu, "");
  return ['"', "'", "`"].some((quote) => (plain.split(quote).length - 1) % 2 === 1);
}

function ruleNames(text: string | undefined): readonly string[] {
  const [names = ""] = (text ?? "").split(/\s--\s|—/u);
  return names.split(/[\s,()[\]:="']+/u).filter((name) => /^[\w@][\w@/.-]*$/u.test(name));
}

/** Each pattern of the table needs one of these: a line without them need not be held against all of them. */
const WORDS =
  /ignore|disable|suppress|@ts-|\$flow|@noflow|noqa|nosec|nolint|no(?:pmd|sonar|cov|inspection|semgrep)|excl|@generated|coverage|simplecov|pragma|off|eslint |js[hl]int|(?:pyright|mypy|pylint|isort|fmt|checkov|gitleaks|rubocop|scalafix|spotless):|skip-file|codeql|lgtm|#!?\[/iu;

function suppressionsOf(lines: readonly AddedLine[]): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const { number, text } of lines) {
    if (!WORDS.test(text)) continue;
    for (const [tool, pattern, scope] of TABLE) {
      const match = pattern.exec(text);
      if (match === null || isQuoted(text.slice(0, match.index))) continue;
      const said = match[0].trim();
      found.push({ tool, scope: scope(said), rules: ruleNames(match.groups?.["rules"]), line: number, text: said });
      break;
    }
  }
  return found;
}

/** Whether a suppression does no more than one that was taken away: the same tool, no wider place, no more rules. */
function isNarrower(one: Suppression, removed: Suppression): boolean {
  if (one.tool !== removed.tool || one.scope > removed.scope) return false;
  if (removed.rules.length === 0) return true;
  return one.rules.length > 0 && one.rules.every((rule) => removed.rules.includes(rule));
}

/** The lines that are gone from a file: those that would be new the other way round. */
function removedLines({ path, before, after }: FileChange): readonly AddedLine[] {
  return addedLines({
    path,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  });
}

/** Suppressions that the new text has and the old one had not, narrower ones in place of a removed one excepted. */
export function suppressionRemarks(change: FileChange): readonly Remark[] {
  const after = suppressionsOf(addedLines(change));
  if (after.length === 0) return [];
  const removed = [...suppressionsOf(removedLines(change))];
  const added: Suppression[] = [];
  for (const one of after) {
    const at = removed.findIndex((other) => other.tool === one.tool && other.text === one.text);
    if (at < 0) added.push(one);
    else removed.splice(at, 1);
  }
  return added
    .filter((one) => {
      const at = removed.findIndex((other) => isNarrower(one, other));
      if (at >= 0) removed.splice(at, 1);
      return at < 0;
    })
    .map((one) => ({
      code: "suppression-added",
      message: `"${one.text.slice(0, 80)}" tells ${one.tool} to look away. Mend what it complains about instead`,
      path: change.path,
      line: one.line,
    }));
}

/** Stands in every text that holds a cast: blanks and comments may stand between its words. */
const MAY_CAST = /(?:\bas|<)(?:[^!-\u{10FFFF}]|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*\n)*(?:any|unknown)/u;

/** Places where a value's type is thrown away: `as any`, `<any>x`, `as unknown as T`. */
function castsOf(path: string, text: string): readonly { readonly cast: string; readonly start: number }[] {
  const tokens = tokenize(text, commentStyle(path));
  const casts: { readonly cast: string; readonly start: number }[] = [];
  tokens.forEach((token, index) => {
    const [next, second, before] = [tokens[index + 1]?.text, tokens[index + 2]?.text, tokens[index - 1]];
    if (token.kind === "name" && token.text === "as" && next === "any")
      casts.push({ cast: "as any", start: token.start });
    if (token.text === "as" && next === "unknown" && second === "as")
      casts.push({ cast: "as unknown as", start: token.start });
    if (token.text === "<" && next === "any" && second === ">" && before?.kind !== "name")
      casts.push({ cast: "<any>", start: token.start });
  });
  return casts;
}

/** Casts to `any` that the new text has more of than the old one. */
export function castRemarks(change: FileChange): readonly Remark[] {
  const text = change.after;
  if (text === undefined || !/\.[cm]?tsx?$/u.test(change.path) || !MAY_CAST.test(text)) return [];
  const after = castsOf(change.path, text);
  const before = castsOf(change.path, change.before ?? "");
  const more = after.length - before.length;
  if (more <= 0) return [];
  return after.slice(-more).map(({ cast, start }) => ({
    code: "type-discarded",
    message: `"${cast}" throws a type away. Use the type that the value has`,
    path: change.path,
    line: text.slice(0, start).split("\n").length,
  }));
}
