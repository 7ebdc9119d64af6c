import vm from "node:vm";
import { expect, test } from "@jest/globals";
import { toHarness } from "../../../../src/code/repair/harness.ts";

/** Everything that a program's functions are asked, as the driver is told of it. */
function recorded(text: string, use: string): unknown {
  const { text: made } = toHarness("a.js", text, [], { file: 0, mode: "inside" });
  const context = vm.createContext({ module: { exports: {} }, exports: {} });
  vm.runInContext(`${made}\n;__assayRec = true;\n${use}`, context);
  const calls: unknown = JSON.parse(String(vm.runInContext("JSON.stringify(__assayArgs)", context)));
  return Array.isArray(calls) ? calls.map(shortened) : calls;
}

/** A call in short: `Cart(1).add(2) after add(3)`. */
function shortened(call: {
  readonly name: string;
  readonly args: readonly { readonly value?: unknown }[];
  readonly kind?: string;
  readonly on?: {
    readonly how: string;
    readonly name: string;
    readonly args: readonly { readonly value?: unknown }[];
    readonly before: readonly { readonly name: string }[];
  };
}): string {
  const values = (args: typeof call.args): string => args.map(({ value }) => JSON.stringify(value)).join();
  const { name, args, kind = "", on } = call;
  const own = `${kind}${kind && " "}${name}(${values(args)})`;
  if (on === undefined) return own;
  return `${on.how} ${on.name}(${values(on.args)}) ${own} after ${on.before.map((one) => one.name).join()}`;
}

test.each([
  [
    "declared and assigned functions",
    "function f(a, b = 2) { return a; } const g = (a, ...more) => a;",
    "f(1); g(1, 2, 3);",
    ["f(1)", "g(1,2,3)"],
  ],
  [
    "exported one by one",
    "exports.f = function (a) {}; module.exports.g = (a) => a;",
    "exports.f(1); module.exports.g(2);",
    ["f(1)", "g(2)"],
  ],
  ["exported as a whole", "module.exports = function (a) {};", "module.exports(1);", ["default(1)"]],
  [
    "classes: constructor, methods, getters, setters",
    "class Cart { constructor(name) { this.items = []; } add(item) { this.items.push(item); } get size() { return 1; } set tax(value) {} #own() {} }",
    'const cart = new Cart("a"); cart.add(1); cart.size; cart.tax = 3; cart.add(2);',
    [
      'new Cart("a") add(1) after ',
      'new Cart("a") get size() after add',
      'new Cart("a") set tax(3) after add',
      'new Cart("a") add(2) after add,tax',
    ],
  ],
  [
    "classes that extend others, with and without a constructor of their own",
    "class A { constructor(x) {} m(y) {} } class B extends A {} class C extends A { constructor(z) { super(z + 1); } }",
    "new B(1).m(2); new C(3).m(4);",
    ["new B(1) m(2) after ", "new C(3) m(4) after "],
  ],
  ["a class without any constructor", "class A { m(y) {} }", "new A().m(2);", ["new A() m(2) after "]],
  ["static methods", "class A { static of(x) { return 1; } }", "A.of(1);", ["A.of(1)"]],
  [
    "constructors of old",
    "function Stack(n) { this.own = function (a) {}; } Stack.prototype.push = function (a) {};",
    "const s = new Stack(1); s.push(2); s.own(3);",
    ["new Stack(1) push(2) after ", "new Stack(1) own(3) after push"],
  ],
  [
    "objects of functions",
    "const api = { add(a) {}, deep: { sub: (a) => a } };",
    "api.add(1); api.deep.sub(2);",
    ["api.add(1)", "api.deep.sub(2)"],
  ],
  [
    "objects with state of their own",
    "const c = { n: 0, add(a) { this.n += a; }, get() { return this.n; } };",
    "c.add(1); c.get();",
    ["value c() add(1) after ", "value c() get() after add"],
  ],
  [
    "what a function answers",
    "function counter(from) { let n = from; const next = () => ++n; return { next, back() { n--; } }; } function adder(a) { return (b) => a + b; }",
    "const c = counter(5); c.next(); c.back(); adder(1)(2);",
    [
      "counter(5)",
      "call counter(5) next() after ",
      "call counter(5) back() after next",
      "adder(1)",
      "call adder(1) (2) after ",
    ],
  ],
] as const)("%s", (_, text, use, calls) => {
  expect(recorded(text, use)).toEqual(calls);
});

test("an object whose arguments cannot be given has no calls that can be made again", () => {
  expect(recorded("class A { constructor(f) {} m() {} }", "new A(() => 1).m(); new A(1).m();")).toEqual([
    "new A(1) m() after ",
  ]);
});
