import ts from "typescript";
import { walk } from "../callee.ts";
import { statementEnd, statementEndAt } from "../statement-end.ts";
import { formatOf } from "../text-format.ts";
import type { BlockContract } from "./block-contract.ts";
import { statementAt, type BlockHost } from "./block-host.ts";
import { matchNames, type BlockShape } from "./block-shape.ts";
import { indentAt } from "./dedent.ts";
import { functionAround, symbolOf } from "./references.ts";
import type { RewriteInput } from "./rewrite.ts";

/** How what a block gives is taken up behind it: by a declaration, as the new value of a variable, or not at all. */
export type Giving = "const" | "let" | "value" | "nothing";

/** Blocks that are the same but for local names. */
export interface Repetition {
  readonly shapes: readonly BlockShape[];
  /** Where the function is declared. */
  readonly host: BlockHost;
  /** One for all, in the names of the first. */
  readonly contract: BlockContract;
  /** In the order of the blocks. */
  readonly gives: readonly Giving[];
}

/** A function made of repeated statements, and what stands in their places. */
export interface BlockFunction {
  readonly text: string;
  /** Offset at which it goes in. */
  readonly place: number;
  readonly parameters: readonly string[];
  /** In the order of the blocks. */
  readonly calls: readonly string[];
}

function wordsOf(name: string): readonly string[] {
  return name.split(/(?=[A-Z])|[_\d$]+/u).map((word) => word.toLowerCase());
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function functionName(shape: BlockShape): string {
  const [first] = shape.statements;
  for (let node: ts.Node | undefined = first; node !== undefined; node = node.parent) {
    if (!ts.isFunctionLike(node)) continue;
    const { parent } = node;
    const name =
      node.name ?? (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : undefined);
    if (name !== undefined && ts.isIdentifier(name)) return name.text;
  }
  return "";
}

function isTaken(name: string, source: ts.SourceFile): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll("$", String.raw`\$`)}(?![\\w$])`, "u").test(source.text);
}

/** Told from what the block gives, else from the words that the functions around it share, else from the first of them. */
export function blockName(shapes: readonly BlockShape[], { output }: BlockContract, source: ts.SourceFile): string {
  const around = shapes.map(functionName);
  const shared = wordsOf(around[0] ?? "").filter(
    (word) => word !== "" && around.every((name) => wordsOf(name).includes(word)),
  );
  const [first = "do", ...rest] = shared.length > 0 ? shared : wordsOf(around[0] ?? "");
  const stem = [first === "" ? "do" : first, ...rest.map(capitalised)].join("");
  const wanted =
    output === undefined ? `${stem}Part` : `${output.isOwn ? "find" : "update"}${capitalised(output.symbol.name)}`;
  let name = wanted;
  for (let count = 2; isTaken(name, source); count += 1) name = `${wanted}${count}`;
  return name;
}

/** The written type of a name, where it means the same at the top of the file. */
function typeOf(symbol: ts.Symbol, { source, checker }: RewriteInput): string | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !(ts.isParameter(declaration) || ts.isVariableDeclaration(declaration)))
    return undefined;
  const { type } = declaration;
  if (type === undefined) return undefined;
  const bound: ts.Node[] = [];
  walk(type, (node) => {
    const [home] = (ts.isIdentifier(node) ? symbolOf(node, checker)?.declarations : undefined) ?? [];
    const isInner =
      home !== undefined && (ts.isTypeParameterDeclaration(home) || !ts.isSourceFile(functionAround(home)));
    if (isInner || node.kind === ts.SyntaxKind.ThisType || ts.isTypeQueryNode(node)) bound.push(node);
  });
  const isOptional = ts.isParameter(declaration) && declaration.questionToken !== undefined;
  return bound.length === 0 ? `${type.getText(source)}${isOptional ? " | undefined" : ""}` : undefined;
}

/** The parameters as they are declared; undefined where a type would have to be made up. */
function parametersOf(
  shapes: readonly BlockShape[],
  { inputs }: BlockContract,
  input: RewriteInput,
): readonly string[] | undefined {
  const [first, ...others] = shapes;
  if (!/\.[cm]?tsx?$/u.test(input.path)) return inputs.map(({ name }) => name);
  const found: string[] = [];
  for (const symbol of inputs) {
    const type = typeOf(symbol, input);
    const isSame = others.every((shape) => {
      const there = first === undefined ? undefined : matchNames(first, shape)?.get(symbol);
      return there !== undefined && typeOf(there, input) === type;
    });
    if (type === undefined || !isSame) return undefined;
    found.push(`${symbol.name}: ${type}`);
  }
  return found;
}

/** Where a statement begins, with the comment that belongs to it. */
function placeBefore(statement: ts.Statement, source: ts.SourceFile): number {
  const comments = ts.getLeadingCommentRanges(source.text, statement.pos) ?? [];
  let start = statement.getStart(source);
  for (const comment of comments.toReversed()) {
    const isApart = /\n\s*\n/u.test(source.text.slice(comment.end, start));
    // A comment behind code belongs to that.
    const isBehind = source.text.slice(source.text.lastIndexOf("\n", comment.pos) + 1, comment.pos).trim() !== "";
    if (isApart || isBehind) break;
    start = comment.pos;
  }
  return start;
}

function bodyOf(shape: BlockShape, unit: string, source: ts.SourceFile): string {
  const start = shape.statements[0]?.getStart(source) ?? 0;
  const from = indentAt(source.text, start);
  const lines = source.text.slice(start, shape.statements.at(-1)?.end).split("\n");
  return lines
    .map((line, index) => (index === 0 ? unit + line : line.startsWith(from) ? unit + line.slice(from.length) : line))
    .join("\n");
}

function callOf(
  call: string,
  [first, shape]: readonly [BlockShape, BlockShape],
  { end, output }: BlockContract,
  giving: Giving,
): string {
  if (end === "returns") return `return ${call}`;
  if (output === undefined || (giving === "nothing" && output.isOwn)) return call;
  const there = matchNames(first, shape)?.get(output.symbol) ?? output.symbol;
  if (!output.isOwn) return `${there.name} = ${call}`;
  const declaration = there.valueDeclaration;
  const type = declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.type : undefined;
  return `${giving} ${there.name}${type === undefined ? "" : `: ${type.getText()}`} = ${call}`;
}

/** Writes the function and its calls; undefined where its types would have to be made up. */
export function blockFunction(
  name: string,
  { shapes, host, contract, gives }: Repetition,
  input: RewriteInput,
): BlockFunction | undefined {
  const { source } = input;
  const [first] = shapes;
  const parameters = parametersOf(shapes, contract, input);
  const before = first === undefined ? undefined : statementAt(host, first);
  if (first === undefined || before === undefined || parameters === undefined) return undefined;
  const { convertTabsToSpaces, indentSize } = formatOf(source.text);
  const unit = convertTabsToSpaces === true ? " ".repeat(indentSize ?? 2) : "\t";
  const edge = indentAt(source.text, before.getStart(source));
  const inner = edge + unit;
  const given =
    contract.output === undefined ? "" : `\n${inner}return ${contract.output.symbol.name}${statementEnd(source)}`;
  const text = `function ${name}(${parameters.join(", ")}) {\n${bodyOf(first, inner, source)}${given}\n${edge}}\n\n${edge}`;
  return {
    text,
    place: placeBefore(before, source),
    parameters: contract.inputs.map((symbol) => symbol.name),
    calls: shapes.map((shape, index) => {
      const names = matchNames(first, shape);
      const handed = contract.inputs.map((symbol) => names?.get(symbol)?.name ?? symbol.name);
      const end = statementEndAt(source, shape.statements.at(-1)?.end ?? 0);
      const call = `${name}(${handed.join(", ")})${end}`;
      return callOf(call, [first, shape], contract, gives[index] ?? "nothing");
    }),
  };
}
