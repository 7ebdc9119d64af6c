import type { CodeDifference } from "../../code/docs/code-difference.ts";
import type { Example } from "../../code/docs/examples.ts";
import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import { runExamples, type ExampleRun } from "../../probe/run-examples.ts";
import { judgeDoctests } from "./doctest-findings.ts";
import type { Gate, GateContext, GateSubject } from "../gate.ts";

/**
 * A docs task changes comments and pages, never code; what its comments say of parameters and what its examples state
 * is so. Examples that were there before are not judged.
 */
export const docsOnlyGate: Gate = {
  name: "docs-only",
  cost: "executes",
  isAbout: ({ subject }) => docsFiles(subject).length > 0,
  check: checkDocsOnly,
};

/** The files of a subject that belong to docs tasks. */
function docsFiles({ tasks, files }: GateSubject): readonly FileChange[] {
  const docs = tasks.filter(({ kind }) => kind === "docs");
  return files.filter(
    ({ path, before, after }) => before !== after && docs.some(({ writable }) => writable.includes(path)),
  );
}

const PAGE = /\.(?:md|markdown|mdx|txt|rst|adoc)$/iu;
const PYTHON = /\.pyi?$/iu;

type Comparison = (path: string, before: string, after: string) => CodeDifference | undefined;

/** How the code of a file is compared; undefined where its comments cannot be told from its code. */
async function comparisonFor(path: RepoPath): Promise<Comparison | undefined> {
  const { isParsable } = await import("../../code/syntax.ts");
  if (PAGE.test(path)) return () => undefined;
  if (isParsable(path)) return (await import("../../code/docs/code-difference.ts")).codeDifference;
  const { isLexed, lexedDifference } = await import("../../code/docs/lexed-difference.ts");
  if (isLexed(path)) return lexedDifference;
  if (!PYTHON.test(path)) return undefined;
  const { pythonDifference } = await import("../../code/docs/python-difference.ts");
  return (_, before, after) => pythonDifference(before, after);
}

async function checkDocsOnly(context: GateContext): Promise<GateAnswer> {
  const files = docsFiles(context.subject);
  const diagnostics: Diagnostic[] = [];
  for (const { path, before, after } of files) {
    const compare = await comparisonFor(path);
    if (compare === undefined) {
      return {
        status: "errored",
        reason: `comments cannot be told from code in ${path}: only TypeScript, JavaScript, Python, Go, Java, Rust and pages are known`,
        remedy: `Take ${path} out of the paths that ask for docs, or set gates.docs-only to advisory for them`,
      };
    }
    if (after === undefined) diagnostics.push(toDiagnostic(path, "deleted", 1, "the file is gone"));
    const difference = compare(path, before ?? "", after ?? "");
    if (difference === undefined) continue;
    const message = `documentation must not change code: ${difference.what}`;
    diagnostics.push(toDiagnostic(path, "code-changed", difference.line, message));
  }
  const figures = { files: files.length };
  if (diagnostics.length > 0) return { status: "failed", diagnostics, figures };
  return judgeTexts(context, files);
}

function toDiagnostic(path: RepoPath, code: string, line: number, message: string): Diagnostic {
  return { source: "docs-only", code, severity: "error", message, path, range: { line, column: 1 } };
}

/** An example of one file with the module that it is about. */
interface Shown extends Example {
  readonly path: RepoPath;
}

async function judgeTexts(context: GateContext, files: readonly FileChange[]): Promise<GateAnswer> {
  const diagnostics: Diagnostic[] = [];
  const shown: Shown[] = [];
  for (const file of files) {
    diagnostics.push(...(await parameterDiagnostics(file)));
    shown.push(...(await withoutSignatures(context, await newExamples(file))));
  }
  const { countStated } = await import("../../code/docs/example-checks.ts");
  const placed = shown.filter(({ module }) => module !== undefined);
  const stray = shown.filter(({ module }) => module === undefined);
  diagnostics.push(
    ...stray
      .filter(({ code }) => countStated(code) > 0)
      .map(({ path, line }) =>
        toDiagnostic(
          path,
          "example-without-module",
          line,
          "the example states a result, but no heading above it names the module that it is about, as in `src/a.ts`",
        ),
      ),
  );
  const results = await runAll(context, placed);
  diagnostics.push(...placed.flatMap((example, index) => exampleDiagnostics(example, results[index])));
  const python = await judgeDoctests(context, files);
  if (python.type === "errored") {
    const remedy = "Have python3 on the runner, or set gates.docs-only to advisory for these paths";
    return { status: "errored", reason: `the examples in Python were not run: ${python.reason}`, remedy };
  }
  diagnostics.push(...python.diagnostics);
  const stated = results.reduce((sum, run) => sum + (run.type === "ran" ? run.remarks.length : 0), python.stated);
  const figures = {
    files: files.length,
    examples: placed.length + python.examples,
    stated,
    not_run: stray.length + python.notRun + (await unknownExamples(files)),
  };
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}

/** Examples in languages that are not run here. */
async function unknownExamples(files: readonly FileChange[]): Promise<number> {
  const { isLexed, newFences } = await import("../../code/docs/lexed-difference.ts");
  return files.reduce(
    (sum, { path, before = "", after = "" }) => sum + (isLexed(path) ? newFences(before, after) : 0),
    0,
  );
}

async function parameterDiagnostics({ path, before = "", after = "" }: FileChange): Promise<readonly Diagnostic[]> {
  const { isParsable } = await import("../../code/syntax.ts");
  if (!isParsable(path)) return [];
  const { parameterProblems } = await import("../../code/docs/parameter-tags.ts");
  return parameterProblems(path, before, after).map(({ line, message }) =>
    toDiagnostic(path, "parameter", line, message),
  );
}

/** Examples that the file did not show before. */
async function newExamples({ path, before = "", after = "" }: FileChange): Promise<readonly Shown[]> {
  const { isParsable } = await import("../../code/syntax.ts");
  const { commentExamples, pageExamples } = await import("../../code/docs/examples.ts");
  const find = (text: string): readonly Example[] => {
    if (isParsable(path)) return commentExamples(path, text).map((example) => ({ ...example, module: path }));
    return /\.(?:mdx?|markdown)$/iu.test(path) ? pageExamples(text) : [];
  };
  const known = new Set(find(before).map(({ code }) => code));
  return find(after)
    .filter(({ code }) => !known.has(code))
    .map((example) => ({ ...example, path }));
}

/** Without what is, word for word, the signature of an export; whatever else calls itself one is code like the rest. */
async function withoutSignatures({ workspace }: GateContext, examples: readonly Shown[]): Promise<readonly Shown[]> {
  const { moduleReference } = await import("../../code/docs/module-reference.ts");
  const known = new Map<string, ReadonlySet<string>>();
  const signaturesOf = (module: string): ReadonlySet<string> => {
    const checked = toRepoPath(module);
    const entries = checked.ok ? moduleReference(workspace.root, checked.path) : [];
    return new Set(entries.map(({ signature }) => signature));
  };
  const kept: Shown[] = [];
  for (const example of examples) {
    const { claims, module = "", code } = example;
    const signatures = claims === undefined ? undefined : (known.get(module) ?? signaturesOf(module));
    if (signatures !== undefined) known.set(module, signatures);
    if (signatures?.has(code) !== true) kept.push(example);
  }
  return kept;
}

/** Runs examples module by module; answers in their order. */
async function runAll(context: GateContext, examples: readonly Shown[]): Promise<readonly ExampleRun[]> {
  const results = new Map<Shown, ExampleRun>();
  for (const module of new Set(examples.map((example) => example.module ?? ""))) {
    const own = examples.filter((example) => example.module === module);
    const checked = toRepoPath(module);
    const runs = checked.ok
      ? await runExamples(
          context,
          checked.path,
          own.map(({ code }) => code),
        )
      : [];
    for (const [index, example] of own.entries()) {
      results.set(example, runs[index] ?? { type: "broken", reason: `${module} is no path of the repository` });
    }
  }
  return examples.map((example) => results.get(example) ?? { type: "broken", reason: "it was not run" });
}

function exampleDiagnostics({ path, line }: Shown, run: ExampleRun | undefined): readonly Diagnostic[] {
  if (run === undefined) return [];
  if (run.type === "broken") {
    return [toDiagnostic(path, "example-broken", line + (run.line ?? 0), `the example does not run: ${run.reason}`)];
  }
  return run.remarks
    .filter(({ ok }) => !ok)
    .map((remark) =>
      toDiagnostic(
        path,
        "example-wrong",
        line + remark.line,
        remark.actual === "never reached"
          ? `the example states \`${remark.stated}\`, but this line is never reached`
          : `the example states \`${remark.stated}\`, but it is \`${remark.actual}\``,
      ),
    );
}
