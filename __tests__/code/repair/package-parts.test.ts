import { expect, test } from "@jest/globals";
import { readPackageFile } from "../../../src/code/repair/package-parts.ts";
import { findRepairs } from "../../../src/code/repair/find-candidates.ts";
import { applyRepair } from "../../../src/code/repair/repair-candidate.ts";

const plain = (text: string): string => text.replaceAll(/[\s;]+/gu, "");

function made(text: string, other?: string): readonly string[] {
  const limits = { max: 20_000, ...(other !== undefined && { package: [readPackageFile("other.ts", other)] }) };
  return findRepairs("a.ts", text, limits).map(({ parts }) => plain(applyRepair(text, parts)));
}

test.each([
  [
    "an expression whose names are in scope",
    "export function f(order: Order) {\n  return order.total;\n}\n",
    "export function g(order: Order) {\n  return order.total * (1 - order.discount);\n}\n",
    "export function f(order: Order) {\n  return order.total * (1 - order.discount);\n}\n",
  ],
  [
    "a call of what this file imports",
    'import { round } from "./round";\nexport function f(price: number) {\n  return price;\n}\n',
    'import { round } from "./round";\nexport function g(price: number) {\n  const p = round(price);\n  return p;\n}\n',
    'import { round } from "./round";\nexport function f(price: number) {\n  return round(price);\n}\n',
  ],
  [
    "a call that is made elsewhere",
    "export function f(list: Log, item: string) {\n  return list;\n}\n",
    "export function g(list: Log, item: string) {\n  list.add(item);\n  return 1;\n}\n",
    "export function f(list: Log, item: string) {\n  list.add(item);\n  return list;\n}\n",
  ],
  [
    "a property that is read elsewhere",
    "export function f(user: User) {\n  return user.name;\n}\n",
    "export const g = (other: User) => [other.title];\n",
    "export function f(user: User) {\n  return user.title;\n}\n",
  ],
  [
    "a text that stands elsewhere",
    'export function f() {\n  return "open";\n}\n',
    'export const g = ["closed"];\n',
    'export function f() {\n  return "closed";\n}\n',
  ],
])("%s comes from another file of the package, and only from there", (_, text, other, wanted) => {
  expect(made(text, other)).toContain(plain(wanted));
  expect(made(text)).not.toContain(plain(wanted));
});

test("names that are not in scope stay where they are", () => {
  const text = "export function f(order: Order) {\n  return order.total;\n}\n";
  const other = "const rate = 2;\nexport function g(order: Order) {\n  return order.total * rate;\n}\n";
  expect(made(text, other).some((one) => one.includes("rate"))).toBe(false);
});
