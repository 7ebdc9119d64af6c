/** Time that stands still until it is told to go on, and chance that is always the same. */
export interface VirtualTime {
  /** Back to the start: no timers, the clock at `now`, the random numbers from the seed. */
  reset(): void;
  /** Runs the timer that is due next and moves the clock to it; false where there is none within `limit` ms. */
  runNext(limit: number): boolean;
  readonly set: () => number;
  readonly left: () => number;
  /** Milliseconds since the reset. */
  readonly elapsed: () => number;
  readonly clockRead: () => boolean;
  readonly drawn: () => readonly number[];
}

interface Timer {
  readonly id: number;
  due: number;
  readonly order: number;
  readonly every: number | undefined;
  readonly run: () => void;
}

type Callback = (...args: readonly unknown[]) => void;

const util = process.getBuiltinModule("util");
const timersModule = process.getBuiltinModule("timers");
const timersPromises = process.getBuiltinModule("timers/promises");
/** Numbers kept for the record. */
const MAX_DRAWN = 16;

/** A generator of 32 bits of state (mulberry32 by Tommy Ettinger, public domain). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Timers as objects, as Node has them. */
class Timeout {
  readonly #id: number;
  readonly #clear: (id: number) => void;
  readonly #refresh: (id: number) => void;

  constructor(id: number, clear: (id: number) => void, refresh: (id: number) => void) {
    this.#id = id;
    this.#clear = clear;
    this.#refresh = refresh;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  refresh(): this {
    this.#refresh(this.#id);
    return this;
  }

  close(): this {
    this.#clear(this.#id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.#clear(this.#id);
  }
}

function installDate(read: () => number): void {
  const Real = Date;
  const Virtual: DateConstructor = new Proxy(Real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [read()] : args,
        newTarget === Virtual ? target : newTarget,
      ) as object,
    apply: () => new Real(read()).toString(),
  });
  Real.now = read;
  Object.defineProperty(Real.prototype, "constructor", { value: Virtual, writable: true, configurable: true });
  Object.defineProperty(globalThis, "Date", { value: Virtual, writable: true, configurable: true });
}

function installMonotonic(since: () => number): void {
  performance.now = since;
  const hrtime = (before?: readonly [number, number]): [number, number] => {
    const ms = since();
    const whole = [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)] as const;
    return before === undefined ? [...whole] : [whole[0] - before[0], whole[1] - before[1]];
  };
  process.hrtime = Object.assign(hrtime, { bigint: () => BigInt(Math.round(since() * 1e6)) });
  process.uptime = () => since() / 1000;
}

/** Timers that wait for nobody. */
interface Timers {
  readonly add: (callback: unknown, delay: unknown, args: readonly unknown[], repeat: "once" | "every") => Timeout;
  readonly clear: (timer: unknown) => void;
  reset(): void;
  runNext(latest: number): boolean;
  readonly set: () => number;
  readonly left: () => number;
}

/** How long a timer waits, by Node's rules; an immediate asks for -1. */
function waitOf(delay: unknown): number {
  const wanted = Number(delay);
  if (wanted === -1) return 0;
  return wanted >= 1 && wanted <= 2 ** 31 - 1 ? Math.trunc(wanted) : 1;
}

function createTimers(clock: { now: number }): Timers {
  const timers = new Map<number, Timer>();
  let [ids, order, set] = [0, 0, 0];
  const clear = (timer: unknown): void => {
    if (timer !== null && timer !== undefined) timers.delete(Number(timer));
  };
  const earliest = (): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers.values()) {
      const isEarlier =
        next === undefined || timer.due < next.due || (timer.due === next.due && timer.order < next.order);
      if (isEarlier) next = timer;
    }
    return next;
  };
  return {
    add(callback, delay, args, repeat) {
      if (typeof callback !== "function") {
        const error = new TypeError('The "callback" argument must be of type function.');
        throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
      }
      const wait = waitOf(delay);
      const id = ++ids;
      set += 1;
      const run = (): void => {
        Reflect.apply(callback as Callback, undefined, args);
      };
      timers.set(id, { id, due: clock.now + wait, order: ++order, every: repeat === "every" ? wait : undefined, run });
      return new Timeout(id, clear, (known) => {
        const timer = timers.get(known);
        if (timer !== undefined) timer.due = clock.now + wait;
      });
    },
    clear,
    reset() {
      timers.clear();
      set = 0;
    },
    runNext(latest) {
      const next = earliest();
      if (next === undefined || next.due > latest) return false;
      clock.now = Math.max(clock.now, next.due);
      if (next.every === undefined) timers.delete(next.id);
      else next.due = clock.now + next.every;
      next.run();
      return true;
    },
    set: () => set,
    left: () => timers.size,
  };
}

function installTimers(timers: Timers): void {
  const { add, clear } = timers;
  const later = (callback: unknown, delay?: unknown, ...args: readonly unknown[]): unknown =>
    add(callback, delay, args, "once");
  const every = (callback: unknown, delay?: unknown, ...args: readonly unknown[]): unknown =>
    add(callback, delay, args, "every");
  const soon = (callback: unknown, ...args: readonly unknown[]): unknown => add(callback, -1, args, "once");
  const wait = (delay?: number, value?: unknown): Promise<unknown> =>
    new Promise((resolve) => later(resolve, delay, value));
  const waitSoon = (value?: unknown): Promise<unknown> => new Promise((resolve) => soon(resolve, value));
  Object.defineProperty(later, util.promisify.custom, { value: wait });
  Object.defineProperty(soon, util.promisify.custom, { value: waitSoon });
  const clearNamed = (): ((timer: unknown) => void) => (timer) => {
    clear(timer);
  };
  const named = {
    setTimeout: later,
    setInterval: every,
    setImmediate: soon,
    clearTimeout: clearNamed(),
    clearInterval: clearNamed(),
    clearImmediate: clearNamed(),
  };
  for (const [name, value] of Object.entries(named)) {
    Object.defineProperty(value, "name", { value: name });
    Reflect.set(globalThis, name, value);
    Reflect.set(timersModule, name, value);
  }
  Object.assign(timersPromises, { setTimeout: wait, setImmediate: waitSoon });
  Object.assign(timersPromises.scheduler, { wait });
}

/** Puts virtual time and chance in the place of the real ones, for globals and for Node's timer modules. */
export function installVirtualTime(options: { readonly now: number; readonly seed: number }): VirtualTime {
  const state = { now: options.now };
  let reads = 0;
  let random = createRandom(options.seed);
  let drawn: number[] = [];
  const timers = createTimers(state);
  const read = (): number => {
    reads += 1;
    return state.now;
  };
  installTimers(timers);
  installDate(read);
  installMonotonic(() => read() - options.now);
  Math.random = () => {
    const value = random();
    if (drawn.length < MAX_DRAWN) drawn.push(value);
    return value;
  };
  return {
    reset() {
      timers.reset();
      state.now = options.now;
      reads = 0;
      random = createRandom(options.seed);
      drawn = [];
    },
    runNext: (limit) => timers.runNext(options.now + limit),
    set: timers.set,
    left: timers.left,
    elapsed: () => state.now - options.now,
    clockRead: () => reads > 0,
    drawn: () => drawn,
  };
}
