import ts from "typescript";
import { walk } from "../callee.ts";
import { lineAt } from "../source.ts";
import type { TextChange } from "../text-changes.ts";
import { contractOf, isInBlock, type BlockContract } from "./block-contract.ts";
import { blockFunction, blockName, type Giving, type Repetition } from "./block-function.ts";
import { hostsOf, isSeenAt, type BlockHost } from "./block-host.ts";
import { matchNames, shapeKey, statementShape, type BlockShape } from "./block-shape.ts";
import { holdsLongText } from "./dedent.ts";
import { hasHiddenNames, isWritten, type References } from "./references.ts";
import type { Rewrite, RewriteInput, RewritePlace } from "./rewrite.ts";
import { walkInTime } from "./walk-in-time.ts";

/** Tokens and lines that a repeated block has at least; names that it is handed at most. */
const LEAST_TOKENS = 40;
const LEAST_LINES = 4;
const MOST_INPUTS = 4;
/** Statements of a file that are compared with each other at most; repetitions that are looked into. */
const MOST_STATEMENTS = 6_000;
const MOST_PAIRS = 400;

interface Piece {
  readonly statement: ts.Statement;
  readonly shape: Omit<BlockShape, "statements">;
  readonly key: string;
  readonly list: ts.NodeArray<ts.Statement>;
  readonly at: number;
}

function isInFunction(node: ts.Node): node is ts.Block {
  return ts.isBlock(node) && ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

function isTooLong(source: ts.SourceFile): boolean {
  let count = 0;
  walk(source, (node) => {
    if (isInFunction(node)) count += node.statements.length;
  });
  return count > MOST_STATEMENTS;
}

/** Statements of the blocks inside of functions, block by block, as far as the time goes. */
function piecesOf(input: RewriteInput): readonly Piece[] {
  const pieces: Piece[] = [];
  walkInTime(input.source, input.expired, (node) => {
    if (!isInFunction(node)) return;
    for (const [at, statement] of node.statements.entries()) {
      const shape = statementShape(statement, input);
      pieces.push({ statement, shape, key: shapeKey(shape), list: node.statements, at });
    }
  });
  return pieces;
}

function joined(pieces: readonly Piece[]): BlockShape {
  return {
    statements: pieces.map(({ statement }) => statement),
    tokens: pieces.flatMap(({ shape }) => shape.tokens),
    locals: pieces.flatMap(({ shape }) => shape.locals),
  };
}

/** How many statements are alike from two places on, without running into each other or out of a list. */
function runLength(pieces: readonly Piece[], one: number, other: number): number {
  const second = pieces[other];
  const isAlike = (length: number): boolean => {
    const [x, y] = [pieces[one + length], pieces[other + length]];
    const isThere = x !== undefined && x !== second && x.list === pieces[one]?.list;
    return isThere && x.key === y?.key && y.list === second?.list;
  };
  let length = 0;
  while (isAlike(length)) length += 1;
  return length;
}

function textOf({ statements }: BlockShape, source: ts.SourceFile): string {
  const [first] = statements;
  return source.text.slice(first?.getStart(source), statements.at(-1)?.end);
}

function isWorthIt(shapes: readonly BlockShape[], source: ts.SourceFile): boolean {
  const [first] = shapes;
  if (first === undefined || shapes.length < 2) return false;
  const text = textOf(first, source);
  const lines = text.split("\n").length;
  const tokens = text.match(/[\w$]+|[^\s\w$]/gu)?.length ?? 0;
  // A line for each call is left, and the function has its head, its end and the blank line behind it.
  const saved = shapes.length * (lines - 1) - (lines + 3);
  return lines >= LEAST_LINES && tokens >= LEAST_TOKENS && saved > 0;
}

/** How what a block gives is taken up behind it. */
function giving({ output }: BlockContract, shape: BlockShape, references: References): Giving {
  if (output === undefined) return "nothing";
  if (!output.isOwn) return "value";
  const isChanged = (references.get(output.symbol) ?? []).some((node) => !isInBlock(node, shape) && isWritten(node));
  return isChanged ? "let" : "const";
}

/** With one contract for all of them: what one needs all are handed, and at most one name is given back. */
function toRepetition(shapes: readonly BlockShape[], host: BlockHost, references: References): Repetition | undefined {
  const [first, ...others] = shapes;
  if (first === undefined) return undefined;
  const names = others.flatMap((shape) => matchNames(first, shape) ?? []);
  if (names.length < others.length) return undefined;
  const isShared = (symbol: ts.Symbol): boolean =>
    isSeenAt(host, symbol) && names.every((map) => (map.get(symbol) ?? symbol) === symbol);
  const contracts = shapes.flatMap((shape) => contractOf(shape, references, isShared) ?? []);
  const [contract] = contracts;
  if (contract === undefined || contracts.length < shapes.length || contract.inputs.length > MOST_INPUTS)
    return undefined;
  // In the names of the first.
  const outputs = contracts.flatMap(({ output }, index) => {
    const symbol = [...(names[index - 1] ?? [])].find(([, there]) => there === output?.symbol)?.[0] ?? output?.symbol;
    return output === undefined || symbol === undefined ? [] : [{ symbol, isOwn: output.isOwn }];
  });
  const [output] = outputs;
  if (outputs.some(({ symbol }) => symbol !== output?.symbol)) return undefined;
  const gives = contracts.map((one, index) => giving(one, shapes[index] ?? first, references));
  return { shapes, host, gives, contract: { ...contract, ...(output === undefined ? {} : { output }) } };
}

/** Every place where the statements from `start` on stand again, none of them inside of another. */
function sameFrom(pieces: readonly Piece[], start: number, length: number): readonly BlockShape[] {
  const shapes: BlockShape[] = [];
  let end = -1;
  for (let at = start; at + length <= pieces.length; at += 1) {
    const first = pieces[at];
    if (first === undefined || first.key !== pieces[start]?.key || first.statement.pos < end) continue;
    const some = pieces.slice(at, at + length);
    const isSame = some.every((piece, index) => piece.key === pieces[start + index]?.key && piece.list === first.list);
    if (!isSame) continue;
    shapes.push(joined(some));
    end = some.at(-1)?.statement.end ?? end;
  }
  return shapes;
}

/** The largest part of a run that can be a function of its own. */
function largest(
  pieces: readonly Piece[],
  [start, length]: readonly [number, number],
  input: RewriteInput,
  references: References,
): Repetition | undefined {
  for (let size = length; size >= 1; size -= 1) {
    for (let skip = 0; skip + size <= length; skip += 1) {
      const shapes = sameFrom(pieces, start + skip, size);
      if (!isWorthIt(shapes, input.source)) continue;
      if (shapes.some(({ statements }) => statements.some((one) => holdsLongText(one, input.source)))) continue;
      for (const host of hostsOf(shapes)) {
        const found = toRepetition(shapes, host, references);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function toPlace(repetition: Repetition, input: RewriteInput): RewritePlace | undefined {
  const { source } = input;
  const { shapes, contract } = repetition;
  const [first] = shapes;
  if (first === undefined) return undefined;
  const name = blockName(shapes, contract, source);
  const made = blockFunction(name, repetition, input);
  if (made === undefined) return undefined;
  const calls = shapes.map((shape, index): TextChange => {
    const start = shape.statements[0]?.getStart(source) ?? 0;
    return { start, length: (shape.statements.at(-1)?.end ?? start) - start, text: made.calls[index] ?? "" };
  });
  const lines = shapes.map(({ statements }) => lineAt(source, statements[0]?.getStart(source) ?? 0));
  return {
    line: lines[0] ?? 1,
    what: `lines from ${lines.join(", ")} on become ${name}(${made.parameters.join(", ")})`,
    changes: [{ start: made.place, length: 0, text: made.text }, ...calls],
  };
}

/** Where a run of statements begins a first and another time. */
function beginnings(pieces: readonly Piece[]): readonly (readonly [number, number])[] {
  const starts = new Map<string, number[]>();
  for (const [index, { key }] of pieces.entries()) {
    const list = starts.get(key);
    if (list === undefined) starts.set(key, [index]);
    else list.push(index);
  }
  const pairs = [...starts.values()].flatMap(([start = 0, ...others]) =>
    others.map((other): readonly [number, number] => [start, other]),
  );
  const isMiddle = (start: number, other: number): boolean => {
    const isFirst = pieces[start]?.at === 0 || pieces[other]?.at === 0;
    return !isFirst && pieces[start - 1]?.key === pieces[other - 1]?.key;
  };
  return pairs.filter(([start, other]) => !isMiddle(start, other)).slice(0, MOST_PAIRS);
}

/** Statements that stand in a file several times, but for the names of local variables, become one function. One at a time. */
export const repeatedBlocks: Rewrite = {
  name: "no-repetition",
  title: "Writes repeated statements once, as a function",
  find(input) {
    const { source, expired } = input;
    const references = hasHiddenNames(source) || isTooLong(source) ? undefined : input.references();
    if (references === undefined) return [];
    const pieces = piecesOf(input);
    let best: { readonly place: RewritePlace; readonly size: number } | undefined;
    // What a run can become is the same wherever else it stands.
    const known = new Set<string>();
    for (const [start, other] of beginnings(pieces)) {
      if (expired()) break;
      const length = runLength(pieces, start, other);
      const run = `${start} ${length}`;
      if (known.has(run)) continue;
      known.add(run);
      const found = largest(pieces, [start, length], input, references);
      const size = (found?.shapes ?? []).reduce((sum, shape) => sum + textOf(shape, source).length, 0);
      const place = found === undefined || size <= (best?.size ?? 0) ? undefined : toPlace(found, input);
      if (place !== undefined) best = { place, size };
    }
    return best === undefined ? [] : [best.place];
  },
};
