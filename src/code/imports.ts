import ts from "typescript";
import { walk } from "./callee.ts";
import { lineAt, parseSource } from "./source.ts";

/** One place where a file asks for a module by a name that is written out. */
export interface ImportedModule {
  /** As written: `./a.js`, `node:fs`, `@scope/name/sub`. */
  readonly module: string;
  /** `type` is gone when the program runs; `export` is a re-export. */
  readonly kind: "static" | "type" | "export" | "dynamic" | "require";
  /** 1-based. */
  readonly line: number;
}

function literalOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** `require("m")`, `require.resolve("m")` and `import("m")`. */
function called(node: ts.CallExpression): Omit<ImportedModule, "line"> | undefined {
  const module = literalOf(node.arguments[0]);
  if (module === undefined) return undefined;
  const callee = node.expression;
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return { module, kind: "dynamic" };
  const root = ts.isPropertyAccessExpression(callee) && callee.name.text === "resolve" ? callee.expression : callee;
  return ts.isIdentifier(root) && root.text === "require" ? { module, kind: "require" } : undefined;
}

function importAt(node: ts.Node): Omit<ImportedModule, "line"> | undefined {
  if (ts.isCallExpression(node)) return called(node);
  if (ts.isImportDeclaration(node)) {
    const module = literalOf(node.moduleSpecifier);
    return module === undefined ? undefined : { module, kind: isTypeOnly(node) ? "type" : "static" };
  }
  if (ts.isExportDeclaration(node)) {
    const module = literalOf(node.moduleSpecifier);
    return module === undefined ? undefined : { module, kind: node.isTypeOnly ? "type" : "export" };
  }
  if (ts.isExternalModuleReference(node)) {
    const module = literalOf(node.expression);
    return module === undefined ? undefined : { module, kind: "require" };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const module = literalOf(node.argument.literal);
    return module === undefined ? undefined : { module, kind: "type" };
  }
  return undefined;
}

/** The modules that a file imports, in order of place: static and dynamic imports, re-exports, `require`. */
export function importedModules(path: string, text: string): readonly ImportedModule[] {
  const source = parseSource(path, text);
  const found: ImportedModule[] = [];
  walk(source, (node) => {
    const imported = importAt(node);
    if (imported !== undefined) found.push({ ...imported, line: lineAt(source, node.getStart(source)) });
  });
  return found;
}
