import * as z from "zod/mini";
import type { Policy } from "../domain/policy.ts";
import type { PullRequestPolicy } from "../domain/pull-request.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { described } from "./schema-parts.ts";
import { renderList, renderScalar } from "./yaml-text.ts";

/** How pull requests are opened where the policy says nothing. */
export const DEFAULT_PULL_REQUEST: PullRequestPolicy = {
  per: "rule",
  labels: [],
  reviewers: [],
  teams: [],
  assignees: [],
  draft: false,
  open: 5,
  hourly: 5,
};

/** The schema of the policy's `pull-request`. */
export function pullRequestSchema() {
  const names = (description: string, most: number, longest: number) =>
    z.exactOptional(
      described(description, z.array(z.string().check(z.minLength(1), z.maxLength(longest))).check(z.maxLength(most))),
    );
  const schema = z.strictObject({
    per: z.exactOptional(described("One for all changes of a rule, or one for each task.", z.enum(["rule", "task"]))),
    labels: names("Labels that it gets.", 20, 50),
    reviewers: names("Logins of people who are asked for a review.", 15, 39),
    teams: names("Slugs of teams that are asked for a review.", 15, 100),
    assignees: names("Logins of people to whom it is assigned.", 10, 39),
    draft: z.exactOptional(described("Whether it is opened as a draft.", z.boolean())),
    open: z.exactOptional(
      described("Most pull requests of Assay's that are open at a time.", z.int().check(z.minimum(1), z.maximum(100))),
    ),
    hourly: z.exactOptional(
      described("Most pull requests that are opened within an hour.", z.int().check(z.minimum(1), z.maximum(100))),
    ),
  });
  return described("How pull requests are opened.", schema);
}

/** The policy's `pull-request` over the defaults; `note` is told the key of each value that the file gives. */
export function resolvePullRequest(
  document: PolicyDocument | undefined,
  note: (key: string) => void,
): Pick<Policy, "pullRequest"> {
  const own = document?.pullRequest;
  if (own === undefined) return {};
  for (const key of Object.keys(own)) note(`pull-request.${key}`);
  return { pullRequest: { ...DEFAULT_PULL_REQUEST, ...own } };
}

/** The keys of `pull-request` as lines of the policy; none where it says nothing. */
export function pullRequestLines({ pullRequest }: Policy): readonly Line[] {
  if (pullRequest === undefined) return [];
  const lines = Object.entries(pullRequest).map(
    ([name, value]: [string, PullRequestPolicy[keyof PullRequestPolicy]]) => {
      const text =
        typeof value === "object"
          ? renderList(value)
          : typeof value === "boolean"
            ? String(value)
            : renderScalar(value);
      return { text: `  ${name}: ${text}`, key: `pull-request.${name}` };
    },
  );
  return [{ text: "pull-request:" }, ...lines];
}
