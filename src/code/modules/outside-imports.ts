import ts from "typescript";
import { field, parseJson } from "../../domain/parse-json.ts";
import { walk } from "../callee.ts";
import { lineAt, parseSource } from "../source.ts";
import type { CommonJsFile } from "./common-js.ts";
import { fileAmong } from "./package-links.ts";
import { findRequired, type PackageSource } from "./package-source.ts";

/** A place outside of the files that move, where all that one of them exports is imported as one value. */
export interface OutsideImport {
  readonly by: string;
  /** 1-based. */
  readonly line: number;
  readonly module: string;
  /** What is imported: the default alone, or an object with all names. */
  readonly takes: "default" | "namespace";
  /** The file that it leads to; absent where only the package is known. */
  readonly file?: string;
}

type Taken = Pick<OutsideImport, "module" | "takes">;

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isDefault({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): boolean {
  return (propertyName ?? name).text === "default";
}

/** What a clause takes besides names; undefined where that is nothing. */
function takenBy(node: ts.ImportDeclaration | ts.ExportDeclaration): OutsideImport["takes"] | undefined {
  if (ts.isExportDeclaration(node)) {
    if (node.isTypeOnly || node.exportClause === undefined) return undefined;
    if (ts.isNamespaceExport(node.exportClause)) return "namespace";
    return node.exportClause.elements.some(isDefault) ? "default" : undefined;
  }
  const clause = node.importClause;
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return undefined;
  const bindings = clause.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) return "namespace";
  return clause.name !== undefined || bindings?.elements.some(isDefault) === true ? "default" : undefined;
}

function takenAt(node: ts.Node): Taken | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const [module, takes] = [textOf(node.moduleSpecifier), takenBy(node)];
    return module === undefined || takes === undefined ? undefined : { module, takes };
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const module = textOf(node.arguments[0]);
  return module === undefined ? undefined : { module, takes: "namespace" };
}

/** What is the same of a package that moves for everyone who imports it. */
interface Moving {
  readonly source: PackageSource;
  readonly files: ReadonlyMap<string, CommonJsFile>;
  /** Of its manifest. */
  readonly name: unknown;
  readonly exports: unknown;
}

/** Where a module's name leads: a file that moves, the package as such, or elsewhere (undefined). */
function ledTo(
  { source, files, name, exports }: Moving,
  importer: string,
  module: string,
): { readonly file?: string } | undefined {
  const relative = fileAmong(source, files, importer, module);
  if (relative !== undefined) return { file: relative };
  if (typeof name !== "string" || (module !== name && !module.startsWith(`${name}/`))) return undefined;
  // What is no code stays what it is.
  if (/\.(?:json|css|node|wasm)$/u.test(module)) return undefined;
  if (exports !== undefined) return {};
  const found = findRequired(source, source.manifest, `.${module.slice(name.length)}`);
  if (typeof found === "string") return {};
  return files.has(found.path) ? { file: found.path } : undefined;
}

/**
 * Imports of files that move, by files that do not, which are to get one value or object for all that is exported: what
 * `import` gives of CommonJS and of a module differs there.
 */
export function outsideImports(
  source: PackageSource,
  files: ReadonlyMap<string, CommonJsFile>,
): readonly OutsideImport[] {
  const found: OutsideImport[] = [];
  const parsed = parseJson(source.read(source.manifest) ?? "");
  const manifest = parsed.ok ? parsed.value : undefined;
  const moving: Moving = { source, files, name: field(manifest, "name"), exports: field(manifest, "exports") };
  for (const by of source.others?.() ?? []) {
    const text = files.has(by) ? undefined : source.read(by);
    if (text === undefined || !/\b(?:import|export)\b/u.test(text)) continue;
    const tree = parseSource(by, text);
    walk(tree, (node) => {
      const taken = takenAt(node);
      const led = taken === undefined ? undefined : ledTo(moving, by, taken.module);
      if (taken === undefined || led === undefined) return;
      found.push({ by, line: lineAt(tree, node.getStart(tree)), ...taken, ...led });
    });
  }
  return found;
}
