import * as z from "zod/mini";
import type { ApprovalPolicy, Policy } from "../domain/policy.ts";
import { TASK_KINDS } from "../domain/task.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { described } from "./schema-parts.ts";
import { renderList, renderScalar } from "./yaml-text.ts";

/** Where the policy names none. */
const DEFAULT_ENVIRONMENT = "assay";

/** An environment that nobody asks would look like a fence that is not there. */
function checkEnvironment() {
  return z.check<{ readonly by: ApprovalPolicy["by"]; readonly environment?: string }>(({ value, issues }) => {
    if (value.environment === undefined || value.by === "environment") return;
    const message = `is not asked by ${value.by}`;
    const params = { remedy: "Write `by: environment`, or remove it" };
    issues.push({ code: "custom", input: value.environment, path: ["environment"], message, params });
  });
}

/** The schema of the policy's `approval`. */
export function approvalSchema() {
  const schema = z.strictObject({
    by: described("How somebody who may write says yes.", z.enum(["label", "review", "environment"])),
    environment: z.exactOptional(
      described(
        "The GitHub environment whose reviewers say yes, where that is how; absent: assay.",
        z.string().check(z.regex(/^[^\p{C}'"`,;\\/\s]{1,255}$/u)),
      ),
    ),
    tasks: z.exactOptional(
      described("Kinds of tasks that need it; absent: all.", z.array(z.enum(TASK_KINDS)).check(z.minLength(1))),
    ),
  });
  return described(
    "Changes that wait for a yes before they are published on GitHub.",
    schema.check(checkEnvironment()),
  );
}

/** The policy's `approval`, where there is one; `note` is told the key of each value that the file gives. */
export function resolveApproval(
  document: PolicyDocument | undefined,
  note: (key: string) => void,
): Pick<Policy, "approval"> {
  const own = document?.approval;
  if (own === undefined) return {};
  for (const key of Object.keys(own)) note(`approval.${key}`);
  const tasks = own.tasks ?? TASK_KINDS;
  const { by, environment = DEFAULT_ENVIRONMENT } = own;
  const approval: ApprovalPolicy = by === "environment" ? { by, environment, tasks } : { by, tasks };
  return { approval };
}

/** The keys of `approval` as lines of the policy; none where it says nothing. */
export function approvalLines({ approval }: Policy): readonly Line[] {
  if (approval === undefined) return [];
  return [
    { text: "approval:" },
    { text: `  by: ${approval.by}`, key: "approval.by" },
    ...(approval.by === "environment"
      ? [{ text: `  environment: ${renderScalar(approval.environment)}`, key: "approval.environment" }]
      : []),
    { text: `  tasks: ${renderList(approval.tasks)}`, key: "approval.tasks" },
  ];
}
