import type { SerializedError, SerializedValue } from "../../../probe/values.ts";
import type { StepRecord } from "../../../probe/types.ts";
import {
  callStep,
  endOf,
  isAwaited,
  isRejected,
  settledBy,
  type Call,
  type Trial,
} from "../../../probe/explore/plans.ts";
import type { EntryPoint } from "../../../probe/explore/entry-points.ts";
import { callbackLines } from "./callback-lines.ts";
import { lateForm } from "./late-form.ts";
import { eventLine, toWaiting, type Waiting } from "./wait-lines.ts";
import { freshName, toArguments, type Argument, type Body, type RenderContext } from "./render-arguments.ts";
import { settingLines } from "./setting-lines.ts";
import { changedFields } from "./changed-fields.ts";
import { renderText } from "../../../probe/explore/render-literal.ts";
import { writtenFiles } from "./sample-files.ts";

/** The body of a test; lines without indentation. */
export interface RenderedTest {
  readonly lines: readonly string[];
  readonly async: "yes" | "no";
}

/** Fields of an object that are looked at after one call. */
const MOST_FIELDS = 4;
/** A longer call gets a line of its own. */
const LONG_CALL = 64;

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
      if (point.member === undefined) return `${receiver}(${list})`;
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

/** `createStore` answers a store; of other names nothing is known. */
function answerName({ name, type }: EntryPoint): string {
  if (type === "constructor") return objectName(name);
  const last = name.replaceAll("()", "").split(/[.#]/u).at(-1) ?? "";
  const made = /^(?:create|make|new|build|open|get|init)([A-Z]\w*)$/u.exec(last)?.[1];
  return made === undefined ? "made" : made.slice(0, 1).toLowerCase() + made.slice(1);
}

/** Makes the object and calls what comes before; its name, or undefined where that cannot be written. */
function prepare(trial: Trial, body: Body): string | undefined {
  const { scenario, places } = trial;
  const { makers, before } = scenario;
  let name = "";
  for (const [index, one] of [...makers, ...before].entries()) {
    const args = toArguments(one, undefined, body);
    if (args === undefined) return undefined;
    body.passed.set(places[index] ?? -1, args);
    const isPromise = one.point.result === "promise";
    if (isPromise) body.isAsync = true;
    const text = `${isPromise ? "await " : ""}${callText(one, args, name, body)}`;
    if (index >= makers.length) body.lines.push(text);
    else {
      name = freshName(answerName(one.point), body);
      body.lines.push(`const ${name} = ${text}`);
      body.objects.set(places[index] ?? -1, name);
    }
    if (one.settled === undefined) continue;
    const told = settledBy(trial, index);
    const wait = told === undefined ? undefined : eventLine(told, body);
    if (wait === undefined) return undefined;
    body.lines.push(wait);
  }
  return name;
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

/** What the object shows of itself after a call that answers nothing: what is changed, else what there is. */
function stateLines(trial: Trial, receiver: string, { context }: Body): readonly string[] {
  const after = callStep(trial)?.changedThis;
  if (after?.type !== "instance" || receiver === "") return [];
  const changed = changedFields(trial);
  const fields = changed.length > 0 ? changed : after.entries.filter(([key]) => /^[a-z]\w*$/iu.test(key));
  return fields
    .slice(0, MOST_FIELDS)
    .flatMap(([key, value]) => context.dialect.equal(`${receiver}.${key}`, value)?.slice(0, 1) ?? []);
}

function followed(trial: Trial, text: string, body: Body): string {
  if (isAwaited(trial.scenario)) {
    body.isAsync = true;
    return `await ${text}`;
  }
  return trial.scenario.call.point.result === "iterator" ? `[...${text}]` : text;
}

interface Writing {
  readonly trial: Trial;
  readonly receiver: string;
  readonly args: readonly Argument[];
  readonly text: string;
}

/**
 * Lines of a call that throws or rejects, and that wait for what goes on nevertheless; undefined where the error cannot be
 * told.
 */
function throwingLines(
  { trial, text }: Writing,
  error: SerializedError,
  { wait, own }: Waiting,
  body: Body,
): readonly string[] | undefined {
  // What is thrown or rejected has no name that could be waited for.
  if (own !== undefined) return undefined;
  const { dialect } = body.context;
  const isLate = isRejected(trial);
  // A bare `then` need not answer a promise, by which a matcher waits.
  const promise = callStep(trial)?.thenable === "then" ? `(async () => ${text})()` : text;
  const line = isLate ? dialect.rejects(promise, error) : dialect.throws(text, error);
  if (line === undefined) return undefined;
  body.isAsync ||= isLate || wait.length > 0;
  return [...line.split("\n"), ...wait, ...callbackLines(trial, body)];
}

/** Whether one line can hold the call itself: a member of an awaited call would be read of its promise. */
function canHold(lines: readonly string[], call: string): boolean {
  const [line = ""] = lines;
  const isOfPromise = call.startsWith("await ") && (line.includes(`${call}.`) || line.includes(`${call}[`));
  return lines.length === 1 && !isOfPromise;
}

/** Lines of a call behind which the test waits; `then` waits and looks at what came of it. */
function waitingLines(
  call: string,
  value: SerializedValue | undefined,
  { then, own }: { readonly then: readonly string[]; readonly own?: string | undefined },
  body: Body,
): readonly string[] | undefined {
  const { dialect } = body.context;
  body.isAsync = true;
  if (own !== undefined) {
    const lines = value === undefined ? [] : (dialect.equal(own, value) ?? []);
    return then.length + lines.length < 2 ? undefined : [`const ${own} = ${call}`, ...lines, ...then];
  }
  const seen = value === undefined ? [] : (dialect.equal(call, value) ?? []);
  if (then.length === 1 && seen.length === 0) return undefined;
  if (value === undefined || seen.length === 0) return [call, ...then];
  if (canHold(seen, call)) return [...seen, ...then];
  const name = freshName("result", body);
  return [`const ${name} = ${call}`, ...(dialect.equal(name, value) ?? []), ...then];
}

/** Lines of a call that answers: what it answers, and what it did besides. */
function returningLines(
  { trial, receiver, args, text }: Writing,
  value: SerializedValue,
  late: Waiting,
  body: Body,
): readonly string[] | undefined {
  const isQuiet = value.type === "special" && value.name === "undefined";
  const after = [
    ...callbackLines(trial, body),
    ...changeLines(callStep(trial), args, body),
    ...fileLines(trial, body),
    ...(isQuiet ? stateLines(trial, receiver, body) : []),
  ];
  const whole = followed(trial, text, body);
  if (late.wait.length > 0) {
    const then = [...late.wait, ...after];
    return waitingLines(whole, isQuiet ? undefined : value, { then, own: late.own }, body);
  }
  if (isQuiet && after.length > 0) return [whole, ...after];
  const lines = answerLines(trial, whole, value, body);
  return lines === undefined ? undefined : [...lines, ...after];
}

/** Name of the function that was passed in and is answered. */
function passedName(trial: Trial, { passed }: Body): string | undefined {
  const { passedOn } = callStep(trial) ?? {};
  if (passedOn === undefined || isAwaited(trial.scenario)) return undefined;
  return passed.get(passedOn.step)?.[passedOn.argument]?.name;
}

/** Lines of a call with what it answers; undefined where that cannot be told. */
function answerLines(trial: Trial, whole: string, value: SerializedValue, body: Body): readonly string[] | undefined {
  const { dialect } = body.context;
  const { call } = trial.scenario;
  const passed = passedName(trial, body);
  if (passed !== undefined) return [dialect.same(whole, passed)];
  const equal = dialect.equal(whole, value);
  if (equal === undefined) return undefined;
  if (canHold(equal, whole) && whole.length <= LONG_CALL) return equal;
  const wanted = call.point.type === "constructor" ? objectName(call.point.name) : "result";
  const name = freshName(wanted, body);
  return [`const ${name} = ${whole}`, ...(dialect.equal(name, value) ?? [])];
}

/** The body of a test for a trial; undefined where it cannot be written or nothing would be asserted. */
export function renderTest(trial: Trial, context: RenderContext): RenderedTest | undefined {
  const body: Body = {
    context,
    lines: [],
    names: new Set(),
    passed: new Map(),
    written: new Map(),
    objects: new Map(),
    isAsync: false,
  };
  const { call } = trial.scenario;
  const late = lateForm(trial, context.style);
  if (late.type === "cannot") return undefined;
  body.lines.push(...late.before, ...settingLines(trial, context.literal, "set"));
  const receiver = prepare(trial, body);
  const args = receiver === undefined ? undefined : toArguments(call, callStep(trial), body);
  if (receiver === undefined || args === undefined) return undefined;
  const writing: Writing = { trial, receiver, args, text: callText(call, args, receiver, body) };
  body.passed.set(trial.places.at(-1) ?? 0, args);
  if (late.type === "callback") return promised(late.argument, writing, body);
  const waiting = toWaiting(late, trial.places.at(-1) ?? 0, { body, wanted: answerName(call.point) });
  const lines = waiting === undefined ? undefined : endLines(writing, endOf(trial)?.outcome, waiting, body);
  if (lines === undefined || lines.length === 0) return undefined;
  return { lines: [...body.lines, ...lines], async: body.isAsync ? "yes" : "no" };
}

/** Lines of a call with what it ends in. */
function endLines(
  writing: Writing,
  outcome: StepRecord["outcome"] | undefined,
  late: Waiting,
  body: Body,
): readonly string[] | undefined {
  if (outcome?.type === "threw") return throwingLines(writing, outcome.error, late, body);
  return outcome?.type === "returned" ? returningLines(writing, outcome.value, late, body) : undefined;
}

/** The call as a promise of what its callback is called with. */
function promised(argument: number, { trial, receiver, args }: Writing, body: Body): RenderedTest | undefined {
  const { context } = body;
  const isTyped = context.style.language === "typescript";
  const waiting = `(...given${isTyped ? ": unknown[]" : ""}) => resolve(given)`;
  const texts = args.map((arg, index) => (index === argument ? { text: waiting } : arg));
  const call = callText(trial.scenario.call, texts, receiver, body);
  const name = freshName("given", body);
  const [first] = trial.record.late?.callbacks ?? [];
  const values = first?.args ?? [];
  const whole = context.dialect.equal(name, { type: "array", items: values });
  const single = values.flatMap((value, index) => context.dialect.equal(`${name}[${index}]`, value) ?? []);
  const asserted = whole ?? single;
  if (asserted.length === 0) return undefined;
  // The recorder that the promise takes the place of.
  const kept = body.lines.filter(
    (line) => args[argument]?.name === undefined || !line.startsWith(`const ${args[argument].name} =`),
  );
  const line = `const ${name} = await new Promise${isTyped ? "<unknown[]>" : ""}((resolve) => ${call})`;
  return { lines: [...kept, line, ...asserted, ...fileLines(trial, body)], async: "yes" };
}
