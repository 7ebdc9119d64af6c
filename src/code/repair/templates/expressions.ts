/**
 * Edits of one expression: operators, operands, names, literals, wrong method, arguments. The families are those of PAR
 * (Kim, Nam, Song, Kim: ICSE 2013) and TBar (Liu, Koyuncu, Kim, Bissyandé: ISSTA 2019), "mutate operators, literals,
 * variables, method invocation".
 */
import ts from "typescript";
import type { ProposedEdit, Template } from "../edit-template.ts";
import { isAssigning, instead, isReplaceable, operandText, quotedLike, withParts } from "../fit.ts";
import { isCompatible } from "../value-kind.ts";

const OPERATOR_GROUPS: readonly (readonly string[])[] = [
  ["<", "<=", ">", ">=", "===", "!=="],
  ["<", "<=", ">", ">=", "==", "!="],
  ["+", "-", "*", "/", "%"],
  ["&&", "||"],
  ["??", "||"],
  ["&", "|", "^"],
  ["<<", ">>", ">>>"],
  ["=", "+=", "-=", "*=", "/=", "%="],
  ["&&=", "||=", "??="],
];

/** Operators that are taken for each other most: a bound included or not, a direction, a negation, an inverse. */
const CONFUSED: readonly (readonly [string, string, number])[] = [
  ["<", "<=", 0.9],
  [">", ">=", 0.9],
  ["&&", "||", 0.9],
  ["+", "-", 0.85],
  ["<", ">", 0.8],
  ["<=", ">=", 0.8],
  ["==", "!=", 0.8],
  ["===", "!==", 0.8],
  ["*", "/", 0.8],
  ["/", "%", 0.7],
  ["<", ">=", 0.7],
  ["<=", ">", 0.7],
];
const SELDOM = 0.45;

function confusion(one: string, other: string): number {
  return CONFUSED.find(([a, b]) => (a === one && b === other) || (a === other && b === one))?.[2] ?? SELDOM;
}

/** `x * 1`, `x % 1`, `x / 0`: what nobody writes. */
function isDegenerate(operator: string, right: ts.Expression): boolean {
  return /^[*/%]$/u.test(operator) && ts.isNumericLiteral(right) && /^[01]$/u.test(right.text);
}

/** The operators of `a && b && c`, all of which may be meant to be the other one; none below the top of such a chain. */
function chainOf(node: ts.BinaryExpression, operator: string): readonly ts.Node[] {
  if (!/^(?:&&|\|\|)$/u.test(operator)) return [];
  const isSame = (one: ts.Node): one is ts.BinaryExpression =>
    ts.isBinaryExpression(one) && one.operatorToken.getText() === operator;
  if (isSame(node.parent)) return [];
  const tokens: ts.Node[] = [];
  for (let at: ts.Node = node; isSame(at); at = at.left) tokens.unshift(at.operatorToken);
  return tokens;
}

/** Another operator of the same sort. */
export const operators: Template = (node, { source }) => {
  if (ts.isPostfixUnaryExpression(node) || (ts.isPrefixUnaryExpression(node) && /^(?:\+\+|--)/u.test(node.getText()))) {
    const text = node.getText(source);
    const other = text.includes("++") ? text.replace("++", "--") : text.replace("--", "++");
    return [{ ...instead(node, other, "operator", 0.5), text: other }];
  }
  if (!ts.isBinaryExpression(node)) return [];
  const operator = node.operatorToken.getText(source);
  const others = new Set(OPERATOR_GROUPS.filter((group) => group.includes(operator)).flat());
  others.delete(operator);
  const isMixed = /["'`]/u.test(node.getText(source)) && operator === "+";
  if (isMixed) return [];
  const chain = chainOf(node, operator);
  const whole =
    chain.length < 2
      ? []
      : [
          instead(
            node,
            withParts(
              node,
              chain.map((token) => [token, operator === "&&" ? "||" : "&&"]),
            ),
            "operator",
            0.4,
          ),
        ];
  const sound = [...others].filter((other) => !isDegenerate(other, node.right));
  const single = sound.map((other) => {
    const text = withParts(node, [[node.operatorToken, other]]);
    const prior = isAssigning(node.operatorToken.kind) ? 0.6 : confusion(operator, other);
    const fitted = instead(node, text, "operator", prior);
    const changesGroup = /&&|\|\||[*/%+-]/u.test(other);
    return changesGroup ? fitted : { ...fitted, text };
  });
  return [...single, ...whole];
};

/** One operand alone, or the operands the other way round. */
export const operands: Template = (node, scene) => {
  if (!ts.isBinaryExpression(node) || isAssigning(node.operatorToken.kind)) return [];
  const { left, right, operatorToken } = node;
  const edits = [instead(node, left.getText(), "operand", 0.45), instead(node, right.getText(), "operand", 0.45)];
  const operator = operatorToken.getText();
  // Sums of numbers are the same the other way round, texts put together are not.
  const isJoined = operator === "+" && [left, right].some((side) => scene.kindOf(side) !== "number");
  if (isJoined || /^(?:[-/%<>]|[<>]=|<<|>>)$/u.test(operator)) {
    const swapped = withParts(node, [
      [left, operandText(right)],
      [right, operandText(left)],
    ]);
    edits.push(instead(node, swapped, "operand", 0.6));
  }
  return edits;
};

/** Another name in scope, or another property that the file reads. */
export const names: Template = (node, scene) => {
  if (ts.isPropertyAccessExpression(node) && isReplaceable(node)) {
    const { name } = node;
    return scene.properties
      .filter((other) => other !== name.text)
      .map((other) => instead(node, withParts(node, [[name, other]]), "name", 0.4));
  }
  if (!ts.isIdentifier(node)) return [];
  const isCallee = ts.isCallExpression(node.parent) && node.parent.expression === node;
  const isTarget =
    ts.isBinaryExpression(node.parent) && node.parent.left === node && isAssigning(node.parent.operatorToken.kind);
  if (!isCallee && !isTarget && !isReplaceable(node)) return [];
  const kind = isCallee ? "function" : scene.kindOf(node);
  const found = scene.namesAt(node).filter((other) => {
    if (other === node.text) return false;
    const otherKind = scene.kindOfName(other);
    return isCallee ? otherKind === "function" : otherKind !== "function" && isCompatible(kind, otherKind);
  });
  if (isTarget) {
    const assignment = node.parent;
    return found.map((other) => ({
      ...instead(assignment, withParts(assignment, [[node, other]]), "name", 0.3),
      text: withParts(assignment, [[node, other]]),
    }));
  }
  return found.map((other) => instead(node, other, "name", 0.5 / Math.sqrt(1 + found.length / 6)));
};

/** Without what reckoning with binary fractions leaves at the end: `1.91 - 1` is 0.91 to those who write it. */
const NEAR = (value: number): readonly number[] =>
  [value + 1, value - 1, 0, 1, 2, -value, value * 2, value * 10].map((near) =>
    Number.isInteger(near) ? near : Number(near.toPrecision(12)),
  );

/** Characters that do the same work: one is easily written for another. */
const ALIKE: readonly string[] = ["([{<", ")]}>", "\"'`", ",;.:", " \t\n_-", "/\\|", "+-*/"];

function alike(text: string): readonly string[] {
  if (text.length !== 1) return [];
  return ALIKE.filter((characters) => characters.includes(text)).flatMap((characters) => Array.from(characters));
}

/** Another literal: near it, usual, or one that the file has elsewhere; a character more or less of a text. */
export const literals: Template = (node, scene) => {
  if (!isReplaceable(node)) return [];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [instead(node, "false", "literal", 0.6)];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [instead(node, "true", "literal", 0.6)];
  if (ts.isArrayLiteralExpression(node)) {
    if (node.elements.length === 0) return [instead(node, "[[]]", "literal", 0.3)];
    return node.getText() === "[[]]" ? [instead(node, "[]", "literal", 0.3)] : [];
  }
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    const near = NEAR(value).map((other, index) => instead(node, String(other), "literal", index < 2 ? 0.7 : 0.4));
    const far = scene.numbers.map((other) => instead(node, other, "literal", 0.3));
    const named = scene
      .namesAt(node)
      .filter((name) => isCompatible(scene.kindOfName(name), "number") && scene.kindOfName(name) !== "function");
    return [...near, ...far, ...named.map((name) => instead(node, name, "literal", 0.25))];
  }
  if (!ts.isStringLiteral(node)) return [];
  const quote = (other: string): string => quotedLike(node, other);
  const { text } = node;
  const known = ["", " ", ...(text.length > 0 ? [text.toLowerCase(), text.toUpperCase(), text.trim()] : [])];
  const shorter = text.length <= 60 ? Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1)) : [];
  return [
    ...scene.strings.map((other) => instead(node, other, "literal", 0.35)),
    ...known.map((other) => instead(node, quote(other), "literal", 0.4)),
    ...alike(text).map((other) => instead(node, quote(other), "literal", 0.3)),
    ...shorter.map((other) => instead(node, quote(other), "literal", 0.2)),
  ];
};

const METHOD_FAMILIES: readonly (readonly string[])[] = [
  ["push", "unshift"],
  ["pop", "shift"],
  ["min", "max"],
  ["floor", "ceil", "round", "trunc"],
  ["toUpperCase", "toLowerCase"],
  ["toLocaleUpperCase", "toLocaleLowerCase"],
  ["indexOf", "lastIndexOf"],
  ["find", "findLast"],
  ["findIndex", "findLastIndex"],
  ["includes", "startsWith", "endsWith"],
  ["some", "every"],
  ["map", "filter", "flatMap", "forEach"],
  ["slice", "splice", "substring"],
  ["keys", "values", "entries"],
  ["trim", "trimStart", "trimEnd"],
  ["padStart", "padEnd"],
  ["add", "delete", "has"],
  ["get", "has"],
  ["replace", "replaceAll"],
  ["match", "matchAll", "test"],
  ["all", "allSettled", "any", "race"],
  ["reduce", "reduceRight"],
  ["getDate", "getDay"],
  ["getMonth", "getDate"],
  ["sin", "cos", "tan"],
  ["sqrt", "cbrt"],
  ["parseInt", "parseFloat", "Number"],
];

function calleeName(node: ts.CallExpression): ts.Node | undefined {
  if (ts.isIdentifier(node.expression)) return node.expression;
  return ts.isPropertyAccessExpression(node.expression) ? node.expression.name : undefined;
}

/** Another method of the same receiver, from families of methods of the language's own types. */
export const methods: Template = (node) => {
  if (!ts.isCallExpression(node)) return [];
  const name = calleeName(node);
  if (name === undefined) return [];
  const known = name.getText();
  const others = new Set(METHOD_FAMILIES.filter((family) => family.includes(known)).flat());
  others.delete(known);
  return [...others].map((other) => instead(node, withParts(node, [[name, other]]), "method", 0.55));
};

/** Arguments the other way round, one less, or one more from what is in scope. */
export const callArguments: Template = (node, scene) => {
  if (ts.isArrayLiteralExpression(node) && node.elements.length === 2) return swaps(node, node.elements);
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  const args = node.arguments ?? [];
  const edits: ProposedEdit[] = [...swaps(node, args)];
  for (const [index, argument] of args.entries()) {
    const rest = args.filter((_, at) => at !== index).map((one) => one.getText());
    if (ts.isArrowFunction(argument) && args.length === 1) continue;
    edits.push(instead(node, `${headOf(node)}(${rest.join(", ")})`, "arguments", 0.3));
  }
  const more = [...scene.namesAt(node).filter((name) => scene.kindOfName(name) !== "function"), "0", "1", "10"];
  if (args.length > 2) return edits;
  for (const extra of more) {
    const all = [...args.map((one) => one.getText()), extra];
    edits.push(instead(node, `${headOf(node)}(${all.join(", ")})`, "arguments", 0.1));
  }
  return edits;
};

function headOf(node: ts.CallExpression | ts.NewExpression): string {
  return `${ts.isNewExpression(node) ? "new " : ""}${node.expression.getText()}`;
}

function swaps(node: ts.Node, args: readonly ts.Expression[]): readonly ProposedEdit[] {
  const edits: ProposedEdit[] = [];
  for (const [index, first] of args.entries()) {
    for (const second of args.slice(index + 1)) {
      const text = withParts(node, [
        [first, second.getText()],
        [second, first.getText()],
      ]);
      edits.push({ ...instead(node, text, "arguments", 0.45), text });
    }
  }
  return edits;
}
