import { getOctokit } from "@actions/github";
import { defaults } from "@actions/github/lib/utils";
import type { RawReply } from "./classify.ts";
import type { Transport, TransportOptions } from "./client.ts";

/** Redirects that are followed, as a renamed repository has one. */
const MAX_REDIRECTS = 3;

export type Fetch = typeof globalThis.fetch;

/**
 * Follows redirects within the host only: the token goes to nobody else. What leads elsewhere (logs lie in a store of
 * their own) is answered as it is.
 */
function withinHost(fetch: Fetch, most = MAX_REDIRECTS): Fetch {
  return async (input, init) => {
    let url = input instanceof Request ? input.url : String(input);
    for (let hop = 0; ; hop += 1) {
      const response = await fetch(url, { ...init, redirect: "manual" });
      const location = response.headers.get("location");
      if (![301, 302, 307, 308].includes(response.status) || location === null) return response;
      const next = new URL(location, url);
      if (next.origin !== new URL(url).origin || hop >= most) return response;
      url = next.href;
    }
  };
}

/** The toolkit's own fetch, which knows of proxies; its types do not say that it is one. */
function toFetch(candidate: unknown): Fetch {
  if (typeof candidate !== "function") return globalThis.fetch;
  return async (input, init) => {
    const response: unknown = await Reflect.apply(candidate, undefined, [input, init]);
    if (isResponse(response)) return response;
    throw new TypeError("fetch answered something else than a response");
  };
}

/** A fetch that goes through the runner's proxy. */
export function createFetch(): Fetch {
  return toFetch(defaults.request?.fetch);
}

/** By what is used of it: the toolkit has a Response class of its own. */
function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "status" in value && "headers" in value && "text" in value;
}

function toHeaders(headers: object): RawReply["headers"] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** The answer that an error of octokit's carries; undefined where there was none. */
function answerOf(error: unknown): RawReply | undefined {
  if (typeof error !== "object" || error === null || !("response" in error)) return undefined;
  const { response } = error;
  if (typeof response !== "object" || response === null || !("status" in response)) return undefined;
  const headers = "headers" in response && typeof response.headers === "object" ? (response.headers ?? {}) : {};
  return {
    status: Number(response.status),
    headers: toHeaders(headers),
    data: "data" in response ? response.data : undefined,
  };
}

/**
 * Calls GitHub by octokit, whose retries and pacing stay off: they repeat writes blindly. Answers whatever the status;
 * rejects only where there was no answer.
 */
export function createTransport({ token, apiUrl, graphqlUrl, userAgent }: TransportOptions): Transport {
  const fetch = withinHost(createFetch());
  const still = withinHost(createFetch(), 0);
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent, request: { fetch } });
  return async ({ route, parameters, signal, redirect }) => {
    const target = route === "POST /graphql" ? `POST ${graphqlUrl}` : route;
    try {
      const answer: { readonly status: number; readonly headers: object; readonly data: unknown } =
        await octokit.request(target, {
          ...parameters,
          request: { signal, fetch: redirect === "answer" ? still : fetch },
        });
      return { status: answer.status, headers: toHeaders(answer.headers), data: answer.data };
    } catch (error) {
      const answer = answerOf(error);
      if (answer === undefined) throw error;
      return answer;
    }
  };
}
