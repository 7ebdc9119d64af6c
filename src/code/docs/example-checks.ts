import ts from "typescript";
import { boundNames } from "../exports.ts";
import { walk } from "../callee.ts";
import { parseSource } from "../source.ts";
import { applyChanges, type TextChange } from "../text-changes.ts";
import { statementBehind, type Statement } from "./stated-result.ts";

/** A statement of an example with what is said of it. */
interface Check {
  readonly statement: ts.ExpressionStatement | ts.VariableStatement;
  readonly stated: Statement;
  /** 0-based. */
  readonly line: number;
  /** Whether a check may wait here, has to answer at once, or cannot be made. */
  readonly mode: "awaits" | "at-once";
}

function modeOf(node: ts.Node): Check["mode"] | undefined {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    if ("asteriskToken" in at && at.asteriskToken !== undefined) return undefined;
    const isAsync = (ts.getCombinedModifierFlags(at) & ts.ModifierFlags.Async) !== 0;
    return isAsync ? "awaits" : "at-once";
  }
  return "awaits";
}

/** Every statement of an example that has a result stated behind it, in callbacks and blocks too. */
function checksIn(source: ts.SourceFile): readonly Check[] {
  const found: Check[] = [];
  walk(source, (node) => {
    if (!ts.isExpressionStatement(node) && !ts.isVariableStatement(node)) return;
    const stated = statementBehind(source.text, node.end);
    const mode = modeOf(node);
    if (stated === undefined || mode === undefined) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push({ statement: node, stated, line, mode });
  });
  return found;
}

function isPrint(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === "console.log";
}

/** What a statement's result is said of. */
interface Subject {
  /** What the check takes the place of. */
  readonly whole: ts.Expression;
  readonly value: string;
  readonly mode: Check["mode"];
}

function printed(call: ts.CallExpression, mode: Check["mode"]): Subject {
  const args = call.arguments.map((argument) => argument.getText()).join(", ");
  return { whole: call, value: `__printed(${args})`, mode };
}

/** What is said behind `f(x, (error, value) => console.log(value))` is said of what the callback prints. */
function callbackPrint(expression: ts.Expression): Subject | undefined {
  const last = ts.isCallExpression(expression) ? expression.arguments.at(-1) : undefined;
  if (last === undefined || !ts.isArrowFunction(last) || !isPrint(last.body)) return undefined;
  return printed(last.body, "at-once");
}

function subjectOf(expression: ts.Expression, { stated, mode }: Check): Subject {
  if (stated.type === "is") {
    if (isPrint(expression)) return printed(expression, mode);
    const inner = callbackPrint(expression);
    if (inner !== undefined) return inner;
  }
  return { whole: expression, value: expression.getText(), mode };
}

/** Text before and behind a value that make a check of it; other values that may be meant stand behind the result. */
function around(
  { stated, line }: Check,
  mode: Check["mode"],
  others: readonly string[] = [],
): readonly [string, string] {
  const text = JSON.stringify(stated.text);
  const [word, wait, make] = mode === "awaits" ? ["", "await ", "async () => ("] : ["Now", "", "() => ("];
  if (stated.type === "throws") return [`${wait}__throws${word}(${line}, ${make}`, `), ${text})`];
  const expected = stated.isExpression ? `${make}${stated.text}\n)` : "undefined";
  const more = others.map((other) => `, () => (${other})`).join("");
  return [`${wait}__is${word}(${line}, ${make}`, `), ${text}, ${expected}${more})`];
}

function expressionChanges(statement: ts.ExpressionStatement, check: Check): readonly TextChange[] {
  const { whole, value, mode } = subjectOf(statement.expression, check);
  const [before, behind] = around(check, mode);
  const start = whole.getStart();
  if (value === whole.getText()) {
    return [
      { start, length: 0, text: before },
      { start: whole.end, length: 0, text: behind },
    ];
  }
  return [{ start, length: whole.end - start, text: before + value + behind }];
}

/** What a pattern took, put together again as it stands there. */
function boundText(name: ts.BindingPattern): string {
  if (ts.isArrayBindingPattern(name)) return `[${boundNames(name).join(", ")}]`;
  const parts = name.elements.map(({ propertyName, name: own }) => {
    const isPlain = propertyName !== undefined && ts.isIdentifier(propertyName) && ts.isIdentifier(own);
    return isPlain ? `${propertyName.text}: ${own.text}` : boundNames(own).join(", ");
  });
  return `{ ${parts.join(", ")} }`;
}

function declarationChanges(statement: ts.VariableStatement, check: Check): readonly TextChange[] {
  const [declaration, more] = statement.declarationList.declarations;
  if (declaration?.initializer === undefined || more !== undefined) return [];
  const { name, initializer } = declaration;
  if (ts.isIdentifier(name)) {
    const [before, behind] = around(check, check.mode);
    return [{ start: statement.end, length: 0, text: `\n${before}${name.text}${behind};` }];
  }
  // The result may be meant of what was taken, or of all that it was taken from.
  const names = boundNames(name);
  const [only, other] = names;
  const single = only !== undefined && other === undefined ? [only] : [];
  const [before, behind] = around(check, check.mode, [...single, `__kept(${check.line})`]);
  return [
    { start: initializer.getStart(), length: 0, text: `__keep(${check.line}, ` },
    { start: initializer.end, length: 0, text: ")" },
    { start: statement.end, length: 0, text: `\n${before}${boundText(name)}${behind};` },
  ];
}

/** The text of an example with a check in the place of each stated result, and the lines that have one. */
export function withChecks(
  code: string,
  name: string,
): { readonly text: string; readonly checks: readonly StatedLine[] } {
  const checks = checksIn(parseSource(name, code));
  const changes = checks.map((check) => {
    const { statement } = check;
    return ts.isVariableStatement(statement)
      ? declarationChanges(statement, check)
      : expressionChanges(statement, check);
  });
  const made = checks.filter((_, index) => (changes[index] ?? []).length > 0);
  return {
    text: applyChanges(code, changes.flat()),
    checks: made.map(({ line, stated }) => ({ line, stated: stated.text })),
  };
}

/** A line of an example, 0-based, and the result that is stated there. */
export interface StatedLine {
  readonly line: number;
  readonly stated: string;
}

/** How many results an example states. */
export function countStated(code: string): number {
  return withChecks(code, "example.ts").checks.length;
}
