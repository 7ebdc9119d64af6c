import ts from "typescript";
import { walk } from "../callee.ts";
import { isErased } from "../instrument-syntax.ts";
import { lineAt, parseSource } from "../source.ts";
import { syntaxErrors } from "../syntax.ts";
import { contextOf } from "./context.ts";
import type { ProposedEdit, Template, TemplateScene } from "./edit-template.ts";
import { distinctEdits } from "./distinct-edits.ts";
import { findCombined } from "./find-combined.ts";
import { EXPORTS, isAssigning, isReplaceable } from "./fit.ts";
import { namesAt } from "./names-at.ts";
import type { RepairCandidate, RepairPart } from "./repair-candidate.ts";
import { importedNames } from "./imported-names.ts";
import { packageParts, type PackageFile, type PackageParts } from "./package-parts.ts";
import { conditions } from "./templates/conditions.ts";
import { packageExpressions, packageStatements } from "./templates/package.ts";
import { callArguments, literals, methods, names, operands, operators } from "./templates/expressions.ts";
import { copies, guards, orders, removals, returns } from "./templates/statements.ts";
import { isChainLink, nullGuards } from "./templates/null-guards.ts";
import { alikeCopies, steps } from "./templates/copies.ts";
import { typos } from "./templates/typos.ts";
import { awaits, extremes, ingredients, introductions, joins, tests, unwraps, wraps } from "./templates/values.ts";
import { isComparing, kindOf, kindsOfNames, type ValueKind } from "./value-kind.ts";

const TEMPLATES: readonly Template[] = [
  operators,
  operands,
  names,
  literals,
  typos,
  methods,
  callArguments,
  wraps,
  unwraps,
  awaits,
  nullGuards,
  conditions,
  ingredients,
  packageExpressions,
  packageStatements,
  introductions,
  extremes,
  tests,
  joins,
  removals,
  orders,
  copies,
  alikeCopies,
  steps,
  returns,
  guards,
];
/** What is tried of code that runs while the module is loaded. */
const LOAD_TEMPLATES: readonly Template[] = [operators, operands, names, literals, typos, methods];

/** Characters of the largest function whose parts are ingredients for each other. */
const MAX_OWNER = 4_000;

/** An edit with what surrounds it. */
export interface FoundEdit {
  readonly edit: ProposedEdit;
  readonly node: ts.Node;
  readonly owner: ts.Node;
}

/** What {@link findRepairs} is told. */
export interface RepairLimits {
  /** Candidates at most; the likeliest are kept. */
  readonly max: number;
  /** How suspicious a line (1-based) is, from 0 to 1; absent: all alike. */
  readonly suspicion?: (line: number) => number;
  /** Other files of the package, whose parts are ingredients; absent: none. */
  readonly package?: readonly PackageFile[];
  /** Words of the failing tests; absent: none. */
  readonly words?: readonly string[];
}

/** The function that a node belongs to: the largest around it that is still small; the file where there is none. */
function ownerOf(node: ts.Node): ts.Node {
  let owner: ts.Node | undefined;
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    if (owner === undefined || at.end - at.pos <= MAX_OWNER) owner = at;
  }
  return owner ?? node.getSourceFile();
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

type FileScene = Pick<
  TemplateScene,
  "source" | "namesAt" | "kindOf" | "kindOfName" | "numbers" | "strings" | "properties" | "imported" | "parts" | "words"
>;

function fileScene(source: ts.SourceFile, parts: PackageParts, words: readonly string[]): FileScene {
  const kinds = kindsOfNames(source);
  const [numbers, strings, properties]: [string[], string[], string[]] = [[], [], []];
  walk(source, (node) => {
    if (ts.isSourceFile(node)) return;
    if (ts.isNumericLiteral(node)) numbers.push(node.text);
    if (ts.isStringLiteral(node) && !ts.isImportDeclaration(node.parent) && node.text.length <= 60)
      strings.push(node.getText(source));
    const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
    if (ts.isPropertyAccessExpression(node) && !isCalled && !/^(?:exports|prototype)$/u.test(node.name.text))
      properties.push(node.name.text);
    if ((ts.isPropertySignature(node) || ts.isPropertyAssignment(node)) && ts.isIdentifier(node.name))
      properties.push(node.name.text);
  });
  const scopes = new Map<ts.Node, readonly string[]>();
  return {
    source,
    kindOf: (node) => kindOf(node, kinds),
    kindOfName: (name) => kinds.get(name) ?? "unknown",
    namesAt: (node) => {
      const known = scopes.get(node) ?? namesAt(node);
      scopes.set(node, known);
      return known;
    },
    numbers: distinct(numbers).slice(0, 20),
    strings: distinct(strings).slice(0, 30),
    properties: distinct(properties).slice(0, 20),
    imported: importedNames(source),
    parts,
    words,
  };
}

function ownerScene(owner: ts.Node, file: FileScene): TemplateScene {
  const found = new Map<string, { readonly kind: ValueKind; readonly contexts: Set<string> }>();
  const tests: string[] = [];
  if (!ts.isSourceFile(owner)) {
    walk(owner, (node) => {
      if (ts.isExpression(node) && isReplaceable(node) && !ts.isFunctionLike(node)) {
        const known = found.get(node.getText()) ?? { kind: file.kindOf(node), contexts: new Set<string>() };
        const context = contextOf(node);
        if (context !== undefined) known.contexts.add(context);
        found.set(node.getText(), known);
      }
      if (ts.isBinaryExpression(node) && isComparing(node.operatorToken.kind)) tests.push(node.getText());
    });
  }
  return {
    ...file,
    owner,
    ingredients: [...found].map(([text, { kind, contexts }]) => ({ text, kind, contexts })),
    conditions: distinct(tests),
  };
}

/** An edit at the very start of a statement becomes one of the whole statement: `(` there could call what stands before. */
function settled(edit: ProposedEdit, node: ts.Node): ProposedEdit {
  if (edit.position === "statement") return edit;
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isExpressionStatement(at)) continue;
    if (at.getStart() !== edit.start) return edit;
    const whole = at.getSourceFile().text;
    const text = edit.text + whole.slice(edit.end, at.end);
    return { ...edit, end: at.end, position: "statement", text };
  }
  return edit;
}

function collect(node: ts.Node, file: FileScene, scenes: Map<ts.Node, TemplateScene>, found: FoundEdit[]): void {
  if (isErased(node) || ts.isDecorator(node)) return;
  if (!ts.isSourceFile(node)) collectAt(node, file, scenes, found);
  ts.forEachChild(node, (child) => {
    collect(child, file, scenes, found);
  });
}

/** `module.exports = …`: that something is given away, and under which name, is seen wherever the file is loaded. */
function isGivingAway(node: ts.Node): boolean {
  const { parent } = node;
  const isTarget = ts.isBinaryExpression(parent) && parent.left === node;
  const whole = isTarget ? parent : node;
  if (ts.isPropertyAccessExpression(parent)) return isGivingAway(parent);
  return ts.isBinaryExpression(whole) && isAssigning(whole.operatorToken.kind) && EXPORTS.test(whole.left.getText());
}

function collectAt(node: ts.Node, file: FileScene, scenes: Map<ts.Node, TemplateScene>, found: FoundEdit[]): void {
  const owner = ownerOf(node);
  if (ts.isSourceFile(owner) && isGivingAway(node)) return;
  const scene = scenes.get(owner) ?? ownerScene(owner, file);
  scenes.set(owner, scene);
  // The links of an optional chain cannot be exchanged one by one: what is cut short is the whole.
  const fitting = isChainLink(node) ? [nullGuards] : ts.isSourceFile(owner) ? LOAD_TEMPLATES : TEMPLATES;
  for (const template of fitting) {
    for (const edit of template(node, scene)) {
      if (!isIdle(node, edit)) found.push({ edit: settled(quoted(edit, file), node), node, owner });
    }
  }
}

/** An empty text in the quotes of the file: what else edits bring along in quotes is copied from it. */
function quoted(edit: ProposedEdit, { source, strings }: FileScene): ProposedEdit {
  if (!edit.text.includes('""')) return edit;
  const single = strings.filter((text) => text.startsWith("'")).length;
  if (single * 2 <= strings.length || source.text.includes('""')) return edit;
  return { ...edit, text: edit.text.replaceAll(/(?<!\\)""/gu, "''") };
}

/** `a / a`, `a < a`: whatever `a` is, it comes to the same, and nobody writes it. */
function isIdle(node: ts.Node, { start, end, text }: ProposedEdit): boolean {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || start !== node.getStart() || end !== node.end) return false;
  const other = parent.left === node ? parent.right : parent.left;
  return !/^(?:[*+]|=|.*[^=!<>]=)$/u.test(parent.operatorToken.getText()) && other.getText() === text;
}

const MAX_SHOWN = 80;

function shown(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return line === "" ? "nothing" : `\`${line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line}\``;
}

function describe(text: string, parts: readonly RepairPart[]): string {
  return parts
    .slice(0, 3)
    .map((part) => `${shown(text.slice(part.start, part.end))} → ${shown(part.text)}`)
    .join(", ");
}

/** Edits whose text parses by itself where it stands; one that does not would spoil the text that holds all of them. */
function withoutBroken(path: string, found: readonly FoundEdit[]): readonly FoundEdit[] {
  // Breaks stay: in files without semicolons they end statements.
  const texts = found.map(({ edit }) =>
    edit.position === "expression" ? `void (${edit.text}\n);` : `async function* f() { for (;;) {${edit.text}\n} }`,
  );
  const broken = new Set<number>();
  const errors = syntaxErrors(path, texts.join("\n"));
  let [next, line] = [0, 0];
  for (const [index, text] of texts.entries()) {
    line += text.split("\n").length;
    for (let error = errors[next]; error !== undefined && error.line <= line; error = errors[++next]) broken.add(index);
  }
  return found.filter((_, index) => !broken.has(index));
}

/**
 * Candidates for the repair of a file, likeliest first: the prior of the kind of edit times the suspicion of its place, as
 * in Prophet (Long, Rinard: POPL 2016), with priors of our own. Edits that come to the same text are listed once. Types
 * are not looked at.
 */
export function findRepairs(path: string, text: string, limits: RepairLimits): readonly RepairCandidate[] {
  const source = parseSource(path, text);
  const found: FoundEdit[] = [];
  collect(source, fileScene(source, packageParts(limits.package ?? []), limits.words ?? []), new Map(), found);
  const distinctOnes = distinctEdits(
    found.toSorted((a, b) => b.edit.prior - a.edit.prior),
    text,
  );
  const sound = withoutBroken(path, distinctOnes);
  const suspicion = limits.suspicion ?? (() => 1);
  const singles = sound.map(({ edit, owner }) => ({
    template: edit.template,
    parts: [{ start: edit.start, end: edit.end, position: edit.position, text: edit.text }],
    prior: edit.prior,
    when: ts.isSourceFile(owner) ? ("load" as const) : ("call" as const),
  }));
  return [...singles, ...findCombined(sound)]
    .map((one) => {
      const line = lineAt(source, one.parts[0]?.start ?? 0);
      return { ...one, prior: one.prior * suspicion(line), line };
    })
    .toSorted((a, b) => b.prior - a.prior)
    .slice(0, limits.max)
    .map((one, index) => ({ ...one, id: index + 1, description: describe(text, one.parts) }));
}
