import { expect, test } from "@jest/globals";
import { git } from "../git/fixture.ts";
import { makeSituation, toUndoRequest } from "./scene.ts";

test("one commit through GitHub, and none a second time, whatever happens to the answers", async () => {
  await using situation = await makeSituation();
  const { server, head, root, base } = situation;
  let calls = 0;
  server.fault = (call) => {
    if (!call.route.includes("graphql")) return undefined;
    calls += 1;
    return calls === 1 ? { type: "reset", write: "done" } : undefined;
  };
  const undoer = (await situation.session()).undoer(root);
  const first = await undoer.undo(toUndoRequest(situation));
  const second = await undoer.undo(toUndoRequest(situation));
  expect(first).toMatchObject({ type: "commit", branch: "feature", commits: [{ subject: "revert: feature" }] });
  expect(second).toEqual(first);
  const { store } = server.state;
  const made = store.log(head, "refs/heads/feature");
  expect(made).toHaveLength(1);
  expect(store.show(made[0] ?? "")?.tree).toBe(git(root, ["rev-parse", `${base}^{tree}`]).trim());
  expect(server.violations).toEqual([]);
});

test("a branch that has moved, rights that are missing, another head: refused, and nothing is written", async () => {
  await using situation = await makeSituation();
  const { root, server } = situation;
  const read = { type: "read", reason: "the pull request is from a fork", remedy: "" } as const;
  const other = "0".repeat(40);
  for (const scene of [{ rights: read }, { head: other }]) {
    const undoer = (await situation.session(scene)).undoer(root);
    expect(await undoer.undo(toUndoRequest(situation))).toMatchObject({ type: "refused" });
  }
  situation.intrude();
  const tip = server.state.store.read("refs/heads/feature");
  const undoer = (await situation.session()).undoer(root);
  expect(await undoer.undo(toUndoRequest(situation))).toMatchObject({ type: "refused", mode: "commit" });
  expect(server.state.store.read("refs/heads/feature")).toBe(tip);
});
