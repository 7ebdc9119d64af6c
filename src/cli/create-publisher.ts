import { createLocalPublisher } from "../adapters/local/local-publisher.ts";
import type { LocalPublishMode, PublishMode } from "../domain/policy.ts";
import type { Publisher } from "../ports.ts";
import type { Environment } from "../settings/inputs.ts";
import type { Use } from "./application.ts";

/** Where patch files go when nothing is said. */
const PATCH_DIRECTORY = "assay-patches";

/** A yes can only be given on GitHub. In a terminal, who starts the run has given it. */
function withoutApproval(publisher: Publisher): Publisher {
  return {
    publish(request) {
      if (request.approval === undefined) return publisher.publish(request);
      const { by } = request.approval;
      const remedy = "Give the action a token";
      return Promise.resolve({ type: "waiting", approval: by, reason: "GitHub is not at hand to ask", remedy });
    },
  };
}

/** GitHub's way where the run takes place there, else this machine's. */
export function createPublisher(
  mode: Exclude<PublishMode, "none">,
  { settings, github }: Use,
  directory: string,
  env: Environment,
): Publisher {
  const local = (kind: LocalPublishMode): Publisher =>
    createLocalPublisher({ directory, mode: kind, out: settings.out ?? PATCH_DIRECTORY, env });
  if (mode === "patch" || mode === "worktree") return local(mode);
  if (github !== undefined) return github.publisher(mode, local("patch"), directory);
  if (mode === "commit") return settings.ci ? withoutApproval(local(mode)) : local(mode);
  const remedy = "Run the action in a workflow, with a token, or publish as patch, worktree or commit";
  return { publish: () => Promise.resolve({ type: "refused", mode, reason: "GitHub is not at hand here", remedy }) };
}
