import type { CallbackBehaviour, LeafValue, ValueExpression } from "../values.ts";

/** What expressions may refer to. */
export interface Scope {
  readonly exports: unknown;
  readonly steps: readonly unknown[];
  /** A callback was called that was made at this place. */
  onCall(place: Place, args: readonly unknown[]): void;
}

/** Where in the arguments of a step a value is being made. */
export interface Place {
  /** The step whose argument it is. */
  readonly step: number;
  readonly argument: number;
  readonly path: readonly string[];
}

/** The plan cannot be carried out as it is written. */
export class ImpossiblePlan extends Error {}

const SPECIALS: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};

/** Follows property names from a value. */
export function follow(start: unknown, path: readonly string[]): unknown {
  let value = start;
  for (const name of path) {
    if (value === null || value === undefined) throw new ImpossiblePlan(`there is no ${name} of ${String(value)}`);
    value = Reflect.get(Object(value) as object, name);
  }
  return value;
}

function at(place: Place, name: string | number): Place {
  return { ...place, path: [...place.path, String(name)] };
}

const compiled = new Map<string, (exports: unknown) => unknown>();

function evaluate(text: string, scope: Scope): unknown {
  let made = compiled.get(text);
  if (made === undefined) {
    const vm = process.getBuiltinModule("vm");
    try {
      made = vm.compileFunction(`"use strict"; return (${text}\n);`, ["exports"]) as (exports: unknown) => unknown;
    } catch (error) {
      throw new ImpossiblePlan(`the argument ${text} is no expression: ${String(error)}`);
    }
    compiled.set(text, made);
  }
  return made(scope.exports);
}

function symbolOf(expression: Extract<ValueExpression, { type: "symbol" }>): symbol {
  const { description, registry } = expression;
  if (registry === "registered") return Symbol.for(description ?? "");
  if (registry === "well-known") {
    const known: unknown = Reflect.get(Symbol, (description ?? "").replace("Symbol.", ""));
    if (typeof known === "symbol") return known;
  }
  return Symbol(description);
}

function errorOf(name: string, message: string): Error {
  const known: unknown = Reflect.get(globalThis, name);
  const make = typeof known === "function" ? (known as ErrorConstructor) : Error;
  return new make(message);
}

function bytesOf(expression: Extract<ValueExpression, { type: "bytes" }>): unknown {
  const { kind, values } = expression;
  if (kind === "Buffer") return Buffer.from(values);
  if (kind === "ArrayBuffer") return Uint8Array.from(values).buffer;
  const make = Reflect.get(globalThis, kind) as Uint8ArrayConstructor;
  return make.from(values);
}

function rejected(reason: unknown): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<unknown>();
  reject(reason);
  return promise;
}

/** What a callback is, besides what it does. */
interface Called {
  readonly args: readonly unknown[];
  /** Its number of parameters: it calls back by its own last one where that is a function, else by the last argument. */
  readonly arity: number | undefined;
}

function behave(behaviour: CallbackBehaviour, { args, arity }: Called, scope: Scope, place: Place): unknown {
  const build = (expression: ValueExpression): unknown => buildValue(expression, scope, at(place, "()"));
  switch (behaviour.type) {
    case "returns":
      return build(behaviour.value);
    case "throws":
      throw build(behaviour.error);
    case "echoes":
      return args[behaviour.argument];
    case "resolves":
      return Promise.resolve(build(behaviour.value));
    case "rejects":
      return rejected(build(behaviour.error));
    case "calls-back": {
      const own = arity === undefined ? undefined : args[arity - 1];
      const last = typeof own === "function" ? own : args.at(-1);
      const error = behaviour.error === undefined ? null : build(behaviour.error);
      const value = behaviour.value === undefined ? undefined : build(behaviour.value);
      if (typeof last !== "function") return undefined;
      const callBack = (): void => void Reflect.apply(last, undefined, [error, value]);
      if (behaviour.when === "later") queueMicrotask(callBack);
      else callBack();
      return undefined;
    }
  }
}

/** Parameters of the function that a test writes for a behaviour: `(value) => value` names the one that it answers. */
function arityOf(behaviour: CallbackBehaviour | undefined): number {
  return behaviour?.type === "echoes" && behaviour.argument === 0 ? 1 : 0;
}

function callbackOf(expression: Extract<ValueExpression, { type: "callback" }>, scope: Scope, place: Place): unknown {
  const { behaviours, arity } = expression;
  let calls = 0;
  const callback = (...args: readonly unknown[]): unknown => {
    scope.onCall(place, args);
    const behaviour = behaviours[Math.min(calls, behaviours.length - 1)];
    calls += 1;
    return behaviour === undefined ? undefined : behave(behaviour, { args, arity }, scope, place);
  };
  Object.defineProperty(callback, "length", { value: arity ?? arityOf(behaviours.at(-1)) });
  return callback;
}

/** A generator under way, as a test writes it: read once and over. */
function iterableOf(mode: "sync" | "async", items: readonly unknown[]): unknown {
  if (mode === "async")
    return (async function* () {
      for (const item of items) yield await item;
    })();
  return (function* () {
    yield* items;
  })();
}

function streamOf(expression: Extract<ValueExpression, { type: "stream" }>, scope: Scope, place: Place): unknown {
  const { Readable, Writable } = process.getBuiltinModule("stream");
  if (expression.mode === "readable") return Readable.from([...expression.chunks]);
  const written = at(place, "write");
  return new Writable({
    write(chunk: unknown, _encoding, done) {
      scope.onCall(written, [Buffer.isBuffer(chunk) ? chunk.toString("utf8") : chunk]);
      done();
    },
  });
}

function promiseOf(state: "fulfilled" | "rejected", value: unknown): Promise<unknown> {
  const made = state === "fulfilled" ? Promise.resolve(value) : rejected(value);
  // A rejected argument that nobody looks at is ours, not the code's.
  made.catch(() => undefined);
  return made;
}

function buildLeaf(expression: LeafValue): unknown {
  switch (expression.type) {
    case "primitive":
      return expression.value;
    case "special":
      return SPECIALS[expression.name];
    case "bigint":
      return BigInt(expression.digits);
    case "symbol":
      return symbolOf(expression);
    case "date":
      return new Date(expression.ms ?? Number.NaN);
    case "regex":
      return new RegExp(expression.source, expression.flags);
    case "error":
      return errorOf(expression.name, expression.message);
    case "bytes":
      return bytesOf(expression);
    case "url":
      return new URL(expression.href);
  }
}

type Build = (inner: ValueExpression, name: string | number) => unknown;

function arrayOf(items: readonly (ValueExpression | null)[], build: Build): unknown {
  const made: unknown[] = [];
  made.length = items.length;
  for (const [index, item] of items.entries()) if (item !== null) made[index] = build(item, index);
  return made;
}

function objectOf(expression: Extract<ValueExpression, { type: "object" }>, build: Build): unknown {
  const made = (expression.prototype === "null" ? Object.create(null) : {}) as object;
  for (const [key, value] of expression.entries) {
    const property = { value: build(value, key), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(made, key, property);
  }
  return made;
}

/** Makes a value. Throws {@link ImpossiblePlan} where the expression leads nowhere. */
export function buildValue(expression: ValueExpression, scope: Scope, place: Place): unknown {
  const build: Build = (inner, name) => buildValue(inner, scope, at(place, name));
  switch (expression.type) {
    case "array":
      return arrayOf(expression.items, build);
    case "object":
      return objectOf(expression, build);
    case "map":
      return new Map(expression.entries.map(([key, value], index) => [build(key, index), build(value, index)]));
    case "set":
      return new Set(expression.items.map(build));
    case "step":
    case "export":
    case "callback":
    case "promise":
    case "iterable":
    case "stream":
    case "source":
      return buildRecipe(expression, scope, place);
    default:
      return buildLeaf(expression);
  }
}

type Recipe = Extract<
  ValueExpression,
  { type: "step" | "export" | "callback" | "promise" | "iterable" | "stream" | "source" }
>;

function buildRecipe(expression: Recipe, scope: Scope, place: Place): unknown {
  switch (expression.type) {
    case "step":
      return follow(scope.steps[expression.step], expression.path ?? []);
    case "export":
      return follow(scope.exports, expression.path);
    case "callback":
      return callbackOf(expression, scope, place);
    case "promise":
      return promiseOf(expression.state, buildValue(expression.value, scope, at(place, "value")));
    case "iterable": {
      const items = expression.items.map((item, index) => buildValue(item, scope, at(place, index)));
      return iterableOf(expression.mode, items);
    }
    case "stream":
      return streamOf(expression, scope, place);
    case "source":
      return evaluate(expression.text, scope);
  }
}
