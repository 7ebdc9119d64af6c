import type { CallbackBehaviour, ValueExpression } from "../../../probe/values.ts";
import type { StepRecord } from "../../../probe/types.ts";
import { partsOf } from "../../../probe/explore/expressions.ts";
import type { Dialect } from "./dialect.ts";
import type { Call } from "../../../probe/explore/plans.ts";
import { renderText, renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";
import type { TestStyle } from "./test-style.ts";

/** What the tests of one file share. */
export interface RenderContext {
  readonly style: TestStyle;
  readonly literal: LiteralStyle;
  readonly dialect: Dialect;
  /** Names that are taken in the file: imports and shared constants. */
  readonly taken: ReadonlySet<string>;
}

/** Lives for one test. */
export interface Body {
  readonly context: RenderContext;
  readonly lines: string[];
  readonly names: Set<string>;
  /** Arguments of the calls so far, by the index of their step. */
  readonly passed: Map<number, readonly Argument[]>;
  /** Lists of what is written to streams, by the names of the constants that hold the streams. */
  readonly written: Map<string, string>;
  /** Constants that hold the objects that were made, by the first step whose value each is. */
  readonly objects: Map<number, string>;
  isAsync: boolean;
}

const INLINE = 44;
export function freshName(wanted: string, body: Body): string {
  const plain = /^[A-Za-z_$][\w$]*$/u.test(wanted) && !RESERVED.test(wanted) ? wanted : "value";
  let name = plain;
  for (let count = 2; body.names.has(name) || body.context.taken.has(name); count += 1) name = `${plain}${count}`;
  body.names.add(name);
  return name;
}

const RESERVED =
  /^(arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|test|it|expect|describe|assert|jest|vi|mock|once|Readable|Writable)$/u;

function hasCallback(value: ValueExpression): boolean {
  return value.type === "callback" || partsOf(value).some(hasCallback);
}

function isWritable(value: ValueExpression): boolean {
  return value.type === "stream" && value.mode === "writable";
}

const PARAMETERS = ["a", "b", "c", "d", "e", "f", "g"];

/** Parameters of a callback that is asked how many it has; the last one by the name `last`. Absent: none. */
export function parameterList(arity: number | undefined, { language }: TestStyle, last?: string): string {
  const names = PARAMETERS.slice(0, arity ?? 0);
  const named = last === undefined ? names : [...names.slice(0, -1), last];
  return `(${named.map((name) => (language === "typescript" ? `${name}: unknown` : name)).join(", ")})`;
}

/** Text of what a callback does; undefined where it cannot be written. */
export function behaviourText(behaviour: CallbackBehaviour, arity: number | undefined, body: Body): string | undefined {
  const { context } = body;
  const isTyped = context.style.language === "typescript";
  const list = parameterList(arity, context.style);
  const wrap = (value: ValueExpression, write: (text: string) => string): string | undefined => {
    const text = renderValue(value, context.literal);
    return text === undefined ? undefined : write(text);
  };
  switch (behaviour.type) {
    case "returns":
      return wrap(behaviour.value, (text) => `${list} => ${text.startsWith("{") ? `(${text})` : text}`);
    case "throws":
      return wrap(behaviour.error, (text) => `${list} => { throw ${text} }`);
    case "resolves":
      return wrap(behaviour.value, (text) => `${list} => Promise.resolve(${text === "undefined" ? "" : text})`);
    case "rejects":
      return wrap(behaviour.error, (text) => `${list} => Promise.reject(${text})`);
    case "echoes":
      if (arity !== undefined) return `${list} => ${PARAMETERS.slice(0, arity)[behaviour.argument] ?? "undefined"}`;
      if (behaviour.argument > 0) return `(...args${isTyped ? ": unknown[]" : ""}) => args[${behaviour.argument}]`;
      return `(value${isTyped ? ": unknown" : ""}) => value`;
    case "calls-back":
      return isTyped ? undefined : callingBack(behaviour, arity, body);
  }
}

function callingBack(
  behaviour: Extract<CallbackBehaviour, { type: "calls-back" }>,
  arity: number | undefined,
  body: Body,
): string {
  const [list, callee] =
    arity === undefined ? ["(...args)", "args.at(-1)"] : [parameterList(arity, body.context.style, "next"), "next"];
  const call = `${callee}(${backText(behaviour, withRecorders(body))})`;
  return `${list} => ${behaviour.when === "later" ? `queueMicrotask(() => ${call})` : call}`;
}

/** What is handed to whoever is called back. */
function backText({ error, value }: Extract<CallbackBehaviour, { type: "calls-back" }>, literal: LiteralStyle): string {
  const first = error === undefined ? "null" : renderValue(error, literal);
  const second = value === undefined ? undefined : renderValue(value, literal);
  return [first, second].filter((part) => part !== undefined).join(", ");
}

/** The literal style in which callbacks are recorders. */
function withRecorders(body: Body): LiteralStyle {
  const { literal, dialect } = body.context;
  return {
    ...literal,
    callback: ({ behaviours, arity }) => {
      const isSilent = behaviours.length === 0 && arity !== undefined;
      const texts = isSilent
        ? [`${parameterList(arity, body.context.style)} => undefined`]
        : behaviours.map((behaviour) => behaviourText(behaviour, arity, body));
      const known = texts.filter((text) => text !== undefined);
      const text = known.length === texts.length ? dialect.recorder(known) : undefined;
      return text ?? "undefined /* cannot be written */";
    },
    // What is written to has a list of its own, which stands in front of it.
    stream: ({ mode, chunks }) =>
      mode === "readable" && !body.context.taken.has("Readable")
        ? `Readable.from([${chunks.map((chunk) => renderText(chunk, literal.quote)).join(", ")}])`
        : "undefined /* cannot be written */",
  };
}

/** Lines of a stream that keeps what is written to it. */
function writableLines(name: string, body: Body): readonly string[] {
  const isTyped = body.context.style.language === "typescript";
  const chunks = freshName("chunks", body);
  body.written.set(name, chunks);
  return [
    `const ${chunks}${isTyped ? ": string[]" : ""} = []`,
    `const ${name} = new Writable({ write(chunk, encoding, done) { ${chunks}.push(String(chunk)); done() } })`,
  ];
}

export interface Argument {
  readonly text: string;
  /** Name of the constant that holds it; absent: it stands in the call. */
  readonly name?: string;
}

/** What is to be known of one argument. */
interface Given {
  readonly value: ValueExpression;
  /** Name of its parameter. */
  readonly name: string;
  readonly isChanged: boolean;
}

/** Text of one argument; what is long or looked at afterwards becomes a constant first. */
function toArgument(
  { value, name: wanted, isChanged }: Given,
  literal: LiteralStyle,
  body: Body,
): Argument | undefined {
  if (isWritable(value) && !body.context.taken.has("Writable")) {
    const name = freshName(wanted, body);
    body.lines.push(...writableLines(name, body));
    return { text: name, name };
  }
  const text = renderValue(value, literal);
  if (text === undefined || text.includes("cannot be written")) return undefined;
  const isLong = text.length > INLINE && body.context.style.language === "javascript";
  if (!hasCallback(value) && !isChanged && !isLong) return { text };
  const name = freshName(wanted, body);
  body.lines.push(`const ${name} = ${text}`);
  return { text: name, name };
}

/** Texts of the arguments of a call; undefined where one of them cannot be written. */
export function toArguments(call: Call, step: StepRecord | undefined, body: Body): readonly Argument[] | undefined {
  const literal = withRecorders(body);
  const { parameters } = call.point;
  const made: Argument[] = [];
  for (const [index, value] of call.args.entries()) {
    const name = parameters[Math.min(index, parameters.length - 1)]?.name ?? "value";
    const isChanged = (step?.changedArguments ?? []).some(({ argument }) => argument === index);
    const argument = toArgument({ value, name, isChanged }, literal, body);
    if (argument === undefined) return undefined;
    made.push(argument);
  }
  return made;
}
