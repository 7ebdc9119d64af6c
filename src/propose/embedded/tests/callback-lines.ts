import type { CallbackInvocation } from "../../../probe/types.ts";
import type { ValueExpression } from "../../../probe/values.ts";
import { partAt } from "../../../probe/explore/expressions.ts";
import { callsOf, heardBy, heardCalls, type Trial } from "../../../probe/explore/plans.ts";
import type { Body } from "./render-arguments.ts";

/** Calls of one callback that are written out; of more only their number is. */
const MOST_CALLS = 6;

/** Whether a test can name what lies at a path in an argument: not what a promise holds, or what a callback answers. */
function canName(value: ValueExpression | undefined, path: readonly string[]): boolean {
  return value?.type === "stream" || partAt(value, path) !== undefined;
}

interface Heard {
  readonly name: string;
  readonly calls: readonly CallbackInvocation[];
}

/** All calls of each callback, of earlier steps too: a recorder keeps what it heard. Those that the call is not heard by are left out. */
function heardCallbacks(trial: Trial, { passed }: Body): readonly Heard[] {
  const { record, places, scenario } = trial;
  const news = new Set([...heardBy(trial), ...(record.late?.callbacks ?? [])]);
  const grouped = new Map<string, CallbackInvocation[]>();
  for (const { one, step } of heardCalls(trial)) {
    const name = passed.get(step)?.[one.argument]?.name;
    const given = callsOf(scenario)[places.indexOf(step)]?.args[one.argument];
    if (name === undefined || !canName(given, one.path)) continue;
    const key = [name, ...one.path].join(".");
    grouped.set(key, [...(grouped.get(key) ?? []), one]);
  }
  return [...grouped].flatMap(([name, calls]) => (calls.some((one) => news.has(one)) ? [{ name, calls }] : []));
}

/** What was written to a stream, piece by piece. */
function writtenLines(name: string, invocations: readonly CallbackInvocation[], { context }: Body): readonly string[] {
  const items = invocations.flatMap(({ args }) => args.slice(0, 1));
  return context.dialect.equal(name, { type: "array", items }) ?? [];
}

/** Expected calls of the callbacks, one line for each that was called by the call or after it. */
export function callbackLines(trial: Trial, body: Body): readonly string[] {
  const { dialect } = body.context;
  return heardCallbacks(trial, body).flatMap(({ name, calls: invocations }) => {
    if (!/^[\w$.]+$/u.test(name)) return [];
    const [owner = "", member] = name.split(".");
    const chunks = member === "write" ? body.written.get(owner) : undefined;
    if (chunks !== undefined) return writtenLines(chunks, invocations, body);
    const count = { type: "primitive", value: invocations.length } as const;
    const counted = (): readonly string[] => dialect.equal(`${dialect.callsOf(name)}.length`, count) ?? [];
    if (invocations.length > MOST_CALLS) return counted();
    const calls = {
      type: "array",
      items: invocations.map(({ args: given }) => ({ type: "array", items: given }) as const),
    } as const;
    return dialect.equal(dialect.callsOf(name), calls) ?? counted();
  });
}
