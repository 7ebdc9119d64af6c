import type { Publication } from "../../domain/publication.ts";
import type { Publisher, PublishRequest } from "../../ports.ts";
import { readApproval } from "./approval.ts";
import { toSteps } from "../local/local-publisher.ts";
import { withBuiltSteps, type BuiltSteps } from "./built-steps.ts";
import { publishCommits } from "./publish-commits.ts";
import { publishPullRequest } from "./pull-request.ts";
import { readClaims, toProposalBranch } from "./pulls.ts";
import { publishSuggestions } from "./suggestions.ts";
import { refuse, toRepositoryName, type GitHubPublisherOptions, type GitHubWork } from "./work.ts";

/**
 * Publishes on GitHub what has been verified. Where that is not allowed or not possible it says why, and the patches are
 * left as files.
 */
export function createGitHubPublisher(options: GitHubPublisherOptions): Publisher {
  return {
    async publish(request: PublishRequest): Promise<Publication> {
      if (request.manifest.entries.length === 0) return { type: "none", reason: "no change was accepted" };
      const publication = await publishOnGitHub(options, request);
      if (!isRefused(publication)) return publication;
      const patches = await options.fallback.publish(request);
      const parts = publication.type === "several" ? publication.publications : [publication];
      return { type: "several", publications: [...parts, patches] };
    },
    async claimed(key, works) {
      const { scene, client } = options;
      const { branch, rights } = scene;
      if (rights.type !== "write" || branch === undefined) return { ok: true, claims: new Map() };
      const own = toProposalBranch(branch, key);
      return readClaims(client, { repository: toRepositoryName(scene.repository), base: branch, own }, works);
    },
  };
}

function isRefused(publication: Publication): boolean {
  return publication.type === "several"
    ? publication.publications.some(isRefused)
    : ["refused", "waiting"].includes(publication.type);
}

async function publishOnGitHub(options: GitHubPublisherOptions, request: PublishRequest): Promise<Publication> {
  const { scene, mode } = options;
  if (scene.rights.type !== "write") return refuse(mode, scene.rights.reason, scene.rights.remedy);
  const { branch, head } = scene;
  if (branch === undefined) {
    return refuse(mode, `the event ${scene.event} is about no branch`, "Run on pull_request, push or schedule");
  }
  if (head !== undefined && head !== request.manifest.subject.head) {
    const [wanted, found] = [head.slice(0, 7), request.manifest.subject.head.slice(0, 7)];
    return refuse(mode, `the event is about ${wanted}, but ${found} was worked on`, "Leave the input head out");
  }
  const waiting = request.approval && (await readApproval(options, request.approval));
  if (waiting !== undefined) return { ...waiting, patch: toPatch(request) };
  const work = { ...options, repository: toRepositoryName(scene.repository), branch, request };
  const steps = toSteps(request);
  return withBuiltSteps(options.place, request.manifest.subject.head, steps, (built) => publishBuilt(work, built));
}

/** What somebody has to look at before they say yes. */
function toPatch({ manifest, patches }: PublishRequest): string {
  return manifest.entries.map(({ task }) => patches.get(task) ?? "").join("");
}

async function publishBuilt(work: GitHubWork, built: BuiltSteps): Promise<Publication> {
  const { request, mode } = work;
  const tree = built.steps.at(-1)?.tree;
  if (tree !== request.manifest.tree) {
    const [made, gated] = [tree?.slice(0, 7) ?? "", request.manifest.tree.slice(0, 7)];
    return refuse(mode, `the patches make the tree ${made}, but ${gated} passed the gates`, "Make the bundle again");
  }
  switch (mode) {
    case "commit":
      return publishCommits(work, { head: request.manifest.subject.head, dryRun: request.dryRun }, built);
    case "pull-request":
      return publishPullRequest(work, built);
    case "suggestions":
      return publishSuggestions(work, built);
  }
}
