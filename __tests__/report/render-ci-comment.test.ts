import { expect, test } from "@jest/globals";
import type { Publication } from "../../src/domain/publication.ts";
import { renderCiComment } from "../../src/report/render-ci-comment.ts";
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

test("what was not repaired is said, with the end of each task", () => {
  const { body, whenMissing } = renderCiComment(makeReport({ publication: { type: "none", reason: "" } }), PLACE);
  expect(whenMissing).toBe("add");
  expect(body).toContain("**Assay did not repair this failure** of `CI @here`");
  expect(body).toContain("| rejected | `gate tests failed: one kilo` |");
});

test.each<[Publication, string]>([
  [COMMIT, "commit eeeeeee on `feature`"],
  [{ type: "waiting", approval: "review", reason: "", remedy: "" }, "waiting for approval"],
  [{ type: "several", publications: [{ type: "patch", directory: "/p", files: [] }, COMMIT] }, "commit eeeeeee"],
])("a comment that stands is put right once there is a repair, and none is made: %j", (publication, words) => {
  const { body, whenMissing } = renderCiComment(makeReport({ publication }), PLACE);
  expect(whenMissing).toBe("leave");
  expect(body).toContain("**Assay has a repair for this failure** of");
  expect(body).toContain(words);
});
