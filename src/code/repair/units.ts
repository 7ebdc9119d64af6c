import ts from "typescript";
import { walk } from "../callee.ts";
import { parseSource } from "../source.ts";
import { blankTypes } from "./blank-types.ts";
import type { RepairPart } from "./repair-candidate.ts";

/**
 * A function at the top of a file that another one can stand in for while the tests run: each candidate is compiled by
 * itself when its turn comes, so that it runs as fast as it would in the file, and the file stays small.
 */
export interface Unit {
  /** UTF-16 offsets of the whole function in the file. */
  readonly start: number;
  readonly end: number;
  /** An expression that gives the function, with loop turns counted; for the text of a candidate see {@link inUnit}. */
  readonly text: string;
  /** Where and how a call is handed on to the function in use: a statement at an offset, or around an expression. */
  readonly dispatch: { readonly start: number; readonly end: number; readonly position: "statement" | "expression" };
  /** The call that hands on, where `f` is the function in use. */
  readonly handOn: (f: string) => string;
  /** An offset of the file in `text`; `end`: of what ends there. */
  readonly toUnit: (offset: number, side: "start" | "end") => number;
}

type Body = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

const TICK = "__assayTick();";

function isUsable(node: Body): boolean {
  let usable = node.body !== undefined;
  const isArrow = ts.isArrowFunction(node);
  if (isArrow && !node.parameters.every(({ name }) => ts.isIdentifier(name))) return false;
  walk(node, (part) => {
    const { kind } = part;
    const isOwn = kind === ts.SyntaxKind.SuperKeyword || ts.isPrivateIdentifier(part) || ts.isMetaProperty(part);
    const isOuter =
      isArrow && (kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(part) && part.text === "arguments"));
    if (isOwn || isOuter || ts.isJsxElement(part) || ts.isJsxSelfClosingElement(part) || ts.isJsxFragment(part))
      usable = false;
  });
  return usable;
}

function bodiesOf(source: ts.SourceFile): readonly Body[] {
  const found: Body[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const isBody =
        ts.isFunctionDeclaration(node) ||
        ts.isFunctionExpression(node) ||
        ts.isArrowFunction(node) ||
        ts.isMethodDeclaration(node);
      if (isBody && isUsable(node)) found.push(node);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly side: "open" | "close";
}

function ticksOf(node: Body): readonly Insertion[] {
  const made: Insertion[] = [];
  const around = (inner: ts.Node, open: string, close: string): void => {
    made.push({ at: inner.getStart(), text: open, side: "open" }, { at: inner.end, text: close, side: "close" });
  };
  const visit = (part: ts.Node): void => {
    const body = ts.isIterationStatement(part, false)
      ? part.statement
      : ts.isFunctionLike(part) && "body" in part
        ? part.body
        : undefined;
    if (body !== undefined) {
      if (ts.isBlock(body)) made.push({ at: body.getStart() + 1, text: TICK, side: "open" });
      else if (ts.isStatement(body)) around(body, `{${TICK}`, "}");
      else around(body, "(__assayTick(),", ")");
    }
    ts.forEachChild(part, visit);
  };
  visit(node);
  // At one offset what closes stands first, innermost first; what opens follows, outermost first.
  const closing = made.filter(({ side }) => side === "close").toReversed();
  return [...closing, ...made.filter(({ side }) => side === "open")].toSorted((a, b) => a.at - b.at);
}

function framed(node: Body): { readonly from: number; readonly open: string; readonly close: string } {
  const flags = ts.getModifiers(node) ?? [];
  const async = flags.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ? "async " : "";
  if (ts.isArrowFunction(node)) return { from: node.getStart(), open: "(", close: ")" };
  if (ts.isMethodDeclaration(node)) {
    const from = (node.asteriskToken ?? node.name).getStart();
    return { from, open: `(function(o){return o[Reflect.ownKeys(o)[0]]})({${async}`, close: "})" };
  }
  const word = node.getChildren().find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  return { from: word?.getStart() ?? node.getStart(), open: `(${async}`, close: ")" };
}

function dispatchOf(node: Body): Pick<Unit, "dispatch" | "handOn"> {
  const star = ts.isArrowFunction(node) || node.asteriskToken === undefined ? "" : "yield* ";
  const names = node.parameters.map(({ name, dotDotDotToken }) => (dotDotDotToken ? "..." : "") + name.getText());
  const handOn = (f: string): string =>
    ts.isArrowFunction(node) ? `${f}(${names.join(",")})` : `${star}${f}.apply(this,arguments)`;
  const body = node.body ?? node;
  if (!ts.isBlock(body)) {
    return { dispatch: { start: body.getStart(), end: body.end, position: "expression" }, handOn };
  }
  const start = body.getStart() + 1;
  return { dispatch: { start, end: start, position: "statement" }, handOn: (f) => `return ${handOn(f)}` };
}

function toUnit(node: Body, text: string): Unit {
  const { from, open, close } = framed(node);
  const ticks = ticksOf(node).filter(({ at }) => at >= from);
  let made = open;
  let last = from;
  for (const { at, text: tick } of ticks) {
    made += text.slice(last, at) + tick;
    last = at;
  }
  made += text.slice(last, node.end) + close;
  return {
    start: node.getStart(),
    end: node.end,
    text: made,
    ...dispatchOf(node),
    toUnit: (offset, side) => {
      const before = ticks.filter(({ at }) => (side === "start" ? at <= offset : at < offset));
      return open.length + offset - from + before.reduce((sum, tick) => sum + tick.text.length, 0);
    },
  };
}

/** The functions of a file that can be stood in for. */
export function unitsOf(path: string, text: string): readonly Unit[] {
  const source = parseSource(path, text);
  const plain = /\.[cm]?tsx?$/u.test(path) ? blankTypes(path, text) : text;
  return bodiesOf(source).map((node) => toUnit(node, plain));
}

/** An edit of a unit's text. */
export type UnitEdit = readonly [start: number, end: number, text: string];

/** A candidate as edits of a unit's text; undefined where it does not lie inside the function. */
export function inUnit(
  unit: Unit,
  path: string,
  text: string,
  parts: readonly RepairPart[],
): readonly UnitEdit[] | undefined {
  if (parts.some(({ start, end }) => start <= unit.start || end > unit.end)) return undefined;
  const hasLoop = parts.some((part) => part.position === "statement" && /\b(?:for|while|do)\b/u.test(part.text));
  if (hasLoop) return rewritten(unit, path, text, parts);
  const isTyped = /\.[cm]?tsx?$/u.test(path);
  return parts.map((part) => [
    unit.toUnit(part.start, "start"),
    Math.max(unit.toUnit(part.start, "start"), unit.toUnit(part.end, "end")),
    isTyped ? plainOf(part) : part.text,
  ]);
}

function plainOf({ text, position }: RepairPart): string {
  return position === "statement" ? blankTypes("part.ts", text) : blankTypes("part.ts", `(${text})`).slice(1, -1);
}

/** Where an edit brings loops of its own, the whole function is made anew, so that their turns are counted. */
function rewritten(
  unit: Unit,
  path: string,
  text: string,
  parts: readonly RepairPart[],
): readonly UnitEdit[] | undefined {
  let whole = text;
  for (const part of [...parts].sort((a, b) => b.start - a.start)) {
    whole = whole.slice(0, part.start) + part.text + whole.slice(part.end);
  }
  const made = unitsOf(path, whole).find(({ start }) => start === unit.start);
  return made === undefined ? undefined : [[0, unit.text.length, made.text]];
}
