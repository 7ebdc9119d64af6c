import { expect, test } from "@jest/globals";
import { openModelShop } from "./support/model-shop.ts";
import { mend, startScriptedModel } from "./support/scripted-model.ts";

const PRICES = "{ input: 1, cached-input: 0.1, output: 4 }";

function withModel(url: string, extra = ""): (own: string) => string {
  return (own) => `${own}model: { provider: custom, base-url: "${url}", name: scripted, prices: ${PRICES} }\n${extra}`;
}

const WRONG = { old: "(rule.centsPerMile ?? 0)", new: "(rule.centsPerKilometre ?? 0)" };
const RIGHT = {
  old: "  const byWeight = rule.minCents + kilos(cart) * rule.centsPerKilo;\n  return byWeight + (rule.centsPerKilometre ?? 0);",
  new: "  const byWeight = rule.minCents + kilos(cart) * rule.centsPerKilo;\n  return Math.min(byWeight, rule.maxCents);",
};

test("a fix: the first attempt is rejected by a gate, the second accepted, with what it cost", async () => {
  await using model = await startScriptedModel((_, count) =>
    count === 1 ? mend("src/shipping.ts", [WRONG]) : mend("src/shipping.ts", [RIGHT], "The most is kept."),
  );
  await using shop = await openModelShop(withModel(model.url));
  const { code, report, stderr } = await shop.run([
    "run",
    "--engine",
    "model",
    "--paths",
    "src/shipping.ts",
    "--publish",
    "none",
  ]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const [outcome] = report?.outcomes ?? [];
  expect(outcome?.attempts.map(({ engine, reason }) => [engine, reason ?? "accepted"])).toEqual([
    ["model", expect.stringContaining("gate types failed")],
    ["model", "accepted"],
  ]);
  expect(outcome).toMatchObject({
    type: "accepted",
    engine: "model",
    rationale: "The most is kept. (confidence: high)",
    edits: [{ path: "src/shipping.ts", status: "modified" }],
  });
  expect(report?.spending.requests).toBe(2);
  expect(report?.spending.inputTokens).toBeGreaterThan(100);
  expect(report?.spending.usd).toBeGreaterThan(0);
  expect(model.requests[1]?.messages.at(-1)).toMatchObject({
    role: "tool",
    content: expect.stringContaining("gate types failed"),
  });
}, 180_000);
