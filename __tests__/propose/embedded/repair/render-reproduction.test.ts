import { expect, test } from "@jest/globals";
import { renderReproduction } from "../../../../src/propose/embedded/repair/render-reproduction.ts";
import { toReport } from "../../../../src/propose/embedded/repair/try-fast.ts";

const one = { type: "primitive", value: 1 } as const;

test("a call of a function", () => {
  const made = renderReproduction("src/a.js", {
    call: { file: 0, name: "f", args: [one] },
    on: ["f"],
    error: "TypeError: x",
  });
  expect(made?.call).toBe("f(1)");
  expect(made?.text).toContain('import * as module from "./src/a.js";\n\ntest("f does not throw TypeError: x", async');
  expect(made?.text).toContain('  const subject = module["f"] ?? inside["f"];\n  await subject(1);\n');
});

test("a call of a method, with what its object was made from and had before", () => {
  const on = { how: "new", name: "Cart", args: [one], before: [{ name: "add", args: [one] }] } as const;
  const made = renderReproduction("a.js", {
    call: { file: 0, name: "total", args: [], on },
    on: ["Cart"],
    error: "Error: x",
  });
  expect(made?.call).toBe("new Cart(1).total() after add(1)");
  expect(made?.text).toContain(
    '  const object = new subject(1);\n  await object["add"](1);\n  await object["total"]();\n',
  );
});

test("what cannot be written is no reproduction", () => {
  const opaque = { type: "callback", behaviours: [] } as const;
  const call = { file: 0, name: "f", args: [opaque] };
  expect(renderReproduction("a.js", { call, on: ["f"], error: "Error: x" })).toBeUndefined();
});

test("recorded calls of methods are read from a report, and torn ones left out", () => {
  const on = { how: "new", name: "Cart", args: [one], before: [{ name: "add", args: [one] }] };
  const calls = [
    { name: "f", args: [one] },
    { name: "size", args: [], kind: "get", on },
    { name: "total", args: [], on: { ...on, before: [{ name: "add", args: [{ type: "nonsense" }] }] } },
    { name: "total", args: [], on: { ...on, how: "somehow" } },
    { name: "total", args: [], on: 7 },
    { args: [] },
  ];
  expect(toReport(JSON.stringify({ args: [[2, calls]] }))[0]?.calls).toEqual([
    { file: 2, name: "f", args: [one] },
    { file: 2, name: "size", args: [], kind: "get", on },
  ]);
});

test.each([
  [
    { how: "call", name: "counter", args: [one], before: [{ name: "step", args: [one], kind: "set" }] },
    "counter(1).next() after step = 1",
  ],
  [{ how: "value", name: "settings", args: [], before: [] }, "settings.next()"],
] as const)("objects that no class made: %j", (on, text) => {
  const made = renderReproduction("a.js", {
    call: { file: 0, name: "next", args: [], on },
    on: ["f"],
    error: "Error: x",
  });
  expect(made?.call).toBe(text);
  expect(made?.text).toContain(on.how === "call" ? "const object = await subject(1);" : "const object = subject;");
});
