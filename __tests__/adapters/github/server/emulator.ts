import { createEmulator } from "emulate";
import { z } from "zod";
import { git } from "../../git/fixture.ts";

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A GitHub that somebody else has written, on loopback. */
export interface Emulator extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** One call, past Assay; answers status and body. */
  readonly call: (method: string, path: string, body?: object) => Promise<Answer>;
}

const TOKEN = "t0ken";
const made = z.object({ sha: z.string() });

/** What is put in the place of `{owner}/{repo}` by who owns everything. */
export const REPO = "/repos/corner/shop";

async function create(emulator: Emulator, kind: string, body: object): Promise<string> {
  const answer = await emulator.call("POST", `${REPO}/git/${kind}`, body);
  return made.parse(answer.body).sha;
}

function toPerson(text: string): object {
  const [, name = "", email = "", date = ""] = /^(.*) <(.*)> (.*)$/u.exec(text) ?? [];
  return { name, email, date };
}

/** Everything that a repository's branches hold, made by the API; the emulator gives the ids that git gives. */
async function fill(emulator: Emulator, root: string): Promise<void> {
  const lines = (...args: string[]): string[] =>
    git(root, args)
      .split(/[\n\0]/u)
      .filter((line) => line !== "");
  for (const commit of lines("rev-list", "--reverse", "--topo-order", "--all")) {
    const tree: object[] = [];
    for (const line of lines("ls-tree", "-r", "-z", commit)) {
      const [, mode = "", id = "", path = ""] = /^(\d+) blob (\w+)\t(.*)$/u.exec(line) ?? [];
      const content = git(root, ["cat-file", "blob", id]);
      tree.push({ path, mode, type: "blob", sha: await create(emulator, "blobs", { content, encoding: "utf-8" }) });
    }
    const [parents = "", author = "", committer = ""] = git(root, [
      "show",
      "--no-patch",
      "--format=%P%n%an <%ae> %aI%n%cn <%ce> %cI",
      commit,
    ]).split("\n");
    const id = await create(emulator, "commits", {
      message: git(root, ["show", "--no-patch", "--format=%B", commit]).trim(),
      tree: await create(emulator, "trees", { tree }),
      parents: parents.split(" ").filter((parent) => parent !== ""),
      author: toPerson(author),
      committer: toPerson(committer),
    });
    if (id !== commit) throw new Error(`the emulator has made ${id} of ${commit}`);
  }
  for (const line of lines("for-each-ref", "--format=%(objectname) %(refname)", "refs/heads")) {
    const [sha = "", ref = ""] = line.split(" ");
    await emulator.call("POST", `${REPO}/git/refs`, { ref, sha });
  }
}

/** Starts the emulator with a copy of a repository, `corner/shop`, that `corner` owns. */
export async function startEmulator(root: string): Promise<Emulator> {
  const login = "corner";
  const github = { users: [{ login }, { login: "dev" }], repos: [{ owner: login, name: "shop", auto_init: false }] };
  const seed = { tokens: { [TOKEN]: { login, scopes: ["repo"] } }, github };
  const server = await createEmulator({ service: "github", port: 0, seed });
  const url = server.url.replace("localhost", "127.0.0.1");
  const emulator: Emulator = {
    url,
    token: TOKEN,
    call: async (method, path, body) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `token ${TOKEN}`, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") === true;
      return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
  await fill(emulator, root);
  return emulator;
}
