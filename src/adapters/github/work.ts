import type { GitHubScene } from "../../domain/github-scene.ts";
import type { PublishMode } from "../../domain/policy.ts";
import type { Publication } from "../../domain/publication.ts";
import type { Publisher, PublishRequest } from "../../ports.ts";
import type { BuildPlace } from "./built-steps.ts";
import type { RepositoryName } from "./check-run.ts";
import type { Client } from "./client.ts";
import { remedyOf, renderFailure, type Failure } from "./reply.ts";

/** The modes that write to GitHub. */
export type GitHubMode = Extract<PublishMode, "commit" | "pull-request" | "suggestions">;

export interface GitHubPublisherOptions {
  readonly scene: GitHubScene;
  readonly client: Client;
  readonly mode: GitHubMode;
  /** What is left where GitHub may not be written to: the patches as files. */
  readonly fallback: Publisher;
  readonly place: BuildPlace;
  readonly digest: (text: string) => string;
  readonly now: () => Date;
  /** Told what did not matter enough to stop. */
  readonly onNote: (message: string) => void;
}

/** Everything that the ways to publish share. */
export interface GitHubWork extends GitHubPublisherOptions {
  readonly repository: RepositoryName;
  readonly branch: string;
  readonly request: PublishRequest;
}

/** A publication that did not happen, with what a user can do. */
export function refuse(mode: string, reason: string, remedy: string): Publication {
  return { type: "refused", mode, reason, remedy };
}

/** A failed call as a publication that did not happen. */
export function refuseFor(mode: string, failure: Failure): Publication {
  return refuse(mode, renderFailure(failure), remedyOf(failure));
}

/** `owner/name` in the parameters of a route. */
export function toRepositoryName(fullName: string): RepositoryName {
  const [owner = "", repo = ""] = fullName.split("/");
  return { owner, repo };
}
