import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import { writeOnce, type Client } from "./client.ts";
import { succeed, type Failure, type Reply } from "./reply.ts";

/** Name under which every check run of Assay stands. */
const CHECK_NAME = "assay";

const MOST_PAGES = GITHUB_LIMITS.checkRunsPerName / GITHUB_LIMITS.page;

/** What the key of a check run ends with that stands for one which cannot be changed. */
const AGAIN = "#again";

/** The repository in the parameters of a route. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** Which check run: the same key on the same commit is the same one, however often it is asked for. */
export interface CheckKey extends RepositoryName {
  readonly headSha: string;
  /** Goes into `external_id`. */
  readonly key: string;
  /** Page of the run. */
  readonly url: string;
}

/** An annotation in the words of the Checks API. */
type Annotation = Readonly<Record<string, string | number>> | object;

export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
}

export interface CheckEnd extends CheckOutput {
  readonly conclusion: string;
  readonly annotations: readonly Annotation[];
}

/** A check run as GitHub has it. */
export interface CheckRun {
  readonly id: number;
  readonly status: string;
  readonly annotations: number;
}

const checkRunSchema = z
  .object({
    id: z.number(),
    status: z.string(),
    external_id: z.string().nullish(),
    output: z.object({ annotations_count: z.number() }),
  })
  .transform(({ id, status, external_id: key, output }) => ({
    id,
    status,
    annotations: output.annotations_count,
    key: key ?? "",
  }));

const listSchema = z.object({ check_runs: z.array(checkRunSchema) });

function parametersOf({ owner, repo }: RepositoryName): RepositoryName {
  return { owner, repo };
}

async function findCheckRun(client: Client, key: CheckKey): Promise<Reply<CheckRun | undefined>> {
  const { headSha: ref, key: wanted } = key;
  const asked = { ...parametersOf(key), ref, check_name: CHECK_NAME, filter: "all", per_page: GITHUB_LIMITS.page };
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const reply = await client.read({
      route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
      parameters: { ...asked, page },
      schema: listSchema,
    });
    if (!reply.ok) return reply;
    const { check_runs: runs } = reply.data;
    const found = runs.find((run) => run.key === wanted);
    if (found !== undefined || runs.length < GITHUB_LIMITS.page) return succeed(found);
  }
  return succeed(undefined);
}

function createCheckRun(client: Client, key: CheckKey, rest: object): Promise<Reply<CheckRun>> {
  return writeOnce<CheckRun>(
    client,
    () =>
      client.write({
        route: "POST /repos/{owner}/{repo}/check-runs",
        parameters: {
          ...parametersOf(key),
          name: CHECK_NAME,
          head_sha: key.headSha,
          external_id: key.key,
          details_url: key.url,
          ...rest,
        },
        schema: checkRunSchema,
      }),
    () => findCheckRun(client, key),
  );
}

/** The check run of the key, in progress; one that an earlier try or run left is taken up again, and opened where it ended. */
export async function startCheckRun(
  client: Client,
  key: CheckKey,
  { title, summary }: CheckOutput,
): Promise<Reply<CheckRun>> {
  // Nothing else of what is given: annotations go in chunks, at the end.
  const output = { title, summary };
  const found = await findCheckRun(client, key);
  if (!found.ok) return found;
  if (found.data === undefined) return createCheckRun(client, key, { status: "in_progress", output });
  if (found.data.status !== "completed") return succeed(found.data);
  const opened = await patchCheckRun(client, key, found.data, { status: "in_progress", output });
  // Another app's, or gone: the end finds that out too, and has a way around it.
  return opened.ok ? opened : succeed(found.data);
}

function patchCheckRun(client: Client, key: CheckKey, run: CheckRun, rest: object): Promise<Reply<CheckRun>> {
  return client.write({
    route: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
    parameters: { ...parametersOf(key), check_run_id: run.id, ...rest },
    schema: checkRunSchema,
  });
}

/** Shows progress; what goes wrong is answered, and nothing is tried twice. */
export function updateCheckRun(
  client: Client,
  key: CheckKey,
  run: CheckRun,
  output: CheckOutput,
): Promise<Reply<CheckRun>> {
  return patchCheckRun(client, key, run, { output });
}

function readCheckRun(client: Client, key: CheckKey, run: CheckRun): Promise<Reply<CheckRun>> {
  return client.read({
    route: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}",
    parameters: { ...parametersOf(key), check_run_id: run.id },
    schema: checkRunSchema,
  });
}

/** Chunks in order; at least one, so that something carries the end. */
function toChunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  const size = GITHUB_LIMITS.annotationsPerRequest;
  const count = Math.max(1, Math.ceil(all.length / size));
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

const annotationSchema = z
  .object({
    path: z.string(),
    start_line: z.number(),
    end_line: z.number(),
    annotation_level: z.string().nullish(),
    title: z.string().nullish(),
    message: z.string().nullish(),
  })
  .transform(({ path, start_line: start, end_line: end, annotation_level: level, title, message }) =>
    JSON.stringify([path, start, end, level ?? "", title?.trim() ?? "", message?.trim() ?? ""]),
  );

/**
 * The annotations that the check run does not show yet. An earlier run may have left others there, which GitHub has no
 * way to remove.
 */
async function readPending(
  client: Client,
  key: CheckKey,
  run: CheckRun,
  wanted: readonly Annotation[],
): Promise<readonly Annotation[]> {
  if (run.annotations === 0 || wanted.length === 0) return wanted;
  const reply = await client.readAll(
    {
      route: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations",
      parameters: { ...parametersOf(key), check_run_id: run.id, per_page: GITHUB_LIMITS.page },
      schema: z.array(annotationSchema),
    },
    run.annotations,
  );
  if (!reply.ok) return wanted.slice(run.annotations);
  const left = [...reply.data];
  return wanted.filter((annotation) => {
    const text = annotationSchema.safeParse(annotation).data;
    const at = left.findIndex((one) => one === text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * Ends a check run. Annotations go in chunks and are appended by GitHub: what it already has is not sent again, after a
 * lost answer as little as after a crash or in a later run. Where a chunk cannot be sent, the run is ended with a note of it.
 */
export async function concludeCheckRun(
  client: Client,
  key: CheckKey,
  run: CheckRun,
  end: CheckEnd,
): Promise<Reply<CheckRun>> {
  const { title, summary, conclusion } = end;
  const finished = { status: "completed", conclusion };
  const chunks = toChunks(await readPending(client, key, run, end.annotations));
  let current = run;
  for (const [index, annotations] of chunks.entries()) {
    const last = index === chunks.length - 1;
    const expected = current.annotations + annotations.length;
    const output = { title, summary, ...(annotations.length > 0 && { annotations }) };
    const reply = await writeOnce<CheckRun>(
      client,
      () => patchCheckRun(client, key, current, { ...(last && finished), output }),
      () => findChunk(client, key, current, { expected, status: last ? "completed" : current.status }),
    );
    if (!reply.ok) return giveUp(client, key, current, { end, failure: reply.failure });
    // What was sent counts, even where GitHub's count comes later.
    current = { ...reply.data, annotations: Math.max(expected, reply.data.annotations) };
  }
  return succeed(current);
}

async function findChunk(
  client: Client,
  key: CheckKey,
  run: CheckRun,
  wanted: { readonly expected: number; readonly status: string },
): Promise<Reply<CheckRun | undefined>> {
  const now = await readCheckRun(client, key, run);
  if (!now.ok) return now;
  const done = now.data.annotations >= wanted.expected && now.data.status === wanted.status;
  return succeed(done ? now.data : undefined);
}

/** A check run that cannot be changed (another app's, or gone) is made anew; one that broke off is ended with a note. */
async function giveUp(
  client: Client,
  key: CheckKey,
  run: CheckRun,
  { end, failure }: { readonly end: CheckEnd; readonly failure: Failure },
): Promise<Reply<CheckRun>> {
  const { title, summary, conclusion } = end;
  const isLocked = run.annotations === 0 && (failure.kind === "missing" || failure.kind === "permission");
  if (isLocked && !key.key.endsWith(AGAIN)) {
    const again = { ...key, key: `${key.key}${AGAIN}` };
    const started = await startCheckRun(client, again, end);
    return started.ok ? concludeCheckRun(client, again, started.data, end) : started;
  }
  const note = `_Of ${end.annotations.length} annotations ${run.annotations} could be sent; the report has the rest._`;
  const room = GITHUB_LIMITS.checkRunText - note.length - 2;
  const cut = `${note}\n\n${summary.length <= room ? summary : summary.slice(0, room).toWellFormed()}`;
  const ended = await patchCheckRun(client, key, run, {
    status: "completed",
    conclusion,
    output: { title, summary: cut },
  });
  return ended.ok ? ended : { ok: false, failure };
}
