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

/** One turn of the event loop; where nothing seemed to go on in the one before, also what no list of Node's names, such as compression. */
async function turn(world: World, idle: number): Promise<void> {
  await (idle === 0 ? world.turn() : world.flush());
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

/** Ticks in a row that may lead to work: a stream opens its file one tick after it was made. */
const MOST_TICKS = 6;

/**
 * Whether work is under way now, or as soon as what is queued has run. It may be over before the next turn: looked at only
 * then, it would be seen by chance. While ticks and promises run, no work ends.
 */
export async function startsWork(world: World): Promise<boolean> {
  for (let ticks = 0; ticks < MOST_TICKS; ticks += 1) {
    if (world.isWorking()) return true;
    await world.tick();
  }
  return world.isWorking();
}

/**
 * Requests that work is waited for: by their number and not by the clock, so that a busy machine changes nothing. What
 * goes on longer never ends, as a watcher does.
 */
const MOST_WAITED = 500;
/** What a request counts that something else held up. */
const HELD = 100;
/**
 * Requests after which those are swept away that Node made and never sent, as it does for arguments of a wrong sort. More
 * than one request takes that is sent anew for each of its steps: `mkdir` of a long path makes two for each directory.
 */
const SWEEP_AFTER = 100;

/** Waits for one more request; answers how many that makes. */
async function waitForWork(world: World, waited: number): Promise<number> {
  if (waited === 0) world.work.note();
  const thread = await world.flush();
  const now = waited + (thread === "done" ? 1 : HELD);
  if (waited < SWEEP_AFTER && now >= SWEEP_AFTER) world.work.sweep(thread);
  return now;
}

/** Waits until no work is under way any more: whether it ends within a turn or two is chance. Timers go on waiting. */
export async function finishWork(world: World): Promise<void> {
  await world.flush();
  for (let waited = 0; world.isWorking() && waited < MOST_WAITED;) waited = await waitForWork(world, waited);
}

/** Waits until nothing is under way any more, where `begun` tells what was seen before; undefined where nothing was. */
export async function rest(world: World, begun: "done" | "none"): Promise<Rest | undefined> {
  const started = world.time.elapsed();
  let [idle, waited, timers] = [0, 0, 0];
  let work: Rest["work"] = begun;
  while (timers < MAX_LATE_TIMERS && idle < IDLE_TURNS) {
    await turn(world, idle);
    if (world.isWorking()) {
      if (waited >= MOST_WAITED) return { ms: world.time.elapsed() - started, work: "unfinished" };
      work = "done";
      idle = 0;
      waited = await waitForWork(world, waited);
    } else if (runLate(world)) {
      timers += 1;
      if (await startsWork(world)) work = "done";
    } else idle += 1;
  }
  return work === "none" && timers === 0 ? undefined : { ms: world.time.elapsed() - started, work };
}

/** Waits for a promise: runs virtual timers when nothing else goes on, gives up when nothing is left that could settle it. */
export async function settle(value: unknown, world: World): Promise<Settled> {
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
  let [idle, waited] = [0, 0];
  for (let timers = 0; timers < MAX_TIMERS && idle < IDLE_TURNS;) {
    await turn(world, idle);
    if (isSettled()) return end;
    if (world.isWorking()) {
      if (waited >= MOST_WAITED) return end;
      waited = await waitForWork(world, waited);
    } else if (world.time.runNext(MAX_VIRTUAL_MS)) timers += 1;
    else idle += 1;
  }
  return end;
}
