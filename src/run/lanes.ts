/**
 * Runs `work` over all items in at most `lanes.length` lanes, each item in the first lane that is free. Results come
 * back in the items' order. The first error ends the lanes after their current item and is thrown.
 */
export async function runInLanes<Item, Lane, Result>(
  items: readonly Item[],
  lanes: readonly Lane[],
  work: (item: Item, lane: Lane) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  let next = 0;
  let stopped = false;
  const drain = async (lane: Lane): Promise<void> => {
    while (!stopped) {
      const index = next++;
      const item = items[index];
      if (item === undefined) return;
      let done = false;
      try {
        results.set(index, await work(item, lane));
        done = true;
      } finally {
        if (!done) stopped = true;
      }
    }
  };
  const settled = await Promise.allSettled(lanes.map(drain));
  for (const end of settled) {
    if (end.status === "rejected") throw end.reason instanceof Error ? end.reason : new Error(String(end.reason));
  }
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
