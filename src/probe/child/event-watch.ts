import type { ToldEvent } from "../types.ts";

type Tell = (emitter: object, name: unknown) => void;

/** What Node's emitters tell, seen without listening: whoever counts listeners finds none of ours. */
export interface EventWatch {
  /** From now on all that is told goes to this one; undefined: to nobody. */
  tellTo(tell: Tell | undefined): void;
}

/** Takes `emit` over. Call it before any code of the repository is loaded. */
export function watchEvents(): EventWatch {
  const { EventEmitter } = process.getBuiltinModule("events");
  const original = Reflect.get(EventEmitter.prototype, "emit") as (...args: readonly unknown[]) => boolean;
  let told: Tell | undefined;
  const emit = function (this: object, ...args: readonly unknown[]): boolean {
    told?.(this, args[0]);
    return Reflect.apply(original, this, args);
  };
  Reflect.set(EventEmitter.prototype, "emit", emit);
  return {
    tellTo(tell) {
      told = tell;
    },
  };
}

/** The events of a plan's objects since it was last emptied. */
export interface EventLog {
  readonly note: Tell;
  /** A callback of the plan is called. */
  noteCallback(): void;
  reset(): void;
  /** The event that tells whoever waits for it that all is over. */
  readonly told: () => Omit<ToldEvent, "ms"> | undefined;
}

/** What emitters say of their listeners. */
const OF_LISTENERS = /^(newListener|removeListener)$/u;

/** Makes a log; `values` are those of the steps so far. */
export function createEventLog(values: readonly unknown[]): EventLog {
  let events: { readonly step: number; readonly name: unknown }[] = [];
  let isLast = false;
  return {
    note(emitter, name) {
      const step = values.indexOf(emitter);
      if (step < 0 || (typeof name === "string" && OF_LISTENERS.test(name))) return;
      events.push({ step, name });
      isLast = true;
    },
    noteCallback() {
      isLast = false;
    },
    reset() {
      events = [];
      isLast = false;
    },
    told() {
      const last = events.at(-1);
      if (last === undefined || !isLast || typeof last.name !== "string") return undefined;
      const own = events.filter(({ step }) => step === last.step);
      // Who waits for an event hears the first of its name, and is let down by an error before it.
      const isClear =
        own.every(({ name }) => name !== "error") && own.filter(({ name }) => name === last.name).length === 1;
      return isClear ? { step: last.step, name: last.name } : undefined;
    },
  };
}
