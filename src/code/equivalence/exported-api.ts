import ts from "typescript";
import { openProjectOf } from "../project-of.ts";

/** What other modules can see of a module: the declaration of each exported name, as the compiler emits it. */
export type ExportedApi =
  /** Statements of the declaration file without comments, sorted; types that exports need are among them. */
  | { readonly type: "emitted"; readonly declarations: readonly string[] }
  | { readonly type: "failed"; readonly reason: string };

function isOwnAffair(member: ts.ClassElement, isTyped: boolean): boolean {
  const isPrivate = (ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []).some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword,
  );
  if (isPrivate || (member.name !== undefined && ts.isPrivateIdentifier(member.name))) return true;
  return !isTyped && member.name?.getText().startsWith("_") === true;
}

/**
 * A declaration without what is nobody's business: private members, and in JavaScript the types that the compiler
 * inferred from bodies, which are no promise to anybody, and names of parameters, which are passed by place.
 */
function asPromised(statement: ts.Statement, isTyped: boolean): ts.Node {
  const { factory } = ts;
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (ts.isClassElement(node) && isOwnAffair(node, isTyped)) return undefined;
    if (!isTyped && ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) {
      return factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword);
    }
    if (!isTyped && ts.isParameter(node)) {
      const { modifiers, dotDotDotToken, questionToken } = node;
      return factory.createParameterDeclaration(modifiers, dotDotDotToken, "_", questionToken);
    }
    return ts.visitEachChild(node, visit, undefined);
  };
  return visit(statement) ?? statement;
}

function toDeclarations(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile("api.d.ts", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const isTyped = /\.[cm]?tsx?$/u.test(path);
  const printer = ts.createPrinter({ removeComments: true });
  return source.statements
    .map((statement) => printer.printNode(ts.EmitHint.Unspecified, asPromised(statement, isTyped), source).trim())
    .filter((printed) => printed !== "export {};")
    .toSorted();
}

/**
 * Reads the exported API of several texts of one file, each in the place of the file's own. `path` is relative to the
 * root. Plug-ins of the compiler are not loaded; nothing is run. In JavaScript the names, members and numbers of
 * parameters count, not the types that were inferred.
 */
export function readExportedApis(root: string, path: string, texts: readonly string[]): readonly ExportedApi[] {
  const { project, path: absolute } = openProjectOf(root, path);
  return texts.map((text) => {
    project.setText(absolute, text);
    const { outputFiles } = project.service.getEmitOutput(absolute, true, true);
    const declaration = outputFiles.find(({ name }) => /\.d\.[cm]?ts$/u.test(name));
    if (declaration === undefined) return { type: "failed", reason: `the compiler emits no declarations for ${path}` };
    return { type: "emitted", declarations: toDeclarations(path, declaration.text) };
  });
}
