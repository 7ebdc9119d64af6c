import { describe, expect, test } from "@jest/globals";
import { makeSituation, type Changes } from "./scene.ts";

/** One change on a line that the pull request shows, one in a file that it does not touch, one new file. */
const MIXED: Changes = [
  { path: "a.ts", before: "one\ntwo changed\nthree\n", after: "one\ntwo mended\nthree\n" },
  { path: "gone.ts", before: "gone\n", after: "here\n" },
  { path: "new.ts", after: "new\n" },
];

describe("suggestions on a pull request", () => {
  test("one review; what the pull request does not show is named", async () => {
    await using situation = await makeSituation(MIXED);
    const { server } = situation;
    expect(await situation.publish("suggestions")).toEqual({
      type: "suggestions",
      pullRequest: 7,
      added: 1,
      updated: 0,
      unchanged: 0,
      omitted: ["gone.ts", "new.ts"],
    });
    expect(server.state.reviews).toHaveLength(1);
    expect(server.state.comments).toMatchObject([{ path: "a.ts", line: 2, startLine: null }]);
    expect(server.state.comments[0]?.body).toContain("```suggestion\ntwo mended\n```");
    expect(server.state.comments[0]?.body).not.toContain("@everyone");
    expect(server.violations).toEqual([]);
  });

  test("at most fifty in a review; the files of the others are named", async () => {
    await using situation = await makeSituation(MIXED);
    const { server, request } = situation;
    const [first] = request.suggestions?.filter(({ path }) => path === "a.ts") ?? [];
    const suggestions = Array.from({ length: 51 }, (_, at) => ({ ...first!, text: `two mended ${at}\n` }));
    expect(await situation.publish("suggestions", { request: { suggestions: suggestions.slice(1) } })).toMatchObject({
      ...{ added: 50, omitted: ["gone.ts", "new.ts"] },
    });
    server.state.comments.length = 0;
    expect(await situation.publish("suggestions", { request: { suggestions } })).toMatchObject({
      ...{ added: 50, omitted: ["a.ts", "gone.ts", "new.ts"] },
    });
    expect(server.state.comments).toHaveLength(50);
  });

  test("what is there already is kept, what reads otherwise is changed", async () => {
    await using situation = await makeSituation(MIXED);
    const { server } = situation;
    await situation.publish("suggestions");
    expect(await situation.publish("suggestions")).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    const comment = server.state.comments[0]!;
    comment.body = comment.body.replace("two mended", "two older");
    expect(await situation.publish("suggestions")).toMatchObject({ added: 0, updated: 1, unchanged: 0 });
    expect(server.state.comments).toMatchObject([{ body: expect.stringContaining("two mended") }]);
    expect(server.violations).toEqual([]);
  });

  test("lines that later commits have moved: the comment that stands there is changed, not repeated", async () => {
    await using situation = await makeSituation(MIXED);
    const { server, request } = situation;
    const suggestions = request.suggestions?.filter(({ path }) => path === "a.ts") ?? [];
    // As it was said before a line was put above, and as GitHub shows it since.
    const earlier = suggestions.map((one) => ({ ...one, start: one.start - 1, end: one.end - 1 }));
    await situation.publish("suggestions", { request: { suggestions: earlier } });
    for (const comment of server.state.comments) comment.line = (comment.line ?? 0) + 1;
    expect(await situation.publish("suggestions")).toMatchObject({ added: 0, updated: 1 });
    expect(await situation.publish("suggestions")).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(server.state.comments).toHaveLength(1);
  });

  test("a comment whose lines are no more cannot be applied: it is said anew", async () => {
    await using situation = await makeSituation(MIXED);
    const { server } = situation;
    await situation.publish("suggestions");
    for (const comment of server.state.comments) comment.line = null;
    server.fault = ({ route, before }) =>
      route.endsWith("/reviews") && before === 1 ? { type: "reset", write: "not-done" } : undefined;
    expect(await situation.publish("suggestions")).toMatchObject({ added: 1, updated: 0 });
    expect(server.calls.filter(({ route }) => route.endsWith("/reviews"))).toHaveLength(3);
    expect(server.state.comments).toMatchObject([{ line: null }, { line: 2 }]);
  });

  test.each([
    ["lost after", { type: "reset", write: "done" }],
    ["reset before", { type: "reset", write: "not-done" }],
  ] as const)("a review whose answer is %s stands there once", async (_, fault) => {
    await using situation = await makeSituation(MIXED);
    const { server } = situation;
    server.fault = ({ route, before }) => (route.endsWith("/reviews") && before === 0 ? fault : undefined);
    expect(await situation.publish("suggestions")).toMatchObject({ type: "suggestions", added: 1 });
    expect(server.state.comments).toHaveLength(1);
  });

  test("without the permission the patches are left", async () => {
    await using situation = await makeSituation(MIXED);
    situation.server.state.permissions.delete("pull-requests");
    expect(await situation.publish("suggestions")).toMatchObject({
      publications: [
        { type: "refused", remedy: "Add to the job's permissions: pull-requests: write" },
        { type: "patch" },
      ],
    });
  });

  test("a dry run counts", async () => {
    await using situation = await makeSituation(MIXED);
    expect(await situation.publish("suggestions", { request: { dryRun: true } })).toMatchObject({
      type: "none",
      reason: expect.stringContaining("1 changes on #7"),
    });
    expect(situation.server.state.done).toEqual([]);
  });
});
