import type { World } from "./world.ts";

/** How a promise ended, as far as it did. */
export type Settled =
  | { readonly type: "fulfilled"; readonly value: unknown }
  | { readonly type: "rejected"; readonly reason: unknown }
  | { readonly type: "pending" };

/** Virtual timers that may run before a promise counts as one that never settles. */
const MAX_TIMERS = 1_000;
/** Virtual milliseconds that may pass: a day. */
const MAX_VIRTUAL_MS = 86_400_000;
/** Turns of the event loop in which nothing is under way any more. */
const IDLE_TURNS = 4;

/** Real work that can still settle something: reads and writes of files, compression, streams. */
function isWorking(): boolean {
  return process
    .getActiveResourcesInfo()
    .some((name) => !/^(TTYWrap|PipeWrap|Immediate|Timeout|CloseReq)$/u.test(name));
}

/** How a plan came to rest. */
export interface Rest {
  readonly ms: number;
  readonly work: "done" | "unfinished" | "none";
}

/** Timers that may run behind the last step: an interval would go on for ever. */
const MAX_LATE_TIMERS = 50;
/** Virtual milliseconds that may pass behind it. */
const MAX_LATE_MS = 120_000;

function runLate(world: World): boolean {
  try {
    return world.time.runNext(MAX_LATE_MS);
  } catch (error) {
    world.raise(error);
    return true;
  }
}

/** Whether work is under way now, or as soon as what is queued has run: it may be over before the next turn. */
export async function startsWork(): Promise<boolean> {
  const isWorkingNow = isWorking();
  await Promise.resolve();
  return isWorkingNow || isWorking();
}

/** Waits until nothing is under way any more, where `begun` tells what was seen before; undefined where nothing was. */
export async function rest(world: World, timeoutMs: number, begun: "done" | "none"): Promise<Rest | undefined> {
  const started = world.time.elapsed();
  let [idle, paused, timers] = [0, 0, 0];
  let work: Rest["work"] = begun;
  while (timers < MAX_LATE_TIMERS && idle < IDLE_TURNS) {
    await world.turn();
    if (isWorking()) {
      if (paused >= timeoutMs / 2) return { ms: world.time.elapsed() - started, work: "unfinished" };
      work = "done";
      idle = 0;
      await world.pause(1);
      paused += 1;
    } else if (runLate(world)) timers += 1;
    else idle += 1;
  }
  return work === "none" && timers === 0 ? undefined : { ms: world.time.elapsed() - started, work };
}

/** Waits for a promise: runs virtual timers when nothing else goes on, gives up when nothing is left that could settle it. */
export async function settle(value: unknown, world: World, timeoutMs: number): Promise<Settled> {
  let end: Settled = { type: "pending" };
  Promise.resolve(value).then(
    (fulfilled) => {
      end = { type: "fulfilled", value: fulfilled };
    },
    (reason: unknown) => {
      end = { type: "rejected", reason };
    },
  );
  const isSettled = (): boolean => end.type !== "pending";
  let idle = 0;
  let paused = 0;
  for (let timers = 0; timers < MAX_TIMERS && idle < IDLE_TURNS;) {
    await world.turn();
    if (isSettled()) return end;
    if (isWorking()) {
      if (paused >= timeoutMs / 2) return end;
      await world.pause(2);
      paused += 2;
    } else if (world.time.runNext(MAX_VIRTUAL_MS)) timers += 1;
    else idle += 1;
  }
  return end;
}
