import ts from "typescript";
import { walk } from "../callee.ts";
import { parseSource } from "../source.ts";
import { docComments } from "./attached.ts";
import type { BodyFacts, DocParameter, OverloadRole, Thrown } from "./declaration.ts";

/** Where the comments of functions with several signatures stand: in front of each, of the first, or of the body's. */
export type OverloadHabit = "each" | "first" | "implementation";

type Signature = ts.FunctionDeclaration | ts.MethodDeclaration;

/** The part that a signature has among those of its name. */
export function roleOf(node: ts.Node, signatures: readonly ts.Node[], implementation: ts.Node): OverloadRole {
  if (node === implementation) return "implementation";
  return node === signatures[0] ? "first" : "further";
}

function habitOf(signatures: readonly Signature[]): OverloadHabit | undefined {
  const told = signatures.filter((one) => docComments(one).length > 0);
  const [only, more] = told;
  if (only === undefined) return undefined;
  if (more !== undefined) return "each";
  return only.body === undefined ? "first" : "implementation";
}

/** How most functions with several signatures in some TypeScript texts are commented; where there are none, each. */
export function overloadHabit(texts: readonly string[]): OverloadHabit {
  const counts = { each: 0, first: 0, implementation: 0 };
  for (const text of texts) {
    const groups = new Map<string, Signature[]>();
    walk(parseSource("sample.ts", text), (node) => {
      if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node)) return;
      const key = `${node.parent.pos} ${node.name?.getText() ?? ""}`;
      groups.set(key, [...(groups.get(key) ?? []), node]);
    });
    for (const signatures of groups.values()) {
      const habit = signatures.length > 1 ? habitOf(signatures) : undefined;
      if (habit !== undefined) counts[habit] += 1;
    }
  }
  if (counts.implementation > counts.first && counts.implementation > counts.each) return "implementation";
  return counts.first > counts.each ? "first" : "each";
}

/** Whether a text of the body says the same under a signature: it names no parameter that the signature has not. */
function isKnown(text: string, unknown: readonly string[]): boolean {
  return unknown.every((name) => !new RegExp(`(?<![.\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "u").test(text));
}

/** Names of the body's parameters that a signature does not have. */
export function foreignNames(own: readonly DocParameter[], bodied: readonly DocParameter[]): readonly string[] {
  const names = own.flatMap(({ name }) => name ?? []);
  return bodied.flatMap(({ name }) => (name === undefined || names.includes(name) ? [] : [name]));
}

/** What of a body's facts can be told under one of its signatures. */
export function factsUnder(facts: BodyFacts, unknown: readonly string[]): BodyFacts {
  const { expression, early, effects, inferred, ...rest } = facts;
  return {
    ...rest,
    ...(expression === undefined || !isKnown(expression, unknown) ? {} : { expression }),
    early: early.filter(({ condition }) => isKnown(condition, unknown)),
    effects: effects.filter((effect) => isKnown(effect, unknown)),
    ...(inferred === undefined ? {} : { inferred }),
  };
}

/** The errors of a body as they are told under one of its signatures. */
export function thrownUnder(thrown: readonly Thrown[], unknown: readonly string[]): readonly Thrown[] {
  return thrown.map(({ condition, ...rest }) =>
    condition === undefined || !isKnown(condition, unknown) ? rest : { ...rest, condition },
  );
}

/** Parameters of a signature with what the body shows of those of the same name. */
export function parametersUnder(
  own: readonly DocParameter[],
  bodied: readonly DocParameter[],
): readonly DocParameter[] {
  return own.map((parameter) => {
    const same = bodied.find(({ name }) => name !== undefined && name === parameter.name);
    if (same === undefined) return parameter;
    const { defaultText, inferred, calledAs } = same;
    return {
      ...parameter,
      calledAs,
      ...(defaultText === undefined || parameter.optional === "no" ? {} : { defaultText }),
      ...(inferred === undefined || parameter.optional === "no" ? {} : { inferred }),
    };
  });
}

const LITERAL_TYPES: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.StringLiteral, "string"],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, "string"],
  [ts.SyntaxKind.NumericLiteral, "number"],
  [ts.SyntaxKind.BigIntLiteral, "bigint"],
  [ts.SyntaxKind.RegularExpressionLiteral, "RegExp"],
  [ts.SyntaxKind.ArrowFunction, "function"],
  [ts.SyntaxKind.NewExpression, "object"],
  [ts.SyntaxKind.TrueKeyword, "boolean"],
  [ts.SyntaxKind.FalseKeyword, "boolean"],
  [ts.SyntaxKind.ArrayLiteralExpression, "array"],
  [ts.SyntaxKind.ObjectLiteralExpression, "object"],
]);

/** The type of a literal, also of one with a sign in front. */
function literalType(node: ts.Expression): string | undefined {
  if (!ts.isPrefixUnaryExpression(node)) return LITERAL_TYPES.get(node.kind);
  return node.operator === ts.SyntaxKind.ExclamationToken ? "boolean" : LITERAL_TYPES.get(node.operand.kind);
}

function isContradicted(argument: ts.Expression, { type }: DocParameter): boolean {
  const own = literalType(argument);
  const plain = type === undefined ? undefined : type.endsWith("[]") ? "array" : type;
  const isPlain = plain !== undefined && /^(?:string|number|bigint|boolean|array)$/u.test(plain);
  return own !== undefined && isPlain && own !== plain;
}

/** Whether the call of an example can be one of this signature, as far as its literals tell. */
export function fitsSignature(example: readonly string[], name: string, parameters: readonly DocParameter[]): boolean {
  const own = name.replace(/^.*[#.]/u, "");
  let fits = false;
  walk(parseSource("example.ts", example.join("\n")), (node) => {
    if (!ts.isCallExpression(node)) return;
    const { expression } = node;
    const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
    if (called !== own) return;
    const least = parameters.filter(({ optional, rest }) => optional === "no" && rest === "no").length;
    const isLong = node.arguments.length > parameters.length && parameters.at(-1)?.rest !== "yes";
    fits =
      node.arguments.length >= least &&
      !isLong &&
      node.arguments.every((argument, index) => {
        const parameter = parameters[index];
        return parameter === undefined || !isContradicted(argument, parameter);
      });
  });
  return fits;
}
