import type { GateName } from "../domain/gate.ts";
import { GATE_NAMES } from "../domain/gate.ts";
import type { GateSetting, Limits } from "../domain/policy.ts";
import type { TaskKind } from "../domain/task.ts";

/** Kinds of tasks where neither settings nor policy name any. */
export const DEFAULT_TASKS: readonly TaskKind[] = ["tests", "docs", "fix"];

/** What a run and a candidate may use at most where the policy says nothing. */
export const DEFAULT_LIMITS: Limits = {
  tasks: 50,
  attempts: 3,
  files: 20,
  lines: 800,
  deletions: 100,
  minutes: 20,
  fileBytes: 1_048_576,
  commandSeconds: 300,
};

/** Licenses that an added dependency may have where the policy says nothing: permissive ones without obligations beyond notice. */
export const DEFAULT_LICENSES: readonly string[] = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD"];

/** Every gate is required, and has no threshold. */
export function toDefaultGates(): Readonly<Record<GateName, GateSetting>> {
  const setting: GateSetting = { level: "required" };
  const entries = GATE_NAMES.map((name) => [name, setting] as const);
  return Object.fromEntries(entries) as Record<GateName, GateSetting>;
}
