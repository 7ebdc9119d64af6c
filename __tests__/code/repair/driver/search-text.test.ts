import vm from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { LANES_TEXT } from "../../../../src/code/repair/driver/lanes-text.ts";
import { SEARCH_TEXT } from "../../../../src/code/repair/driver/search-text.ts";

/** One turn of a loop, which takes so many milliseconds. */
type Turn = (ms: number) => void;

/** What the search makes of two candidates at one place, where a test does so for each: as it is, with 1, with 2. */
async function search(runs: readonly ((turn: Turn) => boolean)[]): Promise<object> {
  let [time, turns, max] = [0, 0, Infinity];
  let late = (): boolean => false;
  const on = new Int32Array(1);
  const reached = new Uint8Array(1);
  const turn: Turn = (ms) => {
    time += ms;
    turns += 1;
    if (turns <= max && (turns % 32 !== 0 || !late())) return;
    max = -1;
    throw new Error("endless");
  };
  const target = {
    file: 0,
    G: on,
    R: reached,
    E: new Uint8Array(0),
    args: [],
    order: [1, 2].map((id) => [id, 0.5, [0, id], 0, -1, 0]),
    ticks: () => turns,
    isCut: () => turns > max,
    watchClock: (clock: () => boolean) => (late = clock),
    arm: (most: number) => ([turns, max] = [0, most]),
    record: () => undefined,
  };
  const passes = (): Promise<boolean> => {
    reached[0] = 1;
    try {
      return Promise.resolve(runs[on[0] ?? 0]?.(turn) ?? false);
    } catch {
      return Promise.resolve(false);
    }
  };
  const out = { plausible: [], partial: [], args: [], tried: 0, left: false, escaped: false, problem: "" };
  const now = (): number => time;
  const world = { targets: [target], passes, now, cpu: () => 0, counted: () => 0, watch: {}, proc: { env: {} }, out };
  const call = 'search([{ name: "it", ok: false }], [], out, 0, 1e9)';
  await vm.runInNewContext(`(function () {${LANES_TEXT}${SEARCH_TEXT}; return ${call}; })()`, world);
  return out;
}

const endless =
  (ms: number) =>
  (turn: Turn): boolean => {
    for (;;) turn(ms);
  };

describe("rivals of what makes an endless test green", () => {
  const quick = (): boolean => true;

  test("one that uses up its turns is endless", async () => {
    expect(await search([endless(1), quick, endless(0)])).toMatchObject({ plausible: [[[0, 1]]], left: false });
  });

  test("of one that only the clock ended nobody knows", async () => {
    const slow = (turn: Turn): boolean => {
      for (let i = 0; i < 3000; i++) turn(1);
      return true;
    };
    expect(await search([endless(1), quick, slow])).toMatchObject({ problem: "", plausible: [[[0, 1]]], left: true });
  });
});
