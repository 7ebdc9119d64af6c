import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const BACKEND = path.join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend");

/** Whether git's own HTTP server is on this machine; where not, the tests say so. */
export const hasGitHttp = existsSync(BACKEND);

/** One request of a git client. */
interface SeenRequest {
  /** `GET /corner/shop/info/refs?service=git-upload-pack` */
  readonly line: string;
  readonly status: number;
}

/** A bare repository as GitHub serves a private one: by git's own HTTP backend, to whoever has the token. */
export interface GitHttp extends AsyncDisposable {
  /** Address of the repository, as a workflow's `actions/checkout` has it. */
  readonly url: string;
  /** Value of the header that lets a client in, as `actions/checkout` writes it to the clone's configuration. */
  readonly authorization: string;
  readonly requests: readonly SeenRequest[];
}

const NAME = /^\/corner\/shop(?:\.git)?(\/.*)$/u;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Headers of a CGI program's answer. */
function parseHead(text: string): Answer {
  const headers: Record<string, string> = {};
  for (const line of text.split("\r\n")) {
    const at = line.indexOf(":");
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  const { status = "200", ...others } = headers;
  return { status: Number.parseInt(status, 10), headers: others };
}

function toEnvironment(bare: string, rest: string, request: IncomingMessage, query: string): Record<string, string> {
  const { headers } = request;
  const of = (name: string): string => String(headers[name] ?? "");
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: "/nonexistent",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_PROJECT_ROOT: bare,
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_PROTOCOL: of("git-protocol"),
    // Who may push, as the backend sees it; whoever has no token does not get this far.
    REMOTE_USER: "x-access-token",
    REMOTE_ADDR: "127.0.0.1",
    REQUEST_METHOD: request.method ?? "GET",
    PATH_INFO: rest,
    QUERY_STRING: query,
    CONTENT_TYPE: of("content-type"),
    ...(headers["content-length"] !== undefined && { CONTENT_LENGTH: headers["content-length"] }),
    ...(headers["content-encoding"] !== undefined && { HTTP_CONTENT_ENCODING: of("content-encoding") }),
  };
}

/** Answers a request by the backend, which is a CGI program; resolves with the status. */
function answerByBackend(
  request: IncomingMessage,
  response: ServerResponse,
  env: Record<string, string>,
): Promise<number> {
  const child = spawn(BACKEND, [], { env, stdio: ["pipe", "pipe", "ignore"] });
  // A client that goes away in the middle ends the program's input; that is no failure of the server.
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  let status: number | undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    if (status !== undefined) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    const answer = parseHead(head.toString("latin1", 0, end));
    status = answer.status;
    response.writeHead(status, answer.headers);
    response.write(head.subarray(end + 4));
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      if (status === undefined) response.writeHead(500);
      response.end();
      resolve(status ?? 500);
    });
  });
}

/** Serves a bare repository on loopback as `corner/shop`. */
export async function startGitHttp(bare: string, token: string): Promise<GitHttp> {
  const authorization = `basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  const requests: SeenRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<number> => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const rest = NAME.exec(url.pathname)?.[1];
    const known = request.headers.authorization?.replace(/^Basic /u, "basic ") === authorization;
    if (known && rest !== undefined) {
      return answerByBackend(request, response, toEnvironment(bare, rest, request, url.search.slice(1)));
    }
    const status = rest === undefined ? 404 : 401;
    response.writeHead(status, { "www-authenticate": 'Basic realm="GitHub"' });
    response.end();
    return status;
  };
  const server = createServer((request, response) => {
    answer(request, response).then(
      (status) => requests.push({ line: `${request.method ?? ""} ${request.url ?? ""}`, status }),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/corner/shop`,
    authorization,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
