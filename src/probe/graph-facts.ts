import type { GraphModule } from "../code/module-graph.ts";

type Imports = GraphModule["imports"];

/** Of a module's imports those that are in a graph: a graph holds only so many, and of the others Node itself loads the code. */
export function knownImports(modules: readonly Pick<GraphModule, "path">[]): (imports: Imports) => Imports {
  const paths = new Set(modules.map(({ path }) => path));
  return (imports) => Object.fromEntries(Object.entries(imports).filter(([, path]) => path === "" || paths.has(path)));
}

/** Whether modules have to be loaded anew for each plan: where one has state of its own. */
export function reloading(modules: readonly Pick<GraphModule, "state">[]): "always" | "never" {
  return modules.some(({ state }) => state === "own") ? "always" : "never";
}
