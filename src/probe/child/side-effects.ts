import type { WrittenFile } from "../types.ts";

const fs = process.getBuiltinModule("fs");
const path = process.getBuiltinModule("path");
const util = process.getBuiltinModule("util");

const MAX_LINES = 50;
const MAX_LINE = 2_000;
const MAX_FILES = 50;
const MAX_FILE = 10_000;

interface Line {
  readonly method: string;
  readonly text: string;
}

/** What code prints and which environment variables it reads. */
export interface OutputWatch {
  reset(): void;
  readonly lines: () => readonly Line[];
  readonly environment: () => readonly string[];
  /** A callback of the plan is called: its place among the lines is kept. */
  readonly noteCallback: () => void;
  /** Lines and callbacks in order; empty where there is only one kind. */
  readonly order: () => readonly ("console" | "callback")[];
}

/** Puts a `write` in the place of a standard stream's own when somebody first asks for the stream: making one takes Node a while. */
function takeOver(name: "stdout" | "stderr", write: (...args: readonly unknown[]) => boolean): void {
  const descriptor = Reflect.getOwnPropertyDescriptor(process, name);
  if (descriptor?.get === undefined) {
    Reflect.set(process[name], "write", write);
    return;
  }
  const real = descriptor.get;
  let stream: object | undefined;
  const get = (): object => {
    if (stream === undefined) {
      stream = Reflect.apply(real, process, []);
      Reflect.set(stream, "write", write);
    }
    return stream;
  };
  Reflect.defineProperty(process, name, { ...descriptor, get });
}

/** Takes the console, the standard streams and the environment over. */
export function watchOutput(): OutputWatch {
  let lines: Line[] = [];
  let read = new Set<string>();
  let order: ("console" | "callback")[] = [];
  const add = (method: string, text: string): void => {
    if (lines.length >= MAX_LINES) return;
    lines.push({ method, text: text.slice(0, MAX_LINE) });
    order.push("console");
  };
  for (const method of ["log", "info", "warn", "error", "debug", "trace", "dir", "table", "group", "assert"]) {
    Reflect.set(console, method, (...args: readonly unknown[]) => {
      if (method !== "assert") add(method, util.format(...args));
      else if (args[0] !== true) add(method, util.format("Assertion failed:", ...args.slice(1)));
    });
  }
  for (const stream of ["stdout", "stderr"] as const) {
    takeOver(stream, (chunk: unknown, ...rest: readonly unknown[]) => {
      add(stream, typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString("utf8"));
      const done = rest.at(-1);
      if (typeof done === "function") process.nextTick(done);
      return true;
    });
  }
  const real = process.env;
  const initial = { ...real };
  const proxy = new Proxy(real, {
    get(target, name) {
      if (typeof name === "string") read.add(name);
      return Reflect.get(target, name) as unknown;
    },
  });
  Object.defineProperty(process, "env", { value: proxy, writable: true, configurable: true, enumerable: true });
  return {
    reset() {
      lines = [];
      order = [];
      if (read.size === 0) return;
      read = new Set();
      for (const name of Object.keys(real)) if (!(name in initial)) Reflect.deleteProperty(real, name);
      Object.assign(real, initial);
    },
    lines: () => lines,
    noteCallback: () => {
      if (order.length < 2 * MAX_LINES) order.push("callback");
    },
    order: () => (new Set(order).size > 1 ? order : []),
    environment: () =>
      [...read].filter((name) => !/^(NODE_V8_COVERAGE|__proto__|constructor|toJSON|then)$/u.test(name)).sort(),
  };
}

/** The working directory of the code, which starts every plan with the same files. */
export interface DirectoryWatch {
  /** Files that differ from the start; afterwards all is as at the start. */
  restore(): readonly WrittenFile[];
}

/** Files by their paths, and the paths of all else: directories, links and the like. */
function lookBelow(root: string): { readonly files: readonly string[]; readonly others: string } {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  const pathsOf = (isWanted: (entry: (typeof entries)[number]) => boolean): readonly string[] =>
    entries.filter(isWanted).map((entry) => path.join(entry.parentPath, entry.name).slice(root.length + 1));
  const others = pathsOf((entry) => !entry.isFile()).toSorted();
  return { files: pathsOf((entry) => entry.isFile()), others: others.join("\n") };
}

/** Lays the files out in the working directory. */
export function watchDirectory(root: string, files: Readonly<Record<string, string>>): DirectoryWatch {
  const names = Object.keys(files);
  const write = (name: string): void => {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, files[name] ?? "");
  };
  names.forEach(write);
  const laidOut = lookBelow(root);
  const startAnew = (): void => {
    for (const name of fs.readdirSync(root)) fs.rmSync(path.join(root, name), { recursive: true, force: true });
    names.forEach(write);
  };
  return {
    restore() {
      if (names.length === 0 && fs.readdirSync(root).length === 0) return [];
      const now = lookBelow(root);
      const found = now.files.slice(0, MAX_FILES);
      const changed: WrittenFile[] = [];
      for (const name of found) {
        const text = fs.readFileSync(path.join(root, name), "utf8");
        if (files[name] === text) continue;
        changed.push({ path: name, text: text.slice(0, MAX_FILE), ...(text.length > MAX_FILE ? { cut: "yes" } : {}) });
      }
      if (now.others !== laidOut.others || found.length < now.files.length) {
        startAnew();
        return changed;
      }
      // Nearly always one file was written: to lay all of them out anew would take longer than most plans.
      for (const one of changed) fs.unlinkSync(path.join(root, one.path));
      const kept = new Set(found.filter((name) => !changed.some((one) => one.path === name)));
      names.filter((name) => !kept.has(name)).forEach(write);
      return changed;
    },
  };
}
