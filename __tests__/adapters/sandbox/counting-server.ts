import { createServer } from "node:net";
import type { Server } from "node:net";

/** A server that counts the connections that reach it: on a port of this machine, or at the path of a socket. */
export async function countingServer(
  where: number | string,
): Promise<Disposable & { server: Server; hits: () => number }> {
  let hits = 0;
  const server = createServer((socket) => {
    hits += 1;
    socket.on("error", () => undefined).destroy();
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const done = () => {
    resolve(undefined);
  };
  if (typeof where === "number") server.listen(where, "127.0.0.1", done);
  else server.listen(where, done);
  await promise;
  return { server, hits: () => hits, [Symbol.dispose]: () => void server.close() };
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
