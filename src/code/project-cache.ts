import { createFileView } from "./file-view.ts";
import { findProjectConfig } from "./project-config.ts";
import { createProject, type Project } from "./project.ts";

/** A project for a target, or why there is none. */
export type OpenedProject =
  | { readonly type: "opened"; readonly project: Project; /** Absolute path of the target. */ readonly path: string }
  | { readonly type: "none"; readonly reason: string };

/** Keeps the parsed programs of the last projects, for a program costs seconds and is good for many tasks. */
export interface ProjectCache {
  /** The project of a file of a workspace, in step with the disk. `target` is relative to the root. */
  open(root: string, target: string): OpenedProject;
}

/** Parsed programs held at a time; each may take hundreds of megabytes. */
const MAX_PROJECTS = 2;

/** Makes an empty cache. */
export function createProjectCache(): ProjectCache {
  const projects = new Map<string, Project>();
  return {
    open: (root, target) => {
      const view = createFileView(root);
      const path = `${view.root}/${target}`;
      const config = findProjectConfig(view, path);
      if (config.type === "none") return config;
      const key = `${view.root} ${config.path}`;
      const project = projects.get(key) ?? createProject(view, config.parsed);
      projects.delete(key);
      projects.set(key, project);
      // Forgotten, not disposed: another task may be about to ask it something.
      for (const oldest of projects.keys()) {
        if (projects.size > MAX_PROJECTS) projects.delete(oldest);
      }
      project.refresh();
      return { type: "opened", project, path };
    },
  };
}
