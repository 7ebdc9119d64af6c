import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The store that GitHub keeps logs in: another host, which must not see the token. */
export interface LogStore extends AsyncDisposable {
  readonly url: string;
  /** What is answered for each path. */
  readonly texts: Map<string, { readonly status?: number; readonly text?: string; readonly location?: string }>;
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
    const { status = 200, text = "", location } = texts.get(path) ?? { status: 404 };
    response.writeHead(status, { "content-type": "text/plain", ...(location !== undefined && { location }) });
    response.end(text);
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
