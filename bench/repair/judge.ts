import { isDeepStrictEqual } from "node:util";
import vm from "node:vm";
import type { ValueExpression } from "../../src/probe/values.ts";
import { nearbyCalls } from "../../src/propose/embedded/repair/nearby-calls.ts";
import type { Bug } from "./bugs.ts";

const CALL_MS = 300;

/** Whether all assertions of a test program hold for a solution; endless ones do not. */
export function passes(solution: string, test: string): boolean {
  let good = true;
  const quiet = { assert: (ok: unknown) => (good &&= Boolean(ok)), log: () => undefined };
  try {
    vm.runInNewContext(
      `${solution}\n;${test}`,
      { console: quiet, require: globalThis.process.getBuiltinModule("module").createRequire(import.meta.url) },
      { timeout: 3_000 },
    );
  } catch {
    return false;
  }
  return good;
}

function toExpression(value: unknown): ValueExpression {
  if (Array.isArray(value)) return { type: "array", items: value.map(toExpression) };
  if (typeof value === "object" && value !== null)
    return { type: "object", entries: Object.entries(value).map(([key, item]) => [key, toExpression(item)] as const) };
  if (typeof value === "number" && Number.isFinite(value)) return { type: "primitive", value };
  if (typeof value === "string" || typeof value === "boolean" || value === null) return { type: "primitive", value };
  return { type: "special", name: "undefined" };
}

function toValue(expression: ValueExpression | null): unknown {
  if (expression === null) return undefined;
  if (expression.type === "primitive") return expression.value;
  if (expression.type === "array") return expression.items.map(toValue);
  return expression.type === "object"
    ? Object.fromEntries(expression.entries.map(([key, item]) => [key, toValue(item)]))
    : undefined;
}

/** The arguments that the full tests give to the reference. */
function recordedArguments({ reference, name, full }: Bug): readonly (readonly ValueExpression[])[] {
  const calls: string[] = [];
  const record = (text: string): void => void calls.push(text);
  const program = `${reference}\n;globalThis.__real=${name};{const ${name}=(...a)=>{record(JSON.stringify(a));return __real(...a)};${full}}`;
  try {
    vm.runInNewContext(
      program,
      { record, console: { assert: () => undefined, log: () => undefined } },
      { timeout: 3_000 },
    );
  } catch {
    // Tests that need more than this are compared by what was recorded until then.
  }
  return calls.map((text) => {
    const args: unknown = JSON.parse(text);
    return Array.isArray(args) ? args.map(toExpression) : [];
  });
}

type Answer = { readonly value: unknown } | "threw" | "endless";

function callerOf(solution: string, name: string): (args: string) => Answer {
  const context = vm.createContext({ console: { log: () => undefined } });
  vm.runInContext(`${solution}\n;globalThis.__f=${name};`, context, { timeout: 2_000 });
  return (args) => {
    try {
      const text: unknown = vm.runInContext(
        `JSON.stringify([__f(...${args})],(k,v)=>typeof v==="number"&&!Number.isFinite(v)?"#"+v:v===undefined?"#undefined":v)`,
        context,
        { timeout: CALL_MS },
      );
      return { value: JSON.parse(String(text)) };
    } catch (error) {
      return error instanceof Error && "code" in error ? "endless" : "threw";
    }
  };
}

/** Whether a solution answers like the reference on generated inputs on which the reference answers, a thousand if there are. */
export function isCorrect(solution: string, bug: Bug): boolean {
  const inputs = nearbyCalls(recordedArguments(bug), 1_000).map((args) => JSON.stringify(args.map(toValue)));
  const [mine, right] = [callerOf(solution, bug.name), callerOf(bug.reference, bug.name)];
  let slow = 0;
  for (const args of inputs) {
    const wanted = right(args);
    if (wanted === "endless") slow += 1;
    if (slow > 20) break;
    if (typeof wanted === "string") continue;
    const given = mine(args);
    if (typeof given === "string" || !isDeepStrictEqual(given.value, wanted.value)) return false;
  }
  return true;
}
