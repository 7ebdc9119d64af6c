import { expect, jest, test } from "@jest/globals";
import type { Engine } from "../../src/ports.ts";
import { flattenPublication } from "../../src/report/flatten-publication.ts";
import { runScenario, writes } from "../scenarios/support/fixture-run.ts";

jest.setTimeout(180_000);

const PAGE = "docs/api.md";

/** The policy says of itself `none`, and only the rule that asks for docs says otherwise. */
const POLICY = `version: 1
tasks: [docs]
docs: { pages: [{ path: ${PAGE}, from: "src/**" }] }
rules:
  - { paths: ["docs/**"], tasks: [], publish: worktree }
  - { paths: ["src/**"], tasks: [docs], publish: patch, gates: { size: advisory } }
publish: none
limits: { lines: 1 }
`;

const HEAD = { "src/a.js": "export const a = 1;\n" };

const TOLD = expect.objectContaining({ gate: "size", level: "advisory", status: "failed" });

const pageOf =
  (text: string): Engine["propose"] =>
  ({ task }) =>
    Promise.resolve(
      task.target === PAGE
        ? { type: "proposed", edits: writes({ [PAGE]: text }), rationale: "a page" }
        : { type: "declined", reason: "only the page" },
    );

test("a page is published, and judged again, by the rule that it is written under", async () => {
  // Too many lines for the policy, of which the rule only wants to be told.
  const propose = pageOf("# A\n\nLong.\n");
  const { outcomes, publication } = await runScenario({
    policy: POLICY,
    head: HEAD,
    kinds: ["docs"],
    engine: { propose },
  });
  const page = outcomes.find(({ task }) => task.target === PAGE);
  expect(page).toMatchObject({ type: "accepted", gates: expect.arrayContaining([TOLD]) });
  expect(flattenPublication(publication).map(({ type }) => type)).toEqual(["patch"]);
});
