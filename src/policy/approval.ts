import * as z from "zod/mini";
import { APPROVAL_WAYS, type ApprovalClass, type ApprovalWay } from "../domain/approval.ts";
import type { Policy } from "../domain/policy.ts";
import { TASK_KINDS } from "../domain/task.ts";
import { globListSchema } from "./glob-schema.ts";
import type { Line } from "./model-lines.ts";
import type { DocumentApproval, PolicyDocument } from "./policy-document.ts";
import { described } from "./schema-parts.ts";
import { renderList, renderScalar } from "./yaml-text.ts";

/** Where the policy names none. */
const DEFAULT_ENVIRONMENT = "assay";
/** Most classes of one policy. */
const MAX_CLASSES = 64;

interface Asking {
  readonly by: ApprovalWay;
  readonly environment?: string;
}

/** An environment that nobody asks would look like a fence that is not there. */
function checkEnvironment() {
  return z.check<Asking>(({ value, issues }) => {
    if (value.environment === undefined || value.by === "environment") return;
    const message = `is not asked by ${value.by}`;
    const params = { remedy: "Write `by: environment`, or remove it" };
    issues.push({ code: "custom", input: value.environment, path: ["environment"], message, params });
  });
}

/** The job that publishes is bound to one environment, so a yes of a second one could never come. */
function checkOneEnvironment() {
  return z.check<readonly Asking[]>(({ value, issues }) => {
    const asked = value.map(({ by, environment = DEFAULT_ENVIRONMENT }) => (by === "environment" ? environment : ""));
    const first = asked.find((name) => name !== "");
    const index = asked.findIndex((name) => name !== "" && name !== first);
    if (index < 0 || first === undefined) return;
    const message = `is a second environment beside "${first}", and one job publishes`;
    const path = value[index]?.environment === undefined ? [index, "by"] : [index, "environment"];
    issues.push({ code: "custom", input: asked[index], path, message, params: { remedy: "Name one for all of them" } });
  });
}

function classSchema() {
  const schema = z.strictObject({
    by: described("How somebody who may write says yes.", z.enum(APPROVAL_WAYS)),
    environment: z.exactOptional(
      described(
        "The GitHub environment whose reviewers say yes, where that is how; absent: assay.",
        z.string().check(z.regex(/^[^\p{C}'"`,;\\/\s]{1,255}$/u)),
      ),
    ),
    tasks: z.exactOptional(
      described("Kinds of tasks that need it; absent: all.", z.array(z.enum(TASK_KINDS)).check(z.minLength(1))),
    ),
    paths: z.exactOptional(
      described(
        "Globs of the paths that need it, in order; a glob with `!` takes out again; absent: all.",
        globListSchema(),
      ),
    ),
  });
  return schema.check(checkEnvironment());
}

/** The schema of the policy's `approval`. */
export function approvalSchema() {
  const classes = z.array(classSchema()).check(z.minLength(1), z.maxLength(MAX_CLASSES), checkOneEnvironment());
  return described(
    "Changes that wait for a yes before they are published on GitHub: one class, or a list of which the strictest counts.",
    z.union([classSchema(), classes]),
  );
}

function toClass({
  by,
  environment = DEFAULT_ENVIRONMENT,
  tasks = TASK_KINDS,
  paths,
}: DocumentApproval): ApprovalClass {
  const what = { tasks, ...(paths !== undefined && { paths }) };
  return by === "environment" ? { by, environment, ...what } : { by, ...what };
}

function isList(own: NonNullable<PolicyDocument["approval"]>): own is readonly DocumentApproval[] {
  return Array.isArray(own);
}

/** The policy's `approval`, where there is one; `note` is told each value that the file gives: its key, and where it stands. */
export function resolveApproval(
  document: PolicyDocument | undefined,
  note: (key: string, inFile: string) => void,
): Pick<Policy, "approval"> {
  const own = document?.approval;
  if (own === undefined) return {};
  const classes = isList(own) ? own : [own];
  for (const [index, one] of classes.entries()) {
    const inFile = isList(own) ? `approval.${index}` : "approval";
    for (const key of Object.keys(one)) note(`approval.${index}.${key}`, `${inFile}.${key}`);
  }
  return { approval: classes.map(toClass) };
}

/** The keys of `approval` as lines of the policy; none where it says nothing. */
export function approvalLines({ approval }: Policy): readonly Line[] {
  if (approval === undefined) return [];
  const lines = approval.flatMap((one, index): readonly Line[] => {
    const key = `approval.${index}`;
    return [
      { text: `  - by: ${one.by}`, key: `${key}.by` },
      ...(one.by === "environment"
        ? [{ text: `    environment: ${renderScalar(one.environment)}`, key: `${key}.environment` }]
        : []),
      { text: `    tasks: ${renderList(one.tasks)}`, key: `${key}.tasks` },
      ...(one.paths === undefined ? [] : [{ text: `    paths: ${renderList(one.paths)}`, key: `${key}.paths` }]),
    ];
  });
  return [{ text: "approval:" }, ...lines];
}
