import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { Fetch } from "./octokit.ts";
import { succeed, type Reply } from "./reply.ts";

/** Fetches a text by its address, with nothing of ours on it: no token, no cookie. Never rejects. */
export type Download = (address: string, signal: AbortSignal) => Promise<Reply<string>>;

/** Redirects of a store that are followed. */
const MAX_REDIRECTS = 3;
/** How a failure names the store. */
export const STORE_ROUTE = "GET log";
/** Bytes kept of the beginning of a text whose middle is cut. */
const HEAD = 1024 * 1024;

function fail(message: string, status?: number): Reply<never> {
  const kind = status === 404 || status === 410 || status === 403 ? "missing" : "unavailable";
  return { ok: false, failure: { kind, route: STORE_ROUTE, message, ...(status !== undefined && { status }) } };
}

/** Head and tail of a stream of bytes, decoded; its memory is bounded. */
async function readBounded(body: ReadableStream<Uint8Array>): Promise<string> {
  const head: Uint8Array[] = [];
  let tail: Uint8Array[] = [];
  let [headSize, tailSize, cut] = [0, 0, 0];
  for await (const chunk of body) {
    if (headSize < HEAD) {
      head.push(chunk);
      headSize += chunk.length;
      continue;
    }
    tail.push(chunk);
    tailSize += chunk.length;
    if (headSize + tailSize + cut > GITHUB_LIMITS.logBytesRead) throw new Error("the log is larger than is read");
    if (tailSize <= 2 * GITHUB_LIMITS.logBytes) continue;
    const whole = Buffer.concat(tail);
    const kept = whole.subarray(whole.length - GITHUB_LIMITS.logBytes);
    cut += whole.length - kept.length;
    tail = [kept];
    tailSize = kept.length;
  }
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const mark = cut === 0 ? "" : `\n[… ${cut} bytes cut …]\n`;
  return `${decoder.decode(Buffer.concat(head))}${mark}${decoder.decode(Buffer.concat(tail))}`;
}

/** Whether an address may be asked: over TLS, or as the API itself is. */
function mayAsk(address: URL, apiUrl: string): boolean {
  return address.protocol === "https:" || (address.protocol === "http:" && new URL(apiUrl).protocol === "http:");
}

/** Downloads texts from the store that GitHub keeps logs in. */
export function createDownload(fetch: Fetch, apiUrl: string): Download {
  return async (address, signal) => {
    try {
      let url = new URL(address);
      for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
        if (!mayAsk(url, apiUrl)) return fail("the log lies at an address without TLS");
        const response = await fetch(url.href, { redirect: "manual", signal });
        const location = response.headers.get("location");
        if (response.status >= 300 && response.status < 400 && location !== null) {
          url = new URL(location, url);
          continue;
        }
        if (response.status !== 200) return fail("the store of logs does not have it", response.status);
        return succeed(response.body === null ? "" : await readBounded(response.body));
      }
      return fail("the store of logs leads in circles");
    } catch (error) {
      return fail(error instanceof Error ? error.message : "no answer");
    }
  };
}
