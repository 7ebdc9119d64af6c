import type { ToldEvent } from "../../../probe/types.ts";
import { renderText } from "../../../probe/explore/render-literal.ts";
import type { LastCall, LateForm } from "./late-form.ts";
import { behaviourText, freshName, parameterList, type Body } from "./render-arguments.ts";

/** Lines behind a call that wait for what it began. */
export type Waiting = Extract<LateForm, { type: "waits" }> & {
  /** Name for what the call answers, where that is what is waited for. */
  readonly own?: string;
};

/** Waits for an event of an object that has a name; undefined where it has none. */
export function eventLine({ step, name }: ToldEvent, body: Body): string | undefined {
  const { context, objects } = body;
  // What is waited for has its object one step later.
  const object = objects.get(step) ?? objects.get(step - 1);
  if (object === undefined) return undefined;
  body.isAsync = true;
  const event = renderText(name, context.style.quote);
  if (!context.taken.has("once")) return `await once(${object}, ${event})`;
  return `await new Promise((resolve) => ${object}.once(${event}, resolve))`;
}

/**
 * Lines that wait; undefined where they cannot be written. `place` is the step of the call, `wanted` a name for what it
 * answers.
 */
export function toWaiting(
  late: Exclude<LateForm, { type: "callback" | "cannot" }>,
  place: number,
  { body, wanted }: { readonly body: Body; readonly wanted: string },
): Waiting | undefined {
  if (late.type === "waits") return late;
  if (late.type === "last") return waitForLast(late.last, body);
  const isOwn = late.told.step >= place;
  const own = isOwn ? freshName(wanted, body) : undefined;
  if (own !== undefined) body.objects.set(place, own);
  const wait = eventLine(late.told, body);
  return wait === undefined
    ? undefined
    : { type: "waits", before: [], wait: [wait], ...(own === undefined ? {} : { own }) };
}

/** A function, as its text, that does something before it does what it does. */
function tellingFirst(text: string, told: string): string {
  const at = text.indexOf(" => ");
  const [head, does] = [text.slice(0, at), text.slice(at + 4)];
  const rest = does.startsWith("{") ? does.slice(1, -1).trim() : `return ${does}`;
  return `${head} => { ${told}; ${rest} }`;
}

/** What calls back in a microtask has to have done so before the test goes on. */
function callingEnd(finish: string, behaviour: LastCall["behaviour"]): string {
  const isLater = behaviour?.type === "calls-back" && behaviour.when === "later";
  return isLater ? `queueMicrotask(${finish})` : `${finish}()`;
}

/** Makes the recorder that is called last tell that all is over; undefined where it cannot. */
function waitForLast({ step, argument, times, arity, behaviour }: LastCall, body: Body): Waiting | undefined {
  const { dialect, style } = body.context;
  const name = body.passed.get(step)?.[argument]?.name;
  const at = body.lines.findIndex((line) => name !== undefined && line.startsWith(`const ${name} =`));
  if (name === undefined || at < 0) return undefined;
  const [finish, finished] = [freshName("finish", body), freshName("finished", body)];
  const isTyped = style.language === "typescript";
  const end = callingEnd(finish, behaviour);
  const told = times === 1 ? end : `if (${dialect.callsOf(name)}.length === ${times}) ${end}`;
  const answer = behaviour === undefined ? undefined : behaviourText(behaviour, arity, body);
  if (behaviour !== undefined && answer === undefined) return undefined;
  const plain = `${parameterList(arity, style)} => ${times === 1 ? told : `{ ${told} }`}`;
  const recorder = dialect.recorder([answer === undefined ? plain : tellingFirst(answer, told)]);
  if (recorder === undefined) return undefined;
  const promise = `new Promise${isTyped ? "<void>" : ""}((resolve) => { ${finish} = resolve })`;
  const lines = [
    isTyped ? `let ${finish}: () => void = () => undefined` : `let ${finish}`,
    `const ${finished} = ${promise}`,
    `const ${name} = ${recorder}`,
  ];
  body.lines.splice(at, 1, ...lines);
  return { type: "waits", before: [], wait: [`await ${finished}`] };
}
