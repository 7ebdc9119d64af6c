import { expect, test } from "@jest/globals";
import { openModelShop } from "./support/model-shop.ts";

const PARCEL = `export function parcel(grams: number): string {
  if (grams <= 20) {
    return "card";
  } else {
    if (grams <= 2000) {
      return "letter";
    } else {
      return "box";
    }
  }
}
`;
const FLAT = `export function parcel(grams: number): string {
  if (grams <= 20) {
    return "card";
  }
  if (grams <= 2000) {
    return "letter";
  }
  return "box";
}
`;
const RULE = 'rules:\n  - { paths: ["src/parcel.ts"], tasks: [refactor] }\n';

test("without a model: nesting is taken away, the gate shows what it compared", async () => {
  await using shop = await openModelShop(
    (own) => own.replace(/^tasks:.*$/mu, "tasks: [refactor]").replace(/^rules:[\s\S]*?(?=^protected)/mu, RULE),
    { "src/parcel.ts": PARCEL },
  );
  const { report, stderr, code } = await shop.run(["run", "--engine", "embedded", "--all", "--publish", "none"]);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  const [outcome, ...others] = report?.outcomes ?? [];
  expect(others).toEqual([]);
  expect(outcome).toMatchObject({ type: "accepted", task: { kind: "refactor", target: "src/parcel.ts" } });
  const gate = outcome?.attempts[0]?.gates.find((one) => one.gate === "equivalence");
  expect(gate).toMatchObject({
    status: "passed",
    figures: { cognitive: "5 → 2", functions: 1, covered_before: "100 %", covered_after: "100 %" },
  });
  const added = (outcome?.attempts[0]?.patch ?? "").split("\n").filter((line) => /^[+ ] {2}/u.test(line));
  expect(added.map((line) => line.slice(1)).join("\n")).toBe(FLAT.split("\n").slice(1, -2).join("\n"));
}, 600_000);
