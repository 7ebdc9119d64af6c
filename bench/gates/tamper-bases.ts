/** Test and source files as people write them; the corpus plants edits in them. */
export interface BaseFile {
  readonly path: string;
  readonly text: string;
}

export const JEST: BaseFile = {
  path: "src/__tests__/cart.test.ts",
  text: `import { expect, describe, test, jest, beforeEach } from "@jest/globals";
import { addItem, createCart, total, checkout, CartError } from "../cart";

describe("cart", () => {
  let cart = createCart();
  beforeEach(() => {
    cart = createCart();
  });

  test("starts empty", () => {
    expect(cart.items).toEqual([]);
    expect(total(cart)).toBe(0);
  });

  test("adds an item", () => {
    addItem(cart, { sku: "a-1", price: 250, quantity: 2 });
    expect(cart.items).toHaveLength(1);
    expect(cart.items[0]).toStrictEqual({ sku: "a-1", price: 250, quantity: 2 });
    expect(total(cart)).toBe(500);
  });

  test("rejects a negative quantity", () => {
    expect(() => addItem(cart, { sku: "a-1", price: 1, quantity: -1 })).toThrow("quantity must not be negative");
  });

  test.each([
    [1, 100],
    [2, 200],
    [10, 900],
  ])("%i pieces cost %i", (quantity, price) => {
    addItem(cart, { sku: "b", price: 100, quantity });
    expect(total(cart)).toBe(price);
  });

  test("tells the shop", async () => {
    const notify = jest.fn();
    await checkout(cart, notify);
    expect(notify).toHaveBeenCalledTimes(1);
    expect(notify).toHaveBeenCalledWith({ type: "paid", amount: 0 });
  });

  test("fails without a payment", async () => {
    await expect(checkout(cart, undefined)).rejects.toThrow(CartError);
  });

  test("renders", () => {
    expect(cart.render()).toMatchInlineSnapshot(\`"<ul></ul>"\`);
    expect(cart.summary()).toMatchSnapshot();
    expect(cart.label()).toMatch(/^Cart of \\d+ items$/);
    expect(cart.state()).toMatchObject({ open: true, currency: "EUR" });
    expect(cart.age()).toBeGreaterThan(10);
  });
});
`,
};

export const NODE_TEST: BaseFile = {
  path: "test/parse.test.mjs",
  text: `import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse, format } from "../lib/parse.mjs";

describe("parse", () => {
  it("reads a number", () => {
    assert.equal(parse("42").value, 42);
    assert.deepEqual(parse("42").rest, []);
  });

  it("reads a list", () => {
    const list = parse("[1, 2]");
    assert.deepStrictEqual(list.value, [1, 2]);
    assert.ok(list.closed);
  });

  it("throws at the end", () => {
    assert.throws(() => parse(""), /unexpected end/);
  });

  it("round-trips", () => {
    for (const text of ["1", "[1]", "{}"]) {
      assert.strictEqual(format(parse(text)), text);
    }
  });
});
`,
};

export const MOCHA: BaseFile = {
  path: "test/user.spec.js",
  text: `const { expect } = require("chai");
const { User } = require("../src/user");

describe("User", function () {
  it("has a full name", function () {
    const user = new User("Ada", "Lovelace");
    expect(user.fullName()).to.equal("Ada Lovelace");
    expect(user.initials()).to.deep.equal(["A", "L"]);
  });

  it("knows its age", function () {
    const user = new User("Ada", "Lovelace", 36);
    expect(user.age).to.equal(36);
    expect(user.isAdult()).to.equal(true);
  });

  it("refuses an empty name", function () {
    expect(() => new User("", "")).to.throw("name is empty");
  });
});
`,
};

export const SOURCE: BaseFile = {
  path: "src/shop.ts",
  text: `import type { Item } from "./item";

export function sum(items: readonly Item[]): number {
  let result = 0;
  for (const item of items) {
    result += item.price * item.quantity;
  }
  return result;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any, no-console
export function debug(value: any): void {
  console.log(value);
}
`,
};

export const SNAPSHOT: BaseFile = {
  path: "src/__tests__/__snapshots__/cart.test.ts.snap",
  text: `// Jest Snapshot v1, https://jestjs.io/docs/snapshot-testing

exports[\`cart renders 1\`] = \`"0 items"\`;

exports[\`cart renders with items 1\`] = \`
{
  "items": 2,
  "total": 500,
}
\`;
`,
};

export const MANIFEST: BaseFile = {
  path: "package.json",
  text: `{
  "name": "shop",
  "version": "1.0.0",
  "scripts": { "test": "jest", "lint": "eslint .", "start": "node server.js" },
  "jest": { "coverageThreshold": { "global": { "lines": 90 } } },
  "dependencies": { "left-pad": "^1.3.0" }
}
`,
};

export const PYPROJECT: BaseFile = {
  path: "pyproject.toml",
  text: `[project]
name = "shop"
version = "1.0.0"
description = "A shop"

[tool.coverage.report]
fail_under = 90
`,
};
