import ts from "typescript";
import type { CoveragePoint } from "./coverage-point.ts";
import type { Insertions } from "./insertions.ts";
import {
  bare,
  directives,
  functionName,
  isCounted,
  isErased,
  isFunction,
  isListed,
  isLogical,
  isOperand,
  labelled,
  logicalLeaves,
  takesName,
} from "./instrument-syntax.ts";
import { lineAt } from "./source.ts";

/** What is put into a text. Loops and functions always get their tick. */
export interface InstrumentOptions {
  /** Whether points are counted. */
  readonly coverage: "on" | "off";
  /** Whether operands of comparisons are reported. */
  readonly comparisons: "on" | "off";
}

type BranchKind = NonNullable<CoveragePoint["branch"]>["kind"];

const COMPARISONS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, "=="],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "==="],
  [ts.SyntaxKind.ExclamationEqualsToken, "!="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.LessThanToken, "<"],
  [ts.SyntaxKind.LessThanEqualsToken, "<="],
  [ts.SyntaxKind.GreaterThanToken, ">"],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">="],
]);

const TICK = "__assayTick();";

/** One text on its way to being instrumented. */
export interface Instrumentation {
  readonly source: ts.SourceFile;
  readonly insertions: Insertions;
  readonly options: InstrumentOptions;
  readonly points: CoveragePoint[];
  branches: number;
}

function startOf(state: Instrumentation, node: ts.Node): number {
  return node.getStart(state.source);
}

/** Registers a point; answers the expression that marks it, or undefined where nothing is counted. */
function point(
  state: Instrumentation,
  type: CoveragePoint["type"],
  node: ts.Node,
  more: Pick<CoveragePoint, "name" | "branch"> = {},
): string {
  const start = startOf(state, node);
  const { end } = node;
  const id = state.points.length;
  const [line, endLine] = [lineAt(state.source, start), lineAt(state.source, Math.max(start, end - 1))];
  state.points.push({ id, type, start, end, line, endLine, ...more });
  return `__assayHit[${id}]=1`;
}

function branch(state: Instrumentation, kind: BranchKind, nodes: readonly ts.Node[]): readonly string[] {
  const index = state.branches;
  state.branches += 1;
  return nodes.map((node, way) => point(state, "branch", node, { branch: { index, kind, way, ways: nodes.length } }));
}

function wrap(state: Instrumentation, node: ts.Expression, marks: string): void {
  state.insertions.around(startOf(state, node), node.end, `(${marks},`, ")");
}

function statementMark(state: Instrumentation, node: ts.Statement): void {
  const place = labelled(node);
  const mark = point(state, "statement", node);
  state.insertions.before(startOf(state, place), `${mark};`);
}

/** Marks at the head of a body, with braces around it where it has none. */
function head(state: Instrumentation, body: ts.Statement, marks: string): void {
  if (ts.isBlock(body)) state.insertions.before(startOf(state, body) + 1, marks);
  else state.insertions.around(startOf(state, body), body.end, `{${marks}`, "}");
}

function functionMarks(state: Instrumentation, node: ts.FunctionLikeDeclaration): void {
  const { body } = node;
  if (body === undefined) return;
  const name = functionName(node);
  const counted = state.options.coverage === "on";
  const mark = counted ? point(state, "function", node, name === undefined ? {} : { name }) : "0";
  if (ts.isBlock(body)) {
    const last = directives(body.statements).at(-1);
    const text = `${counted ? `${mark};` : ""}${TICK}`;
    if (last === undefined) state.insertions.before(startOf(state, body) + 1, text);
    else state.insertions.after(last.end, `;${text}`);
    return;
  }
  const statement = counted ? `,${point(state, "statement", bare(body))}` : "";
  wrap(state, body, `${mark},__assayTick()${statement}`);
}

function initializerMark(state: Instrumentation, node: ts.VariableDeclaration): void {
  const { initializer } = node;
  if (initializer === undefined) return;
  const mark = point(state, "statement", bare(initializer));
  const statement = node.parent.parent;
  // A counter in front of the whole statement: around the function it would take its name away.
  if (takesName(initializer) && ts.isVariableStatement(statement) && isListed(statement)) {
    state.insertions.before(startOf(state, statement), `${mark};`);
    return;
  }
  wrap(state, initializer, mark);
}

function propertyMark(state: Instrumentation, node: ts.PropertyDeclaration): void {
  const { initializer } = node;
  if (initializer === undefined) return;
  const mark = point(state, "statement", bare(initializer));
  if (!takesName(initializer)) {
    wrap(state, initializer, mark);
    return;
  }
  // A private field of our own before it: nobody sees it, and the function keeps its name.
  const isStatic = ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
  const field = `${isStatic ? "static " : ""}#__assay${state.points.length}=(${mark});`;
  state.insertions.before(startOf(state, node), field);
}

function ifMarks(state: Instrumentation, node: ts.IfStatement): void {
  const [then = "", otherwise = ""] = branch(state, "if", [node.thenStatement, node.elseStatement ?? node]);
  // Asked for first, so that it stands behind the closing brace of what is done.
  if (node.elseStatement === undefined) state.insertions.after(node.end, `else{${otherwise};}`);
  else head(state, node.elseStatement, `${otherwise};`);
  head(state, node.thenStatement, `${then};`);
}

function switchMarks(state: Instrumentation, node: ts.SwitchStatement): void {
  const { clauses } = node.caseBlock;
  const marks = branch(state, "switch", clauses);
  for (const [index, clause] of clauses.entries()) {
    const [first] = clause.statements;
    const mark = `${marks[index] ?? ""};`;
    if (first === undefined) state.insertions.after(clause.end, mark);
    else state.insertions.before(startOf(state, first), mark);
  }
}

function expressionMarks(state: Instrumentation, node: ts.Node): void {
  if (ts.isConditionalExpression(node)) {
    const ways = [node.whenTrue, node.whenFalse];
    const marks = branch(state, "cond-expr", ways.map(bare));
    for (const [index, way] of ways.entries()) wrap(state, way, marks[index] ?? "0");
  } else if (isLogical(node) && !isOperand(node)) {
    const leaves = logicalLeaves(node);
    const marks = branch(state, "binary-expr", leaves.map(bare));
    for (const [index, leaf] of leaves.entries()) wrap(state, leaf, marks[index] ?? "0");
  } else if (ts.isParameter(node) || ts.isBindingElement(node)) {
    defaultMark(state, node.initializer);
  } else if (ts.isShorthandPropertyAssignment(node)) {
    defaultMark(state, node.objectAssignmentInitializer);
  }
}

function defaultMark(state: Instrumentation, initializer: ts.Expression | undefined): void {
  if (initializer === undefined) return;
  const [mark = "0"] = branch(state, "default-arg", [bare(initializer)]);
  wrap(state, initializer, mark);
}

function coverageMarks(state: Instrumentation, node: ts.Node): void {
  if (isCounted(node)) statementMark(state, node);
  if (ts.isVariableDeclaration(node)) initializerMark(state, node);
  else if (ts.isPropertyDeclaration(node)) propertyMark(state, node);
  else if (ts.isIfStatement(node)) ifMarks(state, node);
  else if (ts.isSwitchStatement(node)) switchMarks(state, node);
  else if (ts.isWithStatement(node)) head(state, node.statement, "");
  else expressionMarks(state, node);
}

function comparisonMarks(state: Instrumentation, node: ts.Node): void {
  if (!ts.isBinaryExpression(node) || ts.isPrivateIdentifier(node.left)) return;
  const operator = COMPARISONS.get(node.operatorToken.kind);
  if (operator === undefined) return;
  const start = startOf(state, node);
  state.insertions.around(start, node.end, `__assayCompare(${start},${JSON.stringify(operator)},(`, "))");
  state.insertions.replace(startOf(state, node.operatorToken), node.operatorToken.end, "),(");
}

/** Puts the marks for a node and all that lies in it. */
export function mark(state: Instrumentation, node: ts.Node): void {
  if (isErased(node)) return;
  if (state.options.coverage === "on") coverageMarks(state, node);
  if (isFunction(node)) functionMarks(state, node);
  if (ts.isIterationStatement(node, false)) head(state, node.statement, TICK);
  if (state.options.comparisons === "on") comparisonMarks(state, node);
  ts.forEachChild(node, (child) => {
    mark(state, child);
  });
}
