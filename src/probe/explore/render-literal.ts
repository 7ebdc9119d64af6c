import type { SerializedValue, ValueExpression } from "../values.ts";

/** How source text is written. */
export interface LiteralStyle {
  readonly quote: "'" | '"';
  /** Name that a path from the module's exports has in the test. */
  readonly exported: (path: readonly string[]) => string;
  /** Text of a callback; absent: callbacks cannot be written here. */
  readonly callback?: (expression: Extract<ValueExpression, { type: "callback" }>) => string;
  /** Text of a stream; absent: streams cannot be written here. */
  readonly stream?: (expression: Extract<ValueExpression, { type: "stream" }>) => string;
  /** Text of a float that need not be met exactly. */
  readonly close?: (value: number) => string | undefined;
  /** Text that any function meets; absent: functions that were seen cannot be written here. */
  readonly functions?: string;
  /** Name of a constant that stands for the same text; absent: none. */
  readonly alias?: (text: string) => string | undefined;
}

/** How values are written in a text that is evaluated beside the module's exports. */
export const INSIDE: LiteralStyle = { quote: '"', exported: (path) => ["exports", ...path].join(".") };

const ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
  "\\": "\\\\",
};

/** A text in quotes; whatever would not be seen is escaped. */
export function renderText(text: string, quote: "'" | '"'): string {
  const plain = text.includes(quote) && !text.includes(quote === "'" ? '"' : "'") ? (quote === "'" ? '"' : "'") : quote;
  let made = "";
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const known = ESCAPES[letter];
    if (known !== undefined) made += known;
    else if (letter === plain) made += `\\${letter}`;
    else if (isHidden(code))
      made += code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
    else made += letter;
  }
  return `${plain}${made}${plain}`;
}

/** Control, formatting and lone surrogate code points, and spaces that look like others. */
function isHidden(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xad) return true;
  return (
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfeff ||
    code === 0xfffd
  );
}

/** A property name of an object literal. */
export function renderKey(key: string, style: Pick<LiteralStyle, "quote">): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/u.test(key) || /^(0|[1-9]\d{0,14})$/u.test(key) ? key : renderText(key, style.quote);
}

type Value = ValueExpression | SerializedValue;

/** Source text of a value; undefined where it has none (a function, something cut or opaque, a cycle). */
export function renderValue(value: Value, style: LiteralStyle): string | undefined {
  const text = renderWhole(value, style);
  return text === undefined ? undefined : (style.alias?.(text) ?? text);
}

function renderWhole(value: Value, style: LiteralStyle): string | undefined {
  switch (value.type) {
    case "primitive":
      return renderPrimitive(value.value, style);
    case "special":
      return value.name;
    case "bigint":
      return `${value.digits}n`;
    case "symbol":
      return renderSymbol(value, style);
    case "date":
      if (value.ms === null) return "new Date(NaN)";
      return `new Date(${renderText(new Date(value.ms).toISOString(), style.quote)})`;
    case "regex":
      return `/${value.source.replaceAll(/(?<!\\)\//gu, "\\/")}/${value.flags}`;
    case "error":
      return `new ${value.name}(${renderText(value.message, style.quote)})`;
    case "url":
      return `new URL(${renderText(value.href, style.quote)})`;
    case "bytes":
      return renderBytes(value);
    case "function":
      return style.functions;
    default:
      return renderHolder(value, style) ?? renderRecipe(value, style);
  }
}

function renderList(items: readonly (Value | null)[], style: LiteralStyle): string | undefined {
  const texts = items.map((item) => (item === null ? "" : renderValue(item, style)));
  return joined(texts, (parts) => `[${parts.join(", ")}${parts.at(-1) === "" ? "," : ""}]`);
}

/** Values that hold others. */
function renderHolder(value: Value, style: LiteralStyle): string | undefined {
  switch (value.type) {
    case "array":
      return renderList(value.items, style);
    case "object":
      return renderObject(value, style);
    case "map": {
      const pairs = value.entries.map(([key, item]) => renderList([key, item], style));
      return joined(pairs, (parts) => (parts.length === 0 ? "new Map()" : `new Map([${parts.join(", ")}])`));
    }
    case "set": {
      const list = renderList(value.items, style);
      return list === undefined ? undefined : `new Set(${list === "[]" ? "" : list})`;
    }
    default:
      return undefined;
  }
}

/** Values that exist as arguments only. */
function renderRecipe(value: Value, style: LiteralStyle): string | undefined {
  switch (value.type) {
    case "callback":
      return style.callback?.(value);
    case "promise": {
      const inner =
        value.value === undefined || value.state === "pending" ? undefined : renderValue(value.value, style);
      const how = value.state === "fulfilled" ? "resolve" : "reject";
      return inner === undefined ? undefined : `Promise.${how}(${inner})`;
    }
    case "stream":
      return style.stream?.(value);
    case "iterable":
      return joined([renderList(value.items, style)], ([list = ""]) => {
        const body = list === "[]" ? "{}" : `{ yield* ${list} }`;
        return `(${value.mode === "async" ? "async " : ""}function* () ${body})()`;
      });
    case "source":
      return value.text.replaceAll(/\bexports(?:\.([A-Za-z_$][\w$]*))?/gu, (_, name?: string) =>
        style.exported(name === undefined ? [] : [name]),
      );
    case "export":
      return style.exported(value.path);
    default:
      return undefined;
  }
}

function joined(
  parts: readonly (string | undefined)[],
  join: (parts: readonly string[]) => string,
): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? join(known) : undefined;
}

function renderPrimitive(value: string | number | boolean | null, style: LiteralStyle): string {
  if (typeof value === "string") return renderText(value, style.quote);
  if (typeof value !== "number") return String(value);
  return style.close?.(value) ?? renderNumber(value);
}

/** Digits as people write them: `2147483648` and `1e21`. */
export function renderNumber(value: number): string {
  return String(value).replace("e+", "e");
}

function renderSymbol(value: Extract<Value, { type: "symbol" }>, style: LiteralStyle): string | undefined {
  if (value.registry === "well-known") return value.description;
  const text = value.description === undefined ? "" : renderText(value.description, style.quote);
  return value.registry === "registered" ? `Symbol.for(${text})` : `Symbol(${text})`;
}

function renderBytes({ kind, values }: Extract<Value, { type: "bytes" }>): string {
  if (kind === "ArrayBuffer") return `new Uint8Array([${values.join(", ")}]).buffer`;
  return kind === "Buffer" ? `Buffer.from([${values.join(", ")}])` : `new ${kind}([${values.join(", ")}])`;
}

function renderObject(value: Extract<Value, { type: "object" }>, style: LiteralStyle): string | undefined {
  const entries = value.entries.map(([key, item]) =>
    joined([renderValue(item, style)], ([part = ""]) => (part === key ? key : `${renderKey(key, style)}: ${part}`)),
  );
  return joined(entries, (parts) => {
    const literal = parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
    return value.prototype === "null" ? `Object.assign(Object.create(null), ${literal})` : literal;
  });
}
