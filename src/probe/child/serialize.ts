import type { BytesKind, FunctionKind, SerializedValue, SpecialName } from "../values.ts";

const MAX_DEPTH = 8;
/** Items or entries of one container. */
const MAX_ITEMS = 256;
const MAX_NODES = 3_000;
/** Characters of one text. */
const MAX_TEXT = 20_000;

const { types } = process.getBuiltinModule("util");

/** The same as a {@link SerializedValue}, while it is being filled in. */
type Draft = { type: string; id?: number } & Record<string, unknown>;

/** Turns values into plain data. One serializer sees one step: `id`s are its own. */
export interface Serializer {
  serialize(value: unknown): SerializedValue;
  /** Promises that were met, with what is to be told when they settle. */
  readonly promises: readonly { readonly promise: Promise<unknown>; readonly settle: Settle }[];
}

export type Settle = (state: "fulfilled" | "rejected", value: SerializedValue) => void;

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
  return /^class\b/u.test(Function.prototype.toString.call(value)) ? "class" : "function";
}

function symbolDraft(value: symbol): Draft {
  const registered = Symbol.keyFor(value);
  if (registered !== undefined) return { type: "symbol", description: registered, registry: "registered" };
  const { description } = value;
  if (description?.startsWith("Symbol.") === true) return { type: "symbol", description, registry: "well-known" };
  return description === undefined ? { type: "symbol" } : { type: "symbol", description };
}

function leaf(value: unknown): Draft | undefined {
  if (value === null || typeof value === "boolean") return { type: "primitive", value };
  if (typeof value === "string") {
    return value.length > MAX_TEXT ? { type: "cut", reason: "length" } : { type: "primitive", value };
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
  if (values.length > MAX_TEXT) return { type: "cut", reason: "length" };
  return { type: "bytes", kind, values: Array.from(values, Number) };
}

function isPlainError(value: Error): boolean {
  if (!ERRORS.includes(constructorName(value)) || value.name !== constructorName(value)) return false;
  return Object.keys(value).length === 0 && value.cause === undefined;
}

/** Objects without parts that are looked into. */
function simpleObject(value: object): Draft | undefined {
  if (typeof value === "function") {
    const { name, length } = value as { name: unknown; length: unknown };
    return { type: "function", name: String(name), kind: functionKind(value), arity: Number(length) };
  }
  if (types.isDate(value)) {
    const ms = Date.prototype.getTime.call(value);
    return { type: "date", ms: Number.isNaN(ms) ? null : ms };
  }
  if (types.isRegExp(value)) return { type: "regex", source: value.source, flags: value.flags };
  if (types.isNativeError(value) && isPlainError(value)) {
    return { type: "error", name: value.name, message: value.message };
  }
  if (value instanceof URL) return { type: "url", href: value.href };
  if (types.isGeneratorObject(value)) {
    return { type: "iterator", mode: Symbol.asyncIterator in value ? "async" : "sync" };
  }
  return bytesDraft(value);
}

function baseOf(value: object): string | undefined {
  if (types.isNativeError(value)) return "Error";
  if (Array.isArray(value)) return "Array";
  if (types.isMap(value)) return "Map";
  if (types.isSet(value)) return "Set";
  if (types.isBoxedPrimitive(value)) return constructorName(value);
  return undefined;
}

function isIterator(value: object): boolean {
  return (
    typeof Reflect.get(value, "next") === "function" &&
    /Iterator$/u.test(Object.prototype.toString.call(value).slice(8, -1))
  );
}

/** Makes a serializer; never throws for what values do: a getter that throws gives an opaque entry. */
export function createSerializer(): Serializer {
  const drafts = new Map<object, Draft>();
  const promises: { promise: Promise<unknown>; settle: Settle }[] = [];
  let [nodes, ids] = [0, 0];

  const entriesOf = (value: object, depth: number, extra: readonly string[] = []): unknown[] => {
    const keys = [...extra.filter((key) => Object.hasOwn(value, key)), ...Object.keys(value)];
    const names = [...new Set(keys)].slice(0, MAX_ITEMS + 1);
    return names.map((key, index) => {
      if (index === MAX_ITEMS) return [key, { type: "cut", reason: "items" }];
      try {
        return [key, visit(Reflect.get(value, key), depth + 1)];
      } catch {
        return [key, { type: "opaque", name: "a getter that throws" }];
      }
    });
  };
  const listOf = (values: Iterable<unknown>, depth: number): unknown[] => {
    const made: unknown[] = [];
    for (const value of values) {
      if (made.length === MAX_ITEMS) return [...made, { type: "cut", reason: "items" }];
      made.push(visit(value, depth + 1));
    }
    return made;
  };
  const arrayOf = (value: readonly unknown[], depth: number): unknown[] => {
    const made: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      if (index === MAX_ITEMS) return [...made, { type: "cut", reason: "items" }];
      made.push(index in value ? visit(value[index], depth + 1) : null);
    }
    return made;
  };
  const pairsOf = (value: ReadonlyMap<unknown, unknown>, depth: number): unknown[] =>
    [...value].slice(0, MAX_ITEMS).map(([key, item]) => [visit(key, depth + 1), visit(item, depth + 1)]);

  const instance = (draft: Draft, value: object, depth: number): void => {
    const base = baseOf(value);
    draft.type = "instance";
    draft["constructorName"] = constructorName(value);
    const entries = entriesOf(value, depth, base === "Error" ? ["message", "cause"] : []);
    if (base === "Map")
      entries.push(["(entries)", { type: "map", entries: pairsOf(new Map(value as Map<unknown, unknown>), depth) }]);
    if (base === "Set")
      entries.push(["(items)", { type: "set", items: listOf(new Set(value as Set<unknown>), depth) }]);
    if (types.isBoxedPrimitive(value))
      entries.push(["(value)", visit(Reflect.apply(Reflect.get(value, "valueOf") as () => unknown, value, []), depth)]);
    draft["entries"] = entries;
    if (base !== undefined) draft["base"] = base;
  };
  const promise = (draft: Draft, value: Promise<unknown>): void => {
    draft.type = "promise";
    draft["state"] = "pending";
    promises.push({
      promise: value,
      settle(state, settled) {
        draft["state"] = state;
        draft["value"] = settled;
      },
    });
  };
  const fill = (draft: Draft, value: object, depth: number): void => {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (types.isPromise(value)) promise(draft, value);
    else if (Array.isArray(value) && prototype === Array.prototype)
      Object.assign(draft, { type: "array", items: arrayOf(value, depth) });
    else if (types.isMap(value) && prototype === Map.prototype)
      Object.assign(draft, { type: "map", entries: pairsOf(value, depth) });
    else if (types.isSet(value) && prototype === Set.prototype)
      Object.assign(draft, { type: "set", items: listOf(value, depth) });
    else if (types.isWeakMap(value) || types.isWeakSet(value) || value instanceof WeakRef)
      Object.assign(draft, { type: "opaque", name: constructorName(value) });
    else if (isIterator(value))
      Object.assign(draft, { type: "iterator", mode: Symbol.asyncIterator in value ? "async" : "sync" });
    else if (
      prototype === null ||
      prototype === Object.prototype ||
      Object.prototype.toString.call(value) === "[object Module]"
    ) {
      Object.assign(draft, { type: "object", entries: entriesOf(value, depth) });
      if (prototype === null) draft["prototype"] = "null";
    } else if (value instanceof process.getBuiltinModule("events").EventEmitter && "pipe" in value)
      Object.assign(draft, { type: "opaque", name: constructorName(value) });
    else instance(draft, value, depth);
  };
  const visit = (value: unknown, depth: number): Draft => {
    const simple = leaf(value);
    if (simple !== undefined) return simple;
    const object = value as object;
    const known = drafts.get(object);
    if (known !== undefined) {
      known.id ??= ++ids;
      return { type: "seen", id: known.id };
    }
    nodes += 1;
    if (nodes > MAX_NODES) return { type: "cut", reason: "items" };
    const made = simpleObject(object);
    if (made !== undefined) return made;
    if (depth > MAX_DEPTH) return { type: "cut", reason: "depth" };
    const draft: Draft = { type: "opaque" };
    drafts.set(object, draft);
    fill(draft, object, depth);
    return draft;
  };
  return {
    promises,
    serialize(value) {
      try {
        return visit(value, 0) as unknown as SerializedValue;
      } catch {
        return { type: "opaque", name: "a value that cannot be read" };
      }
    },
  };
}
