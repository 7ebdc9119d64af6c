import type { CallbackBehaviour, SerializedError, SerializedValue, ValueExpression } from "../../../probe/values.ts";
import type { CallbackInvocation, StepRecord } from "../../../probe/types.ts";
import { partsOf } from "../../../probe/explore/expressions.ts";
import type { Dialect } from "./dialect.ts";
import { callStep, endOf, type Call, type Trial } from "../../../probe/explore/plans.ts";
import { renderText, renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";
import { writtenFiles } from "./sample-files.ts";
import type { TestStyle } from "./test-style.ts";

/** What the tests of one file share. */
export interface RenderContext {
  readonly style: TestStyle;
  readonly literal: LiteralStyle;
  readonly dialect: Dialect;
  /** Names that are taken in the file: imports and shared constants. */
  readonly taken: ReadonlySet<string>;
}

/** The body of a test; lines without indentation. */
export interface RenderedTest {
  readonly lines: readonly string[];
  readonly async: "yes" | "no";
}

/** Lives for one test. */
interface Body {
  readonly context: RenderContext;
  readonly lines: string[];
  readonly names: Set<string>;
  isAsync: boolean;
}

const INLINE = 44;
/** A longer call gets a line of its own. */
const LONG_CALL = 64;

function freshName(wanted: string, body: Body): string {
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
      const [first] = behaviours;
      const text = first === undefined ? undefined : one(first, body);
      return first !== undefined && text === undefined ? "undefined /* cannot be written */" : dialect.recorder(text);
    },
  };
}

interface Argument {
  readonly text: string;
  /** Name of the constant that holds it; absent: it stands in the call. */
  readonly name?: string;
}

/** Texts of the arguments of a call; what is long or looked at afterwards becomes a constant first. */
function toArguments(call: Call, step: StepRecord | undefined, body: Body): readonly Argument[] | undefined {
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

function access(owner: string, member: string, quote: string): string {
  return /^[A-Za-z_$][\w$]*$/u.test(member) ? `${owner}.${member}` : `${owner}[${quote}${member}${quote}]`;
}

function callText(call: Call, args: readonly Argument[], receiver: string, { context }: Body): string {
  const { point } = call;
  const list = args.map(({ text }) => text).join(", ");
  switch (point.type) {
    case "function":
      return `${context.literal.exported(point.path)}(${list})`;
    case "constructor":
      return `new ${context.literal.exported(point.path)}(${list})`;
    case "method":
      return `${access(receiver, point.member ?? "", context.style.quote)}(${list})`;
    case "getter":
      return access(receiver, point.member ?? "", context.style.quote);
  }
}

/** `Cart` and `shop.Cart` become `cart`. */
function objectName(className: string): string {
  const name = className.split(".").at(-1) ?? "object";
  return /^[A-Z]/u.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : `${name}Object`;
}

/** Makes the object and calls what comes before; its name, or undefined where that cannot be written. */
function prepare(trial: Trial, body: Body): string | undefined {
  const { made, before, call } = trial.scenario;
  const maker = call.point.receiver;
  if (made === undefined || maker === undefined) return "";
  const args = toArguments({ point: maker, args: made }, undefined, body);
  if (args === undefined) return undefined;
  const name = freshName(objectName(maker.name), body);
  body.lines.push(`const ${name} = ${callText({ point: maker, args: made }, args, "", body)}`);
  for (const earlier of before) {
    const list = toArguments(earlier, undefined, body);
    if (list === undefined) return undefined;
    const isPromise = earlier.point.result === "promise";
    if (isPromise) body.isAsync = true;
    body.lines.push(`${isPromise ? "await " : ""}${callText(earlier, list, name, body)}`);
  }
  return name;
}

/** Expected calls of the callbacks, one line for each callback that was called. */
function callbackLines(step: StepRecord | undefined, args: readonly Argument[], body: Body): readonly string[] {
  const { dialect, literal } = body.context;
  const grouped = new Map<string, CallbackInvocation[]>();
  for (const invocation of step?.callbacks ?? []) {
    const name = args[invocation.argument]?.name;
    if (name === undefined || invocation.path.includes("()")) continue;
    const key = [name, ...invocation.path].join(".");
    grouped.set(key, [...(grouped.get(key) ?? []), invocation]);
  }
  return [...grouped].flatMap(([name, invocations]) => {
    if (!/^[\w$.]+$/u.test(name)) return [];
    const lists = invocations.map((invocation) => invocation.args.map((arg) => renderValue(arg, literal)));
    if (lists.some((list) => list.includes(undefined)) || invocations.length > 6) return [];
    const calls = {
      type: "array",
      items: invocations.map(({ args: given }) => ({ type: "array", items: given }) as const),
    } as const;
    return dialect.equal(dialect.callsOf(name), calls) ?? [];
  });
}

function changeLines(step: StepRecord | undefined, args: readonly Argument[], { context }: Body): readonly string[] {
  return (step?.changedArguments ?? []).flatMap(({ argument, after }) => {
    const name = args[argument]?.name;
    return name === undefined ? [] : (context.dialect.equal(name, after) ?? []);
  });
}

/** What lies in the files that were written. */
function fileLines(trial: Trial, { context }: Body): readonly string[] {
  return writtenFiles(trial).flatMap(({ path, text }) => {
    const read = `fs.readFileSync(${renderText(path, context.style.quote)}, ${renderText("utf8", context.style.quote)})`;
    return context.dialect.equal(read, { type: "primitive", value: text }) ?? [];
  });
}

/** What the object shows of itself after a call that answers nothing. */
function stateLines(step: StepRecord | undefined, receiver: string, { context }: Body): readonly string[] {
  const after = step?.changedThis;
  if (after?.type !== "instance" || receiver === "") return [];
  const fields = after.entries.filter(([key]) => /^[a-z]\w*$/iu.test(key)).slice(0, 4);
  return fields.flatMap(([key, value]) => context.dialect.equal(`${receiver}.${key}`, value)?.slice(0, 1) ?? []);
}

function followed(trial: Trial, text: string, body: Body): string {
  const { result } = trial.scenario.call.point;
  if (result === "promise") {
    body.isAsync = true;
    return `await ${text}`;
  }
  return result === "iterator" ? `[...${text}]` : text;
}

interface Writing {
  readonly trial: Trial;
  readonly receiver: string;
  readonly args: readonly Argument[];
  readonly text: string;
}

/** Lines of a call that throws or rejects; undefined where the error cannot be told. */
function throwingLines(
  { trial, args, text }: Writing,
  error: SerializedError,
  body: Body,
): readonly string[] | undefined {
  const isLate = trial.scenario.call.point.result === "promise";
  const { dialect } = body.context;
  const line = isLate ? dialect.rejects(text, error) : dialect.throws(text, error);
  if (line === undefined) return undefined;
  body.isAsync ||= isLate;
  return [...line.split("\n"), ...callbackLines(callStep(trial), args, body)];
}

/** Lines of a call that answers: what it answers, and what it did besides. */
function returningLines(
  { trial, receiver, args, text }: Writing,
  value: SerializedValue,
  body: Body,
): readonly string[] | undefined {
  const step = callStep(trial);
  const { dialect } = body.context;
  const { call } = trial.scenario;
  const isQuiet = value.type === "special" && value.name === "undefined";
  const after = [
    ...callbackLines(step, args, body),
    ...changeLines(step, args, body),
    ...fileLines(trial, body),
    ...(isQuiet ? stateLines(step, receiver, body) : []),
  ];
  const whole = followed(trial, text, body);
  if (isQuiet && after.length > 0) return [whole, ...after];
  const equal = dialect.equal(whole, value);
  if (equal === undefined) return undefined;
  if (equal.length === 1 && whole.length <= LONG_CALL) return [...equal, ...after];
  const wanted = call.point.type === "constructor" ? objectName(call.point.name) : "result";
  const name = freshName(wanted, body);
  return [`const ${name} = ${whole}`, ...(dialect.equal(name, value) ?? []), ...after];
}

/** The body of a test for a trial; undefined where it cannot be written or nothing would be asserted. */
export function renderTest(trial: Trial, context: RenderContext): RenderedTest | undefined {
  const body: Body = { context, lines: [], names: new Set(), isAsync: false };
  const receiver = prepare(trial, body);
  const { call } = trial.scenario;
  const args = receiver === undefined ? undefined : toArguments(call, callStep(trial), body);
  const outcome = endOf(trial)?.outcome;
  if (receiver === undefined || args === undefined) return undefined;
  const writing: Writing = { trial, receiver, args, text: callText(call, args, receiver, body) };
  let lines: readonly string[] | undefined;
  if (outcome?.type === "threw") lines = throwingLines(writing, outcome.error, body);
  if (outcome?.type === "returned") lines = returningLines(writing, outcome.value, body);
  if (lines === undefined || lines.length === 0) return undefined;
  return { lines: [...body.lines, ...lines], async: body.isAsync ? "yes" : "no" };
}
