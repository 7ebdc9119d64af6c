import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { renderPlan } from "../../src/report/render-plan.ts";
import { renderPlanSummary, renderPublicationSummary, renderSummary } from "../../src/report/render-summary.ts";
import { renderReport } from "../../src/report/render-text.ts";
import { createStyle } from "../../src/report/style.ts";
import { makeReport } from "./reports.ts";

const FIXTURES = path.join(import.meta.dirname, "fixtures");
const golden = (name: string): string => readFileSync(path.join(FIXTURES, name), "utf8");
const report = makeReport();
const plain = createStyle("plain");
const matrix = {
  include: [
    { shard: 1, only: "fix-0123456789,fix-bbbbbbbbbb" },
    { shard: 2, only: "fix-aaaaaaaaaa" },
  ],
};

describe("golden files", () => {
  test.each([
    ["report.txt", renderReport(report, plain)],
    ["plan.txt", renderPlan({ ...report, matrix }, plain)],
    ["summary.md", renderSummary(report)],
    ["plan-summary.md", renderPlanSummary({ ...report, matrix })],
    ["publication-summary.md", renderPublicationSummary({ publication: report.publication })],
  ])("%s", (name, text) => {
    expect(text).toBe(golden(name));
  });

  test("colour adds attributes and nothing else", () => {
    const colored = renderReport(report, createStyle("color"));
    expect(colored).toContain("\u001b[31m");
    expect(colored.replaceAll(/\u001b\[\d+m/gu, "")).toBe(golden("report.txt"));
  });
});
