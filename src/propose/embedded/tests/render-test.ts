import type { CallbackBehaviour, ValueExpression } from "../../../probe/values.ts";
import type { CallbackInvocation, StepRecord } from "../../../probe/types.ts";
import { partsOf } from "./expressions.ts";
import type { Dialect } from "./dialect.ts";
import { callStep, endOf, type Call, type Trial } from "./plans.ts";
import { renderText, renderValue, type LiteralStyle } from "./render-literal.ts";
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

function one(behaviour: CallbackBehaviour, { context }: Body): string | undefined {
  const render = (value: ValueExpression): string | undefined => renderValue(value, context.literal);
  const wrapped = (text: string | undefined): string | undefined =>
    text?.startsWith("{") === true ? `(${text})` : text;
  const any = context.style.language === "typescript" ? ": unknown" : "";
  switch (behaviour.type) {
    case "returns": {
      const text = wrapped(render(behaviour.value));
      return text === undefined ? undefined : `() => ${text}`;
    }
    case "throws": {
      const text = render(behaviour.error);
      return text === undefined ? undefined : `() => { throw ${text} }`;
    }
    case "echoes":
      return behaviour.argument === 0
        ? `(value${any}) => value`
        : `(...args${any === "" ? "" : ": unknown[]"}) => args[${behaviour.argument}]`;
    case "resolves": {
      const text = render(behaviour.value);
      return text === undefined ? undefined : `() => Promise.resolve(${text === "undefined" ? "" : text})`;
    }
    case "rejects": {
      const text = render(behaviour.error);
      return text === undefined ? undefined : `() => Promise.reject(${text})`;
    }
    case "calls-back": {
      if (context.style.language === "typescript") return undefined;
      const error = behaviour.error === undefined ? "null" : render(behaviour.error);
      const value = behaviour.value === undefined ? undefined : render(behaviour.value);
      return `(...args) => args.at(-1)(${[error, value].filter((part) => part !== undefined).join(", ")})`;
    }
  }
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

function receiverName(call: Call): string {
  const name = call.point.receiver?.name.split(".").at(-1) ?? "object";
  return /^[A-Z]/u.test(name) ? name[0]?.toLowerCase() + name.slice(1) : `${name}Object`;
}

/** Makes the object and calls what comes before; its name, or undefined where that cannot be written. */
function prepare(trial: Trial, body: Body): string | undefined {
  const { made, before, call } = trial.scenario;
  const maker = call.point.receiver;
  if (made === undefined || maker === undefined) return "";
  const args = toArguments({ point: maker, args: made }, undefined, body);
  if (args === undefined) return undefined;
  const name = freshName(receiverName(call), body);
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

/** The body of a test for a trial; undefined where it cannot be written or nothing would be asserted. */
export function renderTest(trial: Trial, context: RenderContext): RenderedTest | undefined {
  const body: Body = { context, lines: [], names: new Set(), isAsync: false };
  const receiver = prepare(trial, body);
  if (receiver === undefined) return undefined;
  const { call } = trial.scenario;
  const step = callStep(trial);
  const args = toArguments(call, step, body);
  if (args === undefined) return undefined;
  const outcome = endOf(trial)?.outcome;
  const text = callText(call, args, receiver, body);
  const { dialect } = context;
  const before = body.lines.length;
  if (outcome?.type === "threw") {
    const isLate = call.point.result === "promise";
    const line = isLate ? dialect.rejects(text, outcome.error) : dialect.throws(text, outcome.error);
    if (line === undefined) return undefined;
    body.isAsync ||= isLate;
    body.lines.push(...line.split("\n"), ...callbackLines(step, args, body));
  } else if (outcome?.type === "returned") {
    const later = [...callbackLines(step, args, body), ...changeLines(step, args, body), ...fileLines(trial, body)];
    const isQuiet = outcome.value.type === "special" && outcome.value.name === "undefined";
    const state = isQuiet ? stateLines(step, receiver, body) : [];
    const after = [...later, ...state];
    const whole = followed(trial, text, body);
    if (isQuiet && after.length > 0) body.lines.push(whole, ...after);
    else {
      const equal = dialect.equal(whole, outcome.value);
      if (equal === undefined) return undefined;
      if (equal.length > 1 || whole.length > LONG_CALL) {
        const name = freshName(
          call.point.type === "constructor"
            ? receiverName({ ...call, point: { ...call.point, receiver: call.point } })
            : "result",
          body,
        );
        body.lines.push(`const ${name} = ${whole}`, ...(dialect.equal(name, outcome.value) ?? []), ...after);
      } else body.lines.push(...equal, ...after);
    }
  }
  return body.lines.length === before ? undefined : { lines: body.lines, async: body.isAsync ? "yes" : "no" };
}
