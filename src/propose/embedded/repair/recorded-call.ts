import { field, listOf } from "../../../domain/parse-json.ts";
import type { ValueExpression } from "../../../probe/values.ts";

/** A value of a recorded call. */
type CallValue = ValueExpression;

/** Arguments of one call. */
export type Arguments = readonly CallValue[];

/** A call by name and arguments; with a kind, a property that was read, or set to the only argument. */
export interface NamedCall {
  readonly name: string;
  readonly args: Arguments;
  readonly kind?: "get" | "set";
}

/**
 * What a method was called on: an object that a class made (`new`) or that a function answered (`call`), each with the
 * arguments, or one that the file has under a name (`value`).
 */
export interface Receiver {
  readonly how: "new" | "call" | "value";
  /** Of the class, the function or the object, with dots where it lies in another; `""`: the module's exports. */
  readonly name: string;
  readonly args: Arguments;
  /** Calls that the object had before. */
  readonly before: readonly NamedCall[];
}

/** A call of something at the top of a file, or of a method of an object. */
export interface RecordedCall extends NamedCall {
  /** Place of the file among those that are searched. */
  readonly file: number;
  readonly on?: Receiver;
}

/** A call as the driver writes it, which ran beside foreign code: undefined where any part of it is not what it should be. */
export function toRecordedCall(file: number, value: unknown): RecordedCall | undefined {
  const call = toNamedCall(value);
  const object = field(value, "on");
  if (call === undefined || object === undefined) return call && { file, ...call };
  const on = toReceiver(object);
  return on && { file, ...call, on };
}

function toReceiver(value: unknown): Receiver | undefined {
  const made = toNamedCall(value);
  const how = field(value, "how");
  const before = listOf(field(value, "before")).map(toNamedCall);
  const known = before.filter((one) => one !== undefined);
  if (made === undefined || known.length < before.length) return undefined;
  if (how !== "new" && how !== "call" && how !== "value") return undefined;
  return { how, name: made.name, args: made.args, before: known };
}

function toNamedCall(value: unknown): NamedCall | undefined {
  const [name, args, kind] = [field(value, "name"), listOf(field(value, "args")), field(value, "kind")];
  if (typeof name !== "string" || !args.every(isCallValue)) return undefined;
  return { name, args, ...(kind === "get" || kind === "set" ? { kind } : {}) };
}

function isCallValue(value: unknown): value is CallValue {
  const isAll = (name: string): boolean => listOf(field(value, name)).every(isCallValue);
  const entries = listOf(field(value, "entries"));
  const primitive = field(value, "value");
  switch (field(value, "type")) {
    case "array":
    case "set":
      return isAll("items");
    case "object":
      return entries.every((entry) => typeof listOf(entry)[0] === "string" && isCallValue(listOf(entry)[1]));
    case "map":
      return entries.every((entry) => listOf(entry).every(isCallValue));
    case "primitive":
      return primitive === null || ["string", "number", "boolean"].includes(typeof primitive);
    case "special":
    case "bigint":
    case "date":
      return true;
    default:
      return false;
  }
}
