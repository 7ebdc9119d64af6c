import type { SerializedValue, ValueExpression } from "../../../probe/values.ts";
import { renderNumber, renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";

const style: LiteralStyle = { quote: "'", exported: (path) => path.join("."), callback: () => "a callback" };
const MAX_SHOWN = 32;
/** Digits that nobody reads in a title. */
const LONG_NUMBER = 10;

/** A short value as its literal; undefined where it has none, or a long one. */
export function shown(value: ValueExpression | SerializedValue): string | undefined {
  const text = renderValue(value, style);
  return text === undefined || text.length > MAX_SHOWN || text.includes("\n") ? undefined : text;
}

/** A name with its article. */
export function articled(name: string): string {
  return `${/^[aeiou]/iu.test(name) ? "an" : "a"} ${name}`;
}

const COUNTED = (count: number): string => `${count} ${count === 1 ? "item" : "items"}`;

/** A value in words, short. */
export function told(value: SerializedValue): string {
  const text = shown(value);
  switch (value.type) {
    case "primitive":
      if (typeof value.value === "number" && (text ?? "").length > LONG_NUMBER)
        return `about ${renderNumber(Number(value.value.toPrecision(4)))}`;
      return value.value === "" ? "an empty string" : (text ?? "a text");
    case "array":
      return value.items.length === 0 ? "an empty array" : (text ?? COUNTED(value.items.length));
    case "object":
      return toldObject(
        value.entries.map(([key]) => key),
        text,
      );
    case "instance":
      // A prototype without a constructor of its own has the language's: nothing is said by that name.
      return /^(Object)?$/u.test(value.constructorName)
        ? toldObject(
            value.entries.map(([key]) => key),
            undefined,
          )
        : articled(value.constructorName);
    case "function":
      return "a function";
    default:
      return text ?? articled(value.type);
  }
}

function toldObject(keys: readonly string[], text: string | undefined): string {
  if (keys.length === 0) return "an empty object";
  return text ?? (keys.length <= 3 ? `an object with ${keys.join(", ")}` : "an object");
}
