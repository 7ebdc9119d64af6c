import type { ToolCommand } from "../../domain/command.ts";
import type { CommandName } from "../../domain/policy.ts";
import type { Project } from "./project.ts";

/** A tool that the repository has, and the commands that run it. */
interface Finding {
  /** What it was told from: `package.json devDependencies.jest`. */
  readonly from: string;
  /** Shell lines; `node_modules/.bin` is on the PATH when they run. */
  readonly commands: Readonly<Partial<Record<CommandName, ToolCommand>>>;
  /** What the reader of the policy has to know, for example why a declared tool has no command. */
  readonly note?: string;
}

/** Tells whether a repository has one tool. */
export interface Detector {
  readonly name: string;
  detect(project: Project): Finding | undefined;
}
