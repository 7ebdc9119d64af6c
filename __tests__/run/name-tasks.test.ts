import { expect, test } from "@jest/globals";
import { toTaskId } from "../../src/plan/plan-tasks.ts";
import { nameTasks } from "../../src/run/name-tasks.ts";
import { commitAll, makeGround, makeRepository, open, write } from "../adapters/git/fixture.ts";
import { repoPath } from "../probe/plans.ts";
import { digest } from "../publish/bundles.ts";

const idOf = (kind: "fix" | "docs", file: string): string => toTaskId(digest, kind, repoPath(file));

test("tasks are named by kind and file; what is about no file keeps its id, whatever it is", async () => {
  using ground = makeGround();
  const root = makeRepository(ground, { "src/a.ts": "a\n" });
  write(root, { "src/größe.ts": "b\n" });
  const head = commitAll(root, "more");
  const scene = { repository: await open(ground, root), head, digest };
  const gone = idOf("fix", "src/gone.ts");
  const ids = [idOf("docs", "src/größe.ts"), gone, idOf("fix", "src/a.ts"), "fix-<!--"];
  expect(await nameTasks(ids, scene)).toEqual([
    "docs of src/größe.ts",
    `${gone}, whose file is not there any more`,
    "fix of src/a.ts",
    "fix-<!--, whose file is not there any more",
  ]);
});
