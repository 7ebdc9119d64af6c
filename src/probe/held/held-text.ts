/**
 * Runs in front of every Node process of a command (`--require`), and watches it from a thread of its own: where the main
 * thread takes so much processor time without one turn of its event loop, the debugger looks at its stack some times. Is
 * what stays the same on the stack a function of the repository that goes on and on, the process is held up for ever: the
 * place is left beside this file, and the process ended. What works long in a package, or waits, is let be.
 */
export const HELD_TEXT = String.raw`"use strict";
const threads = require("node:worker_threads");
function watch({ beat, root, out, cpuMs }) {
  const inspector = require("node:inspector"), fs = require("node:fs"), url = require("node:url");
  const LOOKS = 5;
  let last = -1, since = 0, isBusy = false;
  const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  const scripts = new Map();
  const pathOf = ({ location }) => {
    const name = scripts.get(location.scriptId) ?? "", file = name.startsWith("file:") ? url.fileURLToPath(name) : name;
    return file.startsWith(root + "/") && !file.includes("/node_modules/") ? file.slice(root.length + 1) : undefined;
  };
  // The stack of the main thread, outermost first, some times; fewer where it does not answer.
  const look = () => new Promise((resolve) => {
    const stacks = [], session = new inspector.Session();
    const end = () => { clearTimeout(timer); session.disconnect(); resolve(stacks); };
    const timer = setTimeout(end, 5000);
    session.connectToMainThread();
    session.on("Debugger.paused", ({ params }) => {
      stacks.push(params.callFrames.toReversed());
      session.post("Debugger.resume");
      if (stacks.length === LOOKS) end(); else setTimeout(() => session.post("Debugger.pause"), 60);
    });
    session.on("Debugger.scriptParsed", ({ params }) => scripts.set(params.scriptId, params.url));
    session.post("Debugger.enable");
    session.post("Debugger.pause");
  });
  const isSame = (one, other) => one.scriptId === other.scriptId && one.lineNumber === other.lineNumber && one.columnNumber === other.columnNumber;
  // The frames that are there whenever one looks, down to the one that goes on.
  const common = (stacks) => {
    const kept = [];
    for (let at = 0; at < stacks[0].length; at++) {
      const frames = stacks.map((stack) => stack[at]), [first] = frames;
      if (!frames.every((one) => one && one.functionLocation && first.functionLocation && isSame(one.functionLocation, first.functionLocation))) break;
      kept.push(first);
      if (!frames.every((one) => isSame(one.location, first.location))) break;
    }
    return kept;
  };
  setInterval(async () => {
    const now = used(), count = Atomics.load(beat, 0);
    if (count !== last) { last = count; since = now; return; }
    if (isBusy || now - since < cpuMs) return;
    isBusy = true;
    const stacks = await look();
    isBusy = false;
    since = used();
    if (stacks.length < LOOKS || Atomics.load(beat, 0) !== count) return;
    const kept = common(stacks), deepest = kept.at(-1);
    if (!deepest || pathOf(deepest) === undefined) return;
    const places = kept.toReversed().flatMap((frame) => {
      const path = pathOf(frame);
      return path === undefined ? [] : [{ path, line: frame.location.lineNumber + 1 }];
    });
    fs.writeFileSync(out + "/held-" + process.pid + ".json", JSON.stringify(places));
    fs.writeSync(2, "\nended from outside: for " + cpuMs / 1000 + " s nothing has run but a loop at " + places[0].path + ":" + places[0].line + "\n");
    process.kill(process.pid, "SIGKILL");
  }, 250);
}
if (threads.isMainThread && !/\bnp[mx](?:-cli\.js)?$/.test(process.argv[1] || "")) {
  try {
    const beat = new Int32Array(new SharedArrayBuffer(4));
    setInterval(() => Atomics.add(beat, 0, 1), 200).unref();
    const workerData = { beat, out: __dirname, ...SETTINGS };
    new threads.Worker("(" + watch + ")(require('node:worker_threads').workerData)", { eval: true, workerData, execArgv: [] }).on("error", () => {}).unref();
  } catch {}
}
`;
