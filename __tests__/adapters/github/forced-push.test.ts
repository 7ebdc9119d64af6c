import { expect, test } from "@jest/globals";
import { makeSituation, type Situation } from "./scene.ts";

/** What the branch holds beyond the head that was gated. */
function pushed({ server, head }: Situation): readonly string[] {
  const { store } = server.state;
  return store.log(head, "refs/heads/feature").map((id) => store.show(id)?.message.split("\n")[0] ?? "");
}

/** Somebody throws away what stands on the branch, and puts something else there. */
function pushOver({ server, head }: Situation, onto: string): void {
  const { store } = server.state;
  const entry = { path: "other.ts", mode: "100644", sha: store.blob(Buffer.from("other\n")) };
  const other = store.commit(store.tree(store.show(onto)?.tree, [entry]), [onto], "somebody else's");
  store.move("refs/heads/feature", other, store.read("refs/heads/feature") ?? head);
}

test("a forced push at any point: only what is on the branch at the end is said to be there", async () => {
  let lost = 0;
  for (let at = 0, end = 1; at < end; at += 1) {
    await using situation = await makeSituation();
    const { server } = situation;
    const { store } = server.state;
    const act = (): void => {
      pushOver(situation, situation.base);
    };
    const moment = at;
    let over = 0;
    server.fault = () => {
      if (server.calls.length - 1 !== moment) return undefined;
      over = store.log(situation.head, "refs/heads/feature").length;
      return { type: "before", act };
    };
    const publication = await situation.publish("commit");
    if (server.calls.length <= moment) break;
    end = moment + 2;
    const parts = publication.type === "several" ? publication.publications : [publication];
    const told = parts.flatMap((one) => (one.type === "commit" ? one.commits.map(({ id }) => id) : []));
    expect(told.filter((id) => !store.isAncestor(id, "refs/heads/feature"))).toEqual([]);
    expect(pushed(situation)).toEqual(["somebody else's"]);
    if (over === 0) continue;
    lost += 1;
    expect(parts).toContainEqual(
      expect.objectContaining({ type: "refused", reason: expect.stringContaining("somebody has pushed over commits") }),
    );
  }
  expect(lost).toBeGreaterThan(1);
});

test("what was put there before a forced push and is still under it stays told", async () => {
  await using situation = await makeSituation();
  const { server } = situation;
  const { store } = server.state;
  let writes = 0;
  server.fault = ({ route }) => {
    if (route !== "POST /graphql") return undefined;
    writes += 1;
    const act = (): void => {
      pushOver(situation, store.read("refs/heads/feature") ?? "");
    };
    return writes === 2 ? { type: "before", act } : undefined;
  };
  expect(await situation.publish("commit")).toMatchObject({
    publications: [
      { type: "commit", commits: [{ subject: "fix(a.ts): mend" }] },
      { type: "refused" },
      { type: "patch" },
    ],
  });
});
