import type { ToolCommand } from "../../domain/command.ts";
import type { CommandName } from "../../domain/policy.ts";
import type { Language } from "./language.ts";
import type { Project } from "./project.ts";

/** What was seen and not used, and why. */
export interface DetectionNote {
  readonly text: string;
  /** The purposes that it is about: it is void where the policy names a command for each. Empty: about all. */
  readonly about: readonly CommandName[];
}

/** A tool that the repository has, and the commands that run it. */
export interface Finding {
  /** What it was told from: `package.json devDependencies.jest`. */
  readonly from: string;
  /** Shell lines; `node_modules/.bin` and a virtual environment's `bin` are on the PATH when they run. */
  readonly commands: Readonly<Partial<Record<CommandName, ToolCommand>>>;
  /** What the reader of the policy has to know, for example why a declared tool has no command. */
  readonly note?: DetectionNote;
}

/** Tells whether a repository has one tool. */
export interface Detector {
  readonly name: string;
  readonly language: Language;
  detect(project: Project): Finding | undefined;
}
