import type { StepRecord } from "../types.ts";
import { isObject } from "./serialize.ts";

/** Prototypes that are looked at for a `then`. */
const MAX_PROTOTYPES = 20;

/** Whether a value has a method of this name; nothing of it is run to find out. */
function hasMethod(value: unknown, name: string): boolean {
  try {
    let holder: unknown = value;
    for (let count = 0; count < MAX_PROTOTYPES && isObject(holder); count += 1) {
      const own = Object.getOwnPropertyDescriptor(holder, name);
      if (own !== undefined) return typeof own.value === "function";
      holder = Object.getPrototypeOf(holder) as unknown;
    }
  } catch {
    // A proxy that refuses to be looked at.
  }
  return false;
}

/** How a value can be waited for, as a record says it; empty where it cannot. */
export function thenableOf(value: unknown): Pick<StepRecord, "thenable"> {
  if (!hasMethod(value, "then")) return {};
  return { thenable: hasMethod(value, "catch") ? "promise" : "then" };
}
