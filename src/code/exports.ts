import ts from "typescript";
import { calleeChain, walk } from "./callee.ts";
import { lineAt, parseSource } from "./source.ts";

/** One name that other modules can import. */
export interface ExportedName {
  /** `default` for the default export, `*` for everything of another module, `export=` for `export =` and `module.exports = …`. */
  readonly name: string;
  /** `type` exists for the compiler only; a class or enum is a value. Names passed on from elsewhere count as values. */
  readonly kind: "value" | "type";
  /** The module that a re-exported name comes from. */
  readonly from?: string;
  /** 1-based. */
  readonly line: number;
}

type Found = Omit<ExportedName, "line">;

/** Every name that a declaration's name or pattern binds. */
export function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function declaredNames(statement: ts.Statement): readonly Found[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  const type = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  const kind = type ? "type" : "value";
  if (modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)) return [{ name: "default", kind }];
  if (ts.isVariableStatement(statement)) {
    const names = statement.declarationList.declarations.flatMap((declaration) => boundNames(declaration.name));
    return names.map((name) => ({ name, kind }));
  }
  const named =
    type ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement);
  return named && statement.name !== undefined ? [{ name: statement.name.text, kind }] : [];
}

function listedNames(statement: ts.ExportDeclaration): readonly Found[] {
  const { moduleSpecifier, exportClause, isTypeOnly } = statement;
  const from =
    moduleSpecifier !== undefined && ts.isStringLiteralLike(moduleSpecifier) ? { from: moduleSpecifier.text } : {};
  const kind = isTypeOnly ? "type" : "value";
  if (exportClause === undefined) return [{ name: "*", kind, ...from }];
  if (ts.isNamespaceExport(exportClause)) return [{ name: exportClause.name.text, kind, ...from }];
  return exportClause.elements.map((element) => ({
    name: element.name.text,
    kind: element.isTypeOnly ? "type" : kind,
    ...from,
  }));
}

/** `exports.a = …`, `module.exports.a = …`, `module.exports = { a, b }`. */
function commonJsNames(assignment: ts.BinaryExpression): readonly Found[] {
  if (assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  const chain = calleeChain(assignment.left);
  const rest =
    chain[0] === "exports"
      ? chain.slice(1)
      : chain[0] === "module" && chain[1] === "exports"
        ? chain.slice(2)
        : undefined;
  if (rest === undefined || rest.length > 1) return [];
  const [name] = rest;
  if (name !== undefined) return [{ name, kind: "value" }];
  if (chain[0] === "exports") return [];
  const { right } = assignment;
  if (!ts.isObjectLiteralExpression(right)) return [{ name: "export=", kind: "value" }];
  return right.properties.map((property) => ({
    name: property.name === undefined ? "*" : property.name.getText().replaceAll(/^["']|["']$/gu, ""),
    kind: "value" as const,
  }));
}

function namesOf(node: ts.Node, source: ts.SourceFile): readonly Found[] {
  if (ts.isExportAssignment(node))
    return [{ name: node.isExportEquals === true ? "export=" : "default", kind: "value" }];
  if (ts.isExportDeclaration(node)) return listedNames(node);
  if (ts.isBinaryExpression(node)) return commonJsNames(node);
  return ts.isStatement(node) && node.parent === source ? declaredNames(node) : [];
}

/** The names that a module exports, ESM and CommonJS, in order of place. */
export function exportedNames(path: string, text: string): readonly ExportedName[] {
  const source = parseSource(path, text);
  const found: ExportedName[] = [];
  walk(source, (node) => {
    for (const name of namesOf(node, source)) found.push({ ...name, line: lineAt(source, node.getStart(source)) });
  });
  return found;
}
