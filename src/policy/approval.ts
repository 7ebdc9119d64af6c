import * as z from "zod/mini";
import type { ApprovalPolicy, Policy } from "../domain/policy.ts";
import { TASK_KINDS } from "../domain/task.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { described } from "./schema-parts.ts";
import { renderList } from "./yaml-text.ts";

/** The schema of the policy's `approval`. */
export function approvalSchema() {
  const schema = z.strictObject({
    by: described("How somebody who may write says yes.", z.enum(["label", "review"])),
    tasks: z.exactOptional(
      described("Kinds of tasks that need it; absent: all.", z.array(z.enum(TASK_KINDS)).check(z.minLength(1))),
    ),
  });
  return described("Changes that wait for a yes before they are published on GitHub.", schema);
}

/** The policy's `approval`, where there is one; `note` is told the key of each value that the file gives. */
export function resolveApproval(
  document: PolicyDocument | undefined,
  note: (key: string) => void,
): Pick<Policy, "approval"> {
  const own = document?.approval;
  if (own === undefined) return {};
  for (const key of Object.keys(own)) note(`approval.${key}`);
  const approval: ApprovalPolicy = { by: own.by, tasks: own.tasks ?? TASK_KINDS };
  return { approval };
}

/** The keys of `approval` as lines of the policy; none where it says nothing. */
export function approvalLines({ approval }: Policy): readonly Line[] {
  if (approval === undefined) return [];
  return [
    { text: "approval:" },
    { text: `  by: ${approval.by}`, key: "approval.by" },
    { text: `  tasks: ${renderList(approval.tasks)}`, key: "approval.tasks" },
  ];
}
