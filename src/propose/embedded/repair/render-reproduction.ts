import { renderText, renderValue } from "../../../probe/explore/render-literal.ts";
import type { NamedCall, RecordedCall } from "./search.ts";

const STYLE = { quote: '"', exported: () => "module" } as const;

/** `name(1, "a")`; undefined where an argument cannot be written. */
function renderCall(name: string, args: NamedCall["args"]): string | undefined {
  const texts = args.map((value) => renderValue(value, STYLE));
  return texts.includes(undefined) ? undefined : `${name}(${texts.join(", ")})`;
}

/** The call as code, and the lines that make it of what the module has under a path. */
function renderSteps({
  name,
  args,
  on,
}: RecordedCall): { readonly call: string; readonly lines: readonly string[] } | undefined {
  if (on === undefined) {
    const call = renderCall(name, args);
    const line = renderCall("await subject", args);
    return call === undefined || line === undefined ? undefined : { call, lines: [`${line};`] };
  }
  const made = renderCall("new subject", on.args);
  const steps = [...on.before, { name, args }].map((step) =>
    renderCall(`await object[${renderText(step.name, '"')}]`, step.args),
  );
  const known = steps.filter((step) => step !== undefined);
  const call = renderCall(`new ${on.name}`, on.args);
  const last = renderCall(name, args);
  if (made === undefined || call === undefined || last === undefined || known.length < steps.length) return undefined;
  const after = on.before.length === 0 ? "" : ` after ${on.before.map((step) => `${step.name}()`).join(", ")}`;
  return { call: `${call}.${last}${after}`, lines: [`const object = ${made};`, ...known.map((step) => `${step};`)] };
}

/**
 * A test for `node --test` that makes a call of a module again, of which nothing is known but that it must not throw.
 * `on` is the path of the function or class below the exports. Undefined where an argument cannot be written.
 */
export function renderReproduction(
  path: string,
  {
    call: recorded,
    on,
    error,
  }: { readonly call: RecordedCall; readonly on: readonly string[]; readonly error: string },
): { readonly text: string; readonly call: string } | undefined {
  const steps = renderSteps(recorded);
  if (steps === undefined) return undefined;
  const names = on.map((name) => `[${renderText(name, '"')}]`).join("");
  const subject = names === "" ? "typeof inside === 'function' ? inside : module" : `module${names} ?? inside${names}`;
  const title = recorded.on === undefined ? recorded.name : `${recorded.on.name}.${recorded.name}`;
  const text = `import { test } from "node:test";
import * as module from ${renderText(`./${path}`, '"')};

test(${renderText(`${title} does not throw ${error}`, '"')}, async () => {
  const inside = module.default ?? {};
  const subject = ${subject};
${steps.lines.map((line) => `  ${line}\n`).join("")}});
`;
  return { text, call: steps.call };
}
