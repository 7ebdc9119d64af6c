import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { toFailure, toGraphqlFailure, waitOf } from "../../../src/adapters/github/classify.ts";
import { createClient } from "../../../src/adapters/github/client.ts";
import { createTransport } from "../../../src/adapters/github/octokit.ts";
import { remedyOf, type FailureKind } from "../../../src/adapters/github/reply.ts";
import { makeTime } from "./fake-time.ts";

const ROUTE = "POST /repos/{owner}/{repo}/check-runs";

describe("what an answer means", () => {
  test.each<[number, string, Record<string, string>, FailureKind]>([
    [401, "Bad credentials", {}, "credentials"],
    [403, "Resource not accessible by integration", {}, "permission"],
    [403, "You have exceeded a secondary rate limit", {}, "limited"],
    [403, "API rate limit exceeded", { "x-ratelimit-remaining": "0" }, "limited"],
    [403, "wait", { "retry-after": "3" }, "limited"],
    [429, "", {}, "limited"],
    [404, "Not Found", {}, "missing"],
    [409, "Conflict", {}, "moved"],
    [409, "Repository rule violations found", {}, "rule"],
    [422, "Update is not a fast forward", {}, "moved"],
    [422, "Reference does not exist", {}, "moved"],
    [422, "Reference already exists", {}, "exists"],
    [422, "Validation Failed", {}, "invalid"],
    [500, "<html>", {}, "unavailable"],
    [502, "", {}, "unavailable"],
    [301, "", {}, "invalid"],
  ])("%d %s is %s", (status, message, headers, kind) => {
    expect(toFailure(ROUTE, { status, headers, data: { message } }).kind).toBe(kind);
  });

  test("G9: the missing permission is GitHub's own word, else told from the route", () => {
    const headers = { "x-accepted-github-permissions": "checks=write; contents=read" };
    const said = toFailure(ROUTE, { status: 403, headers, data: { message: "no" } });
    expect(remedyOf(said)).toBe("Add to the job's permissions: checks: write, contents: read");
    expect(remedyOf(toFailure(ROUTE, { status: 403, headers: {}, data: {} }))).toBe(
      "Add to the job's permissions: checks: write",
    );
  });

  test.each<[string, string | undefined, FailureKind]>([
    ["x", "STALE_DATA", "moved"],
    ["x", "RATE_LIMITED", "limited"],
    ["x", "FORBIDDEN", "permission"],
    ["x", "NOT_FOUND", "missing"],
    ["Field 'createCommitOnBranch' doesn't exist on type 'Mutation'", undefined, "unsupported"],
    ["Something went wrong while executing your query", undefined, "unavailable"],
    ["Repository rule violations found", undefined, "rule"],
    ["x", undefined, "invalid"],
  ])("G5: GraphQL: %s %s is %s", (message, type, kind) => {
    expect(toGraphqlFailure("POST /graphql", [{ message, type }]).kind).toBe(kind);
  });

  test.each<[Record<string, string>, number]>([
    [{ "retry-after": "7" }, 7000],
    [{ "retry-after": "-5" }, 1000],
    [{}, 60_000],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "100" }, 90_000],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "5" }, 1000],
    [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "7300", date: "Thu, 01 Jan 1970 02:01:30 GMT" }, 10_000],
  ])("G7, G8, G27: a limit with %j lasts %d ms", (headers, expected) => {
    expect(waitOf({ status: 429, headers, data: undefined }, 60_000, 10_000)).toBe(expected);
  });
});

describe("redirects", () => {
  test("G24: are followed within the host, and the token goes to no other", async () => {
    const seen: string[] = [];
    const other = createServer((request, response) => {
      seen.push(`other ${String(request.headers.authorization)}`);
      response.end("{}");
    });
    const own = createServer((request, response) => {
      seen.push(`own ${request.url ?? ""}`);
      if (request.url === "/repos/a/b") response.writeHead(301, { location: "/repositories/1" }).end();
      else if (request.url === "/repos/c/d")
        response.writeHead(307, { location: `http://127.0.0.1:${portOf(other)}/x` }).end();
      else response.writeHead(200, { "content-type": "application/json" }).end('{"id":1}');
    });
    const portOf = (server: typeof own): number => (server.address() as AddressInfo).port;
    for (const server of [own, other]) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const apiUrl = `http://127.0.0.1:${portOf(own)}`;
      const client = createClient(
        createTransport({ token: "t", apiUrl, graphqlUrl: `${apiUrl}/graphql`, userAgent: "x" }),
        makeTime(),
      );
      const read = (owner: string, repo: string) =>
        client.read({
          route: "GET /repos/{owner}/{repo}",
          parameters: { owner, repo },
          schema: z.object({ id: z.number() }),
        });
      expect(await read("a", "b")).toEqual({ ok: true, data: { id: 1 } });
      expect(await read("c", "d")).toMatchObject({ ok: false });
      expect(seen.filter((line) => line.startsWith("other"))).toEqual([]);
    } finally {
      for (const server of [own, other]) server.close();
    }
  });
});

test("G4: an answer of another shape is told with its field", async () => {
  const transport = () => Promise.resolve({ status: 200, headers: {}, data: { id: "x" } });
  const client = createClient(transport, makeTime());
  expect(await client.read({ route: "GET /x", schema: z.object({ id: z.number() }) })).toMatchObject({
    ok: false,
    failure: { kind: "shape", message: expect.stringContaining("id") },
  });
});

test("G23: lists are read page by page, to a limit", async () => {
  const pages: unknown[] = [];
  const transport = ({ parameters }: { parameters: Readonly<Record<string, unknown>> }) => {
    pages.push(parameters["page"]);
    const size = parameters["page"] === 3 ? 7 : 100;
    return Promise.resolve({ status: 200, headers: {}, data: Array.from({ length: size }, (_, index) => index) });
  };
  const client = createClient(transport, makeTime());
  const call = { route: "GET /x", schema: z.array(z.number()) };
  const all = await client.readAll(call, 1000);
  expect(all.ok && all.data.length).toBe(207);
  const some = await client.readAll(call, 150);
  expect(some.ok && some.data.length).toBe(150);
  expect(pages).toEqual([1, 2, 3, 1, 2]);
});
