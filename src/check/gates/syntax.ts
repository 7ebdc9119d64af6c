import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { baseOf, type RepoPath } from "../../domain/repo-path.ts";
import { compareDiagnostics } from "../compare-diagnostics.ts";
import type { Gate, GateContext } from "../gate.ts";
import { toLines } from "../../code/line-diff.ts";
import { jsonSyntaxErrors } from "../parse/json-syntax.ts";

/** Changed files of a known language are parsed; only errors that were not there before count. */
export const syntaxGate: Gate = { name: "syntax", cost: "static", check: checkSyntax };

interface Place {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type SyntaxChecker = (text: string) => readonly Place[];

const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/iu;
/** Files named .json whose readers take comments. */
const JSONC = /\.jsonc$|^(?:tsconfig|jsconfig)(?:\..*)?\.json$|^\.(?:eslintrc|babelrc|swcrc|jshintrc)(?:\.json)?$/iu;

async function checkSyntax({ subject }: GateContext): Promise<GateAnswer> {
  const written = subject.files.filter((file) => file.after !== undefined);
  if (written.length === 0) return { status: "skipped", reason: "no file is left to be parsed" };
  const unknown: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of written) {
    const checker = await checkerOf(file.path);
    if (checker === undefined) unknown.push(file.path);
    else diagnostics.push(...newErrors(file, checker));
  }
  if (unknown.length === written.length) {
    return { status: "skipped", reason: `no parser for ${unknown.slice(0, 5).join(", ")}` };
  }
  const figures = { parsed: written.length - unknown.length, not_parsed: unknown.length };
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}

/** The compiler is large: it is loaded only when a script has to be parsed. */
async function checkerOf(path: RepoPath): Promise<SyntaxChecker | undefined> {
  if (SCRIPT.test(path)) {
    const { syntaxErrors } = await import("../../code/syntax.ts");
    return (text) => syntaxErrors(path, text);
  }
  const name = baseOf(path);
  if (JSONC.test(name) || isEditorFile(path)) return (text) => jsonSyntaxErrors(text, "jsonc");
  if (/\.json$/iu.test(name)) return (text) => jsonSyntaxErrors(text, "json");
  return undefined;
}

function isEditorFile(path: string): boolean {
  return /(?:^|\/)\.vscode\/[^/]+\.json$/iu.test(path);
}

function newErrors(file: FileChange, checker: SyntaxChecker): readonly Diagnostic[] {
  const after = toDiagnostics(file.path, file.after ?? "", checker);
  if (after.length === 0 || file.before === undefined) return after;
  return compareDiagnostics(toDiagnostics(file.path, file.before, checker), after, [file]).added;
}

function toDiagnostics(path: RepoPath, text: string, checker: SyntaxChecker): readonly Diagnostic[] {
  const lines = toLines(text);
  return checker(text).map(({ line, column, message }) => ({
    source: "syntax",
    severity: "error",
    message,
    path,
    range: { line, column },
    lineText: lines[line - 1]?.trim() ?? "",
  }));
}
