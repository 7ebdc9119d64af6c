import type { EffectivePolicy } from "../../src/domain/policy.ts";
import { detectTools } from "../../src/policy/detect/detect-tools.ts";
import type { Detected } from "../../src/policy/detect/detect-tools.ts";
import { toEffectivePolicy } from "../../src/policy/effective.ts";
import type { PolicyOverrides } from "../../src/policy/effective.ts";
import { parsePolicy } from "../../src/policy/parse-policy.ts";

/** A repository without tools. */
export const NOTHING: Detected = detectTools({ paths: new Set(), texts: new Map() });
/** A repository with ESLint, TypeScript, Jest and Prettier. */
export const PROJECT: Detected = detectTools({
  paths: new Set(["package.json", "eslint.config.js", "tsconfig.json", "src/a.ts", "src/a.spec.ts"]),
  texts: new Map([
    [
      "package.json",
      JSON.stringify({
        license: "MPL-2.0",
        devDependencies: { eslint: "^9", typescript: "^6", jest: "^30", prettier: "^3" },
      }),
    ],
  ]),
});

/** The effective policy of a text; throws where it has problems. */
export function effective(
  text: string | undefined,
  detected = NOTHING,
  overrides: PolicyOverrides = {},
): EffectivePolicy {
  if (text === undefined) return toEffectivePolicy({ detected, overrides, source: "none", sha256: "00" });
  const result = parsePolicy(text, "p.yml");
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return toEffectivePolicy({ document: result.document, detected, overrides, source: "base-commit", sha256: "00" });
}
