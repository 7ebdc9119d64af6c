import type { Phase } from "../domain/settings.ts";

export const COMMAND_NAMES = [
  "run",
  "plan",
  "propose",
  "verify",
  "publish",
  "undo",
  "validate",
  "policy",
  "init",
  "doctor",
] as const;
/** What the command line can be asked to do. */
export type Command = (typeof COMMAND_NAMES)[number];

/** One command of the command line. */
export interface CommandSpec {
  readonly summary: string;
  /** The phase that it stands for; absent where no run is started. */
  readonly phase?: Phase;
  /** What the words after it are; absent where there are none. */
  readonly words?: string;
}

export const COMMANDS: Readonly<Record<Command, CommandSpec>> = {
  run: { summary: "plan, propose, check and publish in one go", phase: "all" },
  plan: { summary: "show what would be worked on; execute nothing", phase: "plan" },
  propose: { summary: "plan, propose and check; write a bundle", phase: "propose" },
  verify: { summary: "run the changes of several bundles together", phase: "verify", words: "[BUNDLES]" },
  publish: { summary: "verify a bundle again and publish it", phase: "publish", words: "[BUNDLE]" },
  undo: { summary: "take back a run's commits in one commit", phase: "undo", words: "RUN|COMMIT…" },
  validate: { summary: "check the policy file: every problem with its place" },
  policy: { summary: "show the effective policy and where values are from" },
  init: { summary: "detect the tools; write a policy and a workflow" },
  doctor: { summary: "measure the sandbox; show the detected tools" },
};
