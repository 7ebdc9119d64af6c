import { deadCode } from "../equivalence/idle-code.ts";
import { parseSource } from "../source.ts";
import { cognitiveComplexity } from "./cognitive.ts";
import { cyclomaticComplexity, functionsIn } from "./cyclomatic.ts";
import { countDatedForms } from "./dated-forms.ts";
import { duplicatedLines } from "./duplicates.ts";

/** What can be better about a file afterwards; less is better of each. */
export interface FileMetrics {
  /** Cognitive complexity, all functions and the top level together. */
  readonly cognitive: number;
  /** Cyclomatic complexity of the most divided function. */
  readonly cyclomatic: number;
  /** Lines of the longest function. */
  readonly longestFunction: number;
  /** Lines that stand in the file a second time. */
  readonly duplicatedLines: number;
  /** Declarations that nothing reads, and statements that nothing reaches. */
  readonly dead: number;
  /** Forms for which the language has a clearer one: `var`, `require`, chains of `then`, pasted texts, tests for null. */
  readonly dated: number;
}

/** Measures a JavaScript or TypeScript text; never throws for what it holds. */
export function measureFile(path: string, text: string): FileMetrics {
  const source = parseSource(path, text);
  let [cyclomatic, longestFunction] = [0, 0];
  for (const node of functionsIn(source)) {
    cyclomatic = Math.max(cyclomatic, cyclomaticComplexity(node));
    const [start, end] = [node.getStart(source), node.end].map((at) => source.getLineAndCharacterOfPosition(at).line);
    longestFunction = Math.max(longestFunction, (end ?? 0) - (start ?? 0) + 1);
  }
  return {
    cognitive: cognitiveComplexity(source),
    cyclomatic,
    longestFunction,
    duplicatedLines: duplicatedLines(source),
    dead: deadCode(path, text).length,
    dated: countDatedForms(source),
  };
}

/** The sums of both, or the worse where a sum would say nothing. */
export function addMetrics(a: FileMetrics, b: FileMetrics): FileMetrics {
  return {
    cognitive: a.cognitive + b.cognitive,
    cyclomatic: Math.max(a.cyclomatic, b.cyclomatic),
    longestFunction: Math.max(a.longestFunction, b.longestFunction),
    duplicatedLines: a.duplicatedLines + b.duplicatedLines,
    dead: a.dead + b.dead,
    dated: a.dated + b.dated,
  };
}
