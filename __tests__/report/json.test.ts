import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "@jest/globals";
import type { GateResult } from "../../src/domain/gate.ts";
import type { Report } from "../../src/domain/report.ts";
import {
  planJsonSchema,
  planSchema,
  reportJsonSchema,
  reportSchema,
  type ReportJson,
} from "../../src/report/schema.ts";
import { renderJson, toPlanJson, toReportJson } from "../../src/report/to-report-json.ts";
import { FAILED, makeAccepted, makeReport } from "./reports.ts";

/** Compiles only where both types are the same as far as a caller can tell. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const gates: Same<ReportJson["sum"][number]["gate"], GateResult["gate"]> = true;
const statuses: Same<ReportJson["sum"][number]["status"], GateResult["status"]> = true;
const publications: Same<ReportJson["publication"]["type"], Report["publication"]["type"]> = true;
const outcomes: Same<ReportJson["outcomes"][number]["type"], Report["outcomes"][number]["type"]> = true;
const fields: Same<Exclude<keyof ReportJson, "schema">, keyof Report> = true;

const validate = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false }).compile(reportJsonSchema());

function check(report: Report): unknown {
  const value: unknown = JSON.parse(renderJson(toReportJson(report)));
  validate(value);
  return validate.errors;
}

const PUBLICATIONS: readonly Report["publication"][] = [
  { type: "none", reason: "dry run" },
  { type: "patch", directory: "/tmp/out", files: ["a.patch"] },
  { type: "worktree", paths: ["src/a.ts"] },
  { type: "commit", branch: "feature", commits: [] },
  { type: "refused", mode: "commit", reason: "the branch moved", remedy: "Run again." },
  {
    type: "several",
    publications: [
      { type: "none", reason: "x" },
      { type: "several", publications: [{ type: "worktree", paths: ["b"] }] },
    ],
  },
];

const ENDS = [
  { type: "exited", code: 0 },
  { type: "signalled", signal: "SIGKILL" },
  { type: "timed-out", limitMs: 1000 },
  { type: "flooded", bytes: 9 },
  { type: "cancelled" },
  { type: "not-started", reason: "ENOENT" },
] as const;

describe("report.json", () => {
  test("is of the published form, with a field for everything", () => {
    expect([gates, statuses, publications, outcomes, fields]).toEqual([true, true, true, true, true]);
    expect(check(makeReport())).toBeNull();
    expect(reportSchema.safeParse(toReportJson(makeReport())).error).toBeUndefined();
  });

  test.each(PUBLICATIONS)("publication $type", (publication) => {
    expect(check(makeReport({ publication }))).toBeNull();
  });

  test.each(ENDS)("command end $type", (end) => {
    const record = { command: "x", end, durationMs: 1, isolation: "L0", output: "" } as const;
    const errored: GateResult = {
      gate: "types",
      level: "advisory",
      status: "errored",
      durationMs: 1,
      reason: "r",
      remedy: "m",
      commands: [record],
    };
    expect(check(makeReport({ sum: [errored] }))).toBeNull();
    expect(toReportJson(makeReport({ sum: [errored] })).sum[0]).toMatchObject({ commands: [{ end }] });
  });

  test("the schema rejects what is not a report", () => {
    const good = toReportJson(makeReport());
    expect(validate({ ...good, extra: 1 })).toBe(false);
    expect(validate({ ...good, conclusion: "fine" })).toBe(false);
    expect(validate({ ...good, subject: { ...good.subject, head: "main" } })).toBe(false);
  });

  test("the same report gives the same bytes, whatever the order of figures", () => {
    const one = makeReport({ sum: [{ ...FAILED, figures: { a: 1, b: 2 } }] });
    const other = makeReport({ sum: [{ ...FAILED, figures: { b: 2, a: 1 } }] });
    expect(renderJson(toReportJson(one))).toBe(renderJson(toReportJson(other)));
  });

  test("edits have the lines of the patch, and no file contents", () => {
    const json = toReportJson(makeReport());
    expect(json.outcomes[0]).toMatchObject({
      type: "accepted",
      attempt: 1,
      engine: "embedded",
      edits: [{ path: "src/user.ts", status: "modified", addedLines: 2, removedLines: 1 }],
    });
    expect(JSON.stringify(json)).not.toContain("old\\n");
  });

  test("long texts and lists are cut, and say so", () => {
    const diagnostics = Array.from({ length: 60 }, (_, index) => ({
      source: "x",
      severity: "error" as const,
      message: `m${index}`,
    }));
    const [command] = FAILED.commands ?? [];
    const commands = [{ ...command!, output: `start ${"x".repeat(20_000)} end` }];
    const [gate] = toReportJson(makeReport({ sum: [{ ...FAILED, diagnostics, commands }] })).sum;
    if (gate?.status !== "failed") throw new Error("not failed");
    expect(gate.diagnostics).toHaveLength(50);
    expect(gate.omittedDiagnostics).toBe(10);
    expect(gate.commands[0]?.output).toMatch(/^\[3626 characters cut\]\nx+ end$/u);
  });

  test("a report survives being written and read", () => {
    const json = toReportJson(makeReport());
    expect(JSON.parse(renderJson(json))).toEqual(json);
  });
});

describe("plan --json", () => {
  test("is of the published form", () => {
    const { plan, subject, policy } = makeReport();
    const json = toPlanJson({
      version: "0.1.0",
      subject,
      policy,
      plan,
      matrix: { include: [{ shard: 1, only: "fix-0000000000" }] },
    });
    expect(planSchema.parse(json)).toEqual(json);
    const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
    expect(ajv.compile(planJsonSchema())(JSON.parse(renderJson(json)))).toBe(true);
  });
});

test("suspicions of an accepted change are in the report, each with its call and its place", () => {
  const accepted = makeAccepted();
  const suspicions = [{ path: "src/user.ts", line: 41, call: "area({ width: 2 })", what: "gives NaN" }];
  const report = makeReport({ outcomes: [{ ...accepted, candidate: { ...accepted.candidate, suspicions } }] });
  expect(toReportJson(report).outcomes[0]).toMatchObject({ suspicions });
  expect(check(report)).toBeNull();
});
