import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { judge, judgeGraphql } from "./description.ts";
import type { Answer } from "./handler.ts";
import { mutate } from "./mutation.ts";
import { ROUTES, type Route } from "./routes.ts";
import type { GitHubState } from "./state.ts";

/** What goes wrong with one call. */
export type Fault =
  | {
      readonly type: "answer";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
    }
  /** The connection is reset; the write was done or not. */
  | { readonly type: "reset"; readonly write: "done" | "not-done" }
  /** The answer breaks off in the middle of its JSON. */
  | { readonly type: "broken"; readonly write: "done" | "not-done" }
  /** The write is done, and the answer is an error of GitHub's. */
  | { readonly type: "done-then"; readonly status: number }
  | { readonly type: "hang" }
  /** The write is done, and the answer comes byte by byte and never to its end. */
  | { readonly type: "drip" }
  | { readonly type: "before"; readonly act: (state: GitHubState) => void | Promise<void> };

/** One call as it arrived. */
interface Seen {
  /** `POST /repos/{owner}/{repo}/pulls`, or `POST /graphql`. */
  readonly route: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
  /** How many calls to this route there were before. */
  readonly before: number;
}

export interface GitHubServer extends AsyncDisposable {
  readonly url: string;
  readonly state: GitHubState;
  readonly calls: Seen[];
  /** What GitHub's own description has to say against calls. */
  readonly violations: string[];
  /** Decides what goes wrong; nothing by default. */
  fault: (call: Seen) => Fault | undefined;
}

function matchRoute(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    const names = [...route.template.matchAll(/\{(\w+)\}/gu)].map(([, name = ""]) => name);
    const pattern = new RegExp(`^${route.template.replaceAll(/\{\w+\}/gu, "([^/]+)")}$`, "u");
    const match = pattern.exec(path);
    if (match === null) continue;
    return {
      route,
      params: Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")])),
    };
  }
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
}

class LoopbackServer implements GitHubServer {
  readonly state: GitHubState;
  readonly calls: Seen[] = [];
  readonly violations: string[] = [];
  fault: (call: Seen) => Fault | undefined = () => undefined;
  readonly #server: Server;

  constructor(state: GitHubState) {
    this.state = state;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        this.violations.push(`server: ${String(error)}`);
        response.destroy();
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const method = request.method ?? "GET";
    const body = await readBody(request);
    const query = Object.fromEntries(url.searchParams);
    const found = matchRoute(method, url.pathname);
    const graphql = method === "POST" && url.pathname === "/graphql";
    const route = graphql ? "POST /graphql" : `${method} ${found?.route.template ?? url.pathname}`;
    const before = this.calls.filter((call) => call.route === route).length;
    const { authorization } = request.headers;
    const seen = { route, path: url.pathname, body: body ?? {}, authorization, before };
    this.calls.push(seen);
    this.#judge(found?.route, graphql, { method, query, body });
    const fault = this.fault(seen);
    if (fault?.type === "before") await fault.act(this.state);
    const answer = (): Answer => {
      if (graphql)
        return this.#note(
          route,
          mutate(this.state, (body?.["variables"] as { input: Parameters<typeof mutate>[1] }).input),
        );
      if (found === undefined) return { status: 404, body: { message: "Not Found" } };
      const { needs } = found.route;
      if (needs !== undefined && !this.state.permissions.has(needs)) {
        return { status: 403, body: { message: "Resource not accessible by integration" } };
      }
      return this.#note(route, found.route.handle(this.state, { params: found.params, query, body: body ?? {} }));
    };
    respond(response, fault, answer);
  }

  #note(route: string, answer: Answer): Answer {
    const failed = typeof answer.body === "object" && answer.body !== null && "errors" in answer.body;
    if (!route.startsWith("GET") && answer.status < 300 && !failed) this.state.done.push(route);
    return answer;
  }

  #judge(
    route: Route | undefined,
    graphql: boolean,
    {
      method,
      query,
      body,
    }: { method: string; query: Record<string, string>; body: Record<string, unknown> | undefined },
  ): void {
    const problem = graphql
      ? judgeGraphql?.(String(body?.["query"]), (body?.["variables"] ?? {}) as Record<string, unknown>)
      : route === undefined
        ? `no such route: ${method}`
        : judge?.({ method, template: route.template, query, body });
    if (problem !== undefined) this.violations.push(problem);
  }

  /** Throws where GitHub would have refused a call, so that no test can overlook it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.violations.length > 0) throw new Error(`against GitHub's description: ${this.violations.join("; ")}`);
  }
}

function send(response: ServerResponse, answer: Answer, headers: Record<string, string> = {}): void {
  const { status, body } = answer;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...answer.headers, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function respond(response: ServerResponse, fault: Fault | undefined, answer: () => Answer): void {
  switch (fault?.type) {
    case "answer":
      if (typeof fault.body === "string") {
        response.writeHead(fault.status, { "content-type": "text/html", ...fault.headers });
        response.end(fault.body);
        return;
      }
      send(response, { status: fault.status, body: fault.body ?? { message: "Server Error" } }, fault.headers);
      return;
    case "done-then":
      answer();
      send(response, { status: fault.status, body: { message: "Server Error" } });
      return;
    case "reset":
      if (fault.write === "done") answer();
      response.destroy();
      return;
    case "broken": {
      const whole = fault.write === "done" ? answer() : { status: 200, body: { message: "never mind" } };
      const text = JSON.stringify(whole.body ?? {});
      response.writeHead(whole.status, { "content-type": "application/json; charset=utf-8" });
      response.end(text.slice(0, Math.floor(text.length / 2)));
      return;
    }
    case "hang":
      return;
    case "drip": {
      const { status } = answer();
      response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
      response.write("[");
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => {
        clearInterval(timer);
      });
      return;
    }
    case "before":
    case undefined:
      send(response, answer());
  }
}

/** Starts the server on loopback. */
export async function startServer(state: GitHubState): Promise<GitHubServer> {
  const server = new LoopbackServer(state);
  await server.listen();
  return server;
}
