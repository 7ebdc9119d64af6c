import type { PublishMode } from "../domain/policy.ts";
import type { Clock, Engine, Events, FileStore, InstalledFiles, Publisher, Repository } from "../ports.ts";

/** Everything that a run needs from outside, as values. */
export interface RunDependencies {
  readonly repository: Repository;
  /** Engines that can be used, best first. */
  readonly engines: readonly Engine[];
  readonly publisherFor: (mode: Exclude<PublishMode, "none">) => Publisher;
  readonly files: FileStore;
  readonly installed: InstalledFiles;
  /** The job's own environment: its secret values must not appear in a candidate. Never handed to a command. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly events: Events;
  readonly clock: Clock;
  readonly version: string;
  /** SHA-256 of the UTF-8 text, in hex. */
  readonly digest: (text: string) => string;
  /** How many workspaces may run commands at the same time. */
  readonly lanes: number;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}
