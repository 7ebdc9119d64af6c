import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import { toFailure, toGraphqlFailure, waitOf, type RawReply } from "./classify.ts";
import { succeed, type Failure, type Reply } from "./reply.ts";

/** Time as a value, so that no test waits. */
export interface Time {
  monotonic(): number;
  now(): Date;
  /** Resolves after so many milliseconds, or at once where the run is cancelled. */
  sleep(milliseconds: number): Promise<void>;
  /** Aborts after so many milliseconds. */
  deadline(milliseconds: number): AbortSignal;
  /** Between 0 and 1, for spreading retries. */
  random(): number;
}

export interface TransportOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly userAgent: string;
}

/** `answer`: what is asked for is where the answer leads, and nothing goes there. Absent: redirects within the host are followed. */
type Redirect = "answer";

/** `end`: it ends something that the run has begun, and goes out though the run is cancelled. */
type Purpose = "end";

/** One HTTP call; rejects only where there was no answer. */
export type Transport = (call: {
  readonly route: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  readonly redirect?: Redirect;
}) => Promise<RawReply>;

export interface Call<T> {
  /** As GitHub's documentation writes it: `GET /repos/{owner}/{repo}/pulls`. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<T>;
  readonly redirect?: Redirect;
  readonly purpose?: Purpose;
}

interface Query<T> {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<T>;
}

/**
 * GitHub's API with a deadline on every call and a schema for every answer. Never throws. Once the run is cancelled nothing
 * is written any more: what was under way is waited for, and can be looked at.
 */
export interface Client {
  /** Tries again, a few times, where GitHub does not answer. */
  read<T>(call: Call<T>): Promise<Reply<T>>;
  /** All pages of a list, up to `most` entries. */
  readAll<T>(call: Call<readonly T[]>, most: number): Promise<Reply<readonly T[]>>;
  /** Sent once, but for a rate limit: where the answer is `unavailable` the caller has to look what became of it. */
  write<T>(call: Call<T>): Promise<Reply<T>>;
  /** A GraphQL mutation; like {@link write}. */
  mutate<T>(query: Query<T>): Promise<Reply<T>>;
  /** Waits before a next try; the first is number 1. */
  pause(attempt: number): Promise<void>;
}

const graphqlSchema = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ type: z.string().optional().catch(undefined), message: z.string() })).optional(),
});

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  return error.name === "TimeoutError" || error.name === "AbortError" ? "no answer in time" : error.message;
}

function shapeFailure(route: string, status: number, error: z.ZodError): Failure {
  const [issue] = error.issues;
  const message = `the answer has another shape: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
  return { kind: "shape", route, status, message };
}

/** Checks an answer; one that broke off arrives as text or as nothing and counts as none. */
function check<T>(call: Pick<Call<T>, "route" | "schema" | "redirect">, reply: RawReply): Reply<T> {
  const { route, schema } = call;
  if (call.redirect === "answer" && [301, 302, 303, 307, 308].includes(reply.status)) {
    const location = schema.safeParse(reply.headers["location"]);
    return location.success
      ? succeed(location.data)
      : { ok: false, failure: shapeFailure(route, reply.status, location.error) };
  }
  if (reply.status < 200 || reply.status >= 300) return { ok: false, failure: toFailure(route, reply) };
  const parsed = schema.safeParse(reply.status === 204 ? undefined : reply.data);
  if (parsed.success) return succeed(parsed.data);
  const broken = typeof reply.data === "string" || reply.data === undefined;
  const failure: Failure = broken
    ? { kind: "unavailable", route, status: reply.status, message: "the answer broke off or is no JSON" }
    : shapeFailure(route, reply.status, parsed.error);
  return { ok: false, failure };
}

function cancelled(route: string): Extract<Reply<unknown>, { ok: false }> {
  return { ok: false, failure: { kind: "cancelled", route, message: "not sent, since the run was cancelled" } };
}

/** GitHub's own endpoint is always there: where there is none, the server has no GraphQL. */
function withoutGraphql(reply: Extract<Reply<unknown>, { ok: false }>): Extract<Reply<unknown>, { ok: false }> {
  if (reply.failure.kind !== "missing") return reply;
  return { ok: false, failure: { ...reply.failure, kind: "unsupported" } };
}

class GitHubClient implements Client {
  readonly #transport: Transport;
  readonly #time: Time;
  readonly #signal: AbortSignal | undefined;
  #waitedMs = 0;
  #writes = 0;

  constructor(transport: Transport, time: Time, signal: AbortSignal | undefined) {
    this.#transport = transport;
    this.#time = time;
    this.#signal = signal;
  }

  async read<T>(call: Call<T>): Promise<Reply<T>> {
    let reply = await this.#send(call);
    for (let tries = 1; tries < GITHUB_LIMITS.tries; tries += 1) {
      if (reply.ok || reply.failure.kind !== "unavailable") return reply;
      await this.pause(tries);
      reply = await this.#send(call);
    }
    return reply;
  }

  async readAll<T>(call: Call<readonly T[]>, most: number): Promise<Reply<readonly T[]>> {
    const all: T[] = [];
    for (let page = 1; all.length < most; page += 1) {
      const parameters = { ...call.parameters, per_page: GITHUB_LIMITS.page, page };
      const reply = await this.read({ ...call, parameters });
      if (!reply.ok) return reply;
      all.push(...reply.data);
      if (reply.data.length < GITHUB_LIMITS.page) break;
    }
    return succeed(all.slice(0, most));
  }

  async write<T>(call: Call<T>): Promise<Reply<T>> {
    if (this.#writes >= GITHUB_LIMITS.burstWrites) await this.#time.sleep(GITHUB_LIMITS.writePauseMs);
    this.#writes += 1;
    return this.#send(call);
  }

  async mutate<T>({ query, variables, schema }: Query<T>): Promise<Reply<T>> {
    const route = "POST /graphql";
    for (let waits = 0; ; waits += 1) {
      const reply = await this.write({ route, parameters: { query, variables }, schema: graphqlSchema });
      if (!reply.ok) return withoutGraphql(reply);
      const { data, errors = [] } = reply.data;
      if (errors.length === 0) return check({ route, schema }, { status: 200, headers: {}, data: data ?? null });
      const failure = toGraphqlFailure(route, errors);
      if (failure.kind !== "limited" || waits >= GITHUB_LIMITS.rateLimitWaits) return { ok: false, failure };
      if (!(await this.#waitFor(GITHUB_LIMITS.rateLimitMs * 2 ** waits))) return { ok: false, failure };
    }
  }

  async pause(attempt: number): Promise<void> {
    await this.#time.sleep(1000 * 2 ** (attempt - 1) * (0.5 + this.#time.random()));
  }

  /** One call; a rate limit is waited for where there is time for it, since a limited call has done nothing. */
  async #send<T>(call: Call<T>): Promise<Reply<T>> {
    for (let waits = 0; ; waits += 1) {
      if (this.#isStopped(call)) return cancelled(call.route);
      const reply = await this.#ask(call);
      if ("failure" in reply) return reply;
      const checked = check(call, reply);
      if (checked.ok || checked.failure.kind !== "limited" || waits >= GITHUB_LIMITS.rateLimitWaits) return checked;
      const wait = waitOf(reply, GITHUB_LIMITS.rateLimitMs * 2 ** waits, this.#time.now().getTime());
      if (!(await this.#waitFor(wait))) return checked;
    }
  }

  /** Whether a call comes too late: waiting ends at once where the run is cancelled, and nothing is written after that. */
  #isStopped({ route, purpose }: Pick<Call<unknown>, "route" | "purpose">): boolean {
    return this.#signal?.aborted === true && purpose !== "end" && !route.startsWith("GET ");
  }

  /** Waits where that much time is left for waiting. */
  async #waitFor(milliseconds: number): Promise<boolean> {
    if (this.#waitedMs + milliseconds > GITHUB_LIMITS.waitingMs) return false;
    this.#waitedMs += milliseconds;
    await this.#time.sleep(milliseconds);
    return true;
  }

  async #ask<T>({ route, parameters = {}, redirect }: Call<T>): Promise<RawReply | Extract<Reply<T>, { ok: false }>> {
    try {
      const signal = this.#time.deadline(GITHUB_LIMITS.callMs);
      return await this.#transport({ route, parameters, signal, ...(redirect && { redirect }) });
    } catch (error) {
      return { ok: false, failure: { kind: "unavailable", route, message: messageOf(error) } };
    }
  }
}

/** A client over a transport. `signal`: aborted when the run is cancelled. */
export function createClient(transport: Transport, time: Time, signal?: AbortSignal): Client {
  return new GitHubClient(transport, time, signal);
}

/** The same client, for ending what the run has begun: its writes go out after a cancellation too. */
export function toEnding(client: Client): Client {
  return {
    read: (call) => client.read(call),
    readAll: (call, most) => client.readAll(call, most),
    write: (call) => client.write({ ...call, purpose: "end" }),
    mutate: (query) => client.mutate(query),
    pause: (attempt) => client.pause(attempt),
  };
}

/**
 * A write that may be repeated: where it is not known whether it was done, `find` looks (twice, since GitHub may not
 * show at once what it has); only what is not there is written again.
 */
export async function writeOnce<T>(
  client: Client,
  write: () => Promise<Reply<T>>,
  find: () => Promise<Reply<T | undefined>>,
): Promise<Reply<T>> {
  for (let tries = 1; ; tries += 1) {
    const reply = await write();
    if (reply.ok || reply.failure.kind !== "unavailable") return reply;
    for (const look of [1, 2]) {
      await client.pause(tries + look - 1);
      const found = await find();
      if (!found.ok) return found;
      if (found.data !== undefined) return succeed(found.data);
    }
    if (tries >= GITHUB_LIMITS.tries) return reply;
  }
}
