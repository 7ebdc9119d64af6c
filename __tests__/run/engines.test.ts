import { expect, test } from "@jest/globals";
import type { TaskKind } from "../../src/domain/task.ts";
import type { Engine } from "../../src/ports.ts";
import { enginesFor, spendingOf } from "../../src/run/engines.ts";
import { fixTask } from "./fakes.ts";

const engine = (name: Engine["name"], kinds: readonly TaskKind[], requests?: number): Engine => ({
  name,
  kinds,
  propose: () => Promise.resolve({ type: "declined", reason: "" }),
  ...(requests === undefined ? {} : { spending: () => ({ requests, inputTokens: 1, outputTokens: 2, usd: 0.5 }) }),
});
const embedded = engine("embedded", ["fix", "tests"]);
const model = engine("model", ["fix", "tests", "docs"], 3);

test.each([
  ["fix", ["embedded", "model"]],
  ["tests", ["model", "embedded"]],
  ["docs", ["model"]],
  ["scaffold", []],
] as const)("%s: %j", (kind, expected) => {
  const order = enginesFor({ ...fixTask("src/a.ts"), kind }, [embedded, model]);
  expect(order.map(({ name }) => name)).toEqual(expected);
});

test("what nobody spends costs nothing; the rest is added up", () => {
  expect(spendingOf([embedded])).toEqual({ requests: 0, inputTokens: 0, outputTokens: 0, usd: 0 });
  expect(spendingOf([embedded, model, model])).toEqual({ requests: 6, inputTokens: 2, outputTokens: 4, usd: 1 });
});
