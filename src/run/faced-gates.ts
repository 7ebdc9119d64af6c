import { toGateSetting } from "../check/gate-setting.ts";
import { GATE_NAMES, type GateName } from "../domain/gate.ts";
import type { CommandName, Policy } from "../domain/policy.ts";
import type { Task } from "../domain/task.ts";
import type { FacedGate } from "../ports.ts";
import { rulesOf } from "./task-rule.ts";

/** The command behind a gate. */
const COMMANDS: Readonly<Partial<Record<GateName, CommandName>>> = {
  lint: "lint",
  types: "types",
  tests: "test",
  coverage: "coverage",
};

/** The gates that a candidate for a task will face, in their order, with their commands. */
export function facedGates(task: Task, policy: Policy, failing: string | undefined): readonly FacedGate[] {
  const rules = rulesOf([task], policy);
  return GATE_NAMES.flatMap((gate): readonly FacedGate[] => {
    const { level } = toGateSetting(gate, policy, rules, "candidate");
    const purpose = COMMANDS[gate];
    const command = gate === "failing" ? failing : purpose && policy.commands[purpose]?.run;
    const silent = command === undefined && (gate === "failing" || purpose !== undefined);
    const isForOthers = gate === "equivalence" && task.kind !== "refactor";
    if (level === "off" || silent || isForOthers) return [];
    return [{ gate, level, ...(command === undefined ? {} : { command }) }];
  });
}
