import { renderText } from "../../../probe/explore/render-literal.ts";
import type { RecordedCall } from "./recorded-call.ts";
import { renderCall, renderReceiver, renderStep } from "./render-call.ts";

/** The lines that make a call of what the module has under a path; undefined where an argument cannot be written. */
function renderLines(call: RecordedCall): readonly string[] | undefined {
  const { on } = call;
  if (on === undefined) {
    const line = renderStep(call, "await subject");
    return line === undefined ? undefined : [`${line};`];
  }
  const object = renderReceiver(on, "subject");
  if (object === undefined) return undefined;
  const lines = [`const object = ${on.how === "call" ? "await " : ""}${object};`];
  for (const step of [...on.before, call]) {
    const member = step.name === "" ? "object" : `object[${renderText(step.name, '"')}]`;
    const text = renderStep(step, member);
    if (text === undefined) return undefined;
    lines.push(`${step.kind === "set" ? "" : "await "}${text};`);
  }
  return lines;
}

function renderTitle({ name, on }: RecordedCall): string {
  return [on?.name ?? "", name].filter((part) => part !== "").join(".");
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
  const lines = renderLines(recorded);
  const call = renderCall(recorded);
  if (lines === undefined || call === undefined) return undefined;
  const names = on.map((name) => `[${renderText(name, '"')}]`).join("");
  const subject = names === "" ? "typeof inside === 'function' ? inside : module" : `module${names} ?? inside${names}`;
  const title = renderTitle(recorded);
  const text = `import { test } from "node:test";
import * as module from ${renderText(`./${path}`, '"')};

test(${renderText(`${title} does not throw ${error}`, '"')}, async () => {
  const inside = module.default ?? {};
  const subject = ${subject};
${lines.map((line) => `  ${line}\n`).join("")}});
`;
  return { text, call };
}
