import { describe, expect, test } from "@jest/globals";
import type { Repository } from "../../../src/ports.ts";
import { collect, path } from "./fixture.ts";

/** What the contract test asks to be put into a repository: two commits, given as whole trees. */
export interface ContractSample {
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
}

const SAMPLE: ContractSample = {
  base: { "src/a.ts": "one\ntwo\nthree\n", "src/gone.ts": "gone\n", "package.json": "{}\n" },
  head: { "src/a.ts": "one\n2\nthree\nfour\n", "src/new.ts": "new\n", "package.json": "{}\n" },
};

/** What every Repository has to do, real or fake; `make` gives one that holds the sample, `main` being the base. */
export function describeRepository(
  name: string,
  make: (sample: ContractSample) => Promise<Repository & AsyncDisposable>,
): void {
  describe(`Repository contract: ${name}`, () => {
    test("changes between merge base and head, and their hunks", async () => {
      await using repository = await make(SAMPLE);
      const subject = await repository.subject({ base: "main" });
      const changes = await collect(repository.changes(subject));
      const seen = changes.map((change) => [change.path.text, change.status]).toSorted();
      expect(seen).toEqual([
        ["src/a.ts", "modified"],
        ["src/gone.ts", "deleted"],
        ["src/new.ts", "added"],
      ]);
      expect(await repository.hunks(subject, path("src/a.ts"))).toEqual([
        { start: 2, end: 3 },
        { start: 4, end: 5 },
      ]);
      expect(await repository.hunks(subject, path("package.json"))).toEqual([]);
    });

    test("files, directories and text of a commit", async () => {
      await using repository = await make(SAMPLE);
      const { head, base } = await repository.subject({ base: "main" });
      const files = await collect(repository.files(head));
      expect(files.map((file) => file.path.text)).toEqual(["package.json", "src/a.ts", "src/new.ts"]);
      expect(await repository.treeOf(head)).toMatch(/^[0-9a-f]{40}$/u);
      expect(await repository.treeOf(head)).not.toBe(await repository.treeOf(base));
      expect(await repository.readText(head, "src/new.ts")).toBe("new\n");
      expect(await repository.readText(base, "src/new.ts")).toBeUndefined();
      expect(await repository.readText(head, "src")).toBeUndefined();
      expect(await repository.readText(head, "package.json/x")).toBeUndefined();
      expect(await repository.listDirectory(head, "")).toEqual(["package.json", "src/"]);
      expect(await repository.listDirectory(head, "src")).toEqual(["a.ts", "new.ts"]);
      expect(await repository.listDirectory(head, "nowhere")).toEqual([]);
    });

    test("the first bytes of blobs, in order", async () => {
      await using repository = await make(SAMPLE);
      const { head } = await repository.subject({ base: "main" });
      const blobs = (await collect(repository.files(head))).map((file) => file.blob);
      const peeked = await collect(repository.peekBlobs([...blobs, ...blobs], 3));
      const texts = peeked.map((bytes) => Buffer.from(bytes).toString("utf8"));
      expect(texts).toEqual(["{}\n", "one", "new", "{}\n", "one", "new"]);
    });

    test("a workspace holds the commit; what is applied shows, is undone, and can be applied as a patch", async () => {
      await using repository = await make(SAMPLE);
      const { head } = await repository.subject({ base: "main" });
      await using pool = await repository.openWorkspaces(head);
      await using workspace = await pool.create();
      const untouched = await workspace.tree();
      expect(await workspace.read(path("src/a.ts"))).toBe(SAMPLE.head["src/a.ts"]);
      expect(await workspace.read(path("src/gone.ts"))).toBeUndefined();
      const files = [
        { path: path("src/a.ts"), before: "one\n2\nthree\nfour\n", after: "one\n" },
        { path: path("src/deep/b.ts"), after: "b\n" },
        { path: path("src/new.ts"), before: "new\n" },
      ];
      expect(await workspace.apply(files)).toEqual([]);
      expect(await workspace.strayChanges()).toEqual([]);
      const [tree, patch] = [await workspace.tree(), await workspace.patch()];
      expect(tree).not.toBe(untouched);
      expect(patch).toContain("--- a/src/a.ts\n+++ b/src/a.ts\n");
      await workspace.reset();
      expect(await workspace.patch()).toBe("");
      expect(await workspace.tree()).toBe(untouched);
      expect(await workspace.read(path("src/deep/b.ts"))).toBeUndefined();
      expect(await workspace.applyPatch(patch, ["src/a.ts"])).toEqual([
        { path: expect.any(String), message: "is none of the paths that it may change" },
      ]);
      expect(await workspace.tree()).toBe(untouched);
      const paths = files.map(({ path: name }) => name);
      expect(await workspace.applyPatch(patch, paths)).toEqual([]);
      expect(await workspace.tree()).toBe(tree);
      expect(await workspace.read(path("src/new.ts"))).toBeUndefined();
    });

    test("what does not fit is a problem, not an exception", async () => {
      await using repository = await make(SAMPLE);
      const { head } = await repository.subject({ base: "main" });
      await using pool = await repository.openWorkspaces(head);
      await using workspace = await pool.create();
      const stale = { path: path("src/a.ts"), before: "something else\n", after: "x\n" };
      expect(await workspace.apply([stale])).toHaveLength(1);
      await workspace.reset();
      expect(await workspace.applyPatch("no patch at all")).toHaveLength(1);
      expect(await workspace.patch()).toBe("");
    });
  });
}
