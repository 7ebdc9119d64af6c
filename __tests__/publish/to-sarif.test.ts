import { expect, test } from "@jest/globals";
import { toSarif } from "../../src/publish/to-sarif.ts";
import { makeAccepted, makeRejected, makeReport } from "../report/reports.ts";

test("accepted changes are notes with a fix that can be applied, rejected tasks are warnings", () => {
  const sarif = toSarif(makeReport({ outcomes: [makeAccepted("src/a b.ts"), makeRejected()] }));
  expect(sarif).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Assay", rules: [{ id: "assay/fix-accepted" }, { id: "assay/fix-rejected" }] } },
        results: [
          {
            ruleId: "assay/fix-accepted",
            level: "note",
            locations: [{ physicalLocation: { artifactLocation: { uri: "src/a%20b.ts" }, region: { startLine: 1 } } }],
            fixes: [
              {
                artifactChanges: [
                  {
                    replacements: [
                      {
                        deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
                        insertedContent: { text: 'import { find } from "./find.ts";\n' },
                      },
                      {
                        deletedRegion: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 },
                        insertedContent: { text: "export const b = find(a);\n" },
                      },
                    ],
                  },
                ],
              },
            ],
          },
          {
            ruleId: "assay/fix-rejected",
            level: "warning",
            locations: [{ physicalLocation: { region: { startLine: 13 } } }],
          },
        ],
      },
    ],
  });
});

test("fixes applied by their regions give what the patch gives", () => {
  const before = ["export const a = 1;", "export const b = find(a)", ""];
  const sarif = JSON.parse(JSON.stringify(toSarif(makeReport({ outcomes: [makeAccepted()] })))) as {
    runs: {
      results: {
        fixes: {
          artifactChanges: {
            replacements: {
              deletedRegion: { startLine: number; endLine: number };
              insertedContent: { text: string };
            }[];
          }[];
        }[];
      }[];
    }[];
  };
  const lines = before.map((line) => `${line}\n`);
  for (const {
    deletedRegion: region,
    insertedContent,
  } of sarif.runs[0]!.results[0]!.fixes[0]!.artifactChanges[0]!.replacements.toReversed()) {
    lines.splice(region.startLine - 1, region.endLine - region.startLine, insertedContent.text);
  }
  expect(lines.join("")).toBe('import { find } from "./find.ts";\nexport const a = 1;\nexport const b = find(a);\n\n');
});

test("nothing was done, and the file is valid all the same", () => {
  expect(toSarif(makeReport({ outcomes: [] }))).toMatchObject({
    runs: [{ results: [], tool: { driver: { rules: [] } } }],
  });
});

test("what is beyond GitHub's limit is cut, and the file says so", () => {
  const outcomes = Array.from({ length: 5003 }, (_, index) => makeRejected(`src/f${index}.ts`));
  const [whole, cut] = [outcomes.slice(0, 5000), outcomes].map((some) => toSarif(makeReport({ outcomes: some })));
  expect(JSON.stringify(whole)).not.toContain("left out");
  expect(cut).toMatchObject({
    runs: [
      { invocations: [{ toolExecutionNotifications: [{ message: { text: expect.stringMatching(/^3 of 5003/u) } }] }] },
    ],
  });
});
