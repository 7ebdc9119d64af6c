import { cyclomaticComplexity, functionsIn } from "./metrics/cyclomatic.ts";
import { isParsable, parseSource } from "./source.ts";

/** Decisions as most languages spell them. */
const WORDS = /\b(?:if|elif|elsif|for|foreach|while|until|case|when|catch|except|rescue|and|or)\b|&&|\|\||\?\?/gu;
const FUNCTIONS = /\b(?:def|func|fn|function|fun|sub)\b/gu;
/** Strings and comments, roughly: what they say decides nothing. */
const QUIET = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[^]*?\*\/|(?:\/\/|#).*$/gmu;

/**
 * Cyclomatic complexity of a file: of its functions and its top level together, decisions and one for each (McCabe, "A
 * Complexity Measure", 1976). Of languages that the compiler cannot parse the words are counted. Never throws.
 */
export function complexityOf(path: string, text: string): number {
  if (!isParsable(path)) {
    const plain = text.replaceAll(QUIET, " ");
    return 1 + (plain.match(WORDS)?.length ?? 0) + (plain.match(FUNCTIONS)?.length ?? 0);
  }
  const source = parseSource(path, text);
  return [source, ...functionsIn(source)].map(cyclomaticComplexity).reduce((sum, own) => sum + own, 0);
}
