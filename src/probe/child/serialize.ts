import type { SerializedValue } from "../values.ts";
import { constructorName, leafDraft, simpleDraft, type Draft } from "./serialize-leaf.ts";

const MAX_DEPTH = 8;
/** Items or entries of one container. */
const MAX_ITEMS = 256;
const MAX_NODES = 3_000;

const { types } = process.getBuiltinModule("util");

/** Turns values into plain data. One serializer sees one value: `id`s are its own. */
export interface Serializer {
  /** Never throws for what values do: what cannot be read is opaque. */
  serialize(value: unknown): SerializedValue;
  /** Promises that were met, with what is to be told when they settle. */
  readonly promises: readonly { readonly promise: Promise<unknown>; readonly settle: Settle }[];
}

type Settle = (state: "fulfilled" | "rejected", value: SerializedValue) => void;

/** What has been met so far. */
interface State {
  readonly drafts: Map<object, Draft>;
  readonly promises: { promise: Promise<unknown>; settle: Settle }[];
  nodes: number;
  ids: number;
}

function baseOf(value: object): string | undefined {
  if (value instanceof Error) return "Error";
  if (Array.isArray(value)) return "Array";
  if (types.isMap(value)) return "Map";
  if (types.isSet(value)) return "Set";
  return types.isBoxedPrimitive(value) ? constructorName(value) : undefined;
}

function isIterator(value: object): boolean {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return tag.endsWith("Iterator") && typeof Reflect.get(value, "next") === "function";
}

function entriesOf(value: object, depth: number, state: State, first: readonly string[] = []): unknown[] {
  const keys = [...first.filter((key) => Object.hasOwn(value, key)), ...Object.keys(value)];
  const names = [...new Set(keys)].slice(0, MAX_ITEMS + 1);
  return names.map((key, index) => {
    if (index === MAX_ITEMS) return [key, { type: "cut", reason: "items" }];
    try {
      return [key, visit(Reflect.get(value, key), depth + 1, state)];
    } catch {
      return [key, { type: "opaque", name: "a getter that throws" }];
    }
  });
}

function listOf(values: Iterable<unknown>, depth: number, state: State): unknown[] {
  const made: unknown[] = [];
  for (const value of values) {
    if (made.length === MAX_ITEMS) return [...made, { type: "cut", reason: "items" }];
    made.push(visit(value, depth + 1, state));
  }
  return made;
}

function arrayOf(value: readonly unknown[], depth: number, state: State): unknown[] {
  const made: unknown[] = [];
  for (let index = 0; index < value.length; index += 1) {
    if (index === MAX_ITEMS) return [...made, { type: "cut", reason: "items" }];
    made.push(index in value ? visit(value[index], depth + 1, state) : null);
  }
  return made;
}

function pairsOf(value: ReadonlyMap<unknown, unknown>, depth: number, state: State): unknown[] {
  const made: unknown[] = [];
  for (const [key, item] of value) {
    if (made.length === MAX_ITEMS)
      return [
        ...made,
        [
          { type: "cut", reason: "items" },
          { type: "cut", reason: "items" },
        ],
      ];
    made.push([visit(key, depth + 1, state), visit(item, depth + 1, state)]);
  }
  return made;
}

function fillInstance(draft: Draft, value: object, depth: number, state: State): void {
  const base = baseOf(value);
  const entries = entriesOf(value, depth, state, base === "Error" ? ["message", "cause"] : []);
  if (types.isMap(value)) entries.push(["(entries)", { type: "map", entries: pairsOf(value, depth, state) }]);
  if (types.isSet(value)) entries.push(["(items)", { type: "set", items: listOf(value, depth, state) }]);
  if (types.isBoxedPrimitive(value)) entries.push(["(value)", visit(value.valueOf(), depth + 1, state)]);
  Object.assign(draft, { type: "instance", constructorName: constructorName(value), entries });
  if (base !== undefined) draft["base"] = base;
}

function fillPromise(draft: Draft, promise: Promise<unknown>, state: State): void {
  Object.assign(draft, { type: "promise", state: "pending" });
  state.promises.push({
    promise,
    settle(settled, value) {
      Object.assign(draft, { state: settled, value });
    },
  });
}

/** The language's own containers, as long as nobody has made a class of their own of them. */
function fillContainer(draft: Draft, value: object, depth: number, state: State): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value) && prototype === Array.prototype) {
    Object.assign(draft, { type: "array", items: arrayOf(value, depth, state) });
  } else if (types.isMap(value) && prototype === Map.prototype) {
    Object.assign(draft, { type: "map", entries: pairsOf(value, depth, state) });
  } else if (types.isSet(value) && prototype === Set.prototype) {
    Object.assign(draft, { type: "set", items: listOf(value, depth, state) });
  } else if (prototype === null || prototype === Object.prototype || types.isModuleNamespaceObject(value)) {
    Object.assign(draft, { type: "object", entries: entriesOf(value, depth, state) });
    if (prototype === null && !types.isModuleNamespaceObject(value)) draft["prototype"] = "null";
  } else return false;
  return true;
}

function isOpaque(value: object): boolean {
  if (types.isWeakMap(value) || types.isWeakSet(value) || value instanceof WeakRef) return true;
  return value instanceof process.getBuiltinModule("stream").Stream;
}

function fill(draft: Draft, value: object, depth: number, state: State): void {
  if (types.isPromise(value)) fillPromise(draft, value, state);
  else if (isIterator(value))
    Object.assign(draft, { type: "iterator", mode: Symbol.asyncIterator in value ? "async" : "sync" });
  else if (isOpaque(value)) Object.assign(draft, { type: "opaque", name: constructorName(value) });
  else if (!fillContainer(draft, value, depth, state)) fillInstance(draft, value, depth, state);
}

/** Whether a value can have properties of its own. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function visit(value: unknown, depth: number, state: State): Draft {
  if (!isObject(value)) return leafDraft(value) ?? { type: "opaque", name: typeof value };
  const known = state.drafts.get(value);
  if (known !== undefined) {
    state.ids += known.id === undefined ? 1 : 0;
    known.id ??= state.ids;
    return { type: "seen", id: known.id };
  }
  state.nodes += 1;
  if (state.nodes > MAX_NODES) return { type: "cut", reason: "items" };
  const simple = simpleDraft(value);
  if (simple !== undefined) return simple;
  if (depth > MAX_DEPTH) return { type: "cut", reason: "depth" };
  const draft: Draft = { type: "opaque" };
  state.drafts.set(value, draft);
  fill(draft, value, depth, state);
  return draft;
}

/** Makes a serializer. */
export function createSerializer(): Serializer {
  const state: State = { drafts: new Map(), promises: [], nodes: 0, ids: 0 };
  return {
    promises: state.promises,
    serialize(value) {
      try {
        return visit(value, 0, state) as unknown as SerializedValue;
      } catch {
        return { type: "opaque", name: "a value that cannot be read" };
      }
    },
  };
}
