import { expect, test } from "@jest/globals";
import { git, gitBytes, makeGround, makeRepository } from "../git/fixture.ts";
import { GitStore } from "./server/git-store.ts";

const FILES = { "a.ts": "a\n", "a/b.ts": "b\n", "a/c/d.ts": "d\n", "a0.ts": "0\n", "größe.ts": "ä\n" };

test("what the server writes has git's own ids, and git finds it", () => {
  using ground = makeGround();
  const root = makeRepository(ground, { ...FILES, "a.ts": "a\n", "e/f.ts": "f\n" });
  git(root, ["repack", "-q", "-a", "-d"]);
  git(root, ["pack-refs", "--all"]);
  const store = new GitStore(`${root}/.git`);
  const head = store.read("refs/heads/main") ?? "";
  expect(head).toBe(git(root, ["rev-parse", "HEAD"]).trim());
  const blob = store.blob(Buffer.from([0, 10, 200]));
  expect(blob).toBe(git(root, ["hash-object", "--stdin"], Buffer.from([0, 10, 200])).trim());
  expect(gitBytes(root, ["cat-file", "blob", blob])).toEqual(Buffer.from([0, 10, 200]));

  const tree = store.tree(store.show(head)?.tree, [
    { path: "a/c/new.ts", mode: "100755", sha: blob },
    { path: "e/f.ts", mode: "100644", sha: null },
    { path: "none/of/it.ts", mode: "100644", sha: null },
    { path: "a0.ts/below.ts", mode: "120000", sha: blob },
  ]);
  const index = { GIT_INDEX_FILE: `${ground.path}/index` };
  git(root, ["read-tree", head], undefined, index);
  const lines = [`100755 ${blob}\ta/c/new.ts`, `0 ${"0".repeat(40)}\te/f.ts`, `120000 ${blob}\ta0.ts/below.ts`];
  git(root, ["update-index", "-z", "--index-info"], `${lines.join("\0")}\0`, index);
  expect(tree).toBe(git(root, ["write-tree"], undefined, index).trim());

  const message = "ä subject\n\nbody\n";
  const commit = store.commit(tree, [head], message);
  expect(commit).toBe(git(root, ["commit-tree", tree, "-p", head, "-F", "-"], message).trim());
  expect(store.show(commit)).toEqual({ sha: commit, tree, parents: [head], message: message.trim() });
  expect(store.move("refs/heads/main", commit, head)).toBe(true);
  expect([store.read("refs/heads/main"), store.log(head, "refs/heads/main")]).toEqual([commit, [commit]]);
  git(root, ["fsck", "--strict"]);
});

test("what is not there is refused, as git does", () => {
  using ground = makeGround();
  const root = makeRepository(ground, FILES);
  const store = new GitStore(`${root}/.git`);
  const none = "1".repeat(40);
  expect([store.read("refs/heads/none"), store.exists(none), store.show(none)]).toEqual([undefined, false, undefined]);
  expect(() => store.tree(undefined, [{ path: "a", mode: "100644", sha: none }])).toThrow(none);
  expect(() => store.commit(none, [], "none")).toThrow(none);
  expect(store.tree(undefined, [])).toBe("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  expect(store.show(store.show(git(root, ["rev-parse", "HEAD"]).trim())?.tree ?? "")).toBeUndefined();
});
