import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What is answered for a path; `end`: how the text ends, where that is not as it should. */
interface Answered {
  readonly status?: number;
  readonly text?: string;
  readonly location?: string;
  /** `never`: nothing comes at all. `hangs`: the connection stays open behind the text. `breaks`: it is reset there. */
  readonly end?: "never" | "hangs" | "breaks";
}

/** The store that GitHub keeps logs in: another host, which must not see the token. */
export interface LogStore extends AsyncDisposable {
  readonly url: string;
  /** What is answered for each path. */
  readonly texts: Map<string, Answered>;
  /** Headers of each request. */
  readonly seen: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
}

/** Starts a store on loopback, on a port of its own. */
export async function startLogStore(): Promise<LogStore> {
  const texts: LogStore["texts"] = new Map();
  const seen: LogStore["seen"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    seen.push({ path, headers: request.headers });
    const { status = 200, text = "", location, end }: Answered = texts.get(path) ?? { status: 404 };
    if (end === "never") return;
    response.writeHead(status, { "content-type": "text/plain", ...(location !== undefined && { location }) });
    if (end === undefined) response.end(text);
    else response.write(text, () => end === "breaks" && response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
