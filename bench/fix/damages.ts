import ts from "typescript";

/** A way in which people break a file. */
export interface Damage {
  readonly name: string;
  /** The broken text, or undefined where the file has nothing to break in this way. */
  readonly damage: (source: ts.SourceFile) => string | undefined;
}

type Pick = (node: ts.Node, source: ts.SourceFile) => readonly [start: number, end: number, text: string] | undefined;

/** Breaks the place in the middle of those that can be broken, so that neither file heads nor ends are preferred. */
function at(name: string, pick: Pick): Damage {
  return {
    name,
    damage: (source) => {
      const places: (readonly [number, number, string])[] = [];
      const visit = (node: ts.Node): void => {
        const place = pick(node, source);
        if (place !== undefined) places.push(place);
        ts.forEachChild(node, visit);
      };
      visit(source);
      const place = places[Math.floor(places.length / 2)];
      if (place === undefined) return undefined;
      return source.text.slice(0, place[0]) + place[2] + source.text.slice(place[1]);
    },
  };
}

function misspelt(name: string, spell: (name: string) => string, is: (node: ts.Identifier) => boolean): Damage {
  return at(name, (node, source) => {
    if (!ts.isIdentifier(node) || node.text.length < 5 || !is(node)) return undefined;
    const other = spell(node.text);
    return other === node.text ? undefined : [node.getStart(source), node.end, other];
  });
}

const middle = (name: string): number => Math.floor(name.length / 2);
const dropLetter = (name: string): string => name.slice(0, middle(name)) + name.slice(middle(name) + 1);
const doubleLetter = (name: string): string => name.slice(0, middle(name)) + name.slice(middle(name) - 1);
const swapLetters = (name: string): string => {
  const m = middle(name);
  return `${name.slice(0, m - 1)}${name.charAt(m)}${name.charAt(m - 1)}${name.slice(m + 1)}`;
};
const lowerCase = (name: string): string => name.toLowerCase();
/** A name as somebody remembers it: `readonlyFiles` for `files`. */
const otherWord = (name: string): string => `get${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const isProperty = (node: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
const isType = (node: ts.Identifier): boolean => ts.isTypeReferenceNode(node.parent);
const isVariable = (node: ts.Identifier): boolean =>
  (ts.isCallExpression(node.parent) && node.parent.arguments.includes(node)) ||
  (ts.isBinaryExpression(node.parent) && node.parent.right === node) ||
  (ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node);
const isCallee = (node: ts.Identifier): boolean => ts.isCallExpression(node.parent) && node.parent.expression === node;
const isImported = (node: ts.Identifier): boolean => ts.isImportSpecifier(node.parent);
const isBound = (node: ts.Identifier): boolean =>
  ts.isBindingElement(node.parent) && node.parent.propertyName === undefined && node.parent.name === node;

function importDamage(name: string, takes: (node: ts.ImportDeclaration) => boolean): Damage {
  return at(name, (node, source) =>
    ts.isImportDeclaration(node) && takes(node) ? [node.getStart(source), node.end + 1, ""] : undefined,
  );
}

const isTypeOnly = (node: ts.ImportDeclaration): boolean =>
  node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
const isOwn = (node: ts.ImportDeclaration): boolean =>
  ts.isStringLiteral(node.moduleSpecifier) && node.moduleSpecifier.text.startsWith(".");

/** Damages that leave what was meant in the file or in the project: they can be undone. */
const UNDOABLE: readonly Damage[] = [
  importDamage("an import is missing", (node) => !isTypeOnly(node) && isOwn(node)),
  importDamage("a type import is missing", (node) => isTypeOnly(node) && isOwn(node)),
  at("a name is missing in an import", (node, source) => {
    if (!ts.isImportSpecifier(node) || node.parent.elements.length < 2) return undefined;
    const next = node.parent.elements[node.parent.elements.indexOf(node) + 1];
    return next === undefined ? undefined : [node.getStart(source), next.getStart(source), ""];
  }),
  misspelt("a property lacks a letter", dropLetter, isProperty),
  misspelt("a property has two letters swapped", swapLetters, isProperty),
  misspelt("a variable has a letter twice", doubleLetter, isVariable),
  misspelt("a variable is in the wrong case", lowerCase, isVariable),
  misspelt("a function lacks a letter", dropLetter, isCallee),
  misspelt("a type has two letters swapped", swapLetters, isType),
  misspelt("an imported name lacks a letter", dropLetter, isImported),
  misspelt("a destructured name lacks a letter", dropLetter, isBound),
  at("a module name lacks a letter", (node, source) => {
    if (!ts.isStringLiteral(node) || !ts.isImportDeclaration(node.parent) || !/^\..*\/.{6,}$/u.test(node.text)) return;
    return [node.getStart(source), node.end, `"${node.text.replace(/(.)(\.ts)$/u, "$2")}"`];
  }),
  at("a module name has no extension", (node, source) => {
    if (!ts.isStringLiteral(node) || !ts.isImportDeclaration(node.parent) || !/^\..*\.ts$/u.test(node.text)) return;
    return [node.getStart(source), node.end, `"${node.text.slice(0, -3)}"`];
  }),
  at("an await is missing", (node, source) =>
    ts.isAwaitExpression(node) ? [node.getStart(source), node.expression.getStart(source), ""] : undefined,
  ),
  at("an async is missing", (node, source) => {
    const keyword = ts.canHaveModifiers(node)
      ? ts.getModifiers(node)?.find((one) => one.kind === ts.SyntaxKind.AsyncKeyword)
      : undefined;
    return keyword === undefined ? undefined : [keyword.getStart(source), keyword.end + 1, ""];
  }),
  at("a let that is assigned to is a const", (node, source) =>
    ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Let) !== 0
      ? [node.getStart(source), node.getStart(source) + 3, "const"]
      : undefined,
  ),
  at("a type import is no type import", (node, source) =>
    ts.isImportDeclaration(node) && isTypeOnly(node)
      ? [node.getStart(source), node.end, node.getText(source).replace("import type ", "import ")]
      : undefined,
  ),
  at("a new is missing", (node, source) =>
    ts.isNewExpression(node) ? [node.getStart(source), node.expression.getStart(source), ""] : undefined,
  ),
  at("a comma is missing", (node, source) => {
    if (!ts.isObjectLiteralExpression(node) || node.properties.length < 2 || !node.getText(source).includes("\n"))
      return;
    const end = node.properties[0]?.end ?? 0;
    return [end, end + 1, ""];
  }),
  {
    name: "an import is not used",
    damage: (source) =>
      `import { toRepoPath as unusedName } from "${"../".repeat(depth(source))}src/domain/repo-path.ts";\n${source.text}`,
  },
  at("a variable is not used", (node, source) =>
    ts.isReturnStatement(node) && ts.isBlock(node.parent) && node.parent.statements.length > 1
      ? [node.getStart(source), node.getStart(source), "const leftOver = 1;\n  "]
      : undefined,
  ),
];

function depth(source: ts.SourceFile): number {
  return source.fileName.split("/").length - 1;
}

/** Damages that took knowledge away: any answer of a tool's is an invention, so the right one is to decline. */
const LOST: readonly Damage[] = [
  misspelt("a property that never existed", otherWord, isProperty),
  at("arguments of different types are swapped", (node, source) => {
    if (!ts.isCallExpression(node) || node.arguments.length !== 2) return undefined;
    const [a, b] = node.arguments;
    if (a === undefined || b === undefined || a.kind === b.kind) return undefined;
    return [a.getStart(source), b.end, `${b.getText(source)}, ${a.getText(source)}`];
  }),
  at("a case is missing in a switch", (node) =>
    ts.isCaseClause(node) && node.parent.clauses.length > 1 ? [node.getFullStart(), node.end, ""] : undefined,
  ),
  at("a return has the wrong type", (node, source) =>
    ts.isReturnStatement(node) && node.expression !== undefined
      ? [node.expression.getStart(source), node.expression.end, "Symbol.iterator"]
      : undefined,
  ),
  at("a check for undefined is missing", (node, source) =>
    ts.isPropertyAccessExpression(node) && node.questionDotToken !== undefined
      ? [node.questionDotToken.getStart(source), node.questionDotToken.end, "."]
      : undefined,
  ),
  at("a property is missing in an object", (node, source) => {
    if (!ts.isObjectLiteralExpression(node) || node.properties.length < 2) return undefined;
    const [first, second] = node.properties;
    if (first === undefined || second === undefined) return undefined;
    return [first.getStart(source), second.getStart(source), ""];
  }),
  at("an argument is missing", (node) => {
    if (!ts.isCallExpression(node) || node.arguments.length < 2) return undefined;
    const [last, previous] = [node.arguments.at(-1), node.arguments.at(-2)];
    return last === undefined || previous === undefined ? undefined : [previous.end, last.end, ""];
  }),
];

/** All damages, with what can be expected of a repair. */
export const DAMAGES: readonly (Damage & { readonly kind: "undoable" | "lost" })[] = [
  ...UNDOABLE.map((damage) => ({ ...damage, kind: "undoable" as const })),
  ...LOST.map((damage) => ({ ...damage, kind: "lost" as const })),
];
