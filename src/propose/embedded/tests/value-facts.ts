import type { CallbackBehaviour, ValueExpression } from "../../../probe/values.ts";
import { renderNumber } from "../../../probe/explore/render-literal.ts";
import { shown } from "./told-values.ts";

/** Something that is so in one trial: what tells it from others, and how it is said. */
export interface Fact {
  readonly key: string;
  readonly text: string;
  /** The lower, the more telling. */
  readonly rank: number;
  /** Stands by itself, without a `when` in front of it; absent: no. */
  readonly alone?: "yes";
}

const is = (place: string, what: string, rank: number): Fact => ({
  key: `${place} is ${what}`,
  text: `${place} is ${what}`,
  rank,
});

function leafFacts(value: ValueExpression, place: string): readonly Fact[] {
  if (value.type === "primitive") {
    if (value.value === null || typeof value.value === "boolean") return [is(place, String(value.value), 1)];
    if (value.value === "") return [is(place, "empty", 1)];
    if (typeof value.value === "number") return [is(place, renderNumber(value.value), 3)];
    const text = shown(value);
    return text === undefined ? [is(place, "a long text", 5)] : [is(place, text, 2)];
  }
  if (value.type === "special") return [is(place, value.name, 1)];
  const named: Partial<Record<ValueExpression["type"], string>> = {
    date: "a date",
    regex: "a regular expression",
    error: "an error",
    bytes: "a buffer",
    promise: "a promise",
    iterable: "an iterable",
    stream: "a stream",
    symbol: "a symbol",
    bigint: "a bigint",
    url: "a URL",
  };
  if (value.type === "callback" && value.arity !== undefined)
    return [
      is(place, `a function with ${value.arity} ${value.arity === 1 ? "parameter" : "parameters"}`, 3),
      ...callbackFacts(value.behaviours, place).slice(1),
    ];
  if (value.type === "callback") return callbackFacts(value.behaviours, place);
  const kind = named[value.type];
  const text = shown(value);
  return kind === undefined ? (text === undefined ? [] : [is(place, text, 4)]) : [is(place, kind, 3)];
}

/** Values that callbacks are told with; of others only their kind is. */
function briefly(value: ValueExpression): string {
  if (value.type === "callback") return "a function";
  return shown(value) ?? (value.type === "array" ? "an array" : value.type === "object" ? "an object" : "a value");
}

function did(behaviour: CallbackBehaviour): string {
  switch (behaviour.type) {
    case "returns":
      return `returns ${briefly(behaviour.value)}`;
    case "resolves":
      return `resolves to ${briefly(behaviour.value)}`;
    case "rejects":
      return "rejects";
    case "throws":
      return "throws";
    case "echoes":
      return behaviour.argument === 0 ? "returns what it is given" : `returns argument ${behaviour.argument + 1}`;
    case "calls-back": {
      const { error, value, when } = behaviour;
      const what = error ?? value;
      const text = what === undefined ? "" : what.type === "error" ? " an error" : ` ${briefly(what)}`;
      return `calls back${error === undefined || what?.type === "error" ? "" : " first"}${text}${when === undefined ? "" : " later"}`;
    }
  }
}

/** What a function does that is passed in: its first behaviour, and how many there are. */
function callbackFacts(behaviours: readonly CallbackBehaviour[], place: string): readonly Fact[] {
  const [first, ...more] = behaviours;
  if (first === undefined) {
    const quiet: Fact = { key: `${place} does nothing`, text: `${place} does nothing`, rank: 4 };
    return [is(place, "a function", 3), quiet];
  }
  const text = `${place} ${did(first)}`;
  const then = more.length === 0 ? "" : `, then ${did(more.at(-1) ?? first)}`;
  return [
    is(place, "a function", 3),
    { key: text, text, rank: 3 },
    ...(then === "" ? [] : [{ key: `${text}${then} ${behaviours.length}`, text: text + then, rank: 5 }]),
  ];
}

/** What is so of a value, most of it at its borders. */
export function factsOf(value: ValueExpression, place: string): readonly Fact[] {
  switch (value.type) {
    case "array": {
      if (value.items.length === 0) return [is(place, "empty", 1)];
      const inner = value.items.flatMap((item, index) => (item === null ? [] : factsOf(item, `${place}[${index}]`)));
      const count = value.items.length;
      const many: Fact = {
        key: `${place} length ${count}`,
        text: `${place} has ${count} ${count === 1 ? "item" : "items"}`,
        rank: 2,
      };
      const text = shown(value);
      return [many, ...(text === undefined ? [] : [is(place, text, 2)]), ...inner];
    }
    case "object": {
      if (value.entries.length === 0) return [is(place, "an empty object", 1)];
      const keys = value.entries.map(([key]) => key);
      const has: Fact = {
        key: `${place} keys ${keys.join()}`,
        text: `${place} has only ${keys.join(" and ")}`,
        rank: 6,
      };
      return [...value.entries.flatMap(([key, item]) => factsOf(item, `${place}.${key}`)), has];
    }
    case "map":
    case "set":
      return (value.type === "map" ? value.entries : value.items).length === 0
        ? [is(place, "empty", 1)]
        : [is(place, `a ${value.type}`, 3)];
    default:
      return leafFacts(value, place);
  }
}
