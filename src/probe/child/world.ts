import type { Effects } from "../types.ts";
import type { SerializedError } from "../values.ts";
import { installFences, type Fences } from "./fences.ts";
import { watchGlobals } from "./globals.ts";
import type { ChildRequest } from "./request.ts";
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
  /** Something was thrown with nobody to catch it. */
  raise(thrown: unknown): void;
  /** One turn of the real event loop: promises settle, unhandled rejections are told. */
  turn(): Promise<void>;
  /** A callback of the plan is called. */
  readonly noteCallback: () => void;
  /** Real time passes. */
  pause(ms: number): Promise<void>;
}

const DEEP_EVERY = 64;
/** Loads after which all is compared. */
const DEEP_LOADS = 3;

function present<K extends keyof Effects>(name: K, value: Effects[K] | undefined, isThere: unknown): Partial<Effects> {
  return isThere === false || value === undefined ? {} : { [name]: value };
}

/** Takes the process over. Call it before any code of the repository is loaded. */
export function createWorld(request: ChildRequest): World {
  const [realImmediate, realTimeout] = [setImmediate, setTimeout];
  const thrown: unknown[] = [];
  process.on("unhandledRejection", (reason) => thrown.push(reason));
  process.on("uncaughtException", (error) => thrown.push(error));
  const fences = installFences();
  const time = installVirtualTime(request.options);
  const output = watchOutput();
  const directory = watchDirectory(process.cwd(), request.options.files);
  const globals = watchGlobals();
  let [plans, loads] = [0, 0];
  return {
    time,
    fences,
    begin() {
      thrown.length = 0;
      time.reset();
      fences.reset();
      output.reset();
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
    turn: () => new Promise((resolve) => realImmediate(resolve)),
    pause: (ms) => new Promise((resolve) => realTimeout(resolve, ms)),
  };
}
