import { expect } from "@jest/globals";
import type { z } from "zod";
import { createClient, type Client, type Transport } from "../../../src/adapters/github/client.ts";
import { createTransport } from "../../../src/adapters/github/octokit.ts";
import type { GitHubSession } from "../../../src/adapters/github/session.ts";
import type { GitHubMode } from "../../../src/adapters/github/work.ts";
import type { GitHubScene } from "../../../src/domain/github-scene.ts";
import type { Publication } from "../../../src/domain/publication.ts";
import { ALL_SORTS, makeSituation, openBy, type Situation } from "./scene.ts";
import { judge, judgeGraphql } from "./server/description.ts";
import { REPO, startEmulator, type Emulator } from "./server/emulator.ts";

export interface Emulated {
  readonly situation: Situation;
  readonly emulator: Emulator;
  /** Routes of writes that were answered with success, in order. */
  readonly done: string[];
  readonly notes: string[];
  /** What the session calls with. */
  readonly client: Client;
  readonly session: (
    scene?: Partial<GitHubScene>,
    toScene?: (scene: GitHubScene) => GitHubScene,
  ) => Promise<GitHubSession>;
  readonly publish: (mode: GitHubMode) => Promise<Publication>;
  readonly read: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
}

/** What GitHub's own description has to say against a call. */
function judgeCall({ route, parameters }: Parameters<Transport>[0]): string | undefined {
  const [method = "", template = ""] = route.split(" ");
  if (template === "/graphql")
    return judgeGraphql?.(String(parameters["query"]), { ...(parameters["variables"] ?? {}) });
  const rest = Object.entries(parameters).filter(([name]) => !template.includes(`{${name}}`));
  if (method !== "GET") return judge?.({ method, template, query: {}, body: Object.fromEntries(rest) });
  const query = Object.fromEntries(rest.map(([name, value]) => [name, String(value)]));
  return judge?.({ method, template, query, body: undefined });
}

/** Opens what a run opens, on the emulator. */
function open({
  situation,
  emulator,
  done,
  notes,
  violations,
}: Pick<Emulated, "situation" | "emulator" | "done" | "notes"> & { readonly violations: string[] }) {
  const { ground, time } = situation;
  const place = { apiUrl: emulator.url, graphqlUrl: `${emulator.url}/graphql` };
  const own: Transport = createTransport({ ...place, token: emulator.token, userAgent: "assay/0" });
  const counted: Transport = async (call) => {
    const problem = judgeCall(call);
    if (problem !== undefined) violations.push(problem);
    const reply = await own(call);
    if (!call.route.startsWith("GET") && reply.status < 300) done.push(call.route);
    return reply;
  };
  const client: Client = createClient(counted, time);
  const session: Emulated["session"] = (more = {}, toScene = (scene) => scene) => {
    const scene = { ...toScene(situation.scene), ...place, people: ["corner"], ...more };
    return openBy({ ground, notes, time, client, scene });
  };
  return { client, session };
}

export async function withEmulated(work: (emulated: Emulated) => Promise<void>): Promise<void> {
  await using situation = await makeSituation(ALL_SORTS);
  await using emulator = await startEmulator(situation.root);
  const [done, notes, violations]: [string[], string[], string[]] = [[], [], []];
  const { client, session } = open({ situation, emulator, done, notes, violations });
  const { request, root } = situation;
  const fallback = { publish: () => Promise.resolve<Publication>({ type: "patch", directory: "/out", files: [] }) };
  const pullRequest = request.pullRequest && {
    ...request.pullRequest,
    settings: { ...request.pullRequest.settings, reviewers: [], assignees: [] },
  };
  await work({
    situation,
    emulator,
    done,
    notes,
    client,
    session,
    publish: async (mode) =>
      (await session()).publisher(mode, fallback, root).publish({ ...request, ...(pullRequest && { pullRequest }) }),
    read: async (path, schema) => schema.parse((await emulator.call("GET", `${REPO}/${path}`)).body),
  });
  expect(violations).toEqual([]);
  // Only the emulator was asked.
  expect(situation.server.calls).toEqual([]);
}
