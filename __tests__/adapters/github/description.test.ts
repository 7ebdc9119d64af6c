import { expect, test } from "@jest/globals";
import { z } from "zod";
import { makeSituation } from "./scene.ts";
import { isDescribed, judge, judgeGraphql } from "./server/description.ts";

/** Visibly skipped where GitHub's description is not installed; `.ci/run` installs it beside the project. */
const testDescribed = isDescribed ? test : test.skip;

const POST = { method: "POST", template: "/repos/{owner}/{repo}/check-runs", query: {} };

testDescribed("requests are compared with GitHub's own description of its API", () => {
  const good = { name: "assay", head_sha: "a", status: "in_progress", output: { title: "t", summary: "s" } };
  expect(judge?.({ ...POST, body: good })).toBeUndefined();
  const tooMany = Array.from({ length: 51 }, () => ({
    path: "a",
    start_line: 1,
    end_line: 1,
    annotation_level: "notice",
    message: "m",
  }));
  for (const [wrong, words] of [
    [{ ...good, status: "running" }, "status"],
    [{ name: "assay" }, "head_sha"],
    [{ ...good, output: { title: "t" } }, "summary"],
    [{ ...good, output: { ...good.output, annotations: tooMany } }, "annotations"],
  ] as const) {
    expect(judge?.({ ...POST, body: wrong })).toContain(words);
  }
  expect(judge?.({ ...POST, template: "/repos/{owner}/{repo}/nothing", body: {} })).toContain("no operation");
  const list = { method: "GET", template: "/repos/{owner}/{repo}/pulls", body: undefined };
  expect(judge?.({ ...list, query: { state: "all", page: "2" } })).toBeUndefined();
  for (const [query, words] of [
    [{ stat: "all" }, "unknown query stat"],
    [{ state: "merged" }, "query state is none of open"],
    [{ page: "next" }, "query page is no number"],
  ] as const) {
    expect(judge?.({ ...list, query })).toContain(words);
  }
});

test("a server on which a call was made against the description lets no test end well", async () => {
  const situation = await makeSituation();
  await situation.client().read({ route: "GET /repos/{owner}/{repo}/nothing", schema: z.unknown() });
  await expect(situation[Symbol.asyncDispose]()).rejects.toThrow("no such route");
});

testDescribed("mutations are compared with GitHub's own GraphQL schema", () => {
  const query =
    "mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }";
  const input = {
    branch: { repositoryNameWithOwner: "a/b", branchName: "c" },
    expectedHeadOid: "a",
    message: { headline: "h" },
    fileChanges: { additions: [{ path: "p", contents: "" }] },
  };
  expect(judgeGraphql?.(query, { input })).toBeUndefined();
  expect(judgeGraphql?.(query, { input: { ...input, message: {} } })).toContain("headline");
  expect(judgeGraphql?.(query.replace("oid", "id2"), { input })).toContain("id2");
});
