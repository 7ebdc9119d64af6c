import { renderValue } from "../../../probe/explore/render-literal.ts";
import type { NamedCall, Receiver } from "./recorded-call.ts";

/** How values are written for a reader. */
export const STYLE = { quote: '"', exported: () => "module" } as const;

/** Earlier calls that are named in a line. */
const MAX_NAMED = 4;

/** `(1, "a")`; undefined where an argument cannot be written. */
function renderArguments(args: NamedCall["args"]): string | undefined {
  const texts = args.map((value) => renderValue(value, STYLE));
  return texts.includes(undefined) ? undefined : `(${texts.join(", ")})`;
}

/** A step on something: `.add(1)`, `.size`, `.size = 1`; of what is itself called `(1)`. */
export function renderStep(
  { name, args, kind }: NamedCall,
  member = name === "" ? "" : `.${name}`,
): string | undefined {
  const given = renderArguments(args);
  if (given === undefined || kind === "get") return given && member;
  return kind === "set" ? `${member} = ${given.slice(1, -1)}` : `${member}${given}`;
}

/** How the object of a method is had: `new Cart(1)`, `counter(0)`, `settings`; `""`: the module itself. */
export function renderReceiver({ how, name, args }: Receiver, subject = name): string | undefined {
  const given = renderArguments(args);
  if (given === undefined || how === "value") return given && subject;
  return `${how === "new" ? "new " : ""}${subject}${given}`;
}

/** A call as a reader writes it: `f(1)`, `new Cart(1).total() after add(2)`; undefined where an argument cannot be written. */
export function renderCall(call: NamedCall & { readonly on?: Receiver }): string | undefined {
  const { name, on } = call;
  if (on === undefined) return renderStep(call, name);
  const object = renderReceiver(on);
  const last = renderStep(call);
  const before = on.before.map((one) => renderStep(one, one.name));
  if (object === undefined || last === undefined || before.includes(undefined)) return undefined;
  const more = before.length > MAX_NAMED ? [`${before.length - MAX_NAMED} more`] : [];
  const after = before.length === 0 ? "" : ` after ${[...before.slice(0, MAX_NAMED), ...more].join(", ")}`;
  return `${object === "" ? last.slice(1) : `${object}${last}`}${after}`;
}
