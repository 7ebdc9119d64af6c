import { expect, test } from "@jest/globals";
import type { TaskKind } from "../../src/domain/task.ts";
import { createApprovalTest } from "../../src/policy/approval-needed.ts";
import { effective } from "./effective-of.ts";

const CLASSES = `version: 1
approval:
  - by: label
    tasks: [refactor, scaffold]
  - by: environment
    paths: ["migrations/**"]
  - by: review
    tasks: [fix, refactor]
    paths: ["src/billing/**", "!src/billing/ui/**"]
`;

const needs = createApprovalTest(effective(CLASSES).policy);

test.each<[TaskKind, string[], string]>([
  ["fix", ["src/cart.ts"], "nothing"],
  ["tests", ["src/billing/pay.ts"], "nothing"],
  ["refactor", ["src/cart.ts"], "label by approval.0"],
  ["fix", ["src/billing/pay.ts"], "review by approval.2 for src/billing/pay.ts"],
  ["fix", ["src/billing/ui/form.ts"], "nothing"],
  ["refactor", ["src/billing/pay.ts"], "review by approval.2 for src/billing/pay.ts"],
  ["fix", ["src/cart.ts", "src/billing/pay.ts"], "review by approval.2 for src/billing/pay.ts"],
  ["refactor", ["src/billing/pay.ts", "migrations/1.ts"], "environment by approval.1 for migrations/1.ts"],
  ["docs", ["Migrations/1.ts"], "nothing"],
])("%s of %j waits for %s", (kind, paths, expected) => {
  const needed = needs({ kind, paths });
  const path = needed?.path === undefined ? "" : ` for ${needed.path}`;
  expect(needed === undefined ? "nothing" : `${needed.asks.by} by ${needed.key}${path}`).toBe(expected);
});

test("a policy without the key asks for nothing", () => {
  expect(createApprovalTest(effective("version: 1").policy)({ kind: "scaffold", paths: ["a"] })).toBeUndefined();
});
