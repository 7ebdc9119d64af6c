import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Figures, GateAnswer } from "../../domain/gate.ts";
import type { Task } from "../../domain/task.ts";
import type { Gate, StaticContext } from "../gate.ts";
import { isModuleTypeAlone } from "../module-type-alone.ts";
import { compareTests } from "../tamper/compare-tests.ts";
import { configRemarks } from "../tamper/config-changes.ts";
import { awaitRemarks, hazardRemarks, mockRemarks, planRemarks } from "../tamper/hazards.ts";
import { readJavascriptTests } from "../tamper/javascript-tests.ts";
import { readSuites } from "../tamper/pattern-suites.ts";
import { readPatternTests } from "../tamper/pattern-tests.ts";
import type { Remark } from "../tamper/remark.ts";
import { snapshotRemarks } from "../tamper/snapshot-changes.ts";
import { castRemarks, suppressionRemarks } from "../tamper/suppressions.ts";
import { STRENGTHS } from "../tamper/test-case.ts";
import type { TestCase } from "../tamper/test-case.ts";
import { isSnapshotPath, isTestPath, testLanguage } from "../tamper/test-paths.ts";

/** Cheap sign that a file outside the usual places may hold tests: parsing every source file would be slow. */
const MAY_TEST =
  /(?<![.\w$])(?:describe|it|test|specify|suite)\s*(?:\.\w+)*\s*[(`]|\bdef test|func Test|#\[(?:\w+::)*(?:test|rstest|test_case)\b|@(?:Test|ParameterizedTest)\b/u;

function holdsTests(change: FileChange): boolean {
  return isTestPath(change.path) || MAY_TEST.test(change.before ?? "") || MAY_TEST.test(change.after ?? "");
}

async function readTests(path: string, text: string | undefined): Promise<readonly TestCase[]> {
  const language = testLanguage(path);
  if (text === undefined || language === undefined) return [];
  if (language === "javascript") return readJavascriptTests(path, text);
  return [...readPatternTests(path, text, language), ...readSuites(path, text, language)];
}

/** Remarks about one file that need no other file. */
function fileRemarks(change: FileChange, tasks: readonly Task[]): readonly Remark[] {
  if (isSnapshotPath(change.path)) return snapshotRemarks(change);
  // The task is about that one key, and the policy asks for it.
  if (isModuleTypeAlone(change, tasks)) return [];
  const remarks = [...suppressionRemarks(change), ...castRemarks(change), ...configRemarks(change)];
  if (!holdsTests(change)) return remarks;
  const javascript = testLanguage(change.path) === "javascript";
  const more = javascript ? [...awaitRemarks(change), ...planRemarks(change), ...mockRemarks(change)] : [];
  return [...remarks, ...hazardRemarks(change), ...more];
}

/** Tests, assertions and kinds of assertion, before and after. */
function toFigures(before: readonly TestCase[], after: readonly TestCase[]): Figures {
  const figures: Record<string, number> = {};
  for (const [when, tests] of [
    ["Before", before],
    ["After", after],
  ] as const) {
    const claims = tests.flatMap((test) => test.claims);
    figures[`tests${when}`] = tests.filter(({ kind }) => kind === "test").length;
    figures[`assertions${when}`] = claims.length;
    for (const [strength, name] of Object.entries(STRENGTHS)) {
      figures[`${name}${when}`] = claims.filter((claim) => claim.strength === Number(strength)).length;
    }
  }
  return figures;
}

function toDiagnostic({ code, message, path, line }: Remark): Diagnostic {
  return {
    source: "tamper",
    code,
    severity: "error",
    message,
    path,
    ...(line === undefined ? {} : { range: { line } }),
  };
}

async function checkFiles(context: StaticContext): Promise<GateAnswer> {
  const before: TestCase[] = [];
  const after: TestCase[] = [];
  const remarks: Remark[] = [];
  for (const change of context.subject.files) {
    remarks.push(...fileRemarks(change, context.subject.tasks));
    if (!holdsTests(change)) continue;
    before.push(...(await readTests(change.path, change.before)));
    after.push(...(await readTests(change.path, change.after)));
  }
  remarks.push(...compareTests(before, after));
  const figures = toFigures(before, after);
  if (remarks.length === 0) return { status: "passed", figures };
  return { status: "failed", diagnostics: remarks.map(toDiagnostic), figures };
}

/**
 * The candidate leaves its judges alone: no test removed, skipped, emptied or weakened, no suppression or cast to
 * `any` added, no configuration of a tool changed, nothing that ends the run or writes its report. JavaScript and
 * TypeScript by syntax tree; Python, Go, Rust, Java and Kotlin by patterns.
 */
export const tamperGate = { name: "tamper", cost: "static", check: checkFiles } as const satisfies Gate;
