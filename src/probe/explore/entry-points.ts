import type { CodeLiterals } from "../../code/inputs/literals.ts";
import type { FunctionInputs, ModuleInputs } from "../../code/inputs/module-inputs.ts";
import type { ParameterSketch, TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { ClassShape, ExportShape, FunctionShape, MemberShape, ModuleShape, ParameterShape } from "../types.ts";

/** Something of a module that a test can call. */
export interface EntryPoint {
  /** For people and for grouping: `add`, `Cart`, `Cart#add`, `Cart.from`. */
  readonly name: string;
  readonly type: "function" | "constructor" | "method" | "getter";
  /** From the exports; for methods and getters of objects of a class the class. */
  readonly path: readonly string[];
  /** The method or getter; absent for a method that is the object itself: a function that another one answers. */
  readonly member?: string;
  readonly parameters: readonly ParameterSketch[];
  readonly returns: TypeSketch;
  readonly result: "plain" | "promise" | "iterator";
  readonly literals: CodeLiterals;
  /** Offsets of its code; absent where it lies in another file. */
  readonly range?: { readonly start: number; readonly end: number };
  /** Id of the coverage point of its code, where it is known for certain which code that is. */
  readonly code?: number;
  /** Of a constructor: the name that its objects show. */
  readonly className?: string;
  /** Its code lies in another module, for all that can be told: what it does is tried there. */
  readonly elsewhere?: "yes";
  /** It hears what its object tells by itself: what that is depends on how the object was made. */
  readonly listens?: "yes";
  /** What makes the object of a method: a constructor, or a function or method that answers it. */
  readonly receiver?: EntryPoint;
}

const NO_LITERALS: CodeLiterals = { strings: [], numbers: [], matching: [], names: [] };

/** Finds the code of a shape: by what is counted in it, else by owner and name, then by the names of its parameters. */
function inputsFor(
  inputs: ModuleInputs,
  name: string,
  owner: string | undefined,
  { parameters, point }: Pick<FunctionShape, "parameters" | "point">,
): FunctionInputs | undefined {
  const certain = inputs.functions.find((candidate) => point !== undefined && candidate.point === point);
  if (certain !== undefined) return certain;
  const named = inputs.functions.filter((candidate) => candidate.name === name);
  const owned = named.filter((candidate) => candidate.owner === owner);
  const pool = owned.length > 0 ? owned : named;
  const names = parameters.map((parameter) => parameter.name).join();
  // A rest parameter that only the code's look at `arguments` tells of is none of the function's own text.
  const written = (candidate: FunctionInputs): readonly ParameterSketch[] =>
    parameters.at(-1)?.rest === "yes" ? candidate.parameters : candidate.parameters.filter(({ rest }) => rest === "no");
  const like = pool.find(
    (candidate) =>
      written(candidate)
        .map((parameter) => parameter.name)
        .join() === names,
  );
  const same = pool.find((candidate) => written(candidate).length === parameters.length);
  return like ?? same ?? (name === "" ? undefined : pool[0]);
}

function fromShape(parameter: ParameterShape): ParameterSketch {
  const { name, rest, defaultText } = parameter;
  const plain = /^[\w$]+$/u.test(name) ? name : "options";
  const optional = rest === "yes" || defaultText !== undefined ? "yes" : "no";
  return { name: plain, optional, rest, value: { type: "unknown" }, source: "guessed" };
}

const NO_PARAMETERS = { parameters: [] } as const;

interface Found {
  readonly inputs: ModuleInputs;
  readonly points: EntryPoint[];
}

function parts(
  found: FunctionInputs | undefined,
  shape: Pick<FunctionShape, "parameters" | "point">,
): Pick<EntryPoint, "parameters" | "returns" | "literals" | "range" | "code"> {
  if (found === undefined)
    return { parameters: shape.parameters.map(fromShape), returns: { type: "unknown" }, literals: NO_LITERALS };
  const { parameters, returns, literals, start, end, point } = found;
  const isCertain = point !== undefined && point === shape.point;
  return { parameters, returns, literals, range: { start, end }, ...(isCertain ? { code: point } : {}) };
}

function resultOf(shape: FunctionShape, returns: TypeSketch): EntryPoint["result"] {
  if (shape.functionKind === "async" || returns.type === "promise") return "promise";
  return shape.functionKind === "generator" || shape.functionKind === "async-generator" ? "iterator" : "plain";
}

/** The name in the text: the compiler calls a default export without one `default_1`. */
function nameInText({ name }: { readonly name: string }, path: readonly string[]): string {
  return path.at(-1) === "default" && /^default_\d+$/u.test(name) ? "default" : name;
}

function addFunction(shape: FunctionShape, name: string, path: readonly string[], { inputs, points }: Found): void {
  // `exports.f = function () {}` gives the function no name of its own.
  const called = shape.name === "" ? (path.at(-1) ?? "") : nameInText(shape, path);
  const own = parts(inputsFor(inputs, called, undefined, shape), shape);
  points.push({ name, type: "function", path, ...own, result: resultOf(shape, own.returns) });
}

function addClass(shape: ClassShape, name: string, path: readonly string[], found: Found): void {
  const { inputs, points } = found;
  const called = nameInText(shape, path);
  const code =
    inputs.functions.find((candidate) => candidate.name === "constructor" && candidate.owner === called) ??
    inputs.functions.find((candidate) => candidate.name === called && candidate.owner === undefined);
  const maker: EntryPoint = {
    ...{ name, type: "constructor", path, ...parts(code, shape), result: "plain" },
    ...(shape.name === "" ? {} : { className: shape.name }),
  };
  points.push(maker);
  // Functions of yesterday may make the object by themselves: `if (!(this instanceof Stack)) return new Stack()`.
  if (shape.callable === "yes")
    points.push({ ...{ name, type: "function", path, ...parts(code, shape), result: "plain" } });
  for (const method of shape.methods) {
    if (method.member.startsWith("_")) continue;
    const own = parts(inputsFor(inputs, method.member, called, method), method);
    const base = { name: `${name}#${method.member}`, type: "method", path, member: method.member } as const;
    points.push({ ...base, ...own, result: resultOf(method, own.returns), receiver: maker });
  }
  for (const member of shape.getters) {
    if (member.startsWith("_")) continue;
    const own = parts(inputsFor(inputs, member, called, NO_PARAMETERS), NO_PARAMETERS);
    const base = { name: `${name}#${member}`, type: "getter", path, member } as const;
    points.push({ ...base, ...own, parameters: [], result: "plain", receiver: maker });
  }
  if (shape.emitter === "yes" && inputs.events.length > 0) points.push(listening(maker, inputs.events));
  for (const member of shape.statics) addMember(member, name, path, found);
}

/** What an emitter tells by itself is seen by listening. */
function listening(maker: EntryPoint, events: readonly string[]): EntryPoint {
  const event: TypeSketch = { type: "union", options: events.map((value) => ({ type: "literal", value })) };
  const listener: TypeSketch = { type: "function", parameters: [], returns: { type: "undefined" } };
  const base = { optional: "no", rest: "no", source: "guessed" } as const;
  return {
    ...{ name: `${maker.name}#on`, type: "method", path: maker.path, member: "on", receiver: maker, result: "plain" },
    listens: "yes",
    parameters: [
      { ...base, name: "event", value: event },
      { ...base, name: "listener", value: listener },
    ],
    returns: { type: "unknown" },
    literals: NO_LITERALS,
  };
}

function addMember(shape: MemberShape, owner: string, path: readonly string[], found: Found): void {
  const { member } = shape;
  // Names that begin with an underscore are the module's own affair; `default` often repeats the whole.
  if (member.startsWith("_") || (path.length > 0 && member === "default") || member === "__esModule") return;
  add(shape, owner === "" ? member : `${owner}.${member}`, [...path, member], found);
}

const MAX_DEPTH = 3;

function add(shape: ExportShape, name: string, path: readonly string[], found: Found): void {
  switch (shape.kind) {
    case "function":
      addFunction(shape, name, path, found);
      // What hangs on the module's one function is among its exports.
      if (path.length > 0 && path.length < MAX_DEPTH)
        for (const member of shape.members ?? []) addMember(member, name, path, found);
      return;
    case "class":
      addClass(shape, name, path, found);
      return;
    case "object":
      if (path.length < MAX_DEPTH) for (const member of shape.members) addMember(member, name, path, found);
      return;
    case "constant":
      return;
  }
}

/** Everything of a loaded module that can be called, in the order of its exports; things exported twice once. */
export function toEntryPoints(
  shape: Extract<ModuleShape, { type: "loaded" }>,
  inputs: ModuleInputs,
  moduleName: string,
): readonly EntryPoint[] {
  const found: Found = { inputs, points: [] };
  if (shape.self !== undefined) add(shape.self, nameOfSelf(shape.self, moduleName), [], found);
  const isWhole = shape.self?.kind === "class" || shape.self?.kind === "object";
  // What is exported by name and as a part of the default is known by its name.
  const named = shape.exports.toSorted((a, b) => Number(a.member === "default") - Number(b.member === "default"));
  for (const member of named) if (!isWhole) addMember(member, "", [], found);
  const seen = new Set<string>();
  return found.points.filter((point) => {
    const { type, code, range } = point;
    const where = code === undefined ? `${range?.start ?? point.name} ${point.member ?? ""}` : `code ${code}`;
    const key = `${type} ${where}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Whether a function that a call answered is neither counted in the module nor of its names; a bound one hides its text. */
function isElsewhere(
  { point, name }: FunctionShape,
  found: FunctionInputs | undefined,
  { functions }: ModuleInputs,
): boolean {
  const isCounted = functions.some((one) => one.point !== undefined);
  return isCounted && point === undefined && found === undefined && !name.startsWith("bound ");
}

/** What can be called of a value that an entry point answers. */
export function toMembers(shape: ExportShape, maker: EntryPoint, inputs: ModuleInputs): readonly EntryPoint[] {
  const base = { type: "method", path: maker.path, receiver: maker } as const;
  const toMethod = (one: FunctionShape, name: string, member: string | undefined): EntryPoint => {
    const called = one.name === "" ? (member ?? "") : one.name;
    const code = inputsFor(inputs, called, undefined, one);
    const own = parts(code, one);
    return {
      ...{ ...base, name, ...own, result: resultOf(one, own.returns) },
      ...(isElsewhere(one, code, inputs) ? { elsewhere: "yes" } : {}),
      ...(member === undefined ? {} : { member }),
    };
  };
  // `make()()` is the call already of what `make` answers.
  const isCall = maker.receiver !== undefined && maker.member === undefined;
  const isName = isCall || (maker.type !== "function" && maker.type !== "method");
  const call = isName ? maker.name : `${maker.name}()`;
  const link = maker.type === "constructor" ? "#" : ".";
  if (shape.kind !== "function" && shape.kind !== "object") return [];
  const own = shape.kind === "function" ? [toMethod(shape, `${call}()`, undefined)] : [];
  const members = (shape.members ?? []).flatMap((one): readonly EntryPoint[] => {
    if (one.member.startsWith("_")) return [];
    if (one.kind === "function") return [toMethod(one, `${call}${link}${one.member}`, one.member)];
    // An object within the object: what is done to the whole may show in it.
    if (one.kind !== "object") return [];
    const look = parts(undefined, NO_PARAMETERS);
    return [
      { ...base, ...look, type: "getter", name: `${call}${link}${one.member}`, member: one.member, result: "plain" },
    ];
  });
  return [...own, ...members];
}

function nameOfSelf(shape: ExportShape, moduleName: string): string {
  const named = shape.kind === "function" || shape.kind === "class" ? shape.name : "";
  return /^[A-Za-z_$][\w$]*$/u.test(named) && named !== "default" ? named : moduleName;
}
