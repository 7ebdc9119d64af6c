import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { createClient } from "../../../src/adapters/github/client.ts";
import { createTime } from "../../../src/adapters/github/time.ts";

const HOST = "ghes.example";
const NAMES = ["http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "GITHUB_API_URL"] as const;
const before = NAMES.map((name) => [name, process.env[name]] as const);
const seen: string[] = [];
const asked: string[] = [];
const sockets: Socket[] = [];

/** GitHub Enterprise Server, which only the proxy knows the way to. */
const own = createServer((request, response) => {
  asked.push(`${request.url ?? ""} ${String(request.headers.authorization)}`);
  response.writeHead(200, { "content-type": "application/json" }).end('{"id":1}');
});
const proxy = createServer();
proxy.on("connect", (request, socket: Socket) => {
  seen.push(`${request.url ?? ""} ${String(request.headers.authorization)}`);
  const through = connect((own.address() as AddressInfo).port, "127.0.0.1", () => {
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    through.pipe(socket).pipe(through);
  });
  sockets.push(socket, through);
});

beforeAll(async () => {
  for (const server of [own, proxy]) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  for (const name of NAMES) Reflect.deleteProperty(process.env, name);
  // The toolkit reads them when it is loaded, as in a step they are there from the beginning.
  process.env["http_proxy"] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  process.env["GITHUB_API_URL"] = `http://${HOST}/api/v3`;
});

afterAll(() => {
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  for (const socket of sockets) socket.destroy();
  for (const server of [own, proxy]) server.close();
});

test("G25: a server of one's own is reached through the proxy that the environment names, and the proxy gets no token", async () => {
  const { createTransport } = await import("../../../src/adapters/github/octokit.ts");
  const apiUrl = `http://${HOST}/api/v3`;
  const client = createClient(
    createTransport({ token: "t0ken", apiUrl, graphqlUrl: `http://${HOST}/api/graphql`, userAgent: "x" }),
    createTime(new AbortController().signal),
  );
  const schema = z.object({ id: z.number() });
  expect(
    await client.read({ route: "GET /repos/{owner}/{repo}", parameters: { owner: "a", repo: "b" }, schema }),
  ).toEqual({
    ok: true,
    data: { id: 1 },
  });
  await client.write({ route: "POST /graphql", parameters: { query: "q" }, schema });
  expect(new Set(seen)).toEqual(new Set([`${HOST}:80 undefined`]));
  expect(asked).toEqual(["/api/v3/repos/a/b token t0ken", "/api/graphql token t0ken"]);
});
