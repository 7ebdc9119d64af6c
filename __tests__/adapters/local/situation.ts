import { join } from "node:path";
import { createLocalPublisher } from "../../../src/adapters/local/local-publisher.ts";
import type { Manifest } from "../../../src/domain/bundle.ts";
import type { Publication } from "../../../src/domain/publication.ts";
import { commitAll, git, makeRepository, open, path } from "../git/fixture.ts";
import type { Ground } from "../git/fixture.ts";

export type Mode = "worktree" | "patch" | "commit";

export interface Situation {
  readonly ground: Ground;
  readonly root: string;
  readonly head: string;
  readonly manifest: Manifest;
  readonly patches: ReadonlyMap<string, string>;
  readonly messages: ReadonlyMap<string, string>;
  readonly publish: (
    mode: Mode,
    more?: { manifest?: Partial<Manifest>; dryRun?: boolean; directory?: string },
  ) => Promise<Publication>;
}

/** A repository with two accepted changes on branch `feature`: `a.ts` edited, `new/b.ts` added. */
export async function makeSituation(ground: Ground): Promise<Situation> {
  const root = makeRepository(ground, { "a.ts": "a\n", "other.ts": "other\n" });
  git(root, ["checkout", "-q", "-b", "feature"]);
  const head = commitAll(root, "head");
  const repository = await open(ground, root);
  await using pool = await repository.openWorkspaces(head);
  const workspace = await pool.create();
  await workspace.apply([{ path: path("a.ts"), before: "a\n", after: "A\n" }]);
  const first = await workspace.patch();
  await workspace.reset();
  await workspace.apply([{ path: path("new/b.ts"), after: "b\n" }]);
  const second = await workspace.patch();
  await workspace.applyPatch(first);
  const entry = {
    kind: "fix",
    engine: "embedded",
    rationale: "",
    patchSha256: "",
    gates: [],
    publish: "commit",
  } as const;
  const manifest: Manifest = {
    schema: "assay/bundle@1",
    tool: { name: "assay", version: "0" },
    subject: { base: head, mergeBase: head, head, branch: "feature" },
    policy: { path: "", sha256: "" },
    entries: [
      { ...entry, task: "fix-1", target: "a.ts", paths: ["a.ts"], patch: "fix-1.patch" },
      { ...entry, task: "fix-2", target: "new/b.ts", paths: ["new/b.ts"], patch: "../../evil.patch" },
    ],
    tree: await workspace.tree(),
    reportSha256: "",
  };
  const patches = new Map([["fix-1", first], ["fix-2", second]]); // prettier-ignore
  const messages = new Map([["fix-1", "fix: a\n\nBody of a.\n"], ["fix-2", "fix: b"]]); // prettier-ignore
  return {
    ground,
    root,
    head,
    manifest,
    patches,
    messages,
    publish(mode, more = {}) {
      const { env, tmp: temporaryDirectory } = ground;
      const directory = more.directory ?? root;
      const publisher = createLocalPublisher({
        directory,
        mode,
        out: join(ground.path, "out"),
        env,
        temporaryDirectory,
      });
      return publisher.publish({
        manifest: { ...manifest, ...more.manifest },
        patches,
        messages,
        dryRun: more.dryRun ?? false,
      });
    },
  };
}
