import type { GitHubScene } from "../../../src/domain/github-scene.ts";

/** The same scene on a branch, with no pull request in the event. */
export function onBranchAlone(scene: GitHubScene): GitHubScene {
  const { repository, apiUrl, graphqlUrl, serverUrl, branch, head, people, rights, run } = scene;
  const rest = { ...(branch !== undefined && { branch }), ...(head !== undefined && { head }) };
  return { repository, apiUrl, graphqlUrl, serverUrl, event: "workflow_run", people, rights, run, ...rest };
}
