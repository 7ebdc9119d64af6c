import type { BytesKind, FunctionKind, SpecialName } from "../values.ts";

/** Characters of one text. */
const MAX_TEXT = 20_000;

const { types } = process.getBuiltinModule("util");
// Taken now: the code of a plan may put another one in its place.
const builtin = process.getBuiltinModule.bind(process);

/** The same as a `SerializedValue`, while it is being filled in. */
export type Draft = { type: string; id?: number } & Record<string, unknown>;

const SPECIALS: ReadonlyMap<unknown, SpecialName> = new Map<unknown, SpecialName>([
  [undefined, "undefined"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
]);

const ERRORS = ["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError"];
const BYTES: readonly BytesKind[] = ["Uint8Array", "Int8Array", "Uint16Array", "Int32Array", "Float64Array"];

/** Name of the constructor of an object, `""` where it has none that can be told. */
export function constructorName(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || typeof prototype !== "object") return "";
  const made: unknown = Reflect.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  if (typeof made === "function") return made.name;
  return constructorName(prototype);
}

/** Sort of a function, by its own text and tag. */
export function functionKind(value: object): FunctionKind {
  const name = constructorName(value);
  if (name === "AsyncFunction") return "async";
  if (name === "GeneratorFunction") return "generator";
  if (name === "AsyncGeneratorFunction") return "async-generator";
  return Function.prototype.toString.call(value).startsWith("class") ? "class" : "function";
}

function symbolDraft(value: symbol): Draft {
  const registered = Symbol.keyFor(value);
  if (registered !== undefined) return { type: "symbol", description: registered, registry: "registered" };
  const { description } = value;
  if (description?.startsWith("Symbol.") === true) return { type: "symbol", description, registry: "well-known" };
  return description === undefined ? { type: "symbol" } : { type: "symbol", description };
}

/** Digests of long texts that were met, for the same ones are met again in every plan; emptied when they are too many. */
const digests = new Map<string, string>();
const MOST_DIGESTS = 40;
/** Longer texts are not kept: a few of them would fill the heap. */
const MOST_KEPT = 200_000;

/** What stands for a long text: two of them are told apart by it. */
function longDraft(text: string): Draft {
  const known = digests.get(text);
  if (known !== undefined) return { type: "cut", reason: "length", digest: known };
  // Loaded when it is needed: it takes as long as all else that a process does before its first plan.
  const { createHash } = builtin("crypto");
  const digest = createHash("sha256").update(text, "utf16le").digest("hex").slice(0, 32);
  if (text.length > MOST_KEPT) return { type: "cut", reason: "length", digest };
  if (digests.size >= MOST_DIGESTS) digests.clear();
  digests.set(text, digest);
  return { type: "cut", reason: "length", digest };
}

/** The draft of a value that is no object; undefined for objects and functions. */
export function leafDraft(value: unknown): Draft | undefined {
  if (value === null || typeof value === "boolean") return { type: "primitive", value };
  if (typeof value === "string") {
    return value.length > MAX_TEXT ? longDraft(value) : { type: "primitive", value };
  }
  if (Object.is(value, -0)) return { type: "special", name: "-0" };
  const special = SPECIALS.get(value);
  if (special !== undefined) return { type: "special", name: special };
  if (typeof value === "number") return { type: "primitive", value };
  if (typeof value === "bigint") return { type: "bigint", digits: String(value) };
  return typeof value === "symbol" ? symbolDraft(value) : undefined;
}

function bytesDraft(value: object): Draft | undefined {
  if (types.isAnyArrayBuffer(value)) return rawBytes("ArrayBuffer", new Uint8Array(value));
  if (!types.isTypedArray(value)) return undefined;
  if (Buffer.isBuffer(value)) return rawBytes("Buffer", value);
  const kind = BYTES.find((name) => name === constructorName(value));
  return kind === undefined || types.isBigInt64Array(value) ? undefined : rawBytes(kind, value);
}

function rawBytes(kind: BytesKind, values: Iterable<number | bigint> & { readonly length: number }): Draft {
  if (values.length > MAX_TEXT) return longDraft(Array.from(values, String).join());
  return { type: "bytes", kind, values: Array.from(values, Number) };
}

function isPlainError(value: Error): boolean {
  if (!ERRORS.includes(constructorName(value)) || value.name !== constructorName(value)) return false;
  return Object.keys(value).length === 0 && value.cause === undefined;
}

/** The draft of an object without parts that are looked into; undefined for others. */
export function simpleDraft(value: object): Draft | undefined {
  if (typeof value === "function") {
    const { name, length } = value as { name: unknown; length: unknown };
    return { type: "function", name: String(name), kind: functionKind(value), arity: Number(length) };
  }
  if (types.isDate(value)) {
    const ms = Date.prototype.getTime.call(value);
    return { type: "date", ms: Number.isNaN(ms) ? null : ms };
  }
  if (types.isRegExp(value)) return { type: "regex", source: value.source, flags: value.flags };
  if (value instanceof Error && isPlainError(value)) {
    return { type: "error", name: value.name, message: value.message };
  }
  if (value instanceof URL) return { type: "url", href: value.href };
  if (types.isGeneratorObject(value)) {
    return { type: "iterator", mode: Symbol.asyncIterator in value ? "async" : "sync" };
  }
  return bytesDraft(value);
}
