import { EMPTIED } from "../../code/mutate/emptied.ts";

/** What one test took on the unchanged target. */
export interface TestCost {
  readonly ms: number;
  /** Loop turns and function entries. */
  readonly ticks: number;
  /** The longest time in which nothing went on that Node lists, in milliseconds; absent: not known. */
  readonly idleMs?: number;
}

/** What a harness goes by. Tests are told by their place among those that the file registers, from 0. */
export interface HarnessPlan {
  /** Ids of mutants in the order in which they are tried; 0 is the unchanged target. */
  readonly ids: readonly number[];
  /** Milliseconds for all mutants of the target together: tests that begin later do not run; half of them for loading. */
  readonly budgetMs: number;
  /** Loop turns and function entries of loading the file; absent: not known yet. */
  readonly load?: number;
  /** By test; absent for what is not known yet. */
  readonly costs: readonly (TestCost | null)[];
  /** The tests that a mutant is tried with; absent: all. */
  readonly wanted: Readonly<Record<number, readonly number[]>>;
  /** Tests that are green on the emptied target: each has to notice a mutant, so that they run behind others, too. */
  readonly quiet: readonly number[];
  /** Titles that only tests have which the file had before: these prove nothing for the new ones and are left out. */
  readonly old?: readonly string[];
}

/** What a test says that was not run any more. */
export const NOT_RUN = "assay: no time was left for this mutant";

/** The environment variable that names the file to which a harness writes what it does. */
export const RECORD_VARIABLE = "ASSAY_MUTANTS";

/** What a test says in which something came to its end that another mutant had left behind: nothing about its own. */
export const LEFT_OVER = "assay: something that another mutant began went on without end";

/** Loop turns and function entries on the unchanged target, of a test or of loading a file, that count as endless. */
const LOAD_TICKS = 3_000_000;

/**
 * What one test may take under a mutant: so many times what it takes on the unchanged target, and something on top, for
 * nothing takes the same time twice. Turns of loops are the same every time, so that they are the tighter bound; where
 * nothing goes on that Node lists, as when its pool compresses or encrypts, what counts is how long that was so on the
 * unchanged target.
 */
const LIMITS = {
  ticks: { times: 20, more: 20_000 },
  ms: { times: 10, more: 1_000 },
  idleMs: { times: 10, more: 50 },
} as const;

/** Milliseconds that a test may take on the unchanged target, and a test that cannot be bounded under a mutant. */
export const HANG_MS = 4_000;

/** How often a test that waits is looked at, in milliseconds. */
const LOOK_MS = 5;

/** Looks in a row that find nothing going on: a process that is held up looks less often. */
const IDLE_LOOKS = 5;

/** Turns of the event loop behind a test that was ended, in which what it began comes to its end. */
const END_TURNS = 4;

/** Milliseconds without a turn of the event loop, beyond what a test may take, after which the process is ended. */
const STUCK_MS = 3_000;

/**
 * Looks from a thread of its own whether the runner's still turns: code that blocks it without a turn of a loop that is
 * counted (a regular expression, a loop of a package) is ended with its process.
 */
const WATCHDOG = `const { workerData } = require("node:worker_threads");
const until = new Float64Array(workerData);
const wait = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  Atomics.wait(wait, 0, 0, 100);
  if (until[0] !== 0 && Date.now() > until[0]) process.kill(process.pid, "SIGKILL");
}`;

/** What is known of mutants and tests while they run. */
const STATE = `
const clock = performance.now.bind(performance);
const today = Date.now.bind(Date);
const repeatReal = setInterval;
const clearReal = clearInterval;
const soonReal = process.getBuiltinModule?.("node:timers")?.setImmediate ?? setTimeout;
const state = { id: 0, ticks: 0, most: ${LOAD_TICKS}, count: 0, isOver: false, isNoticed: false, stop: undefined };
const whole = [0, ${EMPTIED}];
const began = clock();
const isLate = (id, part) => !whole.includes(id) && clock() - began > part * plan.budgetMs;
const isWanted = (index) => plan.wanted[state.id]?.includes(index) ?? true;
const core = (name) => process.getBuiltinModule?.(name);
const isSurvey = ids.includes(0);
/** What a test began may go on while others run: it is that test's, too. */
const Storage = core("node:async_hooks")?.AsyncLocalStorage;
const origin = Storage === undefined ? undefined : new Storage();
/** By test: the mutants that it reaches on the unchanged target. */
const reached = [];
const outside = new Set();
let [activeId, seen] = [0, undefined];
globalThis.__assayOn = (id) => {
  if (isSurvey) {
    seen?.add(id);
    origin?.getStore()?.reached?.add(id);
  }
  return id === activeId;
};
globalThis.__assayHit = [];
globalThis.__assayTick = () => {
  state.ticks += 1;
  // Of a test that is over nothing goes on: what it began would run on into the tests of the next mutant.
  if (!state.isOver && state.ticks <= state.most) return;
  if ((origin?.getStore()?.id ?? state.id) !== state.id) {
    state.most = state.ticks + ${LIMITS.ticks.more};
    throw new Error(${JSON.stringify(LEFT_OVER)});
  }
  const error = new Error("endless");
  state.isOver = true;
  state.stop?.(error);
  throw error;
};
const files = core("node:fs");
const record = process.env.${RECORD_VARIABLE};
const note = (entry) => {
  if (files !== undefined && record !== undefined) files.appendFileSync(record, JSON.stringify(entry) + "\\n");
};
const until = new Float64Array(new SharedArrayBuffer(8));
const Thread = record === undefined ? undefined : core("node:worker_threads")?.Worker;
try {
  if (Thread !== undefined) new Thread(${JSON.stringify(WATCHDOG)}, { eval: true, workerData: until.buffer }).unref();
} catch {}
`;

/** Waiting for a test no longer than it may take. */
const PATIENCE = `
const active = () => process.getActiveResourcesInfo?.() ?? [];
/** What was there when this file was loaded, and the runner's own timer for a test. */
const usual = [...active(), "Timeout"];
/** Whether nothing goes on that could still wake a test: no timer, read, write, socket or child is left. */
const isIdle = () => {
  const left = [...usual];
  return active().every((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
};
const msOf = (ms, { times, more }) => (ms == null ? ${HANG_MS} : Math.min(${HANG_MS}, ms * times + more));
/** Says so when a test has waited longer than it may; \`known\` is what it took on the unchanged target. */
const patience = (known, onEnd, onIdle) => {
  const start = clock();
  const [most, mostIdle] = [msOf(known?.ms, ${JSON.stringify(LIMITS.ms)}), msOf(known?.idleMs ?? known?.ms, ${JSON.stringify(LIMITS.idleMs)})];
  until[0] = today() + most + ${STUCK_MS};
  let [idle, looks] = [start, 0];
  return repeatReal(() => {
    const now = clock();
    if (isIdle()) {
      looks += 1;
      onIdle(now - idle);
    } else [idle, looks] = [now, 0];
    if (now - start > most || (looks >= ${IDLE_LOOKS} && now - idle > mostIdle)) onEnd(new Error("endless: nothing settled"));
  }, ${LOOK_MS});
};
`;

/** Tests within their bounds; what begins and ends a mutant. */
const BOUNDS = `
const isSkipped = (index) => !whole.includes(state.id) && (state.isOver || (state.isNoticed && !plan.quiet.includes(index)));
/** Runs a test within what it took on the unchanged target, and notes what that is. */
const bounded = (title, body, index) => {
  if (typeof body !== "function" || body.length > 0) return body;
  return async function () {
    if (isLate(state.id, 1)) throw new Error(${JSON.stringify(NOT_RUN)});
    if (isSkipped(index)) return;
    // On the whole target the tests behind one that was ended run as well.
    state.isOver = false;
    const known = state.id === 0 ? undefined : plan.costs[index];
    const [start, before] = [clock(), state.ticks];
    state.most = before + (known == null ? ${LOAD_TICKS} : known.ticks * ${LIMITS.ticks.times} + ${LIMITS.ticks.more});
    if (state.id === 0) seen = reached[index] = new Set();
    let [looks, longest] = [undefined, 0];
    try {
      const stopped = new Promise((_, reject) => { state.stop = reject; });
      looks = patience(known, (error) => { state.isOver = true; state.stop?.(error); }, (ms) => { longest = Math.max(longest, ms); });
      looks.unref?.();
      const own = () => body.call(this);
      const context = { id: state.id, reached: seen };
      await Promise.race([origin === undefined ? own() : origin.run(context, own), stopped]);
      if (state.id === ${EMPTIED}) plan.quiet.push(index);
    } catch (error) {
      state.isNoticed = true;
      note({ type: "noticed", id: state.id, title, isEndless: state.isOver });
      throw error;
    } finally {
      until[0] = 0;
      state.stop = undefined;
      clearReal(looks);
      // What a mutant leaves rejected is told while the runner listens: at its very end it would end the process.
      for (let turn = 0; state.id !== 0 && turn < (state.isOver ? ${END_TURNS} : 1); turn += 1)
        await new Promise((resolve) => soonReal(resolve));
      if (state.id === 0) {
        plan.costs[index] = { ms: clock() - start, ticks: state.ticks - before, idleMs: longest };
        seen = outside;
      }
    }
  };
};
const isOld = (title) => plan.old?.includes(title) ?? false;
const boundedTest = (real) => Object.assign((title, body, ...rest) => {
  const index = state.count;
  state.count += 1;
  return isWanted(index) && !isOld(title) ? real(title, bounded(title, body, index), ...rest) : undefined;
}, real);
const broken = (id, error) => {
  note({ type: "noticed", id, title: "loads", isEndless: false });
  throw error;
};
const begin = (id) => {
  note({ type: "began", id });
  const most = id === 0 || plan.load === undefined ? ${LOAD_TICKS} : plan.load * ${LIMITS.ticks.times} + ${LIMITS.ticks.more};
  Object.assign(state, { id, ticks: 0, most, count: 0, isOver: false, isNoticed: false });
  activeId = id;
  if (id === 0) seen = outside;
};
/** Once the tests of a mutant are over; when it is loaded, the function below alone. */
const finish = (id) => {
  // Once more behind the emptied target: what was still going on may have reached something by then.
  if (whole.includes(id))
    note({ type: "survey", load: plan.load, costs: plan.costs, reached: Array.from(reached, (one) => [...(one ?? [])]), outside: [...outside] });
  if (id === ${EMPTIED}) note({ type: "quiet", tests: plan.quiet });
  if (!whole.includes(id) && !isLate(id, 1)) note({ type: "finished", id });
  end();
};
const end = () => {
  if (state.id === 0) plan.load ??= state.ticks;
  activeId = 0;
  seen = undefined;
};
`;

/**
 * What the switched target asks for, what begins and ends a mutant, and `boundedTest`, under which a test ends that does
 * not end by itself: of a mutant that makes a test endless, the tests behind it do not run.
 */
export function harnessHead({ ids, ...plan }: HarnessPlan): string {
  return `
const ids = ${JSON.stringify(ids)};
const plan = ${JSON.stringify(plan)};
${STATE}${PATIENCE}${BOUNDS}`;
}
