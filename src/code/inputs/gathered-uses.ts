import type { Flows } from "./flows.ts";
import { toUnion, UNKNOWN, type PropertySketch, type TypeSketch } from "./type-sketch.ts";
import type { UseKind } from "./usage-kinds.ts";

/** What the code of a function does with one name, gathered. */
export interface Uses {
  readonly kinds: Set<UseKind>;
  readonly literals: Set<string | number | boolean>;
  /** Property names read, with what is done with each. */
  readonly properties: Map<string, Uses>;
  /** By place, what a function that it is called with does with what it is handed: `read(function (error, row) {})`. */
  readonly handed: Map<number, Uses>;
  /** Numbers of parameters that a function is asked for. */
  readonly arities: Set<number>;
  /** Not empty where it is asked for being there, or for what it is: `typeof value`, `Array.isArray(value)`. */
  readonly asked: Set<"asked">;
  readonly checked: Set<"checked">;
  readonly flows: Flows;
}

/** Nothing is known yet. */
export function emptyUses(flows: Flows): Uses {
  return {
    kinds: new Set(),
    literals: new Set(),
    properties: new Map(),
    handed: new Map(),
    arities: new Set(),
    asked: new Set(),
    checked: new Set(),
    flows,
  };
}

const SIMPLE = [
  ...(["number", "boolean", "bigint", "symbol", "null"] as const),
  ...(["undefined", "date", "regex", "url", "bytes"] as const),
] as const;

/** Kinds that are text only, by what the text names. */
function textSketch(kind: UseKind, { kinds }: Uses): readonly TypeSketch[] | undefined {
  if (kind !== "string" && kind !== "file" && kind !== "directory") return undefined;
  const names = kinds.has("directory") ? "directory" : kinds.has("file") ? "file" : undefined;
  return [{ type: "string", ...(names === undefined ? {} : { names }) }];
}

/** Kinds that are the same whatever is done with the value. */
const FIXED: Partial<Record<UseKind, readonly TypeSketch[]>> = {
  array: [{ type: "array", item: UNKNOWN }],
  record: [{ type: "record", value: UNKNOWN }],
  map: [{ type: "map", key: UNKNOWN, value: UNKNOWN }],
  set: [{ type: "set", item: UNKNOWN }],
  promise: [{ type: "promise", value: UNKNOWN }],
  error: [{ type: "error", name: "Error" }],
  readable: [{ type: "stream", mode: "readable" }],
  writable: [{ type: "stream", mode: "writable" }],
  "awaited-items": [
    { type: "array", item: UNKNOWN },
    { type: "iterable", mode: "async", item: UNKNOWN },
  ],
};

function plainSketch(kind: UseKind, uses: Uses): readonly TypeSketch[] {
  const simple = SIMPLE.find((name) => name === kind);
  if (simple !== undefined) return [{ type: simple }];
  switch (kind) {
    // Of what is called the length is the number of its parameters.
    case "measured":
      return uses.kinds.has("function") ? [] : [{ type: "array", item: UNKNOWN }, { type: "string" }];
    case "object":
      return [{ type: "object", properties: propertiesOf(uses) }];
    case "function":
      return [functionOf(uses)];
    default:
      return textSketch(kind, uses) ?? FIXED[kind] ?? [];
  }
}

function functionOf({ handed, arities }: Uses): TypeSketch {
  const places = Array.from({ length: Math.max(-1, ...handed.keys()) + 1 }, (_, index) => handed.get(index));
  return {
    ...{ type: "function", parameters: [], returns: UNKNOWN },
    ...(arities.size === 0 ? {} : { arities: [...arities] }),
    ...(places.length === 0 ? {} : { handed: places.map((one) => (one === undefined ? UNKNOWN : sketchOf(one))) }),
  };
}

function propertiesOf({ properties }: Uses): readonly PropertySketch[] {
  return [...properties].map(([name, uses]) => ({ name, optional: "yes", value: sketchOf(uses) }));
}

const isNothing = ({ type }: TypeSketch): boolean => type === "null" || type === "undefined";

/** What a value may be besides: of one that is only compared with, what it is compared with is one of several. */
function othersThan(known: readonly TypeSketch[]): readonly TypeSketch[] {
  if (known.length === 0) return [];
  if (known.every(isNothing)) return [UNKNOWN];
  const values = known.flatMap((one) => (one.type === "literal" ? [one.value] : []));
  if (values.length + known.filter(isNothing).length < known.length) return [];
  // What is asked to be `true` itself may be anything that counts as such.
  return values.map((value): TypeSketch => {
    if (typeof value === "boolean") return UNKNOWN;
    return { type: typeof value === "string" ? "string" : "number" };
  });
}

/** What a value is, as far as what is done with it tells. */
export function sketchOf(uses: Uses): TypeSketch {
  const literals = [...uses.literals].map((value): TypeSketch => ({ type: "literal", value }));
  const kinds = [...uses.kinds].flatMap((kind) => plainSketch(kind, uses));
  const known = [...kinds, ...literals];
  if (uses.asked.size === 0) return toUnion([...known, ...othersThan(known)]);
  // `if (done) done()`: it may be absent; asked for and nothing else, it is a flag.
  if (known.every(isNothing)) return toUnion([{ type: "boolean" }, ...known]);
  return toUnion([...known, ...othersThan(known), { type: "undefined" }]);
}
