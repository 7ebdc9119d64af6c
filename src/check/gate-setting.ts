import type { GateLevel, GateName } from "../domain/gate.ts";
import type { GateSetting, Policy, Rule } from "../domain/policy.ts";
import type { GateSubject } from "./gate.ts";

const COVERAGE_THRESHOLDS = ["minDelta", "minBranchDelta", "minChangedLines", "minChangedBranches"] as const;
const STRICTNESS: readonly GateLevel[] = ["off", "advisory", "required"];

/**
 * Level and thresholds of a gate for a subject: the rule's over the policy's. On the sum, whose tasks may have
 * different rules, the strictest level counts with the lowest threshold: each candidate has met its own, and what is
 * looked for is what they do to each other.
 */
export function toGateSetting(
  name: GateName,
  policy: Policy,
  rules: readonly Rule[],
  scope: GateSubject["scope"],
): GateSetting {
  const general = policy.gates[name];
  const own = rules.map((rule): GateSetting => ({ ...general, ...rule.gates[name] }));
  if (scope === "candidate" || own.length <= 1) return own[0] ?? general;
  const levels = own.map(({ level }) => STRICTNESS.indexOf(level));
  const judged = own.filter(({ level }) => level !== "off");
  const thresholds = COVERAGE_THRESHOLDS.flatMap((name) => {
    const least = lowest(judged.map((setting) => setting[name]));
    return least === undefined ? [] : [[name, least] as const];
  });
  return {
    level: STRICTNESS[Math.max(...levels)] ?? "required",
    ...Object.fromEntries(thresholds),
    ...(general.runs === undefined ? {} : { runs: general.runs }),
    ...(general.minScore === undefined ? {} : { minScore: general.minScore }),
    ...(general.minCoverage === undefined ? {} : { minCoverage: general.minCoverage }),
    ...(general.seconds === undefined ? {} : { seconds: general.seconds }),
  };
}

/** None where one of them asks for nothing. */
function lowest(thresholds: readonly (number | undefined)[]): number | undefined {
  const known = thresholds.filter((threshold) => threshold !== undefined);
  return known.length === 0 || known.length < thresholds.length ? undefined : Math.min(...known);
}
