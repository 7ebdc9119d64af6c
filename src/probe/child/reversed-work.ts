/** Requests for files whose answers wait until all that are under way together have theirs. */
export interface ReversedWork {
  /** How many answers are held back now: Node no longer counts them as work. */
  readonly held: () => number;
}

type Callback = (...args: readonly unknown[]) => void;
type Func = (...args: readonly unknown[]) => unknown;

/** Looks after which answers are handed over although others are still to come. */
const MOST_LOOKS = 8;
const NO_REQUEST = /^(watch|watchFile|unwatchFile|create\w+|_\w+|openAsBlob|glob)$|Sync$|^[A-Z]/u;

function isFunction(value: unknown): value is Func {
  return typeof value === "function";
}

/** A request: what it was asked behind, and its place among all. */
interface Ticket {
  readonly depth: number;
  readonly place: number;
}

interface Answer extends Ticket {
  readonly run: () => void;
}

/**
 * Answers that came, the latest first once none is missing. `behind` calls back when Node's one thread has done what lies
 * with it now: by that, and not by turns of the loop, it is known that a busy machine holds none of the answers up.
 */
function createGate(
  order: "reversed" | "deep",
  realImmediate: (run: () => void) => unknown,
  behind: (run: () => void) => void,
): {
  readonly asked: () => Ticket;
  readonly answered: (ticket: Ticket, run: () => void) => void;
  readonly held: () => number;
} {
  let [pending, held, count, depth] = [0, 0, 0, 0];
  const answers: Answer[] = [];
  const hand = (answer: Answer): void => {
    pending -= 1;
    realImmediate(() => {
      held -= 1;
      depth = answer.depth;
      answer.run();
    });
  };
  const handOver = (): void => {
    if (order === "reversed") {
      for (const answer of answers.splice(0).reverse()) hand(answer);
      return;
    }
    const [next] = answers.toSorted((a, b) => b.depth - a.depth || a.place - b.place);
    if (next === undefined) return;
    answers.splice(answers.indexOf(next), 1);
    hand(next);
    if (answers.length > 0) lookBehind(0);
  };
  const lookBehind = (looks: number): void => {
    behind(() => {
      // The request that was looked by is under way until its callback has returned.
      realImmediate(() => {
        look(looks);
      });
    });
  };
  const look = (looks: number): void => {
    if (answers.length === 0) return;
    if (answers.length >= pending || looks >= MOST_LOOKS) handOver();
    else lookBehind(looks + 1);
  };
  return {
    asked: () => {
      pending += 1;
      count += 1;
      return { depth: depth + 1, place: count };
    },
    answered: (ticket, run) => {
      answers.push({ ...ticket, run });
      held += 1;
      if (answers.length === 1)
        realImmediate(() => {
          look(0);
        });
    },
    held: () => held,
  };
}

/**
 * What is asked of files at once may be answered in any order: here the last first, the opposite of what one thread does by
 * itself; or (`deep`) one after the other, each with all that is asked for behind it, before the next one. Call it before
 * any code of the repository is loaded.
 */
export function reverseWork(order: "reversed" | "deep"): ReversedWork {
  const fs = process.getBuiltinModule("fs");
  const { access } = fs;
  const gate = createGate(order, setImmediate, (run) => {
    access(".", run);
  });
  const replace = (owner: object, name: string, made: Func): void => {
    const original: unknown = Reflect.get(owner, name);
    if (!isFunction(original)) return;
    for (const key of Reflect.ownKeys(original)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(original, key);
      if (key !== "prototype" && descriptor !== undefined) Reflect.defineProperty(made, key, descriptor);
    }
    Reflect.set(owner, name, made);
  };
  for (const name of Object.keys(fs)) {
    const original: unknown = Reflect.get(fs, name);
    if (NO_REQUEST.test(name) || !isFunction(original)) continue;
    replace(fs, name, function (this: unknown, ...args) {
      const done = args.at(-1);
      if (!isFunction(done)) return Reflect.apply(original, this, args);
      let ticket: Ticket = { depth: 0, place: 0 };
      const answer: Callback = (...given) => {
        gate.answered(ticket, () => Reflect.apply(done, undefined, given));
      };
      const made = Reflect.apply(original, this, [...args.slice(0, -1), answer]);
      ticket = gate.asked();
      return made;
    });
  }
  for (const name of Object.keys(fs.promises)) {
    const original: unknown = Reflect.get(fs.promises, name);
    if (NO_REQUEST.test(name) || !isFunction(original)) continue;
    replace(fs.promises, name, function (this: unknown, ...args) {
      const made: unknown = Reflect.apply(original, this, args);
      if (!(made instanceof Promise)) return made;
      const ticket = gate.asked();
      return made.finally(
        () =>
          new Promise<void>((resolve) => {
            gate.answered(ticket, resolve);
          }),
      );
    });
  }
  process.getBuiltinModule("module").syncBuiltinESMExports();
  return { held: gate.held };
}
