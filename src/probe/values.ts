/** A name of JavaScript that JSON has no text for. */
export type SpecialName = "undefined" | "NaN" | "Infinity" | "-Infinity" | "-0";

/** Constructors of binary data whose contents travel as numbers. */
export type BytesKind =
  "Buffer" | "ArrayBuffer" | "Uint8Array" | "Int8Array" | "Uint16Array" | "Int32Array" | "Float64Array";

/** Values that hold no others: the same when they are passed in and when they come out. */
export type LeafValue =
  /** Null, a boolean, a text, or a finite number that is not -0. */
  | { readonly type: "primitive"; readonly value: string | number | boolean | null }
  | { readonly type: "special"; readonly name: SpecialName }
  | { readonly type: "bigint"; readonly digits: string }
  /** A fresh symbol, one of `Symbol.for`, or one like `Symbol.iterator` (description `Symbol.iterator`). */
  | { readonly type: "symbol"; readonly description?: string; readonly registry?: "registered" | "well-known" }
  /** Milliseconds since 1970; null for an invalid date. */
  | { readonly type: "date"; readonly ms: number | null }
  | { readonly type: "regex"; readonly source: string; readonly flags: string }
  /** One of the language's own errors. */
  | { readonly type: "error"; readonly name: string; readonly message: string }
  | { readonly type: "bytes"; readonly kind: BytesKind; readonly values: readonly number[] }
  | { readonly type: "url"; readonly href: string };

interface ArrayValue<V> {
  readonly type: "array";
  /** `null` stands for a hole. */
  readonly items: readonly (V | null)[];
}

/** A plain object; keys in their order. */
interface ObjectValue<V> {
  readonly type: "object";
  readonly entries: readonly (readonly [string, V])[];
  /** `null`: made by `Object.create(null)`. */
  readonly prototype?: "null";
}

interface MapValue<V> {
  readonly type: "map";
  readonly entries: readonly (readonly [V, V])[];
}

interface SetValue<V> {
  readonly type: "set";
  readonly items: readonly V[];
}

/** What a recorded callback does when it is called; each call takes the next behaviour, the last one stays. */
export type CallbackBehaviour =
  | { readonly type: "returns"; readonly value: ValueExpression }
  | { readonly type: "throws"; readonly error: ValueExpression }
  /** Returns its argument of that index, from 0. */
  | { readonly type: "echoes"; readonly argument: number }
  | { readonly type: "resolves"; readonly value: ValueExpression }
  | { readonly type: "rejects"; readonly error: ValueExpression }
  /** Calls what stands for its last parameter where it has an arity and that is a function, else its last argument, Node's way: `(error, value)`; `later`: as soon as the running code is over. */
  | {
      readonly type: "calls-back";
      readonly error?: ValueExpression;
      readonly value?: ValueExpression;
      readonly when?: "later";
    };

/**
 * How the value of an argument is made, anew for every plan. Plain data, so that a search can mutate it, a shrinker cut
 * it and a renderer print it as source.
 */
export type ValueExpression =
  | LeafValue
  | ArrayValue<ValueExpression>
  | ObjectValue<ValueExpression>
  | MapValue<ValueExpression>
  | SetValue<ValueExpression>
  /** The value of an earlier step, by index from 0, or a property of it. The same object, not a copy. */
  | { readonly type: "step"; readonly step: number; readonly path?: readonly string[] }
  /** Something that the module exports; an empty path is the module's exports object itself. */
  | { readonly type: "export"; readonly path: readonly string[] }
  /** A function that records how it is called; `arity` is its `length`, by default that of what it does at last. */
  | { readonly type: "callback"; readonly behaviours: readonly CallbackBehaviour[]; readonly arity?: number }
  | { readonly type: "promise"; readonly state: "fulfilled" | "rejected"; readonly value: ValueExpression }
  | { readonly type: "iterable"; readonly mode: "sync" | "async"; readonly items: readonly ValueExpression[] }
  /** A `node:stream` Readable of these texts, or a Writable that records as a callback named `write`. */
  | { readonly type: "stream"; readonly mode: "readable" | "writable"; readonly chunks: readonly string[] }
  /** A JavaScript expression, evaluated in strict mode with `exports` (the module's) in scope and nothing else of ours. */
  | { readonly type: "source"; readonly text: string };

/** Where an object that occurs more than once is first met. */
interface Identified {
  readonly id?: number;
}

/**
 * An observed value, lossless for plain data up to the limits of the run. Objects that occur twice (cycles, shared parts)
 * have an `id` where they are first met and a `seen` everywhere else.
 */
export type SerializedValue =
  | LeafValue
  | (ArrayValue<SerializedValue> & Identified)
  | (ObjectValue<SerializedValue> & Identified)
  | (MapValue<SerializedValue> & Identified)
  | (SetValue<SerializedValue> & Identified)
  /** An object of a class: its constructor's name and own enumerable fields. Private fields cannot be seen. */
  | {
      readonly type: "instance";
      readonly constructorName: string;
      readonly entries: readonly (readonly [string, SerializedValue])[];
      /** For classes that extend the language's own: `Error`, `Array`, `Map`, `Set`, `Promise`; message or contents are among the entries. */
      readonly base?: string;
      readonly id?: number;
    }
  | {
      readonly type: "function";
      readonly name: string;
      readonly kind: FunctionKind;
      readonly arity: number;
      readonly id?: number;
    }
  /** A promise that was not awaited yet: state at the end of the step. */
  | { readonly type: "promise"; readonly state: "pending" | "fulfilled" | "rejected"; readonly value?: SerializedValue }
  /** A generator or iterator object; `collect` gives its items. */
  | { readonly type: "iterator"; readonly mode: "sync" | "async" }
  /** An object that was met before, by its id. */
  | { readonly type: "seen"; readonly id: number }
  /** Something that has no literal text: WeakMap, Proxy that throws, a stream; by the name of its constructor. */
  | { readonly type: "opaque"; readonly name: string }
  /** Left out: too deep, too many, too long. A value that holds one must not be asserted as a whole. */
  | { readonly type: "cut"; readonly reason: "depth" | "items" }
  /** The same for text and bytes, with what tells two of them apart. */
  | { readonly type: "cut"; readonly reason: "length"; readonly digest: string };

export type FunctionKind = "function" | "async" | "generator" | "async-generator" | "class";

/** What was thrown or what a promise was rejected with. */
export interface SerializedError {
  /** Constructor's name: `TypeError`, the repository's own class; `""` where something other than an Error was thrown. */
  readonly name: string;
  readonly message: string;
  /** Own `code` where there is one. */
  readonly code?: string;
  /** The thrown thing itself, with its own fields. */
  readonly value: SerializedValue;
  /** Whether the top frame of the stack lies in the module itself, in other code, or cannot be told. */
  readonly origin: "module" | "elsewhere" | "unknown";
  /** Top frame inside the repository's files, 1-based line of the original text; absent where there is none. */
  readonly place?: { readonly path: string; readonly line: number };
}
