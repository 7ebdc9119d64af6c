import ts from "typescript";
import { createFileView } from "./file-view.ts";
import { findProjectConfig } from "./project-config.ts";
import { createProject, type Project } from "./project.ts";

/** For a file that no configuration of the repository's includes. */
const FALLBACK: ts.CompilerOptions = {
  allowJs: true,
  checkJs: false,
  strict: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Preserve,
  skipLibCheck: true,
  types: [],
};

/** A project, and the absolute path under which it knows a file. */
export interface OpenedProject {
  readonly project: Project;
  readonly path: string;
}

/**
 * The project that a file belongs to, or one of the file alone and what it imports. `path` is relative to the root. The
 * compiler's own declarations of the language are there; nothing is run.
 */
export function openProjectOf(root: string, path: string): OpenedProject {
  const view = createFileView(root);
  const absolute = `${view.root}/${path}`;
  const config = findProjectConfig(view, absolute);
  const parsed = config.type === "found" ? config.parsed : { options: FALLBACK, fileNames: [absolute], errors: [] };
  return { project: createProject(view, parsed), path: absolute };
}
