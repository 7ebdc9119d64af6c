import { callStep, endOf, heardBy, isAwaited, type Call, type Trial } from "../../../probe/explore/plans.ts";
import { renderValue, type LiteralStyle } from "../../../probe/explore/render-literal.ts";
import type { CallbackInvocation } from "../../../probe/types.ts";
import type { SerializedValue, ValueExpression } from "../../../probe/values.ts";
import type { DocStyle } from "./doc-style.ts";

/** Longest result and longest call that are still read. */
const LONGEST_RESULT = 72;
const LONGEST_CALL = 100;

/** How the module is named in its own examples. */
export interface ExampleNames {
  readonly whole: string;
}

function renderCallback({ behaviours }: Extract<ValueExpression, { type: "callback" }>, style: LiteralStyle): string {
  const [behaviour, more] = behaviours;
  if (behaviour === undefined) return "() => {}";
  if (more !== undefined) return UNWRITABLE;
  if (behaviour.type === "echoes" && behaviour.argument === 0) return "(value) => value";
  if (behaviour.type !== "returns") return UNWRITABLE;
  const text = renderValue(behaviour.value, style) ?? UNWRITABLE;
  return `() => ${text.startsWith("{") ? `(${text})` : text}`;
}

/** No source text holds it. */
const UNWRITABLE = "\u0000";

function literalStyle({ quote }: DocStyle, { whole }: ExampleNames): LiteralStyle {
  const style: LiteralStyle = {
    quote,
    exported: (path) => (path.length === 0 || path.join(".") === "default" ? whole : path.join(".")),
  };
  return { ...style, callback: (expression) => renderCallback(expression, style) };
}

function renderArguments(args: readonly ValueExpression[], style: LiteralStyle): string | undefined {
  const texts = args.map((arg) => renderValue(arg, style));
  const isWhole = texts.every((text) => text?.includes(UNWRITABLE) === false);
  return isWhole ? texts.join(", ") : undefined;
}

function renderCall(call: Call, on: string, style: LiteralStyle): string | undefined {
  if (call.point.type === "getter") return `${on}.${call.point.member ?? ""}`;
  const args = renderArguments(call.args, style);
  const target = call.point.member === undefined ? style.exported(call.point.path) : `${on}.${call.point.member}`;
  return args === undefined ? undefined : `${target}(${args})`;
}

/** `shoppingCart` for `ShoppingCart`. */
function objectName(path: readonly string[], names: ExampleNames): string {
  const name = path.at(-1) ?? names.whole;
  const plain = (name === "default" ? names.whole : name).replace(/^(?:create|make|build|new)(?=[A-Z])/u, "");
  const lower = plain.charAt(0).toLowerCase() + plain.slice(1);
  return lower === plain ? `${plain}Object` : lower;
}

/** A call that answers nothing: what it made of its argument. */
function renderChange(trial: Trial, style: LiteralStyle, end: string): readonly string[] | undefined {
  const [first, more] = callStep(trial)?.changedArguments ?? [];
  const { point, args } = trial.scenario.call;
  const before = first === undefined ? undefined : args[first.argument];
  if (first === undefined || before === undefined || more !== undefined || point.receiver !== undefined)
    return undefined;
  const name = point.parameters[first.argument]?.name ?? "";
  const [start, after] = [renderValue(before, style), renderValue(first.after, style)];
  const others = args.map((arg, index) => (index === first.argument ? name : renderValue(arg, style)));
  const texts = [start, after, ...others];
  const isReadable = texts.every(
    (text) => text !== undefined && text.length <= LONGEST_RESULT && !text.includes(UNWRITABLE),
  );
  if (!/^[A-Za-z_$][\w$]*$/u.test(name) || !isReadable) return undefined;
  return [
    `const ${name} = ${start ?? ""}${end}`,
    `${style.exported(point.path)}(${others.join(", ")})${end}`,
    `${name}${end} // => ${after ?? ""}`,
  ];
}

/** Names of a callback's parameters: those of its type, else what they mostly are. */
function parameterNames(trial: Trial, index: number, count: number): readonly string[] {
  const sketch = trial.scenario.call.point.parameters[index]?.value;
  const names = sketch?.type === "function" ? sketch.parameters.map(({ name }) => name) : [];
  const isUsable = names.length === count && names.every((name) => /^[a-z]\w*$/iu.test(name) && name !== "arg");
  if (isUsable) return names;
  return count === 1 ? ["value"] : ["error", "value"];
}

/** What a callback was called with: a value, or no error and a value; undefined where it was neither. */
function answerOf({ args }: CallbackInvocation, style: LiteralStyle): string | undefined {
  const [first, second, third] = args;
  const isError = second !== undefined && third === undefined && isNothing(first);
  const value = args.length === 1 ? first : isError ? second : undefined;
  const text = value === undefined || isNothing(value) ? undefined : renderValue(value, style);
  // An error is no answer: it shows the way out of the code, not what it is for.
  const isShort = text !== undefined && text.length <= LONGEST_RESULT && !/^new \w*Error\b/u.test(text);
  return isShort ? text : undefined;
}

/** A call that answers through a callback, which it calls once. */
function renderAnswer(trial: Trial, style: LiteralStyle, end: string): readonly string[] | undefined {
  const { point, args } = trial.scenario.call;
  const [only, more] = [...heardBy(trial), ...(trial.record.late?.callbacks ?? [])];
  if (only === undefined || more !== undefined || only.path.length > 0 || point.receiver !== undefined)
    return undefined;
  const text = answerOf(only, style);
  const names = parameterNames(trial, only.argument, only.args.length);
  const callback = `(${names.join(", ")}) => console.log(${names.at(-1) ?? ""})`;
  const texts = args.map((arg, index) => (index === only.argument ? callback : renderValue(arg, style)));
  const call = `${style.exported(point.path)}(${texts.join(", ")})${end}`;
  const isReadable = texts.every((one) => one?.includes(UNWRITABLE) === false) && call.length <= LONGEST_CALL;
  return isReadable && text !== undefined ? [`${call} // => ${text}`] : undefined;
}

function isNothing(value: SerializedValue | undefined): boolean {
  if (value?.type === "special") return value.name === "undefined";
  return value?.type === "primitive" && value.value === null;
}

/** Whether a call answers with a text, list or object that it was given: that would look as if it did nothing. */
function isEcho({ scenario }: Trial, text: string, style: LiteralStyle): boolean {
  return /^["'[{]/u.test(text) && scenario.call.args.some((arg) => renderValue(arg, style) === text);
}

/** What a reader wants to see of a call: its answer, or what it made of its argument. */
function renderEnd(trial: Trial, call: string, style: LiteralStyle, end: string): readonly string[] | undefined {
  const outcome = endOf(trial)?.outcome;
  if (outcome?.type !== "returned") return undefined;
  const { value } = outcome;
  if (value.type === "special" && value.name === "undefined") {
    return renderChange(trial, style, end) ?? renderAnswer(trial, style, end);
  }
  const { result } = trial.scenario.call.point;
  const shown = isAwaited(trial.scenario) ? `await ${call}` : result === "iterator" ? `[...${call}]` : call;
  const text = renderValue(value, style);
  if (text === undefined || text.length > LONGEST_RESULT || isEcho(trial, text, style)) return undefined;
  return [`${shown}${end} // => ${text}`];
}

/** The lines of an example from a call that was made, with its real result; undefined where it cannot be written or read. */
export function renderExample(trial: Trial, docStyle: DocStyle, names: ExampleNames): readonly string[] | undefined {
  const style = literalStyle(docStyle, names);
  const end = docStyle.semicolon;
  const { call, before, makers } = trial.scenario;
  const [maker, more] = makers;
  if (call.point.type === "constructor" || more !== undefined) return undefined;
  if (maker === undefined) {
    const text = renderCall(call, "", style);
    return text === undefined || text.length > LONGEST_CALL ? undefined : renderEnd(trial, text, style, end);
  }
  if (maker.point.result !== "plain") return undefined;
  const name = objectName(maker.point.path, names);
  const making = renderCall(maker, "", style);
  const earlier = before.map((one) => renderCall(one, name, style));
  const text = renderCall(call, name, style);
  if (making === undefined || text === undefined || earlier.includes(undefined)) return undefined;
  const last = renderEnd(trial, text, style, end);
  if (last === undefined) return undefined;
  const word = maker.point.type === "constructor" ? "new " : "";
  const lines = [`const ${name} = ${word}${making}${end}`, ...earlier.map((line) => `${line ?? ""}${end}`), ...last];
  return lines.every((line) => line.length <= LONGEST_CALL + LONGEST_RESULT) ? lines : undefined;
}
