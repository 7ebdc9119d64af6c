import { renderText, renderValue, type LiteralStyle } from "../explore/render-literal.ts";
import type { CallPlan, CallRecord, Step, StepOutcome, Target } from "../types.ts";
import type { SerializedValue, ValueExpression } from "../values.ts";

const STYLE: LiteralStyle = {
  quote: '"',
  exported: (path) => (path.length === 0 ? "subject" : path.join(".")),
  callback: () => "callback",
};
const LONGEST = 400;

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function argument(value: ValueExpression): string {
  if (value.type === "step") return [`r${value.step + 1}`, ...(value.path ?? [])].join(".");
  return renderValue(value, STYLE) ?? JSON.stringify(value);
}

function target(on: Target): string {
  const start = on.base === "step" ? [`r${on.step + 1}`] : on.path.length === 0 ? ["subject"] : [];
  return [...start, ...on.path].join(".");
}

function source(step: Step): string {
  switch (step.type) {
    case "call":
      return `${target(step.on)}(${step.args.map(argument).join(", ")})`;
    case "construct":
      return `new ${target(step.on)}(${step.args.map(argument).join(", ")})`;
    case "get":
      return target(step.on);
    case "set":
      return `${target(step.on)} = ${argument(step.value)}`;
    case "await":
      return `await r${step.step + 1}`;
    case "collect":
      return `[...r${step.step + 1}]`;
    case "describe":
      return `what r${step.step + 1} offers`;
    case "rest":
      return `r${step.step + 1} when all is over`;
    case "advance":
      return `${step.ms} ms pass`;
  }
}

/** The steps of a plan as source text in one line; earlier results are `r1`, `r2`, … */
export function renderPlan({ steps }: CallPlan): string {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return source(only);
  return steps.map((step, index) => `r${index + 1} = ${source(step)}`).join("; ");
}

function renderSeen(value: SerializedValue): string {
  return renderValue(value, STYLE) ?? JSON.stringify(value);
}

function renderOutcome(outcome: StepOutcome): string {
  switch (outcome.type) {
    case "returned":
      return renderSeen(outcome.value);
    case "threw": {
      const { name, message, value } = outcome.error;
      return name === "" ? `throws ${renderSeen(value)}` : `throws ${name}: ${renderText(message, '"')}`;
    }
    case "pending":
      return "a promise that never settles";
    case "timed-out":
      return "does not come to an end";
    case "exited":
      return `ends the process with exit code ${outcome.code}`;
    case "crashed":
      return `crashes the process (${outcome.reason})`;
    case "denied":
      return `is refused ${outcome.what}`;
    case "impossible":
      return `is not possible: ${outcome.reason}`;
    case "skipped":
      return "is not run";
  }
}

type Renderer = (record: CallRecord) => string;

function renderEnd({ steps }: CallRecord): string {
  const at = steps.findIndex(({ outcome }) => outcome.type !== "returned");
  const run = at < 0 ? steps : steps.slice(0, at + 1);
  return run.map(({ outcome }) => renderOutcome(outcome)).join("; ");
}

const RENDERERS: Readonly<Record<string, Renderer>> = {
  "console output": ({ effects }) => `prints ${JSON.stringify((effects.console ?? []).map(({ text }) => text))}`,
  "calls of callbacks": ({ steps }) => {
    const calls = steps.flatMap(({ callbacks = [] }) => callbacks.map(({ args }) => args.map(renderSeen).join(", ")));
    return calls.length === 0 ? "calls no callback" : `calls ${calls.map((args) => `callback(${args})`).join(", ")}`;
  },
  "late calls of callbacks": ({ late }) => {
    const calls = (late?.callbacks ?? []).map(({ args }) => `callback(${args.map(renderSeen).join(", ")})`);
    return `${calls.length === 0 ? "calls no callback" : `calls ${calls.join(", ")}`} late, all is over after ${late?.ms ?? 0} ms`;
  },
  "order of output and callbacks": ({ effects }) => `does ${(effects.order ?? []).join(", ")}`,
  "changed arguments": ({ steps }) => {
    const changed = steps.flatMap(({ changedArguments = [] }) => changedArguments);
    if (changed.length === 0) return "the arguments are as before";
    return changed.map(({ argument: index, after }) => `argument ${index + 1} is now ${renderSeen(after)}`).join("; ");
  },
  "object afterwards": ({ steps }) => {
    const changed = steps.flatMap(({ changedThis }) => (changedThis === undefined ? [] : [renderSeen(changedThis)]));
    return changed.length === 0 ? "the object is as before" : changed.join("; ");
  },
  "unhandled errors": ({ effects }) =>
    `unhandled: ${(effects.unhandled ?? []).map(({ name, message }) => `${name}: ${message}`).join("; ") || "nothing"}`,
  "files written": ({ effects }) => `writes ${JSON.stringify(effects.files ?? [])}`,
  "globals changed": ({ effects }) => `changes ${(effects.globals ?? []).join(", ") || "nothing"}`,
  "timers left behind": ({ effects }) => `leaves ${effects.timers?.left ?? 0} timers`,
};

/** What a plan did, as far as an aspect goes: its end, or what is in question besides. */
export function renderRecord(record: CallRecord, aspect: string): string {
  return shorten((RENDERERS[aspect] ?? renderEnd)(record));
}
