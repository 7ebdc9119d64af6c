import ts from "typescript";
import { moduleBindings, type Binding } from "./callee.ts";
import { parseSource } from "./source.ts";
import { applyChanges, type TextChange } from "./text-changes.ts";

/** A name that a file is to know, with the line that imports it where no import can be extended. */
export interface WantedName {
  readonly module: string;
  /** Name in the module, and in the file. */
  readonly name: string;
  readonly local: string;
}

/** What a file imports, and what it calls its own on the outermost level. */
export interface FileNames {
  readonly imports: ReadonlyMap<string, Binding>;
  readonly taken: ReadonlySet<string>;
}

function declaredNames(node: ts.Node, into: Set<string>): void {
  if (ts.isIdentifier(node)) into.add(node.text);
  else if (ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node)) {
    for (const element of node.elements) if (ts.isBindingElement(element)) declaredNames(element.name, into);
  }
}

/** Reads the names of a file. */
export function readFileNames(path: string, text: string): FileNames {
  const source = parseSource(path, text);
  const imports = moduleBindings(source);
  const taken = new Set(imports.keys());
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) declaredNames(name, taken);
    } else if (
      (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) &&
      statement.name !== undefined
    )
      taken.add(statement.name.text);
  }
  return { imports, taken };
}

type NameList = ts.NamedImports | ts.ObjectBindingPattern;

/** The list of names of a statement that imports some of a module by name. */
function namesOf(statement: ts.Statement): { readonly module: string; readonly list: NameList } | undefined {
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
    const list = statement.importClause?.namedBindings;
    const isType = statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    if (list === undefined || !ts.isNamedImports(list) || isType) return undefined;
    return { module: statement.moduleSpecifier.text, list };
  }
  return ts.isVariableStatement(statement) ? requiredNames(statement) : undefined;
}

function requiredNames(statement: ts.VariableStatement): ReturnType<typeof namesOf> {
  const [declaration] = statement.declarationList.declarations;
  const value = declaration?.initializer;
  if (declaration === undefined || value === undefined || !ts.isCallExpression(value)) return undefined;
  const [argument] = value.arguments;
  const isRequire = value.expression.getText() === "require" && argument !== undefined && ts.isStringLiteral(argument);
  return isRequire && ts.isObjectBindingPattern(declaration.name)
    ? { module: argument.text, list: declaration.name }
    : undefined;
}

function added(list: NameList, wanted: readonly WantedName[]): TextChange {
  const between = ts.isNamedImports(list) ? " as " : ": ";
  const texts = wanted.map(({ name, local }) => (name === local ? name : `${name}${between}${local}`));
  const last = list.elements.at(-1);
  if (last === undefined) return { start: list.getStart(), length: list.getWidth(), text: `{ ${texts.join(", ")} }` };
  return { start: last.end, length: 0, text: `, ${texts.join(", ")}` };
}

/**
 * The text with names imported that it does not know yet: where it imports others of the same module by name, in the
 * same place; `lines` gives the import for the others, which goes behind the last one.
 */
export function withImports(
  path: string,
  text: string,
  wanted: readonly WantedName[],
  line: (module: string, names: readonly WantedName[]) => string,
): string {
  const source = parseSource(path, text);
  const known = moduleBindings(source);
  const missing = wanted.filter(({ local }) => !known.has(local));
  const changes: TextChange[] = [];
  const lines: string[] = [];
  for (const module of new Set(missing.map((one) => one.module))) {
    const names = missing.filter((one) => one.module === module);
    const place = source.statements.map(namesOf).find((found) => found?.module === module);
    if (place === undefined) lines.push(line(module, names));
    else changes.push(added(place.list, names));
  }
  const imports = source.statements.filter(
    (statement) => ts.isImportDeclaration(statement) || statement.getText().includes("require("),
  );
  const isHead = (statement: ts.Statement): boolean => imports.includes(statement);
  const end = source.statements.findLast(isHead)?.end ?? 0;
  if (lines.length > 0)
    changes.push({ start: end, length: 0, text: end === 0 ? `${lines.join("\n")}\n` : `\n${lines.join("\n")}` });
  return applyChanges(text, changes);
}
