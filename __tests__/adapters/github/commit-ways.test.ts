import { expect, test } from "@jest/globals";
import type { BuiltSteps } from "../../../src/adapters/github/built-steps.ts";
import type { Client } from "../../../src/adapters/github/client.ts";
import { commitSteps } from "../../../src/adapters/github/commit-steps.ts";
import { GITHUB_LIMITS } from "../../../src/domain/github-limits.ts";

const HEAD = "1".repeat(40);

/** A client on which the branch is at head; what is written first is noted, and refused. */
function makeClient(first: string[]): Client {
  const failed = { ok: false, failure: { kind: "invalid", route: "", message: "no" } } as const;
  const note = (route: string): Promise<typeof failed> => {
    first.push(route);
    return Promise.resolve(failed);
  };
  return {
    read: ({ schema }) => Promise.resolve({ ok: true, data: schema.parse({ object: { sha: HEAD } }) }),
    readAll: () => Promise.resolve(failed),
    write: ({ route }) => note(route),
    mutate: () => note("createCommitOnBranch"),
    pause: () => Promise.resolve(),
  };
}

/** One commit of so many new files of so many bytes. */
function makeBuilt(files: number, bytes: number): BuiltSteps {
  const blob = "2".repeat(40);
  const changes = Array.from({ length: files }, (_, index) => ({
    path: { text: `f${index}.ts`, utf8: true },
    status: "added" as const,
    mode: "100644" as const,
    blob,
  }));
  return {
    steps: [{ task: "fix-0000000000", message: "fix: x\n", tree: "3".repeat(40), changes }],
    base: "4".repeat(40),
    readBlob: () => Promise.resolve(Buffer.alloc(bytes)),
    readShownLines: () => Promise.resolve([]),
  };
}

const { commitFiles, commitBytes } = GITHUB_LIMITS;

test.each([
  [commitFiles, 1, "createCommitOnBranch"],
  [commitFiles + 1, 1, "POST /repos/{owner}/{repo}/git/blobs"],
  [4, commitBytes / 4, "createCommitOnBranch"],
  [4, commitBytes / 4 + 1, "POST /repos/{owner}/{repo}/git/blobs"],
])("%d files of %d bytes go by %s", async (files, bytes, way) => {
  const first: string[] = [];
  const target = { repository: { owner: "corner", repo: "shop" }, branch: "feature", head: HEAD };
  const { commits, failure } = await commitSteps(makeClient(first), target, makeBuilt(files, bytes));
  expect({ commits, kind: failure?.kind, way: first[0] }).toEqual({ commits: [], kind: "invalid", way });
});
