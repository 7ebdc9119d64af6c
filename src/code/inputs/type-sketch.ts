/** What values a place takes, as far as types or uses in the code tell: what inputs are generated from. */
export type TypeSketch =
  /** Nothing is known; every value may be tried. */
  | { readonly type: "unknown" }
  | {
      readonly type:
        "number" | "boolean" | "bigint" | "symbol" | "null" | "undefined" | "date" | "regex" | "url" | "bytes";
    }
  /** A text; `names`: of something in the file system, by its path. */
  | { readonly type: "string"; readonly names?: "file" | "directory" }
  | { readonly type: "error"; readonly name: string }
  | { readonly type: "literal"; readonly value: string | number | boolean }
  | { readonly type: "union"; readonly options: readonly TypeSketch[] }
  | { readonly type: "array"; readonly item: TypeSketch }
  | { readonly type: "tuple"; readonly items: readonly TypeSketch[] }
  | ObjectSketch
  /** An object used as a dictionary. */
  | { readonly type: "record"; readonly value: TypeSketch }
  | { readonly type: "map"; readonly key: TypeSketch; readonly value: TypeSketch }
  | { readonly type: "set"; readonly item: TypeSketch }
  | { readonly type: "promise"; readonly value: TypeSketch }
  | { readonly type: "iterable"; readonly mode: "sync" | "async"; readonly item: TypeSketch }
  | { readonly type: "stream"; readonly mode: "readable" | "writable" }
  | FunctionSketch
  /** An object of a class; `path` leads to the class from the exports of the module, absent where it is not among them. */
  | { readonly type: "instance"; readonly name: string; readonly path?: readonly string[] };

/** An object with known properties. */
export interface ObjectSketch {
  readonly type: "object";
  /** Name of the interface or alias; absent where it has none. */
  readonly name?: string;
  readonly properties: readonly PropertySketch[];
}

export interface PropertySketch {
  readonly name: string;
  readonly optional: "yes" | "no";
  readonly value: TypeSketch;
}

export interface FunctionSketch {
  readonly type: "function";
  readonly parameters: readonly ParameterSketch[];
  readonly returns: TypeSketch;
  /** Numbers of parameters that the code asks it for; absent: it does not ask. */
  readonly arities?: readonly number[];
  /** What it hands to the function that it is called with, by place; absent: nothing is known. */
  readonly handed?: readonly TypeSketch[];
}

/** One parameter of a function. */
export interface ParameterSketch {
  readonly name: string;
  readonly optional: "yes" | "no";
  readonly rest: "yes" | "no";
  /** For a rest parameter: of one of its values. */
  readonly value: TypeSketch;
  /** Whether a type was declared, or only guessed from what the code does with it. */
  readonly source: "declared" | "guessed";
}

export const UNKNOWN: TypeSketch = { type: "unknown" };

/** What a value may be: the options of a union, else the sketch alone; none where there is no sketch. */
export function alternativesOf(sketch: TypeSketch | undefined): readonly TypeSketch[] {
  if (sketch === undefined) return [];
  return sketch.type === "union" ? sketch.options : [sketch];
}

/** A union without doubles; a single option is itself. */
export function toUnion(options: readonly TypeSketch[]): TypeSketch {
  const flat = options.flatMap((option) => alternativesOf(option));
  const seen = new Map(flat.map((option) => [JSON.stringify(option), option]));
  const [first, ...rest] = seen.values();
  if (first === undefined) return UNKNOWN;
  return rest.length === 0 ? first : { type: "union", options: [first, ...rest] };
}
