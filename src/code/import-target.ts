import ts from "typescript";
import type { Project } from "./project.ts";

/** The module name in the compiler's description of an import: `Add import from "./money"`, `Change … to "x"`. */
export function specifierOf(description: string): string | undefined {
  return /from ["']([^"']+)["']/u.exec(description)?.[1] ?? /["']([^"']+)["']/u.exec(description)?.[1];
}

/**
 * What an import of a name from a module leads to in the end, as a text that is the same for a module and for the
 * index files that hand it on. Where it cannot be told: the module's name.
 */
export function importTarget(project: Project, path: string, specifier: string, name: string): string {
  const program = project.service.getProgram();
  const file = ts.resolveModuleName(specifier, path, project.options, project.view).resolvedModule?.resolvedFileName;
  const source = file === undefined ? undefined : program?.getSourceFile(file);
  if (program === undefined || source === undefined) return specifier.replace(/^node:/u, "");
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const symbol = exported.find((one) => one.name === name) ?? exported.find((one) => one.name === "default");
  if (symbol === undefined) return source.fileName;
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  const [declaration] = target.declarations ?? [];
  return declaration === undefined
    ? source.fileName
    : `${declaration.getSourceFile().fileName}:${declaration.getStart()}`;
}
