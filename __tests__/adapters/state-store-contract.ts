import { expect, test } from "@jest/globals";
import type { StateStore } from "../../src/ports.ts";

/** What every place for the state of runs has to do. `open` gives two stores over the same place. */
export function describeStateStore(
  open: () => Promise<{ stores: readonly [StateStore, StateStore] } & AsyncDisposable>,
): void {
  const add = (word: string) => (text: string | undefined) => {
    const words = new Set(text?.split("\n").filter((one) => one !== ""));
    return `${[...words.add(word)].sort().join("\n")}\n`;
  };

  test("nothing, then what was written, then what was added by another", async () => {
    await using place = await open();
    const [first, second] = place.stores;
    expect(await first.read()).toEqual({ ok: true });
    expect(await first.update(add("a"))).toBeUndefined();
    expect(await second.update(add("b"))).toBeUndefined();
    expect(await first.read()).toEqual({ ok: true, text: "a\nb\n" });
    expect(await first.update(() => undefined)).toBeUndefined();
    expect(await first.read()).toEqual({ ok: true, text: "a\nb\n" });
  }, 120_000);

  test("of two that write at once neither is lost", async () => {
    await using place = await open();
    const [first, second] = place.stores;
    const ends = await Promise.all([first.update(add("a")), second.update(add("b"))]);
    expect(ends).toEqual([undefined, undefined]);
    expect(await first.read()).toEqual({ ok: true, text: "a\nb\n" });
  }, 120_000);
}
