import { resolve } from "node:path";
import { tmpdir } from "node:os";
import { WorldError } from "../../domain/errors.ts";
import type { LocalPublishMode } from "../../domain/policy.ts";
import type { Publication } from "../../domain/publication.ts";
import type { Undoer, UndoRequest } from "../../domain/undo.ts";
import type { Publisher, PublishRequest } from "../../ports.ts";
import type { CommitRequest } from "./publish-commits.ts";

/** What {@link createLocalPublisher} needs. */
export interface LocalPublisherOptions {
  /** Any directory of the user's working tree. */
  readonly directory: string;
  readonly mode: LocalPublishMode;
  /** Where `patch` writes, relative to the current directory or absolute. */
  readonly out: string;
  /** The caller's environment; git gets an allow-listed part of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Existing directory for what is made on the way; default: the system's. */
  readonly temporaryDirectory?: string;
}

/** A request with its patches and messages in the order of the manifest. */
export interface OrderedRequest {
  readonly request: PublishRequest;
  readonly steps: readonly Step[];
}

/** One entry of the manifest with all that is to be written for it. */
export interface Step {
  readonly task: string;
  readonly patch: string;
  readonly message: string;
  /** Name of the patch file. */
  readonly file: string;
  readonly paths: readonly string[];
}

/**
 * Publishes on this machine: into the working tree, as patch files, or as commits on the branch. What cannot be done
 * without overwriting somebody's work is refused with the remedy, and then nothing is written.
 */
export function createLocalPublisher(options: LocalPublisherOptions): Publisher {
  return {
    async publish(request: PublishRequest): Promise<Publication> {
      const steps = toSteps(request);
      if (steps.length === 0) return { type: "none", reason: "no change was accepted" };
      const ordered = { request, steps };
      const { directory, env, temporaryDirectory = tmpdir() } = options;
      switch (options.mode) {
        case "patch":
          return (await import("./publish-patches.ts")).publishPatches(ordered, resolve(options.out));
        case "worktree":
          return (await import("./publish-worktree.ts")).publishWorktree(ordered, { directory, env });
        case "commit":
          return (await import("./publish-commits.ts")).publishCommits(toCommits(ordered), {
            directory,
            env,
            temporaryDirectory,
          });
      }
    },
  };
}

function toCommits({ request: { manifest, dryRun }, steps }: OrderedRequest): CommitRequest {
  return { subject: manifest.subject, tree: manifest.tree, dryRun, steps, instead: "patch" };
}

/** Takes commits back by a new one on the branch, on this machine; refused where that would overwrite local work. */
export function createLocalUndoer(options: Pick<LocalPublisherOptions, "directory" | "env">): Undoer {
  return {
    async undo({ subject, tree, dryRun, ...rest }) {
      const { publishCommits } = await import("./publish-commits.ts");
      const publication = await publishCommits(
        { subject, tree, dryRun, steps: [toUndoStep(rest)], instead: "nothing" },
        { ...options, temporaryDirectory: tmpdir() },
      );
      return publication.type === "refused" ? { ...publication, mode: "undo" } : publication;
    },
  };
}

/** The commit that takes others back, as a step. */
export function toUndoStep({ patch, message, paths }: Pick<UndoRequest, "patch" | "message" | "paths">): Step {
  return { task: "undo", patch, message, file: "undo.patch", paths };
}

const PATCH_FILE = /^[A-Za-z0-9][\w.-]{0,120}\.patch$/u;

/** The entries of a request as steps, in the order of the manifest. Throws WorldError where a patch is missing. */
export function toSteps({ manifest, patches, messages }: PublishRequest): readonly Step[] {
  return manifest.entries.map(({ task, paths, patch: name, kind, target }) => {
    const patch = patches.get(task);
    if (patch === undefined) throw new WorldError(`the bundle holds no patch for task ${task}`);
    const message = messages.get(task) ?? `${kind}: ${target}\n`;
    // The manifest may come from another job: its names are taken only where they cannot lead elsewhere.
    const file = PATCH_FILE.test(name) ? name : `${task.replaceAll(/[^\w-]/gu, "_")}.patch`;
    return { task, patch, message, file, paths };
  });
}
