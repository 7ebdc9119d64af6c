import ts from "typescript";
import { toUnion, UNKNOWN, type FunctionSketch, type ParameterSketch, type TypeSketch } from "./type-sketch.ts";

/** What types are read with. */
export interface SketchContext {
  readonly checker: ts.TypeChecker;
  /** The place that types are asked at. */
  readonly at: ts.Node;
  /** Path from the exports of the module to a class; undefined where it is not among them. */
  readonly classPath: (symbol: ts.Symbol) => readonly string[] | undefined;
}

/** How deep and how large the sketch of one signature may be; types of a syntax tree, say, never end. */
const MAX_DEPTH = 9;
const MAX_PARTS = 5_000;
const MAX_PROPERTIES = 30;
const BYTES = /^(Buffer|Uint8Array|ArrayBuffer|ArrayBufferView)$/u;
const ERRORS = /^(Error|TypeError|RangeError|SyntaxError|ReferenceError|EvalError|URIError)$/u;

/** A context with how deep sketches go, and how many parts were made. */
interface Sketching extends SketchContext {
  readonly deepest: number;
  readonly made: { parts: number };
}

/** The sketch of a type; parts that are nested too deep, or too many, are unknown. */
function toSketch(type: ts.Type, context: Sketching, depth = 0): TypeSketch {
  if (depth > context.deepest || context.made.parts > MAX_PARTS) return UNKNOWN;
  context.made.parts += 1;
  const flat = flatSketch(type);
  if (flat !== undefined) return flat;
  const sketch = (inner: ts.Type): TypeSketch => toSketch(inner, context, depth + 1);
  if (type.isUnion()) return toUnion(type.types.map((option) => toSketch(option, context, depth)));
  if (type.flags & ts.TypeFlags.TypeParameter) {
    const bound = context.checker.getBaseConstraintOfType(type);
    return bound === undefined || bound === type ? UNKNOWN : sketch(bound);
  }
  if (type.flags & ts.TypeFlags.TemplateLiteral) return { type: "string" };
  if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return objectSketch(type, context, depth);
  if (type.flags & ts.TypeFlags.NonPrimitive) return { type: "object", properties: [] };
  const bound = context.checker.getBaseConstraintOfType(type);
  return bound === undefined || bound === type ? UNKNOWN : sketch(bound);
}

function flatSketch(type: ts.Type): TypeSketch | undefined {
  const { flags } = type;
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return UNKNOWN;
  if (type.isStringLiteral() || type.isNumberLiteral()) return { type: "literal", value: type.value };
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return { type: "literal", value: "intrinsicName" in type && type.intrinsicName === "true" };
  }
  if (flags & ts.TypeFlags.StringLike && !(flags & ts.TypeFlags.EnumLike)) return { type: "string" };
  if (flags & ts.TypeFlags.Number) return { type: "number" };
  if (flags & ts.TypeFlags.Boolean) return { type: "boolean" };
  if (flags & ts.TypeFlags.BigIntLike) return { type: "bigint" };
  if (flags & ts.TypeFlags.ESSymbolLike) return { type: "symbol" };
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return { type: "undefined" };
  if (flags & ts.TypeFlags.Null) return { type: "null" };
  return undefined;
}

function objectSketch(type: ts.Type, context: Sketching, depth: number): TypeSketch {
  const { checker } = context;
  const name = type.getSymbol()?.name;
  const args = (index: number): TypeSketch => {
    const argument = isReference(type) ? checker.getTypeArguments(type)[index] : undefined;
    return argument === undefined ? UNKNOWN : toSketch(argument, context, depth + 1);
  };
  if (checker.isTupleType(type) && isReference(type)) {
    return { type: "tuple", items: checker.getTypeArguments(type).map((item) => toSketch(item, context, depth + 1)) };
  }
  if (checker.isArrayType(type)) return { type: "array", item: args(0) };
  const known = name === undefined || !isGlobal(type.getSymbol()) ? undefined : globalSketch(name, args);
  if (known !== undefined) return known;
  const stream = isGlobal(type.getSymbol()) ? streamSketch(type) : undefined;
  if (stream !== undefined) return stream;
  const [signature] = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
  if (signature !== undefined) return signatureSketch(signature, context, depth + 1);
  if (type.isClass()) {
    const path = context.classPath(type.symbol);
    if (path !== undefined) return { type: "instance", name: type.symbol.name, path };
  }
  return structure(type, context, depth);
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return "target" in type;
}

/** Whether a type of that symbol comes with the language or the runtime rather than from the repository. */
function isGlobal(symbol: ts.Symbol | undefined): boolean {
  return (symbol?.declarations ?? []).some((declaration) => {
    const { fileName } = declaration.getSourceFile();
    return /\/lib\.[^/]*\.d\.ts$|\/@types\/node\//u.test(fileName);
  });
}

const PLAIN_GLOBALS: ReadonlyMap<string, TypeSketch> = new Map<string, TypeSketch>([
  ["Date", { type: "date" }],
  ["RegExp", { type: "regex" }],
  ["URL", { type: "url" }],
  ["String", { type: "string" }],
  ["Number", { type: "number" }],
  ["Boolean", { type: "boolean" }],
  // JSDoc's `{Object}` says no more than `{object}`.
  ["Object", { type: "object", properties: [] }],
  ["Function", { type: "function", parameters: [], returns: UNKNOWN }],
]);

function globalSketch(name: string, args: (index: number) => TypeSketch): TypeSketch | undefined {
  if (BYTES.test(name)) return { type: "bytes" };
  if (ERRORS.test(name)) return { type: "error", name };
  if (/^(Readonly)?Map$/u.test(name)) return { type: "map", key: args(0), value: args(1) };
  if (/^(Readonly)?Set$/u.test(name)) return { type: "set", item: args(0) };
  if (/^Promise(Like)?$/u.test(name)) return { type: "promise", value: args(0) };
  if (/^(Iterable|Iterator|Generator)$/u.test(name)) return { type: "iterable", mode: "sync", item: args(0) };
  if (/^Async(Iterable|Generator)$/u.test(name)) return { type: "iterable", mode: "async", item: args(0) };
  return name === "ArrayLike" ? { type: "array", item: args(0) } : PLAIN_GLOBALS.get(name);
}

/** Node's streams, under whatever name: what can be piped from, and what is written to until its end. */
function streamSketch(type: ts.Type): TypeSketch | undefined {
  const has = (name: string): boolean => type.getProperty(name) !== undefined;
  if (!has("on")) return undefined;
  if (has("pipe") && has("read")) return { type: "stream", mode: "readable" };
  return has("write") && has("end") ? { type: "stream", mode: "writable" } : undefined;
}

function structure(type: ts.Type, context: Sketching, depth: number): TypeSketch {
  const { checker, at } = context;
  const properties = checker.getPropertiesOfType(type).slice(0, MAX_PROPERTIES);
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
  if (properties.length === 0 && index !== undefined) {
    return { type: "record", value: toSketch(index, context, depth + 1) };
  }
  // `Readonly` or `Pick` say how a type was made, not what it is.
  const symbol = isGlobal(type.aliasSymbol) ? undefined : (type.aliasSymbol ?? type.getSymbol());
  const name = symbol?.name;
  return {
    type: "object",
    ...(name === undefined || name.startsWith("__") ? {} : { name }),
    properties: properties.map((property) => ({
      name: property.name,
      optional: property.flags & ts.SymbolFlags.Optional ? "yes" : "no",
      value: toSketch(checker.getTypeOfSymbolAtLocation(property, at), context, depth + 1),
    })),
  };
}

/**
 * The sketch of a signature: its parameters, and what it returns, as deep as it stays of a size that inputs can be made
 * from. Every parameter has its share: what is cut is what is nested deepest, not what stands last.
 */
export function toFunctionSketch(signature: ts.Signature, context: SketchContext): FunctionSketch {
  for (let deepest = MAX_DEPTH; ; deepest -= 1) {
    const made = { parts: 0 };
    const sketch = signatureSketch(signature, { ...context, deepest, made }, 0);
    if (made.parts <= MAX_PARTS || deepest === 1) return sketch;
  }
}

function signatureSketch(signature: ts.Signature, context: Sketching, depth: number): FunctionSketch {
  const { checker } = context;
  return {
    type: "function",
    parameters: signature.parameters.map((parameter, index) =>
      isImplied(signature, index) ? { ...NAMELESS, name: parameter.name } : toParameter(parameter, context, depth),
    ),
    returns: toSketch(checker.getReturnTypeOfSignature(signature), context, depth + 1),
  };
}

/** The compiler's own rest parameter of a function in JavaScript that reads `arguments`. */
function isImplied({ declaration }: ts.Signature, index: number): boolean {
  if (declaration === undefined || ts.isJSDocSignature(declaration)) return false;
  return index >= declaration.parameters.length;
}

const NAMELESS = { optional: "yes", rest: "yes", source: "guessed", value: UNKNOWN } as const;

function toParameter(parameter: ts.Symbol, context: Sketching, depth: number): ParameterSketch {
  const { checker, at } = context;
  const declaration = parameter.valueDeclaration;
  const node = declaration !== undefined && ts.isParameter(declaration) ? declaration : undefined;
  const type = checker.getTypeOfSymbolAtLocation(parameter, at);
  const rest = node?.dotDotDotToken !== undefined;
  const item = rest ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  const value = toSketch(item ?? type, context, depth + 1);
  const isOptional = node !== undefined && checker.isOptionalParameter(node);
  // JSDoc's `function(string)` has parameters without names.
  const name = node === undefined ? undefined : ts.getNameOfDeclaration(node);
  return {
    name: name === undefined || ts.isIdentifier(name) ? parameter.name : "options",
    optional: isOptional || rest ? "yes" : "no",
    rest: rest ? "yes" : "no",
    value,
    source: value.type === "unknown" ? "guessed" : "declared",
  };
}
