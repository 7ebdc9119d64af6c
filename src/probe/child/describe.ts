import type { Effects } from "../types.ts";
import type { FunctionKind, SerializedValue } from "../values.ts";
import type { Machine } from "./machine.ts";
import { takeHits } from "./hits.ts";
import { createSerializer } from "./serialize.ts";
import { functionKind } from "./serialize-leaf.ts";
import { toSerializedError } from "./thrown.ts";

/** Members looked at of one object or class. */
const MAX_MEMBERS = 300;
const MAX_DEPTH = 3;

/** A function as the child sees it: its text is taken apart where the compiler is. */
export interface RawFunction {
  readonly kind: "function";
  readonly functionKind: FunctionKind;
  readonly name: string;
  readonly arity: number;
  readonly text: string;
  /** What hangs on it to be called; absent: nothing. */
  readonly members?: readonly RawMember[];
}

/** An export as the child sees it. */
export type RawExport =
  | RawFunction
  | {
      readonly kind: "class";
      readonly name: string;
      readonly text: string;
      readonly extends?: string;
      /** Whether its objects are emitters of Node's. */
      readonly emitter: "yes" | "no";
      /** Whether it can be called without `new`, as functions of yesterday and proxies can. */
      readonly callable: "yes" | "no";
      readonly methods: readonly (RawFunction & { readonly member: string })[];
      readonly getters: readonly string[];
      readonly setters: readonly string[];
      readonly statics: readonly RawMember[];
    }
  | { readonly kind: "object"; readonly members: readonly RawMember[] }
  | { readonly kind: "constant"; readonly value: SerializedValue };

export type RawMember = { readonly member: string } & RawExport;

export type RawShape =
  | {
      readonly type: "loaded";
      readonly self?: RawExport;
      readonly exports: readonly RawMember[];
      readonly effects: Effects;
      readonly reached: readonly number[];
    }
  | { readonly type: "failed"; readonly reason: string };

type AnyFunction = (...args: readonly unknown[]) => unknown;

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === "function";
}

function describeFunction(value: AnyFunction): RawFunction {
  const text = Function.prototype.toString.call(value).slice(0, 20_000);
  return { kind: "function", functionKind: functionKind(value), name: value.name, arity: value.length, text };
}

/** Whether a prototype is that of a class of the language's or Node's: its members are not the repository's. */
function isPlatform(prototype: unknown): boolean {
  if (typeof prototype !== "object" || prototype === null) return false;
  const made: unknown = Reflect.get(prototype, "constructor");
  if (isFunction(made) && Function.prototype.toString.call(made).includes("[native code]")) return true;
  const { EventEmitter } = process.getBuiltinModule("events");
  const streams = Object.values(process.getBuiltinModule("stream")) as readonly unknown[];
  return made === EventEmitter || (isFunction(made) && streams.includes(made));
}

/** Own property names of a prototype and of those that it inherits from, nearest first. */
function memberNames(prototype: unknown): ReadonlyMap<string, PropertyDescriptor> {
  const found = new Map<string, PropertyDescriptor>();
  for (let object = prototype; typeof object === "object" && object !== null && object !== Object.prototype;) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
      if (name !== "constructor" && !found.has(name) && found.size < MAX_MEMBERS) found.set(name, descriptor);
    }
    object = Object.getPrototypeOf(object) as unknown;
    if (isPlatform(object)) break;
  }
  return found;
}

function describeClass(value: AnyFunction, above: Above): RawExport {
  const members = memberNames(value.prototype);
  const entries = [...members];
  const parent: unknown = Object.getPrototypeOf(value);
  const statics = Object.getOwnPropertyNames(value).filter(
    (name) => !/^(length|name|prototype|arguments|caller)$/u.test(name),
  );
  return {
    kind: "class",
    name: value.name,
    text: Function.prototype.toString.call(value).slice(0, 100_000),
    ...(isFunction(parent) && parent.name !== "" ? { extends: parent.name } : {}),
    emitter: value.prototype instanceof process.getBuiltinModule("events") ? "yes" : "no",
    callable: functionKind(value) === "class" ? "no" : "yes",
    methods: entries.flatMap(([member, descriptor]) =>
      isFunction(descriptor.value) ? [{ member, ...describeFunction(descriptor.value) }] : [],
    ),
    getters: entries.flatMap(([member, accessor]) => (accessor.get === undefined ? [] : [member])),
    setters: entries.flatMap(([member, accessor]) => (accessor.set === undefined ? [] : [member])),
    statics: describeMembers(value, statics, { depth: above.depth, values: [...above.values, value] }),
  };
}

/** Classes of today, and functions of yesterday with methods on their prototype. */
function isClass(value: AnyFunction): boolean {
  if (functionKind(value) === "class") return true;
  const prototype: unknown = value.prototype;
  return typeof prototype === "object" && prototype !== null && Object.getOwnPropertyNames(prototype).length > 1;
}

/** What a value was found in: how deep it lies, and the classes and objects that lead to it. */
interface Above {
  readonly depth: number;
  readonly values: readonly unknown[];
}

const TOP: Above = { depth: 0, values: [] };

function describeMembers(owner: object, names: readonly string[], above: Above): readonly RawMember[] {
  return names.slice(0, MAX_MEMBERS).flatMap((member) => {
    try {
      const value: unknown = Reflect.get(owner, member);
      return [{ member, ...describeValue(value, { ...above, depth: above.depth + 1 }) }];
    } catch {
      // A getter that throws offers nothing to call.
      return [];
    }
  });
}

/** Whether a value leads back to where it was found: a class that holds itself, or an object of a class around it. */
function leadsBack(value: unknown, { values }: Above): boolean {
  if (values.includes(value)) return true;
  const made: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "constructor") : undefined;
  return (
    made !== undefined &&
    values.some((one) => one === made || (isFunction(one) && one.prototype === Object.getPrototypeOf(value)))
  );
}

function describeValue(value: unknown, above: Above): RawExport {
  const isNew = above.depth <= MAX_DEPTH && !leadsBack(value, above);
  if (isFunction(value)) {
    if (!isNew) return describeFunction(value);
    return isClass(value) ? describeClass(value, above) : describeWithMembers(value, above);
  }
  if (isNew && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const own = [...new Set([...Object.keys(value), ...memberNames(Object.getPrototypeOf(value)).keys()])];
    const members = describeMembers(value, own, { ...above, values: [...above.values, value] });
    if (members.some(({ kind }) => kind !== "constant")) return { kind: "object", members };
  }
  return { kind: "constant", value: createSerializer().serialize(value) };
}

/** A function with what hangs on it: `sink.abort`. */
function describeWithMembers(value: AnyFunction, above: Above): RawExport {
  const inside = { ...above, values: [...above.values, value] };
  const members = describeMembers(value, Object.keys(value), inside).filter(({ kind }) => kind !== "constant");
  return { ...describeFunction(value), ...(members.length === 0 ? {} : { members }) };
}

/** What a value offers; what its class inherits from the language is left out. */
export function describeAny(value: unknown): RawExport {
  return describeValue(value, TOP);
}

/** Loads the module and describes what it exports. */
export async function describeModule(machine: Machine): Promise<RawShape> {
  const { world, request } = machine;
  world.begin();
  const loaded = machine.load();
  await world.turn();
  if (loaded.type === "failed") {
    const { name, message, place } = toSerializedError(loaded.error, request.root);
    const where = place === undefined ? "" : ` (${place.path.slice(request.root.length + 1)})`;
    return { type: "failed", reason: `${name === "" ? "thrown" : name}: ${message}${where}` };
  }
  const { exports } = loaded;
  const reached = takeHits(machine.hit);
  const isNamespace = typeof exports === "object" && exports !== null && !Array.isArray(exports);
  const isCallable = isFunction(exports);
  const names = isNamespace || isCallable ? Object.keys(exports) : [];
  const members = isNamespace || isCallable ? describeMembers(exports, names, { depth: 0, values: [exports] }) : [];
  const effects = world.end((thrown) => toSerializedError(thrown, request.root));
  return {
    type: "loaded",
    ...(isNamespace ? {} : { self: describeValue(exports, TOP) }),
    exports: members,
    effects,
    reached,
  };
}
