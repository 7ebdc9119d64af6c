import ts from "typescript";
import { walk } from "../callee.ts";
import { boundNames } from "../exports.ts";
import { hasModifier } from "../modifiers.ts";
import { lineAt, parseSource } from "../source.ts";
import { EXPORTS } from "./fit.ts";

/** What stands at the top of a file: statements that run when it is loaded, and functions, which run when they are called. */
interface Item {
  readonly node: ts.Node;
  readonly names: readonly string[];
  readonly runs: "when loaded" | "when called";
  readonly isExported: boolean;
}

function isFunction(node: ts.Node | undefined): boolean {
  if (node === undefined) return false;
  return ts.isParenthesizedExpression(node) ? isFunction(node.expression) : ts.isFunctionLike(node);
}

function itemsOf(source: ts.SourceFile): readonly Item[] {
  return source.statements.flatMap((node): readonly Item[] => {
    if (ts.isImportDeclaration(node)) return [];
    const isExported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
    if (ts.isVariableStatement(node)) {
      return node.declarationList.declarations.map((one) => ({
        node: one,
        names: boundNames(one.name),
        runs: isFunction(one.initializer) ? "when called" : "when loaded",
        isExported,
      }));
    }
    const names =
      (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name !== undefined
        ? [node.name.text]
        : [];
    return [{ node, names, runs: ts.isFunctionDeclaration(node) ? "when called" : "when loaded", isExported }];
  });
}

/** Where code that may matter runs. */
export interface Reached {
  /** Lines (1-based) of the file that are run. */
  readonly lines: Iterable<number>;
  /** Texts of the other files that are run, and of the tests: they may name what this one exports. */
  readonly others: readonly string[];
}

/** Whether one of some texts has a name as a word. */
export function isNamedIn(texts: readonly string[], name: string): boolean {
  const word = new RegExp(
    String.raw`(?<![\w$])${name.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)}(?![\w$])`,
    "u",
  );
  return texts.some((text) => word.test(text));
}

/** `module.exports = …`, `export default …`: what is given away under the file's own name. */
function isWhole(node: ts.Node): boolean {
  return ts.isExportAssignment(node) || (ts.isExpressionStatement(node) && EXPORTS.test(node.getText()));
}

/** Where modules are named: a file that loads names those that are there. */
function moduleNames(source: ts.SourceFile): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  walk(source, (node) => {
    if (!ts.isStringLiteralLike(node)) return;
    const { parent } = node;
    const isRequired =
      ts.isCallExpression(parent) && /^(?:require(?:\.resolve)?|import)$/u.test(parent.expression.getText());
    if (isRequired || ts.isExportDeclaration(parent)) found.push([node.getStart(), node.end]);
  });
  return found;
}

/**
 * Which offsets of a file lie in code that runs while it is loaded and that may matter to what runs on some lines: what the
 * functions there name, what those declarations name in turn, what others name of its exports, and what only acts, but for names of modules. More
 * than does matter, never less, as far as names tell.
 */
export function loadReach(path: string, text: string, { lines, others }: Reached): (offset: number) => boolean {
  const source = parseSource(path, text);
  const items = itemsOf(source);
  const reached = [...lines];
  const isReached = ({ node }: Item): boolean => {
    const [first, last] = [lineAt(source, node.getStart()), lineAt(source, node.end)];
    return reached.some((line) => first <= line && line <= last);
  };
  const base = path.replace(/^.*\//u, "").replace(/\.\w+$/u, "");
  // An index is loaded by the name of its folder, or by dots.
  const isLoaded = reached.length > 0 || base === "index" || isNamedIn(others, base);
  const actsAlone = ({ node, names, runs, isExported }: Item): boolean => {
    if (runs === "when called") return false;
    if (isWhole(node)) return isLoaded;
    if (isExported) return names.some((name) => isNamedIn(others, name));
    return names.length === 0 && !ts.isVariableDeclaration(node);
  };
  const waiting = items.filter((item) => isReached(item) || actsAlone(item));
  const known = new Set(waiting);
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    const isLoading = item.runs === "when loaded";
    walk(item.node, (part) => {
      if (!ts.isIdentifier(part)) return;
      const isCalled =
        (ts.isCallExpression(part.parent) || ts.isNewExpression(part.parent)) && part.parent.expression === part;
      for (const other of items) {
        if (known.has(other) || !other.names.includes(part.text)) continue;
        // A function that is only passed on runs if it is reached, which is known of it.
        if (other.runs === "when called" && !(isLoading && isCalled)) continue;
        known.add(other);
        waiting.push(other);
      }
    });
  }
  const ranges = [...known].map(({ node }) => [node.getStart(), node.end] as const);
  const modules = moduleNames(source);
  return (offset) =>
    ranges.some(([start, end]) => start <= offset && offset <= end) &&
    !modules.some(([start, end]) => start <= offset && offset <= end);
}
