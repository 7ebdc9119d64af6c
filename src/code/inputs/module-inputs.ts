import ts from "typescript";
import { isFunction } from "../instrument-syntax.ts";
import { walk } from "../callee.ts";
import type { FileView } from "../file-view.ts";
import { createFileView } from "../file-view.ts";
import { findProjectConfig } from "../project-config.ts";
import { createProject } from "../project.ts";
import { classPaths } from "./class-paths.ts";
import { readExampleCalls, type ExampleCall } from "./example-calls.ts";
import { createFunctionTable, type FunctionTable } from "./flows.ts";
import { literalsOf, type CodeLiterals } from "./literals.ts";
import { toFunctionSketch, type SketchContext } from "./to-sketch.ts";
import { alternativesOf, toUnion, type ParameterSketch, type TypeSketch } from "./type-sketch.ts";
import { usesOfName, usesOfPlaces } from "./usage.ts";

/** A function, method or constructor of a file. */
export interface FunctionInputs {
  /** As far as the text gives it one; `constructor` for a class's. */
  readonly name: string;
  /** Name of the class that it is a member of; absent for a plain function. */
  readonly owner?: string;
  readonly parameters: readonly ParameterSketch[];
  readonly returns: TypeSketch;
  /** UTF-16 offsets of its code. */
  readonly start: number;
  readonly end: number;
  readonly literals: CodeLiterals;
  /** Id of its coverage point, where points are known: see `withPoints`. */
  readonly point?: number;
}

/** What the text and the types of a module say about its inputs. */
export interface ModuleInputs {
  readonly functions: readonly FunctionInputs[];
  /** Constants of the whole file. */
  readonly literals: CodeLiterals;
  /** Names of the events that it emits, in the order of the text. */
  readonly events: readonly string[];
  /** Names of properties that are read of what `JSON.parse` answers, in the order of the text. */
  readonly parsed: readonly string[];
  /** Calls that the repository shows, of these functions or of others with their names. */
  readonly examples: readonly ExampleCall[];
  /** Whether callers are held to the declared types by a compiler. */
  readonly typed: "yes" | "no";
}

const FALLBACK: ts.CompilerOptions = {
  allowJs: true,
  checkJs: false,
  noEmit: true,
  strict: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Preserve,
  skipLibCheck: true,
  noResolve: true,
  types: [],
};

function programOf(view: FileView, path: string): ts.Program | undefined {
  const config = findProjectConfig(view, path);
  const parsed = config.type === "found" ? config.parsed : { options: FALLBACK, fileNames: [path], errors: [] };
  return createProject(view, parsed).service.getProgram();
}

/** `X.prototype.f = function`, `exports.f = function`, `{ f: function }`, `const f = function`. */
function nameAround(node: ts.FunctionLikeDeclaration): { readonly name: string; readonly owner?: string } {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    return { name: textOfName(parent.name) };
  }
  if (!ts.isBinaryExpression(parent) || !ts.isPropertyAccessExpression(parent.left)) return { name: "" };
  const { expression, name } = parent.left;
  const isMethod = ts.isPropertyAccessExpression(expression) && expression.name.text === "prototype";
  return { name: name.text, ...(isMethod ? { owner: expression.expression.getText() } : {}) };
}

function textOfName(name: ts.Node): string {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name)) return name.text;
  return name.getText();
}

/** What is exported as the default without a name is called that by the language. */
function nameByDefault(node: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration): "default" | "" {
  const isDefault =
    (ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) === true ||
    (ts.isExportAssignment(node.parent) && node.parent.isExportEquals !== true);
  return isDefault ? "default" : "";
}

function nameOf(node: ts.FunctionLikeDeclaration): { readonly name: string; readonly owner?: string } {
  const { parent } = node;
  const owner = ts.isClassLike(parent) ? { owner: parent.name?.text ?? nameByDefault(parent) } : {};
  if (ts.isConstructorDeclaration(node)) return { name: "constructor", ...owner };
  const byDefault = node.name === undefined ? nameByDefault(node) : "";
  if (byDefault !== "") return { name: byDefault };
  const around = nameAround(node);
  if (node.name === undefined) return { ...around, ...owner };
  return { ...around, name: textOfName(node.name), ...owner };
}

/** What the functions of a file are read with. */
interface Reading {
  readonly functions: FunctionTable;
  readonly typed: "yes" | "no";
}

/** Where types say nothing, what the code does with a parameter has to do; a default value tells its type. */
function withGuesses(
  node: ts.FunctionLikeDeclaration,
  parameters: readonly ParameterSketch[],
  { functions, typed }: Reading,
): readonly ParameterSketch[] {
  const { body } = node;
  if (body === undefined) return parameters;
  return parameters.map((parameter, index) => {
    const declared = node.parameters[index];
    // A rest parameter that nobody wrote stands for what is read of `arguments`.
    const { sketch: value, checked } =
      declared === undefined && parameter.rest === "yes"
        ? usesOfPlaces(body, functions)
        : usesOfName(body, parameter.name, functions);
    if (parameter.source === "declared" && !isBarePattern(parameter)) {
      // A comment tells the usual; what the code asks for by itself is meant to be passed as well.
      if (checked === "yes" && typed === "no")
        return { ...parameter, value: toUnion([parameter.value, ...kindsOf(value)]) };
      return { ...parameter, value: withPathNames(parameter.value, value) };
    }
    const optional = declared?.initializer === undefined && !mayBeAbsent(value) ? parameter.optional : "yes";
    return { ...parameter, optional, value: value.type === "unknown" ? parameter.value : value, source: "guessed" };
  });
}

/** What is known of a value, without that it may be something else as well. */
function kindsOf(sketch: TypeSketch): readonly TypeSketch[] {
  return alternativesOf(sketch).filter(({ type }) => type !== "unknown");
}

function mayBeAbsent(sketch: TypeSketch): boolean {
  return sketch.type === "union" && sketch.options.some(({ type }) => type === "undefined");
}

/** A declared text that the code takes for a path. */
function withPathNames(declared: TypeSketch, used: TypeSketch): TypeSketch {
  const path = alternativesOf(used).find((option) => option.type === "string" && option.names !== undefined);
  return declared.type === "string" && path !== undefined ? path : declared;
}

/** `options = {}` in JavaScript has the declared type of an object without properties; so has `@param {Object} [options]`, or it is absent. */
function isBarePattern({ value }: ParameterSketch): boolean {
  const kinds = alternativesOf(value).filter(({ type }) => type !== "undefined");
  const isBare = (kind: TypeSketch): boolean =>
    (kind.type === "object" && kind.properties.length === 0) || (kind.type === "array" && kind.item.type === "unknown");
  return kinds.length === 1 && kinds.every(isBare);
}

function toInputs(
  node: ts.FunctionLikeDeclaration,
  context: SketchContext,
  reading: Reading,
): FunctionInputs | undefined {
  const signature = context.checker.getSignatureFromDeclaration(node);
  if (signature === undefined || node.body === undefined) return undefined;
  const sketch = toFunctionSketch(signature, context);
  return {
    ...nameOf(node),
    parameters: withGuesses(node, sketch.parameters, reading),
    returns: sketch.returns,
    start: node.getStart(),
    end: node.end,
    literals: literalsOf(node),
  };
}

/**
 * Reads what a module's functions take, from types (JSDoc's too) where there are some and from what the code does with
 * parameters elsewhere. `path` is relative to the workspace. Nothing is run. A file that cannot be read gives nothing.
 */
export function readModuleInputs(root: string, path: string): ModuleInputs {
  const view = createFileView(root);
  const program = programOf(view, `${view.root}/${path}`);
  const source = program?.getSourceFile(`${view.root}/${path}`);
  const nothing: CodeLiterals = { strings: [], numbers: [], matching: [], names: [] };
  if (program === undefined || source === undefined)
    return { functions: [], literals: nothing, events: [], parsed: [], examples: [], typed: "no" };
  const checker = program.getTypeChecker();
  const classes = classPaths(checker, source);
  const context: SketchContext = { checker, at: source, classPath: (symbol) => classes.get(symbol) };
  const functions: FunctionInputs[] = [];
  const isTyped = /\.[cm]?tsx?$/u.test(path) || program.getCompilerOptions().checkJs === true;
  const reading: Reading = { functions: createFunctionTable(source), typed: isTyped ? "yes" : "no" };
  walk(source, (node) => {
    const inputs = isFunction(node) ? toInputs(node, context, reading) : undefined;
    if (inputs !== undefined) functions.push(inputs);
  });
  return {
    functions,
    literals: literalsOf(source),
    events: eventsOf(source.text),
    parsed: parsedNames(source),
    examples: readExampleCalls(view, path),
    typed: reading.typed,
  };
}

/** Variables that hold parsed JSON, and what is read of them. */
function parsedNames(source: ts.SourceFile): readonly string[] {
  const holders = new Set<string>();
  walk(source, (node) => {
    const value = ts.isVariableDeclaration(node)
      ? node.initializer
      : ts.isBinaryExpression(node)
        ? node.right
        : undefined;
    const name = ts.isVariableDeclaration(node) ? node.name : ts.isBinaryExpression(node) ? node.left : undefined;
    if (value?.getText().startsWith("JSON.parse(") === true && name !== undefined) holders.add(name.getText());
  });
  const names = new Set<string>();
  walk(source, (node) => {
    if (ts.isPropertyAccessExpression(node) && holders.has(node.expression.getText())) names.add(node.name.text);
    const isIn = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword;
    if (isIn && ts.isStringLiteralLike(node.left) && holders.has(node.right.getText())) names.add(node.left.text);
  });
  return [...names].slice(0, 6);
}

function eventsOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\bemit\(\s*["'`]([^"'`$\n]+)["'`]/gu)].map((match) => match[1] ?? ""))];
}
