import * as z from "zod/mini";
import type { Policy } from "../domain/policy.ts";
import { DEFAULT_REFACTOR, MODULES_POLICIES, type RefactorPolicy } from "../domain/refactor-policy.ts";
import type { PatternProblem } from "./glob.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { checkedBy, described } from "./schema-parts.ts";
import { renderList } from "./yaml-text.ts";

/** `prefer-const`, `import/first`, `@scope/plugin/rule`, `biome:style/useConst`, `oxlint:no-var`. */
const RULE_NAME = /^(?:(?:biome|oxlint):)?(?:@[\w.-]+\/)?[\w.-]+(?:\/[\w.-]+)*$/u;

function ruleProblem(name: string): PatternProblem | undefined {
  if (RULE_NAME.test(name)) return undefined;
  return {
    message: "is no name of a rule",
    remedy:
      "Write it as the linter does: `prefer-const` or `import/first` of ESLint, `biome:style/useConst`, `oxlint:no-var`",
  };
}

/** The schema of the policy's `refactor`. */
export function refactorSchema() {
  const text =
    "Rules of the repository's ESLint whose fixes are applied, with the options that its configuration gives; rules of Biome and Oxlint as `biome:style/useConst` and `oxlint:no-var`.";
  const rule = z.string().check(z.maxLength(128), checkedBy(ruleProblem));
  return described(
    "What the embedded engine rewrites, besides its own rewrites.",
    z.strictObject({
      "lint-rules": z.exactOptional(described(text, z.array(rule).check(z.maxLength(64)))),
      modules: z.exactOptional(
        described(
          "import: a CommonJS package is written as ES modules, as a whole or not at all. keep: it stays what it is.",
          z.enum(MODULES_POLICIES),
        ),
      ),
    }),
  );
}

/** The part of the file as the rest of the code spells it. */
export function toRefactor(file: {
  readonly "lint-rules"?: readonly string[];
  readonly modules?: RefactorPolicy["modules"];
}): Partial<RefactorPolicy> {
  const rules = file["lint-rules"];
  return {
    ...(rules === undefined ? {} : { lintRules: [...new Set(rules)] }),
    ...(file.modules === undefined ? {} : { modules: file.modules }),
  };
}

/** The policy's `refactor` over the defaults; `note` is told the key of each value that the file gives. */
export function resolveRefactor(
  document: PolicyDocument | undefined,
  note: (key: string) => void,
): Pick<Policy, "refactor"> {
  const own = document?.refactor;
  if (own === undefined) return {};
  if (own.lintRules !== undefined) note("refactor.lint-rules");
  if (own.modules !== undefined) note("refactor.modules");
  return { refactor: { ...DEFAULT_REFACTOR, ...own } };
}

/** The keys of `refactor` as lines of the policy; none where it says nothing. */
export function refactorLines({ refactor }: Policy): readonly Line[] {
  if (refactor === undefined) return [];
  return [
    { text: "refactor:" },
    { text: `  lint-rules: ${renderList(refactor.lintRules)}`, key: "refactor.lint-rules" },
    { text: `  modules: ${refactor.modules}`, key: "refactor.modules" },
  ];
}
