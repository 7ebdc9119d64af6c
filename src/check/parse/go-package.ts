/**
 * The directory of a Go package relative to the workspace, with a trailing '/': `./` for the module itself; a package of
 * another module keeps its import path.
 */
export function goDirectory(importPath: string, module: string | undefined): string {
  if (module === undefined || importPath === "") return importPath === "" ? "" : `${importPath}/`;
  if (importPath === module) return "./";
  return importPath.startsWith(`${module}/`) ? `${importPath.slice(module.length + 1)}/` : `${importPath}/`;
}

/** The module's name from the text of go.mod; undefined where it names none. */
export function parseGoModule(text: string): string | undefined {
  return /^module[ \t]+"?(?<name>[^\s"/][^\s"]*)"?/mu.exec(text)?.groups?.["name"];
}
