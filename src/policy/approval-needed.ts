import { APPROVAL_WAYS, type ApprovalClass } from "../domain/approval.ts";
import type { Policy } from "../domain/policy.ts";
import type { TaskKind } from "../domain/task.ts";
import { toListTest } from "./match.ts";

/** A piece of work and every path that it is about: its target, and what it writes. */
export interface Risk {
  readonly kind: TaskKind;
  readonly paths: readonly string[];
}

/** The yes that a change needs. */
export interface NeededApproval {
  readonly asks: ApprovalClass;
  /** Where the policy asks for it: `approval.1`. */
  readonly key: string;
  /** The path that the class is about; absent where it is about every path. */
  readonly path?: string;
}

function strictness({ asks }: NeededApproval): number {
  return APPROVAL_WAYS.indexOf(asks.by);
}

/** Of two, the stricter; the first where both are as strict. */
export function toStricter(
  one: NeededApproval | undefined,
  other: NeededApproval | undefined,
): NeededApproval | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return strictness(other) > strictness(one) ? other : one;
}

/** Compiles the classes of a policy once; the test tells the strictest yes that a change needs, if any. */
export function createApprovalTest({
  approval = [],
}: Pick<Policy, "approval">): (risk: Risk) => NeededApproval | undefined {
  const classes = approval.map((asks, index) => {
    const test = asks.paths && toListTest(asks.paths);
    const needed = { asks, key: `approval.${index}` };
    return ({ kind, paths }: Risk): NeededApproval | undefined => {
      if (!asks.tasks.includes(kind)) return undefined;
      if (test === undefined) return needed;
      const path = paths.find(test);
      return path === undefined ? undefined : { ...needed, path };
    };
  });
  return (risk) =>
    classes.reduce<NeededApproval | undefined>((found, needs) => toStricter(found, needs(risk)), undefined);
}
