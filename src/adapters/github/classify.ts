import type { Failure, FailureKind } from "./reply.ts";

/** An answer as it came: headers in lower case, the body parsed where it was JSON, else its text. */
export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly data: unknown;
}

/** Permissions by the part of the route, where GitHub does not say which one is missing. */
const NEEDS: readonly (readonly [RegExp, string])[] = [
  [/check-runs/u, "checks=write"],
  [/\/pulls/u, "pull-requests=write"],
  [/\/issues/u, "issues=write"],
  [/\/actions\//u, "actions=read"],
  [/\/git\/|\/graphql|\/contents/u, "contents=write"],
];

const MAX_MESSAGE = 500;

/** What GitHub says where a rule of the repository stands in the way. */
const RULE = /repository rule|protected branch|locked branch|signed commit|signature|made through a pull request/iu;
/** What it says where a ref is not where it was expected. */
const MOVED =
  /not a fast forward|reference does not exist|expected (?:branch|ref\w*) to point to|is at .* but expected/iu;

/** A string property of an unknown value. */
function textOf(value: unknown, key: string): string {
  if (typeof value !== "object" || value === null || !(key in value)) return "";
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" ? found : "";
}

function detailsOf(data: unknown): string {
  if (typeof data === "string") return data.startsWith("<") ? "an HTML page" : data;
  const errors: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "errors") : undefined;
  const parts = Array.isArray(errors)
    ? errors.map((error: unknown) => (typeof error === "string" ? error : textOf(error, "message")))
    : [];
  return [textOf(data, "message"), ...parts].filter((part) => part !== "").join(": ");
}

/** Whether an answer says that too many calls were made. */
function isLimited({ status, headers }: RawReply, message: string): boolean {
  if (status !== 403 && status !== 429) return false;
  const drained = headers["x-ratelimit-remaining"] === "0";
  return (
    status === 429 || drained || headers["retry-after"] !== undefined || /rate limit|abuse detection/iu.test(message)
  );
}

function kindOf(reply: RawReply, message: string): FailureKind {
  const { status } = reply;
  if (status >= 500 || status === 408) return "unavailable";
  if (isLimited(reply, message)) return "limited";
  if (RULE.test(message)) return "rule";
  switch (status) {
    case 401:
      return "credentials";
    case 403:
      return "permission";
    case 404:
    case 410:
      return "missing";
    case 409:
      return "moved";
    case 422:
      if (MOVED.test(message)) return "moved";
      return /already exists/iu.test(message) ? "exists" : "invalid";
    default:
      return "invalid";
  }
}

/** What an answer outside 2xx means. Never throws. */
export function toFailure(route: string, reply: RawReply): Failure {
  const message = detailsOf(reply.data).slice(0, MAX_MESSAGE).toWellFormed();
  const kind = kindOf(reply, message);
  const told = NEEDS.find(([part]) => part.test(route))?.[1];
  const guessed = route.startsWith("GET ") ? told?.replace("=write", "=read") : told;
  const needs = reply.headers["x-accepted-github-permissions"] ?? guessed;
  return {
    kind,
    route,
    status: reply.status,
    message: message === "" ? "no reason given" : message,
    ...(kind === "permission" && needs !== undefined && { needs }),
  };
}

/** One error of a GraphQL answer. */
export interface GraphqlError {
  readonly type?: string | undefined;
  readonly message: string;
}

/** What the errors of a GraphQL answer mean; any error counts, whatever data came with it. */
export function toGraphqlFailure(route: string, errors: readonly GraphqlError[]): Failure {
  const message = errors
    .map((error) => error.message)
    .join("; ")
    .slice(0, MAX_MESSAGE);
  const types = errors.map(({ type }) => type ?? "");
  const says = (pattern: RegExp): boolean => pattern.test(message);
  const fail = (kind: FailureKind): Failure => ({ kind, route, status: 200, message: message.toWellFormed() });
  if (types.includes("RATE_LIMITED") || says(/rate limit/iu)) return fail("limited");
  if (types.includes("STALE_DATA") || says(MOVED)) return fail("moved");
  if (says(/doesn't exist on type|isn't defined|undefinedField/iu)) return fail("unsupported");
  if (types.includes("FORBIDDEN") || says(/resource not accessible/iu)) {
    return { ...fail("permission"), needs: "contents=write" };
  }
  if (says(RULE) || says(/required/iu)) return fail("rule");
  if (types.includes("NOT_FOUND")) return fail("missing");
  if (says(/something went wrong|timed? ?out|try again/iu)) return fail("unavailable");
  return fail("invalid");
}

/** How long a limit lasts, in milliseconds: never by comparing GitHub's clock with ours. */
export function waitOf({ headers }: RawReply, fallbackMs: number, nowMs: number): number {
  const after = Number(headers["retry-after"]);
  if (headers["retry-after"] !== undefined && Number.isFinite(after)) return Math.max(1000, after * 1000);
  const reset = Number(headers["x-ratelimit-reset"]);
  if (headers["x-ratelimit-remaining"] !== "0" || !Number.isFinite(reset)) return fallbackMs;
  const theirs = Date.parse(headers["date"] ?? "");
  return Math.max(1000, reset * 1000 - (Number.isNaN(theirs) ? nowMs : theirs));
}
