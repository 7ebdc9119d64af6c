/** What Node lists that no code of a plan waits for. */
const IDLE = /^(TTYWrap|PipeWrap|Immediate|Timeout|CloseReq)$/u;

/** How much is listed that can still settle something: reads and writes of files, watchers, ports. */
function countListed(): number {
  return process.getActiveResourcesInfo().filter((name) => !IDLE.test(name)).length;
}

/**
 * Requests to the file system that Node made and never sent: it makes them before it looks at the arguments, and lists
 * them until they are collected.
 */
interface UnsentRequests {
  /** From now on it is watched which requests stay. */
  note(): void;
  /** Those that are still there since then count as never sent; whether there are any. */
  markThoseLeft(): boolean;
  /** How many of those that are listed count as never sent. */
  readonly count: () => number;
}

/** Watches the requests that Node lists, if it lists them. Taken before code can put something else in the place of the list. */
function watchRequests(): UnsentRequests {
  const list: unknown = Reflect.get(process, "_getActiveRequests");
  const listed = (): readonly object[] => {
    const all: unknown = typeof list === "function" ? Reflect.apply(list, process, []) : [];
    if (!Array.isArray(all)) return [];
    const isOfFiles = (one: unknown): one is object =>
      typeof one === "object" && one?.constructor.name.startsWith("FSReq") === true;
    return all.filter(isOfFiles);
  };
  const unsent = new WeakSet();
  let noted = new WeakSet();
  return {
    note() {
      noted = new WeakSet(listed());
    },
    markThoseLeft() {
      const left = listed().filter((one) => noted.has(one) && !unsent.has(one));
      for (const one of left) unsent.add(one);
      return left.length > 0;
    },
    count: () => listed().filter((one) => unsent.has(one)).length,
  };
}

/** The collector, which Node shows only to contexts that are made while it is asked to. */
function findCollector(): () => void {
  const [v8, vm] = [process.getBuiltinModule("v8"), process.getBuiltinModule("vm")];
  v8.setFlagsFromString("--expose-gc");
  const collect: unknown = vm.runInNewContext("gc");
  v8.setFlagsFromString("--no-expose-gc");
  return () => {
    if (typeof collect === "function") Reflect.apply(collect, undefined, []);
  };
}

/** How much real work is under way. */
export interface WorkWatch {
  readonly count: () => number;
  /** Work is waited for from now on. */
  note(): void;
  /**
   * What Node lists and never began counts no longer. `done`: since work was noted Node's one thread has done all that was
   * asked of it, many times over, so that what is still there was never asked. Otherwise only what nobody holds any more is
   * collected, which takes long.
   */
  sweep(thread: "done" | "held"): void;
}

/** Watches work from now on; make it before code can put something else in the place of what Node lists. */
export function watchWork(): WorkWatch {
  const requests = watchRequests();
  const collect = findCollector();
  return {
    count: () => countListed() - requests.count(),
    note: () => {
      requests.note();
    },
    sweep(thread) {
      if (thread === "held" || !requests.markThoseLeft()) collect();
    },
  };
}
