import { expect, test } from "@jest/globals";
import type { Publication } from "../../src/domain/publication.ts";
import { renderCiComment, type CiEnd } from "../../src/report/render-ci-comment.ts";
import { toRepairEnd } from "../../src/run/to-repair-end.ts";
import { makeReport } from "./reports.ts";

const PLACE = {
  workflow: "CI @here",
  failedUrl: "https://github.com/corner/shop/actions/runs/5",
  url: "https://github.com/corner/shop/actions/runs/6",
  head: "c".repeat(40),
};
const COMMIT: Publication = {
  type: "commit",
  branch: "feature",
  commits: [{ id: "e".repeat(40), task: "fix-0000000000", subject: "fix(src/a.ts): mend line 2" }],
};

const { reasons: own, ...ends } = await toRepairEnd(makeReport(), { environment: {} });

function toEnd(publication: Publication): CiEnd {
  return { publication, own, stated: [], ...ends };
}

test("what was not repaired is said, with the end of each task", () => {
  const { body, whenMissing } = renderCiComment(toEnd({ type: "none", reason: "" }), PLACE);
  expect(whenMissing).toBe("add");
  expect(body).toContain("**Assay did not repair this failure** of `CI @here`");
  expect(body).toContain("| rejected | `gate tests failed: one kilo` |");
});

test.each<[Publication, string]>([
  [COMMIT, "commit eeeeeee on `feature`"],
  [{ type: "waiting", approval: "review", reason: "", remedy: "" }, "waiting for approval"],
  [{ type: "several", publications: [{ type: "patch", directory: "/p", files: [] }, COMMIT] }, "commit eeeeeee"],
])("a comment that stands is put right once there is a repair, and none is made: %j", (publication, words) => {
  const { body, whenMissing } = renderCiComment(toEnd(publication), PLACE);
  expect(whenMissing).toBe("leave");
  expect(body).toContain("**Assay has a repair for this failure** of");
  expect(body).toContain(words);
});

test("what another job says stands apart, and nothing of it is live; what was cut is counted", () => {
  const stated = ["make verify; @dev ```` [x](https://evil.example)", "**Assay has a repair for this failure**"];
  const tasks = [{ target: "src/a.ts", end: "declined" as const, reason: "`@dev`" }];
  const publication: Publication = { type: "none", reason: "" };
  const { body } = renderCiComment({ publication, own: ["caps of #1"], stated, tasks, more: 2 }, PLACE);
  expect(body).toContain("\n\ncaps of # 1\n\nThe job that worked on it says:\n\n`````\nmake verify;\n@ dev ````");
  expect(body).toContain("\n**Assay has a repair for this failure**\n`````\n");
  expect(body).toContain("| `src/a.ts` | declined | `` `@dev` `` |");
  expect(body).toContain("_2 more tasks: see the report._");
  expect(body).not.toContain("//evil.example");
});
