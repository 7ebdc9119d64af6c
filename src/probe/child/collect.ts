import { ImpossiblePlan } from "./build-value.ts";

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Reads an iterable or iterator to its end, or so many of its items. Throws {@link ImpossiblePlan} for anything else. */
export async function collect(value: unknown, limit: number): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  if (!isObject(value) && typeof value !== "string") throw new ImpossiblePlan("there is nothing to iterate over");
  const isAsync = isObject(value) && Symbol.asyncIterator in value;
  if (isAsync) {
    for await (const item of value as AsyncIterable<unknown>) if (items.push(item) >= limit) break;
    return items;
  }
  if (isObject(value) && !(Symbol.iterator in value)) throw new ImpossiblePlan("there is nothing to iterate over");
  for (const item of value as Iterable<unknown>) if (items.push(item) >= limit) break;
  return items;
}
