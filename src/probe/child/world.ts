import type { Effects } from "../types.ts";
import type { SerializedError } from "../values.ts";
import { watchWork, type WorkWatch } from "./active-work.ts";
import { watchEvents, type EventWatch } from "./event-watch.ts";
import { installFences, type Fences } from "./fences.ts";
import { unnamedOf, watchGlobals } from "./globals.ts";
import type { ChildRequest } from "./request.ts";
import { reverseWork } from "./reversed-work.ts";
import { watchDirectory, watchOutput } from "./side-effects.ts";
import { installVirtualTime, type VirtualTime } from "./virtual-time.ts";

/** Everything around the code under test: made once per process, put back after every plan. */
export interface World {
  readonly time: VirtualTime;
  readonly fences: Fences;
  /** Before a plan: nothing was done yet. */
  begin(): void;
  /** After a load: what it did to the language's own objects stays. */
  acceptLoad(): void;
  /** After a plan: what was done, all of it undone. `toError` makes the text of what was thrown at nobody. */
  end(toError: (thrown: unknown) => SerializedError): Effects;
  readonly events: EventWatch;
  /** Something was thrown with nobody to catch it. */
  raise(thrown: unknown): void;
  /** What is queued for the present turn of the event loop runs: ticks and promises, but no answer to a request. */
  tick(): Promise<void>;
  /** One turn of the real event loop: promises settle, unhandled rejections are told. */
  turn(): Promise<void>;
  /**
   * Waits until the one thread of Node's pool has done what lies with it now, and whoever waits for it was told; `held`
   * where something takes it up for longer.
   */
  flush(): Promise<"done" | "held">;
  /** Tells what was never begun from what is under way. */
  readonly work: Pick<WorkWatch, "note" | "sweep">;
  /** A callback of the plan is called. */
  readonly noteCallback: () => void;
  /** Whether work is under way that was not yet when the plan began. */
  readonly isWorking: () => boolean;
}

/** How long the thread is waited for at a time: longer than a busy machine lets a short request lie. */
const FLUSH_MS = 50;
const DEEP_EVERY = 64;
/** Loads after which all is compared. */
const DEEP_LOADS = 3;

function present<K extends keyof Effects>(name: K, value: Effects[K] | undefined, isThere: unknown): Partial<Effects> {
  return isThere === false || value === undefined ? {} : { [name]: value };
}

/** Looks at whether Node's thread has done its work, with real time and files: made before they are taken over. */
function createLooks(): Pick<World, "flush"> & { readonly asked: () => number } {
  const [realImmediate, realTimeout, realClear] = [setImmediate, setTimeout, clearTimeout];
  const { access } = process.getBuiltinModule("fs");
  // Our own request may lie behind others: it is no work of the code's.
  let asked = 0;
  return {
    asked: () => asked,
    flush: () =>
      new Promise((resolve) => {
        // A turn more: where it is the process that was held up, the answer lies there already.
        const timer = realTimeout(() => realImmediate(resolve, "held"), FLUSH_MS);
        asked += 1;
        access(".", () => {
          realClear(timer);
          // The request itself is under way until its callback has returned.
          realImmediate(() => {
            asked -= 1;
            resolve("done");
          });
        });
      }),
  };
}

function watchFor({ names, modules }: ChildRequest): ReturnType<typeof watchGlobals> {
  return watchGlobals(names === "written" ? unnamedOf(modules.map(({ text }) => text)) : undefined);
}

/** Takes the process over. Call it before any code of the repository is loaded. */
export function createWorld(request: ChildRequest): World {
  const [realImmediate, realTick] = [setImmediate, process.nextTick.bind(process)];
  const looks = createLooks();
  const reversed = request.options.order === "asked" ? undefined : reverseWork(request.options.order);
  const thrown: unknown[] = [];
  process.on("unhandledRejection", (reason) => thrown.push(reason));
  process.on("uncaughtException", (error) => thrown.push(error));
  const [fences, events] = [installFences(request.network), watchEvents()];
  const time = installVirtualTime(request.options);
  const output = watchOutput();
  const directory = watchDirectory(process.cwd(), request.options.files);
  const globals = watchFor(request);
  const turn = (): Promise<void> => new Promise((resolve) => realImmediate(resolve));
  let [plans, loads, working] = [0, 0, 0];
  const work = watchWork();
  const countOthers = (): number => work.count() - looks.asked() + (reversed?.held() ?? 0);
  return {
    ...{ time, fences, events, work },
    begin() {
      thrown.length = 0;
      time.reset();
      fences.reset();
      output.reset();
      working = countOthers();
    },
    acceptLoad() {
      loads += 1;
      // Each load does what the first ones did; what one of them does besides is seen at the end of its plan.
      globals.accept(loads <= DEEP_LOADS ? "deep" : "shallow");
    },
    end(toError) {
      plans += 1;
      // Packages may change what their text does not say: all is compared now and then.
      const changed = globals.restore(plans % DEEP_EVERY === 0 ? "deep" : request.watch);
      const [lines, drawn, environment] = [output.lines(), time.drawn(), output.environment()];
      const order = output.order();
      const files = directory.restore();
      return {
        ...present("console", lines, lines.length > 0),
        ...present("order", order, order.length > 0),
        ...present("unhandled", thrown.map(toError), thrown.length > 0),
        ...present("timers", { set: time.set(), left: time.left() }, time.set() > 0),
        ...present("clock", "read", time.clockRead()),
        ...present("random", drawn, drawn.length > 0),
        ...present("globals", changed, changed.length > 0),
        ...present("files", files, files.length > 0),
        ...present("environment", environment, environment.length > 0),
      };
    },
    raise: (error) => thrown.push(error),
    noteCallback: output.noteCallback,
    tick: () =>
      new Promise((resolve) => {
        realTick(resolve);
      }),
    turn,
    isWorking: () => countOthers() > working,
    flush: request.work === "none" ? () => turn().then(() => "done" as const) : looks.flush,
  };
}
