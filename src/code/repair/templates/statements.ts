/**
 * Whole statements: left out, moved, copied from elsewhere in the function, or guarded. Deletion, swap and copy are the
 * operators of GenProg (Le Goues, Nguyen, Forrest, Weimer: TSE 2012); guards are PAR's and TBar's.
 */
import ts from "typescript";
import type { ProposedEdit, Template, TemplateScene } from "../edit-template.ts";
import { walk } from "../../callee.ts";
import type { ValueKind } from "../value-kind.ts";
import { exchanged, inserted, isPlain, listOf, movedInto, replaced } from "../statement-places.ts";
import { atomsAt } from "./conditions.ts";

/** Longer statements than this are not copied. */
const MAX_COPY = 80;

/** Without the statement. */
export const removals: Template = (node) => {
  if (!isPlain(node) || listOf(node) === undefined) return [];
  const edits = [replaced(node, "", "statement-removal", ts.isReturnStatement(node) ? 0.3 : 0.35)];
  if (!ts.isIfStatement(node)) return edits;
  edits.push(replaced(node, node.thenStatement.getText(), "statement-removal", 0.15));
  if (node.elseStatement !== undefined)
    edits.push(replaced(node, node.elseStatement.getText(), "statement-removal", 0.1));
  return edits;
};

/** Two neighbours the other way round; a statement as the last of the loop or branch before it. */
export const orders: Template = (node) => {
  const list = listOf(node);
  if (!isPlain(node) || list === undefined) return [];
  const next = list[list.indexOf(node) + 1];
  if (next === undefined || !isPlain(next)) return [];
  const pair = [node, next] as const;
  const edits: ProposedEdit[] = [exchanged(pair, "statement-order", 0.35)];
  const body = ts.isIterationStatement(node, false)
    ? node.statement
    : ts.isIfStatement(node)
      ? node.thenStatement
      : undefined;
  // What follows the branch (an `else`) would be cut away with it.
  if (body === undefined || !ts.isBlock(body) || (ts.isIfStatement(node) && node.elseStatement !== undefined))
    return edits;
  return [...edits, movedInto(body, pair, "statement-order", 0.15)];
};

function simpleStatements(owner: ts.Node): readonly ts.Statement[] {
  const found: ts.Statement[] = [];
  walk(owner, (node) => {
    const isSimple =
      ts.isExpressionStatement(node) || ts.isReturnStatement(node) || ts.isBreakOrContinueStatement(node);
    if (isSimple && node.getText().length <= MAX_COPY) found.push(node);
  });
  return found;
}

function isInLoop(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at) && !ts.isFunctionLike(at); at = at.parent) {
    if (ts.isIterationStatement(at, false)) return true;
  }
  return false;
}

/** A statement of the same function once more, here. */
export const copies: Template = (node, { owner }) => {
  const list = listOf(node);
  if (!ts.isStatement(node) || list === undefined || ts.isSourceFile(node.parent)) return [];
  const own = node.getText();
  const edits: ProposedEdit[] = [];
  const texts = new Set(
    simpleStatements(owner)
      .filter((statement) => !ts.isBreakOrContinueStatement(statement) || isInLoop(node))
      .map((statement) => statement.getText()),
  );
  for (const text of texts) {
    if (text !== own) edits.push(...inserted(node, "before", text, 0.1, "statement-copy"));
    if (!ts.isReturnStatement(node) && text !== own && list.at(-1) === node)
      edits.push(...inserted(node, "after", text, 0.1, "statement-copy"));
    if (isPlain(node) && text !== own && ts.isExpressionStatement(node))
      edits.push(replaced(node, text, "statement-copy", 0.06));
  }
  return edits;
};

/** A missing `return`: the value of the last expression, or the variable that the function fills. */
export const returns: Template = (node, scene) => {
  const list = listOf(node);
  if (!ts.isStatement(node) || list?.at(-1) !== node || ts.isReturnStatement(node)) return [];
  const isBody = ts.isBlock(node.parent) && ts.isFunctionLike(node.parent.parent);
  if (!isBody) return [];
  const edits = ts.isExpressionStatement(node)
    ? [replaced(node, `return ${node.expression.getText()}`, "statement-copy", 0.6)]
    : [];
  const names = ts.isVariableStatement(node)
    ? node.declarationList.declarations.map(({ name }) => name.getText())
    : scene.namesAt(node).slice(0, 8);
  return [...edits, ...names.flatMap((name) => inserted(node, "after", `return ${name}`, 0.4, "statement-copy"))];
};

const EMPTY_VALUES: readonly (readonly [string, ValueKind])[] = [
  ["", "unknown"],
  ["null", "unknown"],
  ["0", "number"],
  ["-1", "number"],
  ['""', "string"],
  ["[]", "array"],
  ["false", "boolean"],
  ["true", "boolean"],
];

/** Empty values of the kinds that the function gives elsewhere, as far as that can be told. */
function emptyValues(scene: TemplateScene): readonly string[] {
  const kinds = new Set<ValueKind>();
  walk(scene.owner, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) kinds.add(scene.kindOf(node.expression));
  });
  const isOpen = kinds.size === 0 || kinds.has("unknown");
  return EMPTY_VALUES.filter(([, kind]) => isOpen || kind === "unknown" || kinds.has(kind)).map(([text]) => text);
}

function returnedTexts(owner: ts.Node): readonly string[] {
  const found = new Set<string>();
  walk(owner, (node) => {
    if (ts.isReturnStatement(node)) found.add(node.expression?.getText() ?? "");
  });
  return [...found].filter((text) => text.length <= MAX_COPY);
}

/** `return …` with what the function may give instead. */
function returnExits(scene: TemplateScene): readonly string[] {
  const values = new Set([...emptyValues(scene), ...returnedTexts(scene.owner)]);
  return [...values].map((value) => (value === "" ? "return" : `return ${value}`));
}

/** Names that the statement before this one looked up: what was looked up may not be there. */
function lookedUp(node: ts.Statement, list: readonly ts.Statement[], scene: TemplateScene): readonly string[] {
  const before = list[list.indexOf(node) - 1];
  if (before === undefined || !ts.isVariableStatement(before)) return [];
  return before.declarationList.declarations.flatMap(({ name, initializer }) => {
    const isValue = initializer === undefined || ts.isLiteralExpression(initializer) || ts.isFunctionLike(initializer);
    return ts.isIdentifier(name) && !isValue && scene.kindOfName(name.text) === "unknown" ? [name.text] : [];
  });
}

/** `const a = …; if (!a) return …;`: what people write after a look-up. */
function guardsOfLookUp(node: ts.Statement, names: readonly string[], scene: TemplateScene): readonly ProposedEdit[] {
  const exits = returnExits(scene);
  return names.flatMap((name) =>
    [`!${name}`, `${name} == null`].flatMap((atom) =>
      exits.flatMap((exit) => inserted(node, "before", `if (${atom}) ${exit}`, 0.13, "guard")),
    ),
  );
}

/** `if (…) return …;` before a statement: a case that was forgotten. */
export const guards: Template = (node, scene: TemplateScene) => {
  const list = listOf(node);
  if (!ts.isStatement(node) || list === undefined || ts.isSourceFile(node.parent)) return [];
  const isFirst = list[0] === node && ts.isBlock(node.parent) && ts.isFunctionLike(node.parent.parent);
  const known = lookedUp(node, list, scene);
  if (known.length > 0 && !isInLoop(node)) return guardsOfLookUp(node, known, scene);
  if (!isFirst && !isInLoop(node)) return [];
  const atoms = atomsAt(node, scene);
  const exits = isFirst ? returnExits(scene) : ["continue", "break"];
  return atoms.flatMap((atom) =>
    exits.flatMap((exit) =>
      inserted(node, "before", `if (${atom}) ${exit}`, /null|length/u.test(atom) ? 0.08 : 0.04, "guard"),
    ),
  );
};
