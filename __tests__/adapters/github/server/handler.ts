import type { GitHubState } from "./state.ts";

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RouteCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Handler = (state: GitHubState, call: RouteCall) => Answer;

export const missing: Answer = {
  status: 404,
  body: { message: "Not Found", documentation_url: "https://docs.github.com/rest" },
};

export function invalid(message: string): Answer {
  return { status: 422, body: { message: "Validation Failed", errors: [{ message }] } };
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** One page of a list, as the query asks for it. */
export function page<T>(all: readonly T[], query: RouteCall["query"]): readonly T[] {
  const size = Number(query["per_page"] ?? 30);
  const at = (Number(query["page"] ?? 1) - 1) * size;
  return all.slice(at, at + size);
}
