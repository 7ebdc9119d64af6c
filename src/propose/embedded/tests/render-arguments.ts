import type { CallbackBehaviour, ValueExpression } from "../../../probe/values.ts";
import type { StepRecord } from "../../../probe/types.ts";
import { partsOf } from "../../../probe/explore/expressions.ts";
import type { Dialect } from "./dialect.ts";
import type { Call } from "../../../probe/explore/plans.ts";
import { renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";
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
  /^(arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|test|it|expect|describe|assert|jest|vi|mock)$/u;

function hasCallback(value: ValueExpression): boolean {
  return value.type === "callback" || partsOf(value).some(hasCallback);
}

/** Text of what a callback does; undefined where it cannot be written. */
function one(behaviour: CallbackBehaviour, { context }: Body): string | undefined {
  const isTyped = context.style.language === "typescript";
  const wrap = (value: ValueExpression, write: (text: string) => string): string | undefined => {
    const text = renderValue(value, context.literal);
    return text === undefined ? undefined : write(text);
  };
  switch (behaviour.type) {
    case "returns":
      return wrap(behaviour.value, (text) => `() => ${text.startsWith("{") ? `(${text})` : text}`);
    case "throws":
      return wrap(behaviour.error, (text) => `() => { throw ${text} }`);
    case "resolves":
      return wrap(behaviour.value, (text) => `() => Promise.resolve(${text === "undefined" ? "" : text})`);
    case "rejects":
      return wrap(behaviour.error, (text) => `() => Promise.reject(${text})`);
    case "echoes":
      if (behaviour.argument > 0) return `(...args${isTyped ? ": unknown[]" : ""}) => args[${behaviour.argument}]`;
      return `(value${isTyped ? ": unknown" : ""}) => value`;
    case "calls-back":
      return isTyped ? undefined : callingBack(behaviour, context.literal);
  }
}

function callingBack(
  { error, value }: Extract<CallbackBehaviour, { type: "calls-back" }>,
  literal: LiteralStyle,
): string {
  const first = error === undefined ? "null" : renderValue(error, literal);
  const second = value === undefined ? undefined : renderValue(value, literal);
  return `(...args) => args.at(-1)(${[first, second].filter((part) => part !== undefined).join(", ")})`;
}

/** The literal style in which callbacks are recorders. */
function withRecorders(body: Body): LiteralStyle {
  const { literal, dialect } = body.context;
  return {
    ...literal,
    callback: ({ behaviours }) => {
      const texts = behaviours.map((behaviour) => one(behaviour, body));
      const known = texts.filter((text) => text !== undefined);
      const text = known.length === texts.length ? dialect.recorder(known) : undefined;
      return text ?? "undefined /* cannot be written */";
    },
  };
}

export interface Argument {
  readonly text: string;
  /** Name of the constant that holds it; absent: it stands in the call. */
  readonly name?: string;
}

/** Texts of the arguments of a call; what is long or looked at afterwards becomes a constant first. */
export function toArguments(call: Call, step: StepRecord | undefined, body: Body): readonly Argument[] | undefined {
  const literal = withRecorders(body);
  const made: Argument[] = [];
  for (const [index, value] of call.args.entries()) {
    const text = renderValue(value, literal);
    if (text === undefined || text.includes("cannot be written")) return undefined;
    const parameter = call.point.parameters[Math.min(index, call.point.parameters.length - 1)];
    const isWatched = hasCallback(value) || (step?.changedArguments ?? []).some(({ argument }) => argument === index);
    const isLong = text.length > INLINE && body.context.style.language === "javascript";
    if (!isWatched && !isLong) made.push({ text });
    else {
      const name = freshName(parameter?.name ?? "value", body);
      body.lines.push(`const ${name} = ${text}`);
      made.push({ text: name, name });
    }
  }
  return made;
}
