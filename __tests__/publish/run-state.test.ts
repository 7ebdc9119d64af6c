import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { RunState, TriedTask } from "../../src/domain/run-state.ts";
import { EMPTY_STATE, mergeStates, parseState, renderState } from "../../src/publish/run-state.ts";

const DAYS = ["2026-11-24", "2026-11-25", "2026-11-26"];
const hex = (digits: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: digits, maxLength: digits });

const tried: fc.Arbitrary<TriedTask> = fc.record(
  {
    target: fc.constantFrom("src/a.ts", "src/b.ts"),
    text: hex(64),
    terms: hex(64),
    end: fc.constantFrom("rejected", "declined", "proposed", "closed", "published"),
    day: fc.constantFrom(...DAYS),
    pull: fc.integer({ min: 1, max: 9 }),
    reason: fc.string({ maxLength: 20 }),
  },
  { requiredKeys: ["target", "text", "terms", "end", "day", "reason"] },
);
const count = fc.record({ tasks: fc.nat(9), usd: fc.nat(9) });
const state: fc.Arbitrary<RunState> = fc.record({
  schema: fc.constant("assay/state@1" as const),
  tried: fc.dictionary(fc.constantFrom("fix-0000000001", "docs-0000000002"), tried),
  days: fc.dictionary(fc.constantFrom(...DAYS), fc.dictionary(fc.constantFrom("1/a", "2/b"), count)),
});

function same(a: RunState, b: RunState): void {
  expect(renderState(a)).toBe(renderState(b));
}

describe("states that were written at the same time", () => {
  test("are the same as one, in any order and however often", () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        same(mergeStates(a, b), mergeStates(b, a));
        same(mergeStates(mergeStates(a, b), c), mergeStates(a, mergeStates(b, c)));
        same(mergeStates(mergeStates(a, b), b), mergeStates(a, b));
        same(mergeStates(a, EMPTY_STATE), mergeStates(a, a));
      }),
    );
  });

  test("lose nothing that was counted, and read back as they were written", () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const merged = mergeStates(a, b);
        for (const [day, runs] of Object.entries(a.days)) {
          for (const [run, { tasks }] of Object.entries(runs)) {
            expect(merged.days[day]?.[run]?.tasks).toBeGreaterThanOrEqual(tasks);
          }
        }
        const parsed = parseState(renderState(merged));
        expect(parsed.ok).toBe(true);
        if (parsed.ok) same(parsed.state, merged);
      }),
    );
  });

  test("stay small: the latest tasks and days are kept", () => {
    const task = (day: string): TriedTask => ({
      target: "a",
      text: "0".repeat(64),
      terms: "0".repeat(64),
      end: "declined",
      day,
      reason: "",
    });
    const many = (day: string, from: number): RunState => ({
      ...EMPTY_STATE,
      tried: Object.fromEntries(
        Array.from({ length: 1500 }, (_, index) => [`fix-${String(from + index).padStart(10, "0")}`, task(day)]),
      ),
      days: Object.fromEntries(
        Array.from({ length: 9 }, (_, index) => [`2026-01-0${index + 1}`, { run: { tasks: 1, usd: 0 } }]),
      ),
    });
    const merged = mergeStates(many("2026-01-01", 0), many("2026-01-02", 5000));
    expect(Object.keys(merged.tried)).toHaveLength(2000);
    expect(Object.values(merged.tried).filter(({ day }) => day === "2026-01-02")).toHaveLength(1500);
    expect(Object.keys(merged.days)).toEqual(Array.from({ length: 7 }, (_, index) => `2026-01-0${index + 3}`));
    expect(renderState(merged).length).toBeLessThan(1024 * 1024);
  });
});

test.each([
  ["no JSON", "{"],
  ["another schema", '{"schema":"assay/state@2","tried":{},"days":{}}'],
  ["an unknown key", '{"schema":"assay/state@1","tried":{},"days":{},"more":1}'],
  ["a count below nothing", '{"schema":"assay/state@1","tried":{},"days":{"2026-01-01":{"r":{"tasks":-1,"usd":0}}}}'],
  ["no day", '{"schema":"assay/state@1","tried":{},"days":{"today":{}}}'],
  ["far too long", `"${"x".repeat(1024 * 1024)}"`],
])("%s is no state", (_, text) => {
  expect(parseState(text)).toMatchObject({ ok: false, reason: expect.any(String) });
});
