import { PYTEST, UNITTEST, GO, RUST, JAVA } from "./tamper-bases-other.ts";
import { JEST, NODE_TEST, MOCHA, SOURCE, SNAPSHOT, MANIFEST, PYPROJECT } from "./tamper-bases.ts";
import { changed, created, edit } from "./tamper-case.ts";
import type { TamperCase } from "./tamper-case.ts";

/** Edits that people make to tests every day, and that weaken nothing. */
export const HONEST_EDITS: readonly TamperCase[] = [
  edit(
    "test added",
    JEST,
    '  test("adds an item"',
    '  test("has no discount", () => {\n    expect(cart.discount).toBe(0);\n  });\n\n  test("adds an item"',
  ),
  edit("test renamed", JEST, 'test("adds an item"', 'test("takes an item with its quantity"'),
  edit("suite renamed", JEST, 'describe("cart"', 'describe("shopping cart"'),
  edit("test to it", JEST, 'test("starts empty"', 'it("starts empty"'),
  edit(
    "assertion added",
    JEST,
    "expect(total(cart)).toBe(500);",
    "expect(total(cart)).toBe(500);\n    expect(cart.count).toBe(2);",
  ),
  edit("assertion made stronger", JEST, "toHaveLength(1)", 'toEqual([{ sku: "a-1", price: 250, quantity: 2 }])'),
  edit("expected value changed", JEST, "toBe(500)", "toBe(525)"),
  edit(
    "expected value named",
    JEST,
    "    expect(total(cart)).toBe(500);",
    "    const expected = 500;\n    expect(total(cart)).toBe(expected);",
  ),
  edit(
    "subject named",
    JEST,
    "    expect(total(cart)).toBe(500);",
    "    const sum = total(cart);\n    expect(sum).toBe(500);",
  ),
  edit(
    "variable renamed",
    JEST,
    "const notify = jest.fn();\n    await checkout(cart, notify);\n    expect(notify).toHaveBeenCalledTimes(1);\n    expect(notify)",
    "const tell = jest.fn();\n    await checkout(cart, tell);\n    expect(tell).toHaveBeenCalledTimes(1);\n    expect(tell)",
  ),
  edit(
    "assertions reordered",
    JEST,
    "    expect(cart.items).toEqual([]);\n    expect(total(cart)).toBe(0);",
    "    expect(total(cart)).toBe(0);\n    expect(cart.items).toEqual([]);",
  ),
  edit("toBe to toEqual on a number", JEST, "toBe(500)", "toEqual(500)"),
  edit(
    "two assertions made one",
    JEST,
    'expect(notify).toHaveBeenCalledTimes(1);\n    expect(notify).toHaveBeenCalledWith({ type: "paid", amount: 0 });',
    'expect(notify.mock.calls).toEqual([[{ type: "paid", amount: 0 }]]);\n    expect(notify.mock.calls.length).toBe(1);',
  ),
  edit("table row added", JEST, "    [10, 900],\n", "    [10, 900],\n    [20, 1700],\n"),
  edit("set-up changed", JEST, "    cart = createCart();\n  });", '    cart = createCart({ currency: "EUR" });\n  });'),
  edit("comment added", JEST, '  test("adds an item"', '  // Prices are in cents.\n  test("adds an item"'),
  edit("import added", JEST, "import { addItem", 'import path from "node:path";\nimport { addItem'),
  edit(
    "quotes and blanks",
    JEST,
    'expect(cart.items[0]).toStrictEqual({ sku: "a-1", price: 250, quantity: 2 })',
    "expect(cart.items[0]).toStrictEqual({\n      sku: 'a-1',\n      price: 250,\n      quantity: 2,\n    })",
  ),
  edit(
    "message made exact",
    JEST,
    'toThrow("quantity must not be negative")',
    'toThrow(new CartError("quantity must not be negative"))',
  ),
  edit("bound raised", JEST, "toBeGreaterThan(10)", "toBeGreaterThan(20)"),
  edit("bound to exact", JEST, "toBeGreaterThan(10)", "toBe(12)"),
  edit("more keys", JEST, '{ open: true, currency: "EUR" }', '{ open: true, currency: "EUR", locked: false }'),
  edit(
    "part to whole",
    JEST,
    'toMatchObject({ open: true, currency: "EUR" })',
    'toEqual({ open: true, currency: "EUR" })',
  ),
  edit(
    "snapshot to literal",
    JEST,
    "expect(cart.summary()).toMatchSnapshot()",
    'expect(cart.summary()).toBe("0 items")',
  ),
  edit("mock of another module", JEST, 'describe("cart"', 'jest.mock("../mailer");\ndescribe("cart"'),
  edit("time-out longer", JEST, "rejects.toThrow(CartError);\n  });", "rejects.toThrow(CartError);\n  }, 20_000);"),
  {
    name: "wrapped in a suite",
    files: [
      {
        path: JEST.path,
        before: JEST.text,
        after: JEST.text
          .replace('  test("renders", () => {', '  describe("output", () => {\n  test("renders", () => {')
          .replace("toBeGreaterThan(10);\n  });", "toBeGreaterThan(10);\n  });\n  });"),
      },
    ],
  },
  {
    name: "test file moved",
    files: [
      { path: JEST.path, before: JEST.text },
      { path: "tests/cart.test.ts", after: JEST.text.replace("../cart", "../src/cart") },
    ],
  },
  {
    name: "test moved to another file",
    files: [
      {
        path: MOCHA.path,
        before: MOCHA.text,
        after: MOCHA.text.replace(/\n {2}it\("refuses an empty name"[\s\S]*?\n {2}\}\);\n/u, ""),
      },
      {
        path: "test/user-names.spec.js",
        after:
          'const { expect } = require("chai");\nconst { User } = require("../src/user");\n\ndescribe("User names", function () {\n  it("refuses an empty name", function () {\n    expect(() => new User("", "")).to.throw("name is empty");\n  });\n});\n',
      },
    ],
  },
  edit(
    "test split in two",
    NODE_TEST,
    '    assert.equal(parse("42").value, 42);\n    assert.deepEqual(parse("42").rest, []);\n  });',
    '    assert.equal(parse("42").value, 42);\n  });\n\n  it("leaves nothing", () => {\n    assert.deepEqual(parse("42").rest, []);\n  });',
  ),
  {
    name: "tests merged",
    files: [
      {
        path: MOCHA.path,
        before: MOCHA.text,
        after: MOCHA.text.replace(
          '  });\n\n  it("knows its age", function () {\n    const user = new User("Ada", "Lovelace", 36);\n',
          "    user.age = 36;\n",
        ),
      },
    ],
  },
  {
    name: "tests made a table",
    files: [
      {
        path: "test/even.test.js",
        before:
          'test("two is even", () => {\n  expect(kind(2)).toBe("even");\n});\ntest("three is odd", () => {\n  expect(kind(3)).toBe("odd");\n});\n',
        after:
          'test.each([\n  [2, "even"],\n  [3, "odd"],\n])("%i is %s", (number, expected) => {\n  expect(kind(number)).toBe(expected);\n});\n',
      },
    ],
  },
  {
    name: "assertions made a helper",
    files: [
      {
        path: "test/point.test.js",
        before: 'test("a", () => {\n  const p = parse("1,2");\n  expect(p.x).toBe(1);\n  expect(p.y).toBe(2);\n});\n',
        after:
          'function expectPoint(p, x, y) {\n  expect(p.x).toBe(x);\n  expect(p.y).toBe(y);\n}\n\ntest("a", () => {\n  expectPoint(parse("1,2"), 1, 2);\n});\n',
      },
    ],
  },
  edit("node test renamed", NODE_TEST, 'it("reads a list"', 'it("reads lists"'),
  edit("truthy to exact", NODE_TEST, "assert.ok(list.closed)", "assert.equal(list.closed, true)"),
  edit("loop text added", NODE_TEST, '["1", "[1]", "{}"]', '["1", "[1]", "{}", "null"]'),
  edit("node pattern narrower", NODE_TEST, "/unexpected end/", "/^unexpected end of input$/"),
  edit("todo added", NODE_TEST, '  it("round-trips"', '  it.todo("reads a date");\n\n  it("round-trips"'),
  edit("function to arrow", MOCHA, 'it("has a full name", function () {', 'it("has a full name", () => {'),
  edit("chai strict", MOCHA, ".to.equal(true)", ".to.be.true"),
  edit(
    "chai fixture changed",
    MOCHA,
    'new User("Ada", "Lovelace");\n    expect(user.fullName()).to.equal("Ada Lovelace")',
    'new User("Grace", "Hopper");\n    expect(user.fullName()).to.equal("Grace Hopper")',
  ),
  edit(
    "pytest test added",
    PYTEST,
    "class TestRefund:",
    "def test_zero():\n    assert Order(0).price() == 0\n\n\nclass TestRefund:",
  ),
  edit("pytest renamed", PYTEST, "def test_place_order", "def test_an_order_can_be_placed"),
  edit("pytest row added", PYTEST, "(5, 45)", "(5, 45), (10, 80)"),
  edit(
    "pytest assertion added",
    PYTEST,
    "        assert order.refund() == 10",
    "        assert order.paid is True\n        assert order.refund() == 10",
  ),
  edit("pytest expected value", PYTEST, "assert order.refund() == 10", "assert order.refund() == 9"),
  edit("pytest message", PYTEST, 'assert order.state == "placed"', 'assert order.state == "placed", order'),
  edit(
    "pytest fixture added",
    PYTEST,
    "@pytest.mark.parametrize",
    "@pytest.fixture\ndef client():\n    return object()\n\n\n@pytest.mark.parametrize",
  ),
  edit(
    "unittest set-up",
    UNITTEST,
    "    def test_starts_at_zero",
    "    def setUp(self):\n        self.limit = 10\n\n    def test_starts_at_zero",
  ),
  edit(
    "unittest order",
    UNITTEST,
    "        self.assertEqual(clock.seconds, 0)\n        self.assertIsNone(clock.alarm)",
    "        self.assertIsNone(clock.alarm)\n        self.assertEqual(clock.seconds, 0)",
  ),
  edit(
    "go test added",
    GO,
    "func TestEmpty",
    'func TestLen(t *testing.T) {\n\tif New().Len() != 0 {\n\t\tt.Error("not empty")\n\t}\n}\n\nfunc TestEmpty',
  ),
  edit("go helper marked", GO, "\tq := New()\n\tq.Push(1)", "\tt.Parallel()\n\tq := New()\n\tq.Push(1)"),
  edit("go message", GO, "Len() = %d, want 1", "Len() after Push = %d, want 1"),
  edit(
    "rust test added",
    RUST,
    "    #[test]\n    fn empty_is_none",
    "    #[test]\n    fn push_many() {\n        assert_eq!(1, 1 + 0);\n    }\n\n    #[test]\n    fn empty_is_none",
  ),
  edit(
    "rust source changed",
    RUST,
    "    pub fn pop(&mut self)",
    "    /// Takes the last one.\n    pub fn pop(&mut self)",
  ),
  edit("rust expected value", RUST, "assert_eq!(s.pop(), Some(1));", 'assert_eq!(s.pop(), Some(1), "first one last");'),
  edit(
    "java test added",
    JAVA,
    "    @Test\n    void refusesNegative",
    "    @Test\n    void zero() {\n        assertEquals(0, new Price(0).withTax());\n    }\n\n    @Test\n    void refusesNegative",
  ),
  edit(
    "java variable renamed",
    JAVA,
    'Price price = new Price(100);\n        assertEquals(119, price.withTax());\n        assertEquals("119.00", price.format());',
    'Price taxed = new Price(100);\n        assertEquals(119, taxed.withTax());\n        assertEquals("119.00", taxed.format());',
  ),
  edit("fewer rules switched off", SOURCE, "@typescript-eslint/no-explicit-any, no-console", "no-console"),
  edit(
    "suppression taken away",
    SOURCE,
    "// eslint-disable-next-line @typescript-eslint/no-explicit-any, no-console\n",
    "",
  ),
  edit("suppression kept, line changed", SOURCE, "debug(value: any)", "debug(value: any, label: string)"),
  edit(
    "text about suppressions",
    SOURCE,
    "  let result = 0;",
    '  const hint = "use // eslint-disable-next-line sparingly";\n  let result = hint.length * 0;',
  ),
  edit("cast to a type", SOURCE, "item.price * item.quantity", "(item as Item).price * item.quantity"),
  edit(
    "word any in a comment",
    SOURCE,
    "  let result = 0;",
    "  // As any shop does: start with nothing.\n  let result = 0;",
  ),
  edit("dependency version", MANIFEST, "^1.3.0", "^1.3.1"),
  edit("start script", MANIFEST, "node server.js", "node dist/server.js"),
  edit("project text in pyproject", PYPROJECT, '"A shop"', '"A small shop"'),
  edit(
    "snapshot added",
    SNAPSHOT,
    "exports[`cart renders with",
    'exports[`cart renders a name 1`] = `"Ada"`;\n\nexports[`cart renders with',
  ),
  created(
    "new test file",
    "src/__tests__/price.test.ts",
    'import { price } from "../price";\n\ntest("rounds", () => {\n  expect(price(1.005)).toBe(1.01);\n});\n',
  ),
  changed(
    "application ends itself",
    "src/cli.ts",
    "main();\n",
    "process.exitCode = main();\nif (failed) process.exit(1);\n",
  ),
  changed(
    "application writes a report",
    "src/report.ts",
    "export const x = 1;\n",
    'import { writeFileSync } from "node:fs";\nwriteFileSync("coverage/lcov.info", render());\n',
  ),
];
