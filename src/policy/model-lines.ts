import type { Policy } from "../domain/policy.ts";
import { renderList, renderScalar } from "./yaml-text.ts";

/** A line of the text and, where it holds a value, the dotted key that its origin stands under. */
export interface Line {
  readonly text: string;
  readonly key?: string;
}

type Scalar = string | number | undefined;

function scalarLines(indent: string, prefix: string, values: Readonly<Record<string, Scalar>>): readonly Line[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ text: `${indent}${name}: ${renderScalar(value)}`, key: `${prefix}.${name}` }],
  );
}

/** A mapping on one line. */
function renderMapping(values: Readonly<Record<string, Scalar>>): string {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${renderScalar(name)}: ${renderScalar(value)}`],
  );
  return `{ ${entries.join(", ")} }`;
}

function modelLines({ model }: Policy): readonly Line[] {
  if (model === undefined) return [{ text: "# model: none, so the embedded engine does everything" }];
  const { name, prices } = model;
  const values = {
    "base-url": model.baseUrl,
    key: model.key,
    api: model.api,
    "api-version": model.apiVersion,
    temperature: model.temperature,
    seed: model.seed,
    "reasoning-effort": model.reasoningEffort,
    "max-output-tokens": model.maxOutputTokens,
    timeout: model.timeoutSeconds,
  };
  const listed = prices && { input: prices.input, "cached-input": prices.cachedInput, output: prices.output };
  const hasHeaders = Object.keys(model.headers).length > 0;
  return [
    { text: "model:" },
    ...scalarLines("  ", "model", { provider: model.provider }),
    { text: `  name: ${typeof name === "string" ? renderScalar(name) : renderMapping(name)}`, key: "model.name" },
    ...scalarLines("  ", "model", values),
    ...(hasHeaders ? [{ text: `  headers: ${renderMapping(model.headers)}`, key: "model.headers" }] : []),
    ...(listed ? [{ text: `  prices: ${renderMapping(listed)}`, key: "model.prices" }] : []),
  ];
}

/** The keys of the model engine. */
export function modelKeyLines(policy: Policy): readonly Line[] {
  const { budget, context } = policy;
  return [
    ...modelLines(policy),
    ...(budget === undefined
      ? []
      : [
          { text: "budget:" },
          ...scalarLines("  ", "budget", { usd: budget.usd, tokens: budget.tokens, minutes: budget.minutes }),
          { text: "  per-task:" },
          ...scalarLines("    ", "budget.per-task", budget.perTask),
        ]),
    ...(context === undefined
      ? []
      : [
          { text: "context:" },
          { text: `  files: ${renderList(context.files)}`, key: "context.files" },
          ...scalarLines("  ", "context", { tokens: context.tokens }),
          { text: `  never: ${renderList(context.never)}`, key: "context.never" },
        ]),
  ];
}
