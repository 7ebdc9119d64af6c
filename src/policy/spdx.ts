import type { PatternProblem } from "./glob.ts";

/**
 * What is wrong with the form of an SPDX license expression; undefined where it is well formed. Only the form is
 * looked at: identifiers joined by AND, OR, WITH, with parentheses (https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/).
 */
export function spdxProblem(expression: string): PatternProblem | undefined {
  const malformed = {
    message: "is no SPDX license expression",
    remedy: "Write one, for example `MIT` or `(MIT OR Apache-2.0)`",
  };
  const tokens = expression.match(/[()]|[^\s()]+/gu) ?? [];
  let depth = 0;
  let expected: "license" | "operator" = "license";
  for (const token of tokens) {
    if (expected === "license" && token === "(") {
      depth++;
    } else if (expected === "operator" && token === ")" && depth > 0) {
      depth--;
    } else if (expected === "operator" && /^(AND|OR|WITH)$/u.test(token)) {
      expected = "license";
    } else if (expected === "license" && /^(?!(?:AND|OR|WITH)$)[A-Za-z0-9][A-Za-z0-9.:-]*\+?$/u.test(token)) {
      expected = "operator";
    } else {
      return malformed;
    }
  }
  return expected === "operator" && depth === 0 ? undefined : malformed;
}
