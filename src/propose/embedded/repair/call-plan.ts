import type { RepoPath } from "../../../domain/repo-path.ts";
import type { CallPlan, ExportShape, ModuleShape, Step, Target } from "../../../probe/types.ts";
import { nearbyCalls } from "./nearby-calls.ts";
import type { NamedCall, Receiver, RecordedCall } from "./recorded-call.ts";
import type { SearchedFile } from "./search.ts";

/** A call as it was recorded, or one like it. */
type Call = NamedCall & Pick<RecordedCall, "on">;

/** A call with the way that the probe makes it. */
export interface PlannedCall {
  readonly call: Call;
  readonly plan: CallPlan;
}

/** Calls of one file with which patches are compared. */
const INPUTS = 400;
/** Sequences on an object that are varied, of each method. */
const MAX_SEQUENCES = 12;
const MAX_DEPTH = 3;

type Kind = "function" | "class" | "object";

interface Reached {
  readonly path: readonly string[];
  readonly shape: ExportShape;
}

/** Everything that a module exports, and what lies in its objects and classes. */
function reachedFrom(shape: ModuleShape): readonly Reached[] {
  if (shape.type === "failed") return [];
  const found: Reached[] = shape.self === undefined ? [] : [{ path: [], shape: shape.self }];
  const add = (path: readonly string[], one: ExportShape): void => {
    found.push({ path, shape: one });
    const members = one.kind === "object" ? one.members : one.kind === "class" ? one.statics : [];
    if (path.length < MAX_DEPTH) for (const member of members) add([...path, member.member], member);
  };
  for (const one of shape.exports) add([one.member], one);
  if (shape.self?.kind === "class") for (const one of shape.self.statics) add([one.member], one);
  return found;
}

function nameOf(shape: ExportShape): string {
  return shape.kind === "function" || shape.kind === "class" ? shape.name : "";
}

/** The path below the exports of something that the file has under a name; undefined where it cannot be reached. */
function exportPath(shape: ModuleShape, name: string, kinds: readonly Kind[]): readonly string[] | undefined {
  const all = reachedFrom(shape);
  const fitting = all.filter((one) => kinds.some((kind) => kind === one.shape.kind));
  if (name === "default") return fitting.find(({ path }) => path.length === 0 || path.join(".") === name)?.path;
  const exact = fitting.find(({ path }) => name !== "" && path.join(".") === name);
  const named = exact ?? fitting.find((one) => name !== "" && nameOf(one.shape) === name);
  if (named !== undefined) return named.path;
  // An object of functions may be what the module exports as a whole.
  const whole = all.some(({ path, shape: one }) => path.join(".") === "default" && one.kind === "object")
    ? ["default"]
    : [];
  const [owner = "", ...rest] = name.split(".");
  if (rest.length === 0) return kinds.includes("object") && shape.type === "loaded" ? whole : undefined;
  const above = all.find((one) => nameOf(one.shape) === owner)?.path ?? whole;
  const path = [...above, ...rest].join(".");
  return fitting.find((one) => one.path.join(".") === path)?.path;
}

function follow(step: number, waits: Waits): readonly Step[] {
  return waits === "for promises" ? [{ type: "await", step }] : [];
}

/** Whether promises are followed to their end: where there are none, that costs time for nothing. */
type Waits = "for promises" | "not";

function toStep({ name, args, kind }: NamedCall, object: Target): Step {
  const on: Target = { ...object, path: name === "" ? object.path : [...object.path, name] };
  const [value] = args;
  if (kind === "get") return { type: "get", on };
  return kind === "set" && value !== undefined ? { type: "set", on, value } : { type: "call", on, args };
}

/** An object, the calls that it had before, and the call. */
function toMethodPlan(
  module: RepoPath,
  shape: ModuleShape,
  { on: { how, name, args, before }, ...call }: NamedCall & { readonly on: Receiver },
  waits: Waits,
): CallPlan | undefined {
  const kinds: readonly Kind[] =
    how === "call" ? ["function"] : how === "new" ? ["class", "function"] : ["object", "class", "function"];
  const path = exportPath(shape, name, kinds);
  if (path === undefined) return undefined;
  const steps: Step[] = [];
  const exported: Target = { base: "exports", path };
  let object: Target = exported;
  if (how !== "value") {
    const at = steps.push({ type: how === "new" ? "construct" : "call", on: exported, args }) - 1;
    if (how === "call") steps.push(...follow(at, waits));
    object = { base: "step", step: steps.length - 1, path: [] };
  }
  for (const one of [...before, call]) {
    const at = steps.push(toStep(one, object)) - 1;
    steps.push(...follow(at, waits));
  }
  return { module, steps };
}

/** A recorded call as a plan for the probe; undefined where it cannot be reached. */
export function toCallPlan(
  module: RepoPath,
  shape: ModuleShape,
  call: Call,
  waits: Waits = "for promises",
): CallPlan | undefined {
  const { name, args, on } = call;
  if (on !== undefined) return toMethodPlan(module, shape, { ...call, on }, waits);
  const path = exportPath(shape, name, ["function"]);
  return path && { module, steps: [{ type: "call", on: { base: "exports", path }, args }, ...follow(0, waits)] };
}

/** Everything that a call and what led to it was given, as one list. */
function argumentsOf({ args, on }: Call): Call["args"] {
  return on === undefined ? args : [...on.args, ...on.before.flatMap((one) => one.args), ...args];
}

/** The call, and what led to it, with another such list. */
function withArguments(call: Call, flat: Call["args"]): Call {
  let at = 0;
  const take = (count: number): Call["args"] => flat.slice(at, (at += count));
  const { on } = call;
  if (on === undefined) return { ...call, args: flat };
  const made = take(on.args.length);
  const before = on.before.map((one) => ({ ...one, args: take(one.args.length) }));
  return { ...call, on: { ...on, args: made, before }, args: take(call.args.length) };
}

/** What tells sequences apart whatever they are given: of the same key, the arguments of one fit another. */
function sequenceOf({ name, kind, args, on }: Call): string {
  const step = (one: NamedCall): unknown => [one.name, one.kind, one.args.length];
  return JSON.stringify(
    on ? [on.how, on.name, on.args.length, on.before.map(step), step({ name, args, ...(kind && { kind }) })] : name,
  );
}

/** A call on an object with one of the calls before it left out, and with it made twice. */
function otherSequences(call: Call): readonly Call[] {
  const { on } = call;
  if (on === undefined) return [];
  const made = on.before.flatMap((one, at): readonly (readonly NamedCall[])[] => [
    on.before.toSpliced(at, 1),
    on.before.toSpliced(at, 0, one),
  ]);
  const { name, args, kind } = call;
  const again = { name, args, ...(kind && { kind }) };
  return [...made, ...(kind === "get" ? [] : [[...on.before, again]])].map((before) => ({
    ...call,
    on: { ...on, before },
  }));
}

/** Recorded calls in groups that can be varied together, those of one function or method beside each other. */
function groupsOf(calls: readonly Call[]): readonly (readonly (readonly Call[])[])[] {
  const subjects = Map.groupBy(calls, ({ name, on }) => JSON.stringify([on?.how, on?.name, name]));
  return [...subjects.values()].map((own) => {
    const recorded = [...Map.groupBy(own, sequenceOf).values()].slice(0, MAX_SEQUENCES);
    const known = new Set(recorded.flatMap(([first]) => (first === undefined ? [] : [sequenceOf(first)])));
    const more = recorded.flatMap(([first]) => (first === undefined ? [] : otherSequences(first)));
    const others = [...Map.groupBy(more, sequenceOf)].flatMap(([key, list]) =>
      known.has(key) ? [] : [list.slice(0, 1)],
    );
    return [...recorded, ...others.slice(0, MAX_SEQUENCES)];
  });
}

/** Calls near those that the tests made, recorded ones first, of what can be reached from a file's exports. */
export function toNearbyPlans(
  { path, text }: Pick<SearchedFile, "path" | "text">,
  shape: ModuleShape,
  calls: readonly RecordedCall[],
): readonly PlannedCall[] {
  const waits = /\basync\b|\bPromise\b|\.then\(/u.test(text) ? "for promises" : "not";
  const reachable = calls.filter((call) => toCallPlan(path, shape, call, waits) !== undefined);
  const subjects = groupsOf(reachable);
  return subjects.flatMap((sequences) =>
    sequences.flatMap((own): readonly PlannedCall[] => {
      const [first] = own;
      if (first === undefined) return [];
      const recorded = own.map(argumentsOf);
      const isFixed = recorded.every(({ length }) => length === 0);
      const count = isFixed ? 1 : Math.round(INPUTS / subjects.length / sequences.length);
      return nearbyCalls(recorded, count).flatMap((args): readonly PlannedCall[] => {
        const call = withArguments(first, args);
        const plan = toCallPlan(path, shape, call, waits);
        return plan === undefined ? [] : [{ call, plan }];
      });
    }),
  );
}
