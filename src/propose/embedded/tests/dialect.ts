import type { SerializedError, SerializedValue } from "../../../probe/values.ts";
import { renderText, renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";
import { isRounded, shortFloat } from "./short-float.ts";
import type { TestStyle } from "./test-style.ts";

/** How a library says what is expected. Lines without semicolon; undefined where it cannot be said. */
export interface Dialect {
  equal(actual: string, value: SerializedValue): readonly string[] | undefined;
  /** That something is the very function that a name stands for. */
  same(actual: string, name: string): string;
  throws(call: string, error: SerializedError): string | undefined;
  rejects(promise: string, error: SerializedError): string | undefined;
  /** A function that records its calls; what it does at each call, the last for all others; undefined: cannot be told. */
  recorder(bodies: readonly string[]): string | undefined;
  /** The recorded calls, as a list of argument lists. */
  callsOf(name: string): string;
}

/** What dialects need besides the style. */
export interface DialectContext {
  readonly style: TestStyle;
  readonly literal: LiteralStyle;
  /** Name under which an exported error class or class is known in the test; undefined: it is not exported. */
  readonly classNamed: (name: string) => string | undefined;
}

const BUILT_IN_ERRORS = /^(Error|TypeError|RangeError|SyntaxError|ReferenceError|URIError|EvalError|AggregateError)$/u;

/** The values that a value holds directly. */
export function parts(value: SerializedValue): readonly SerializedValue[] {
  switch (value.type) {
    case "array":
      return value.items.filter((item) => item !== null);
    case "set":
      return value.items;
    case "object":
    case "instance":
      return value.entries.map(([, item]) => item);
    case "map":
      return value.entries.flat();
    default:
      return [];
  }
}

function holds(value: SerializedValue, test: (value: SerializedValue) => boolean): boolean {
  return test(value) || parts(value).some((part) => holds(part, test));
}

const isUndefined = (value: SerializedValue): boolean => value.type === "special" && value.name === "undefined";

/** Whether a value has a part that only a strict comparison tells from none: undefined, a hole. */
function needsStrict(value: SerializedValue): boolean {
  return holds(
    value,
    (part) =>
      (part.type === "object" && part.entries.some(([, item]) => isUndefined(item))) ||
      (part.type === "array" && part.items.includes(null)),
  );
}

function isLeaf(value: SerializedValue): boolean {
  return value.type === "primitive" || value.type === "special" || value.type === "bigint";
}

/** The fields of an object that have a text. */
function fieldsOf(
  value: Extract<SerializedValue, { type: "instance" }>,
  literal: LiteralStyle,
): SerializedValue | undefined {
  const known = value.entries.filter(
    ([key, item]) => !key.startsWith("_") && !key.startsWith("(") && renderValue(item, literal) !== undefined,
  );
  return known.length === 0 ? undefined : { type: "object", entries: known.slice(0, 8) };
}

/** What of an error is the same everywhere: a message of the repository's own, else a code. */
function stableMessage({ message, code, origin, name }: SerializedError): {
  readonly message?: string;
  readonly code?: string;
} {
  if (code !== undefined && /^E[A-Z]+$|^ERR_/u.test(code)) return { code };
  if (
    message === "" ||
    (origin !== "module" && BUILT_IN_ERRORS.test(name) && /JSON|position|Unexpected|Invalid/u.test(message))
  )
    return {};
  return { message };
}

/** Values that have a matcher of their own. */
function namedMatcher(actual: string, value: SerializedValue, { quote }: TestStyle): readonly string[] | undefined {
  if (value.type === "special" && value.name === "NaN") return [`expect(${actual}).toBeNaN()`];
  if (isUndefined(value)) return [`expect(${actual}).toBeUndefined()`];
  // A stand-in of the runner's comes from elsewhere: its constructor is not the Function of the test.
  if (value.type === "function") return [`expect(typeof ${actual}).toBe(${renderText("function", quote)})`];
  if (value.type === "symbol" && value.registry === undefined) {
    return [`expect(typeof ${actual}).toBe(${renderText("symbol", quote)})`];
  }
  if (value.type !== "primitive") return undefined;
  if (value.value === null) return [`expect(${actual}).toBeNull()`];
  if (typeof value.value !== "number" || !isRounded(value.value)) return undefined;
  const { text, places } = shortFloat(value.value);
  return [`expect(${actual}).toBeCloseTo(${text}, ${places})`];
}

/** An object of a class: its class where a test can name it, and the fields that can be written. */
function instanceLines(
  actual: string,
  value: Extract<SerializedValue, { type: "instance" }>,
  literal: LiteralStyle,
  classNamed: DialectContext["classNamed"],
): readonly string[] | undefined {
  const known = classNamed(value.constructorName);
  const fields = fieldsOf(value, literal);
  const text = fields === undefined ? undefined : renderValue(fields, literal);
  const lines = [
    ...(known === undefined ? [] : [`expect(${actual}).toBeInstanceOf(${known})`]),
    ...(text === undefined ? [] : [`expect(${actual}).toMatchObject(${text})`]),
  ];
  return lines.length === 0 ? undefined : lines;
}

function sameLines(actual: string, value: SerializedValue, literal: LiteralStyle): readonly string[] | undefined {
  const text = renderValue(value, literal);
  if (text === undefined) return undefined;
  const how = isLeaf(value) ? "toBe" : needsStrict(value) ? "toStrictEqual" : "toEqual";
  return [`expect(${actual}).${how}(${text})`];
}

/** Whether what was thrown is no error, but any other value. */
function isNoError({ name }: SerializedError): boolean {
  return name === "";
}

function expectDialect({ style, literal, classNamed }: DialectContext): Dialect {
  const mocks = style.runner === "vitest" ? "vi.fn" : "jest.fn";
  const closeLiteral: LiteralStyle = {
    ...literal,
    functions: "expect.any(Function)",
    close: (value) => {
      if (!isRounded(value)) return undefined;
      const { text, places } = shortFloat(value);
      return `expect.closeTo(${text}, ${places})`;
    },
  };
  const matcher = (error: SerializedError): string | undefined => {
    const { message, code } = stableMessage(error);
    if (code !== undefined) return `expect.objectContaining({ code: ${renderText(code, style.quote)} })`;
    const known = BUILT_IN_ERRORS.test(error.name) ? error.name : classNamed(error.name);
    if (known === undefined) return message === undefined ? "" : renderText(message, style.quote);
    if (message === undefined || !BUILT_IN_ERRORS.test(known)) return known;
    return `new ${known}(${renderText(message, style.quote)})`;
  };
  const equal: Dialect["equal"] = (actual, value) =>
    namedMatcher(actual, value, style) ??
    (value.type === "instance"
      ? instanceLines(actual, value, closeLiteral, classNamed)
      : sameLines(actual, value, closeLiteral));
  return {
    equal,
    same: (actual, name) => `expect(${actual}).toBe(${name})`,
    throws: (call, error) => {
      if (isNoError(error)) return `expect(() => ${call}).toThrow()`;
      const text = matcher(error);
      return text === undefined ? undefined : `expect(() => ${call}).toThrow(${text})`;
    },
    rejects: (promise, error) => {
      if (isNoError(error)) {
        const [line = "", more] = equal("", error.value) ?? [];
        return more === undefined && line.startsWith("expect()")
          ? `await expect(${promise}).rejects${line.slice("expect()".length)}`
          : undefined;
      }
      const text = matcher(error);
      return text === undefined ? undefined : `await expect(${promise}).rejects.toThrow(${text})`;
    },
    recorder: (bodies) => {
      const once = bodies.slice(0, -1).map((body) => `.mockImplementationOnce(${body})`);
      return `${mocks}(${bodies.at(-1) ?? ""})${once.join("")}`;
    },
    callsOf: (name) => `${name}.mock.calls`,
  };
}

function errorShape(error: SerializedError, style: TestStyle): string {
  const { message, code } = stableMessage(error);
  const named = error.name === "" ? [] : [`name: ${renderText(error.name, style.quote)}`];
  const fields = [
    ...named,
    ...(message === undefined ? [] : [`message: ${renderText(message, style.quote)}`]),
    ...(code === undefined ? [] : [`code: ${renderText(code, style.quote)}`]),
  ];
  return `{ ${fields.join(", ")} }`;
}

/** A plain value that was thrown. */
function sameReason({ value }: SerializedError, literal: LiteralStyle): string | undefined {
  const text = isLeaf(value) ? renderValue(value, literal) : undefined;
  return text === undefined ? undefined : `(reason) => Object.is(reason, ${text})`;
}

function assertDialect({ style, literal }: DialectContext): Dialect {
  return {
    equal: (actual, value) => {
      if (value.type === "primitive" && typeof value.value === "number" && isRounded(value.value)) {
        const { text, places } = shortFloat(value.value);
        return [`assert.ok(Math.abs(${actual} - ${text}) < 1e-${places})`];
      }
      if (value.type === "function")
        return [`assert.strictEqual(typeof ${actual}, ${renderText("function", style.quote)})`];
      if (value.type === "instance") {
        const fields = fieldsOf(value, literal);
        if (fields?.type !== "object") return undefined;
        return fields.entries.flatMap(([key, item]) => {
          const text = renderValue(item, literal);
          return text === undefined || !/^[A-Za-z_$][\w$]*$/u.test(key)
            ? []
            : [`assert.${isLeaf(item) ? "strictEqual" : "deepStrictEqual"}(${actual}.${key}, ${text})`];
        });
      }
      const text = renderValue(value, literal);
      return text === undefined
        ? undefined
        : [`assert.${isLeaf(value) ? "strictEqual" : "deepStrictEqual"}(${actual}, ${text})`];
    },
    same: (actual, name) => `assert.strictEqual(${actual}, ${name})`,
    throws: (call, error) => {
      const what = isNoError(error) ? sameReason(error, literal) : errorShape(error, style);
      return what === undefined ? undefined : `assert.throws(() => ${call}, ${what})`;
    },
    rejects: (promise, error) => {
      const what = isNoError(error) ? sameReason(error, literal) : errorShape(error, style);
      return what === undefined ? undefined : `await assert.rejects(${promise}, ${what})`;
    },
    recorder: ([body, ...more]) => {
      if (more.length > 0) return undefined;
      return style.runner === "node" ? `mock.fn(${body ?? ""})` : `recorded(${body ?? ""})`;
    },
    callsOf: (name) => (style.runner === "node" ? `${name}.mock.calls.map((call) => call.arguments)` : `${name}.calls`),
  };
}

function chaiDialect(context: DialectContext): Dialect {
  const { style, literal, classNamed } = context;
  const base = assertDialect(context);
  const errorArguments = (error: SerializedError): string => {
    const { message } = stableMessage(error);
    const type = BUILT_IN_ERRORS.test(error.name) ? error.name : classNamed(error.name);
    return [type, message === undefined ? undefined : renderText(message, style.quote)]
      .filter((part) => part !== undefined)
      .join(", ");
  };
  return {
    ...base,
    equal: (actual, value) => {
      if (value.type === "special" && value.name === "NaN") return [`expect(${actual}).to.be.NaN`];
      if (value.type === "primitive" && typeof value.value === "number" && isRounded(value.value)) {
        const { text, places } = shortFloat(value.value);
        return [`expect(${actual}).to.be.closeTo(${text}, 1e-${places})`];
      }
      if (value.type === "function") return [`expect(${actual}).to.be.a(${renderText("function", style.quote)})`];
      if (value.type === "instance") {
        const fields = fieldsOf(value, literal);
        const text = fields === undefined ? undefined : renderValue(fields, literal);
        return text === undefined ? undefined : [`expect(${actual}).to.deep.include(${text})`];
      }
      const text = renderValue(value, literal);
      return text === undefined
        ? undefined
        : [`expect(${actual}).to.${isLeaf(value) ? "equal" : "deep.equal"}(${text})`];
    },
    same: (actual, name) => `expect(${actual}).to.equal(${name})`,
    throws: (call, error) => `expect(() => ${call}).to.throw(${isNoError(error) ? "" : errorArguments(error)})`,
    rejects: (promise, error) => {
      const caught = `const error = await ${promise}.then(() => undefined, (reason) => reason)`;
      const message = `{ message: ${renderText(error.message, style.quote)} }`;
      if (!isNoError(error)) return `${caught}\nexpect(error).to.include(${message})`;
      const text = renderValue(error.value, literal);
      return text === undefined ? undefined : `${caught}\nexpect(error).to.deep.equal(${text})`;
    },
  };
}

/** The dialect of a style. */
export function toDialect(context: DialectContext): Dialect {
  switch (context.style.assertions) {
    case "expect":
      return expectDialect(context);
    case "assert":
      return assertDialect(context);
    case "chai":
      return chaiDialect(context);
  }
}
