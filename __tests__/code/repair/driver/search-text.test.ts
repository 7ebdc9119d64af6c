import vm from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { DRIVER_TEXT } from "../../../../src/code/repair/driver-text.ts";
import { LANES_TEXT } from "../../../../src/code/repair/driver/lanes-text.ts";
import { SEARCH_TEXT } from "../../../../src/code/repair/driver/search-text.ts";
import { VALUES_TEXT } from "../../../../src/code/repair/driver/values-text.ts";

/** One turn of a loop, which takes so many milliseconds. */
type Turn = (ms: number) => void;

/** The counter of turns as it stands in front of a target's text. */
interface Counter {
  readonly tick: () => void;
  readonly ticks: () => number;
  readonly isCut: () => boolean;
  readonly isLate: () => boolean;
  readonly watchClock: (late: () => boolean) => void;
  readonly arm: (max: number) => void;
}

function makeCounter(): Counter {
  const parts = /isCut: [^]*?__assayBy = ""; \}/u.exec(DRIVER_TEXT)?.[0] ?? "";
  const world: { counter?: Counter } = {};
  const members = `tick: __assayTick, ticks: function () { return __assayT; }, ${parts}`;
  vm.runInNewContext(`${VALUES_TEXT}; world.counter = { ${members} };`, { world });
  if (world.counter === undefined) throw new Error("there is no counter");
  return world.counter;
}

/** What the search makes of two candidates at one place, where a test does so for each: as it is, with 1, with 2. */
async function search(runs: readonly ((turn: Turn) => boolean)[]): Promise<object> {
  let time = 0;
  const on = new Int32Array(1);
  const reached = new Uint8Array(1);
  const { tick, ...counter } = makeCounter();
  const turn: Turn = (ms) => {
    time += ms;
    tick();
  };
  const target = {
    file: 0,
    G: on,
    R: reached,
    E: new Uint8Array(0),
    args: [],
    order: [1, 2].map((id) => [id, 0.5, [0, id], 0, -1, 0, []]),
    L: [],
    readers: [],
    record: () => undefined,
    ...counter,
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

  test("nor of one that catches the error by which the clock ended it, however long it then goes on", async () => {
    const stubborn = (turn: Turn): boolean => {
      let ended = 0;
      for (let i = 0; i < 9000; i++) {
        try {
          turn(1);
        } catch {
          ended += 1;
        }
      }
      return ended === 0;
    };
    expect(await search([endless(1), quick, stubborn])).toMatchObject({ plausible: [[[0, 1]]], left: true });
  });
});
