import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  EMPTY_STATE,
  MAX_RUNS_A_DAY,
  type RunCount,
  type RunState,
  type TriedTask,
} from "../../src/domain/run-state.ts";
import { mergeStates, parseState, renderState } from "../../src/publish/run-state.ts";

const DAYS = ["2026-11-24", "2026-11-25", "2026-11-26"];
const hex = (digits: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: digits, maxLength: digits });

const AT = DAYS.map((day) => `${day}T03:17:00.000Z`);
const tried: fc.Arbitrary<TriedTask> = fc.record(
  {
    target: fc.constantFrom("src/a.ts", "src/b.ts"),
    text: hex(64),
    terms: hex(64),
    end: fc.constantFrom("rejected", "declined", "proposed", "closed", "merged", "published"),
    at: fc.constantFrom(...AT),
    pull: fc.integer({ min: 1, max: 9 }),
    beside: fc.constant(true as const),
    reason: fc.string({ maxLength: 20 }),
  },
  { requiredKeys: ["target", "text", "terms", "end", "at", "reason"] },
);
const count = fc.record(
  { tasks: fc.nat(9), usd: fc.nat(9), ended: fc.constant(true as const) },
  { requiredKeys: ["tasks", "usd"] },
);
const RUNS = ["1".repeat(16), "2".repeat(16)];
const state: fc.Arbitrary<RunState> = fc.record({
  schema: fc.constant("assay/state@1" as const),
  tried: fc.dictionary(fc.constantFrom("fix-0000000001", "docs-0000000002"), tried),
  days: fc.dictionary(fc.constantFrom(...DAYS.slice(1)), fc.dictionary(fc.constantFrom(...RUNS), count)),
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
    const task = (at: string): TriedTask => ({
      target: "a",
      text: "0".repeat(64),
      terms: "0".repeat(64),
      end: "declined",
      at: `${at}T00:00:00.000Z`,
      reason: "",
    });
    const many = (day: string, from: number): RunState => ({
      ...EMPTY_STATE,
      tried: Object.fromEntries(
        Array.from({ length: 1500 }, (_, index) => [`fix-${String(from + index).padStart(10, "0")}`, task(day)]),
      ),
      days: Object.fromEntries(
        Array.from({ length: 9 }, (_, index) => [`2026-01-0${index + 1}`, { [RUNS[0] ?? ""]: { tasks: 1, usd: 0 } }]),
      ),
    });
    const merged = mergeStates(many("2026-01-01", 0), many("2026-01-02", 5000));
    expect(Object.keys(merged.tried)).toHaveLength(2000);
    expect(Object.values(merged.tried).filter(({ at }) => at.startsWith("2026-01-02"))).toHaveLength(1500);
    expect(Object.keys(merged.days)).toEqual(["2026-01-08", "2026-01-09"]);
    expect(renderState(merged).length).toBeLessThan(1024 * 1024);
  });

  test("what was tried under the longest names, in the widest letters, can still be read back", () => {
    const target = "\u4e2d".repeat(4096);
    const reason = "\u{1f600}".repeat(100);
    const tasks = Array.from({ length: 2000 }, (_, index): [string, TriedTask] => [
      `tests-${String(index).padStart(10, "0")}`,
      {
        target,
        reason,
        text: "0".repeat(64),
        terms: "0".repeat(64),
        end: "rejected",
        at: new Date(index).toISOString(),
      },
    ]);
    const busy = Array.from({ length: 3000 }, (_, index): [string, RunCount] => [
      String(index).padStart(16, "0"),
      { tasks: 9, usd: 0.25 },
    ]);
    const days = { "2026-01-01": Object.fromEntries(busy), "2026-01-02": Object.fromEntries(busy) };
    const merged = mergeStates({ ...EMPTY_STATE, tried: Object.fromEntries(tasks), days }, EMPTY_STATE);
    const text = renderState(merged);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(768 * 1024);
    expect(parseState(text)).toEqual({ ok: true, state: merged });
    // The latest are kept, and a day never forgets enough runs to look less full than it is.
    expect(Object.keys(merged.tried).at(-1)).toBe("tests-0000001999");
    expect(Object.keys(merged.days["2026-01-02"] ?? {})).toHaveLength(MAX_RUNS_A_DAY);
  });

  test("of two words on a task on one day the later one holds, whatever they say", () => {
    const word = (end: TriedTask["end"], hour: string): RunState => ({
      ...EMPTY_STATE,
      tried: {
        "fix-0000000001": {
          target: "a",
          text: "0".repeat(64),
          terms: "0".repeat(64),
          end,
          at: `2026-01-01T${hour}:00:00.000Z`,
          reason: "",
        },
      },
    });
    const end = (a: RunState, b: RunState): string | undefined => mergeStates(a, b).tried["fix-0000000001"]?.end;
    expect(end(word("rejected", "03"), word("proposed", "09"))).toBe("proposed");
    expect(end(word("rejected", "09"), word("proposed", "03"))).toBe("rejected");
    expect(end(word("declined", "09"), word("rejected", "03"))).toBe("declined");
  });

  test("a run counts with what it may spend until it says what it spent", () => {
    const run = (usd: number, ended?: true): RunState => ({
      ...EMPTY_STATE,
      days: { "2026-01-01": { [RUNS[0] ?? ""]: { tasks: 3, usd, ...(ended && { ended }) } } },
    });
    const usd = (...states: readonly RunState[]): number | undefined =>
      states.reduce(mergeStates).days["2026-01-01"]?.[RUNS[0] ?? ""]?.usd;
    expect(usd(run(2), run(2))).toBe(2);
    expect(usd(run(2), run(0.3, true))).toBe(0.3);
    expect(usd(run(0.3, true), run(2))).toBe(0.3);
  });
});

test.each([
  ["no JSON", "{"],
  ["another schema", '{"schema":"assay/state@2","tried":{},"days":{}}'],
  ["an unknown key", '{"schema":"assay/state@1","tried":{},"days":{},"more":1}'],
  [
    "a count below nothing",
    '{"schema":"assay/state@1","tried":{},"days":{"2026-01-01":{"0123456789abcdef":{"tasks":-1,"usd":0}}}}',
  ],
  ["no day", '{"schema":"assay/state@1","tried":{},"days":{"today":{}}}'],
  ["far too long", `"${"x".repeat(1024 * 1024)}"`],
])("%s is no state", (_, text) => {
  expect(parseState(text)).toMatchObject({ ok: false, reason: expect.any(String) });
});
