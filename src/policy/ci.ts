import * as z from "zod/mini";
import type { Policy } from "../domain/policy.ts";
import { commandProblem } from "./command-line.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { checkedBy, described } from "./schema-parts.ts";
import { renderScalar } from "./yaml-text.ts";

/** The schema of the policy's `ci`. */
export function ciSchema() {
  const line = z.string().check(z.maxLength(4_096), checkedBy(commandProblem));
  const schema = z.strictObject({
    commands: described(
      "Shell lines of the workflows, as they stand there, that may be run to see a failure of theirs again.",
      z.array(line).check(z.minLength(1), z.maxLength(64)),
    ),
  });
  return described("What the phase fix-ci may run, besides the commands of `commands`.", schema);
}

/** The policy's `ci`, where there is one; `note` is told the key of each value that the file gives. */
export function resolveCi(document: PolicyDocument | undefined, note: (key: string) => void): Pick<Policy, "ci"> {
  const { ci } = document ?? {};
  if (ci === undefined) return {};
  note("ci.commands");
  return { ci };
}

/** The keys of `ci` as lines of the policy; none where it says nothing. */
export function ciLines({ ci }: Policy): readonly Line[] {
  if (ci === undefined) return [];
  const lines = ci.commands.map((line) => ({ text: `    - ${renderScalar(line)}` }));
  return [{ text: "ci:" }, { text: "  commands:", key: "ci.commands" }, ...lines];
}
