import type { Publication } from "../../domain/publication.ts";
import type { Undoer, UndoRequest } from "../../domain/undo.ts";
import { toUndoStep } from "../local/local-publisher.ts";
import { withBuiltSteps } from "./built-steps.ts";
import { publishCommits } from "./publish-commits.ts";
import { refuse, toRepositoryName, type GitHubPublisherOptions } from "./work.ts";

type UndoerOptions = Pick<GitHubPublisherOptions, "scene" | "client" | "place">;

/** Takes commits back by a new one on the branch of the event, through GitHub; never forced. */
export function createGitHubUndoer(options: UndoerOptions): Undoer {
  return { undo: (request) => undo(options, request) };
}

async function undo({ scene, client, place }: UndoerOptions, request: UndoRequest): Promise<Publication> {
  const { branch, head, rights } = scene;
  if (rights.type !== "write") return refuse("undo", rights.reason, rights.remedy);
  if (branch === undefined) {
    return refuse("undo", `the event ${scene.event} is about no branch`, "Run on workflow_dispatch, on the branch");
  }
  if (head !== undefined && head !== request.subject.head) {
    const [wanted, found] = [head.slice(0, 7), request.subject.head.slice(0, 7)];
    return refuse("undo", `the event is about ${wanted}, but ${found} is checked out`, "Check that commit out");
  }
  const work = { client, branch, repository: toRepositoryName(scene.repository) };
  return withBuiltSteps(place, request.subject.head, [toUndoStep(request)], async (built) => {
    const tree = built.steps.at(-1)?.tree;
    if (tree === request.tree) return publishCommits(work, { ...request.subject, dryRun: request.dryRun }, built);
    return refuse("undo", "the patch makes another tree than was worked out", "Run again, and report this");
  });
}
