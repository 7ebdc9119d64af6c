import type { ValueExpression } from "../../../probe/values.ts";
import type { Arguments } from "./recorded-call.ts";
import { createRandom, type Random } from "../../../probe/explore/random.ts";

/** What the recorded values are made of: new ones stay among it, for code may rely on what it was always given. */
interface Seen {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

function gather(value: ValueExpression, numbers: number[], texts: string[]): void {
  if (value.type === "primitive" && typeof value.value === "number") numbers.push(value.value);
  if (value.type === "primitive" && typeof value.value === "string") texts.push(value.value);
  if (value.type === "array") for (const item of value.items) if (item !== null) gather(item, numbers, texts);
  if (value.type === "object") for (const [, item] of value.entries) gather(item, numbers, texts);
}

function changeNumber(value: number, { numbers }: Seen, random: Random): number {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const isWhole = numbers.every((number) => Number.isInteger(number));
  const ways = [
    value + 1,
    value - 1,
    random.pick(numbers) ?? value,
    least + random.below(Math.max(1, Math.ceil(most - least)) + 1),
  ];
  const made = random.pick(isWhole ? ways : [...ways, value + 0.5, value / 2, value * 1.1]) ?? value;
  // Below what was ever given lies what the code was perhaps never meant for.
  return made < Math.min(least, 0) - (least < 0 ? Math.abs(least) : 0) ? least : made;
}

function changeText(value: string, { texts }: Seen, random: Random): string {
  const characters = [...new Set(texts.join(""))];
  const at = random.below(value.length + 1);
  switch (random.below(5)) {
    case 0:
      return random.pick(texts) ?? value;
    case 1:
      return value.slice(0, at) + (random.pick(characters) ?? "") + value.slice(at);
    case 2:
      return value.slice(0, at) + value.slice(at + 1);
    case 3:
      return value.slice(0, at) + (random.pick(characters) ?? "") + value.slice(at + 1);
    default:
      return value + value.slice(at);
  }
}

function change(value: ValueExpression, seen: Seen, random: Random): ValueExpression {
  if (value.type === "primitive") {
    if (typeof value.value === "number") return { type: "primitive", value: changeNumber(value.value, seen, random) };
    if (typeof value.value === "string") return { type: "primitive", value: changeText(value.value, seen, random) };
    return typeof value.value === "boolean" ? { type: "primitive", value: !value.value } : value;
  }
  if (value.type === "array") {
    const at = random.below(Math.max(1, value.items.length));
    const item = value.items[at];
    if (item === undefined || item === null) return value;
    switch (random.below(4)) {
      case 0:
        return { ...value, items: value.items.filter((_, index) => index !== at) };
      case 1:
        return { ...value, items: [...value.items, change(item, seen, random)] };
      default:
        return { ...value, items: value.items.map((one, index) => (index === at ? change(item, seen, random) : one)) };
    }
  }
  if (value.type === "object" && value.entries.length > 0) {
    const at = random.below(value.entries.length);
    return {
      ...value,
      entries: value.entries.map(
        ([key, item], index) => [key, index === at ? change(item, seen, random) : item] as const,
      ),
    };
  }
  return value;
}

/**
 * Calls like those that were recorded: each of them, and as many again with one to three small changes as `count` asks
 * for, of the same types and made from the same numbers and characters. The same for the same recording.
 */
export function nearbyCalls(recorded: readonly Arguments[], count: number): readonly Arguments[] {
  const found = new Map(recorded.map((args) => [JSON.stringify(args), args]));
  const [numbers, texts]: [number[], string[]] = [[], []];
  for (const value of recorded.flat()) gather(value, numbers, texts);
  const random = createRandom(recorded.length + 7);
  const pool = [...found.values()];
  for (let tries = 0; found.size < count && tries < count * 6; tries += 1) {
    let args = random.pick(pool);
    if (args === undefined || args.length === 0) break;
    for (let step = random.below(3); step >= 0; step -= 1) {
      const chosen = random.below(args.length);
      args = args.map((value, index) => (index === chosen ? change(value, { numbers, texts }, random) : value));
    }
    found.set(JSON.stringify(args), args);
  }
  return [...found.values()];
}
