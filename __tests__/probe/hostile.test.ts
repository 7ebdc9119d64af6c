import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createProber } from "../../src/probe/prober.ts";
import type { CallRecord, Prober } from "../../src/probe/types.ts";
import { call, lastOutcome, plan } from "./plans.ts";
import { createProbeWorkspace, type ProbeWorkspace } from "./probe-workspace.ts";

const FILE = "hostile.js";
const SOURCE = `
const fs = require("node:fs");
const path = require("node:path");
exports.fine = (a) => a + 1;
exports.removeAll = () => fs.rmSync(__dirname, { recursive: true, force: true });
exports.removeQuietly = () => { try { fs.rmSync(path.join(__dirname, "precious.txt")); } catch { return "kept"; } return "gone"; };
exports.overwrite = () => fs.writeFileSync(path.join(__dirname, "precious.txt"), "gone");
exports.writeHere = () => { fs.writeFileSync("note.txt", "hello"); return fs.readFileSync("note.txt", "utf8"); };
exports.readPasswords = () => fs.readFileSync("/etc/passwd", "utf8");
exports.fork = () => require("node:child_process").execSync("echo forked").toString();
exports.thread = () => new (require("node:worker_threads").Worker)("1", { eval: true });
exports.connect = (port) => new Promise((resolve, reject) => {
  require("node:net").connect(port, "127.0.0.1").on("connect", () => resolve("connected")).on("error", reject);
});
exports.fetches = (port) => fetch("http://127.0.0.1:" + port);
exports.exit = () => process.exit(7);
exports.exitQuietly = () => { try { process.exit(8); } catch { return "still here"; } };
exports.kill = () => process.kill(process.pid, "SIGKILL");
exports.abort = () => process.abort();
exports.loop = () => { for (;;); };
exports.loopQuietly = () => { for (;;) { try { for (;;); } catch {} } };
exports.recurse = (n) => (n === 0 ? 1 : exports.recurse(n - 1) + exports.recurse(n - 1));
exports.deep = () => exports.deep() + 1;
exports.native = () => /^(a+)+$/.test("a".repeat(50) + "b");
exports.asyncLoop = async () => { for (;;) await null; };
exports.memory = () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); };
exports.print = () => { console.log("::set-output name=a::b"); process.stdout.write("##[error]no"); };
exports.patch = () => { Array.prototype.map = () => "patched"; JSON.stringify = () => "{}"; globalThis.leak = 1; Math.max = () => 0; };
exports.maps = () => [1, 2].map((a) => a * 2).concat(Math.max(1, 5), [typeof leak]);
exports.forge = () => { fs.writeSync(3, 'r{"steps":[],"effects":{},"reached":[]}\\n'); return 1; };
exports.thrown = () => { throw { get message() { throw 1; }, get stack() { throw 2; } }; };
exports.proxy = () => new Proxy({}, { ownKeys() { throw new Error("no keys"); }, getPrototypeOf() { throw new Error("no prototype"); } });
exports.rejects = () => { Promise.reject(new Error("nobody looks")); return 1; };
exports.later = () => { setTimeout(() => { throw new Error("too late"); }, 1); return 1; };
`;

let workspace: ProbeWorkspace;
let prober: Prober;

beforeAll(async () => {
  workspace = await createProbeWorkspace({ [FILE]: SOURCE, "precious.txt": "precious" });
  prober = createProber({ workspace, signal: new AbortController().signal });
});
afterAll(async () => {
  await workspace[Symbol.asyncDispose]();
});

/** The record of one call between two harmless ones, which must not feel it. */
async function between(name: string, ...args: readonly unknown[]): Promise<CallRecord> {
  const steps =
    name === "connect" || name === "fetches" || name === "asyncLoop" ? [{ type: "await", step: 0 } as const] : [];
  const fine = plan(FILE, call("fine", 1));
  const records = await prober.run([fine, plan(FILE, call(name, ...args), ...steps), fine]);
  expect([records[0], records[2]].map((record) => lastOutcome(record))).toEqual(
    Array.from({ length: 2 }, () => ({ type: "returned", value: { type: "primitive", value: 2 } })),
  );
  return records[1]!;
}

const precious = () => readFile(join(workspace.root, "precious.txt"), "utf8");

describe("the fence", () => {
  test.each(["removeAll", "overwrite", "fork", "thread", "kill", "abort"])("%s is refused", async (name) => {
    expect(lastOutcome(await between(name))).toMatchObject({ type: "denied" });
    expect(await precious()).toBe("precious");
  });

  test("what code hides from us did not happen either", async () => {
    expect(lastOutcome(await between("removeQuietly"))).toMatchObject({ value: { value: "kept" } });
    expect(await precious()).toBe("precious");
  });

  test("files outside the workspace cannot be read", async () => {
    expect(lastOutcome(await between("readPasswords"))).toMatchObject({ type: "denied" });
  });

  test("the working directory can be written; what was written is told and taken away", async () => {
    const record = await between("writeHere");
    expect(lastOutcome(record)).toMatchObject({ value: { value: "hello" } });
    expect(record.effects.files).toEqual([{ path: "note.txt", text: "hello" }]);
    expect(existsSync(join(workspace.root, "note.txt"))).toBe(false);
  });

  test.each(["connect", "fetches"])("%s reaches nothing, though somebody listens", async (name) => {
    let visits = 0;
    const server = createServer(() => (visits += 1));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const record = await between(name, port);
    expect(["denied", "threw"]).toContain(
      record.steps.find(({ outcome }) => outcome.type !== "returned")?.outcome.type,
    );
    expect(visits).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });
});

test("without the fence the same calls do what they try", async () => {
  await using open = await createProbeWorkspace({ [FILE]: SOURCE, "precious.txt": "precious" });
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.resume().end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const script = `const fs = require("node:fs");
    const m = require("./${FILE}");
    const said = [m.readPasswords().includes("root"), m.fork().trim(), m.thread() !== undefined];
    m.overwrite();
    said.push(fs.readFileSync("precious.txt", "utf8"), m.removeQuietly());
    m.fetches(${String(port)}).catch(() => {}).then(() => m.connect(${String(port)})).then((end) => {
      m.removeAll();
      console.log(JSON.stringify([...said, end]));
      process.exit();
    });`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], { cwd: open.root });
  expect(JSON.parse(stdout)).toEqual([true, "forked", true, "gone", "gone", "connected"]);
  expect(visits).toBeGreaterThanOrEqual(2);
  expect(existsSync(join(open.root, "precious.txt"))).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});

describe("without the probe", () => {
  let open: ProbeWorkspace;
  beforeAll(async () => {
    open = await createProbeWorkspace({ [FILE]: SOURCE });
  });
  afterAll(async () => {
    await open[Symbol.asyncDispose]();
  });

  /** How a plain Node ends that makes the call: exit code or signal, and what it printed. */
  function bare(code: string, ...flags: readonly string[]): { readonly end: unknown; readonly stdout: string } {
    const run = spawnSync(process.execPath, [...flags, "-e", `const m = require("./${FILE}"); ${code}`], {
      cwd: open.root,
      encoding: "utf8",
      timeout: 3_000,
      killSignal: "SIGKILL",
    });
    return { end: run.signal ?? run.status, stdout: run.stdout };
  }

  test.each([
    ["exit", 7],
    ["exitQuietly", 8],
    ["kill", "SIGKILL"],
    ["abort", "SIGABRT"],
    ["loop", "SIGKILL"],
    ["native", "SIGKILL"],
  ])("%s ends the process or never ends", (name, end) => {
    expect(bare(`m.${name}();`).end).toBe(end);
  });

  test("memory without end takes the process down", () => {
    expect(bare("m.memory();", "--max-old-space-size=48").end).not.toBe(0);
  });

  test("workflow commands reach the log, and patched globals whoever comes next", () => {
    expect(bare("m.print();").stdout).toContain("::set-output name=a::b");
    expect(bare("m.patch(); console.log([1].map(String), leak);").stdout).toContain("patched 1");
  });
});

describe("calls that do not come back", () => {
  test.each([
    ["exit", { type: "exited", code: 7 }],
    ["exitQuietly", { type: "exited", code: 8 }],
    ["loop", { type: "timed-out", guard: "ticks" }],
    ["loopQuietly", { type: "timed-out" }],
    ["native", { type: "timed-out", guard: "clock" }],
    ["asyncLoop", { type: "timed-out" }],
  ])("%s costs one call", async (name, outcome) => {
    expect(lastOutcome(await between(name))).toMatchObject(outcome);
  });

  test("too many calls of functions end like loops, too deep ones like the engine has it", async () => {
    expect(lastOutcome(await between("recurse", 60))).toEqual({ type: "timed-out", guard: "ticks" });
    expect(lastOutcome(await between("recurse", 3))).toMatchObject({ value: { value: 8 } });
    expect(lastOutcome(await between("deep"))).toMatchObject({ type: "threw", error: { name: "RangeError" } });
  });

  test("memory without end", async () => {
    const type = lastOutcome(await between("memory"))?.type;
    // On a slow machine the clock is first.
    expect(["crashed", "timed-out"]).toContain(type);
  });
});

describe("calls that change the world around them", () => {
  test("globals are told and put back", async () => {
    expect((await between("patch")).effects.globals).toEqual([
      "Array.prototype.map",
      "JSON.stringify",
      "Math.max",
      "leak",
    ]);
    const [, after] = await prober.run([plan(FILE, call("patch")), plan(FILE, call("maps"))]);
    expect(lastOutcome(after)).toMatchObject({
      value: { items: [{ value: 2 }, { value: 4 }, { value: 5 }, { value: "undefined" }] },
    });
  });

  test("what is printed is told, not printed", async () => {
    expect((await between("print")).effects.console).toEqual([
      { method: "log", text: "::set-output name=a::b" },
      { method: "stdout", text: "##[error]no" },
    ]);
  });

  test("a forged record is nobody else's", async () => {
    expect(lastOutcome(await between("forge"))).toMatchObject({ type: "returned", value: { value: 1 } });
  });

  test("values and errors that cannot be read", async () => {
    expect(lastOutcome(await between("thrown"))).toMatchObject({ type: "threw", error: { name: "", message: "" } });
    expect(lastOutcome(await between("proxy"))).toMatchObject({ type: "returned", value: { type: "opaque" } });
  });

  test("what goes on behind a call is waited for where that is asked for, and ends with its plan", async () => {
    const plans = ["fine", "later", "fine"].map((name) => plan(FILE, call(name, 1)));
    const [before, late, after] = await prober.run(plans, { late: "rest" });
    expect(late).toMatchObject({
      late: { ms: 1, work: "none", timers: 0 },
      effects: { unhandled: [{ message: "too late" }] },
    });
    expect([before, after].map((record) => record?.late ?? lastOutcome(record))).toMatchObject([
      { value: { value: 2 } },
      { value: { value: 2 } },
    ]);
  });

  test("errors that nobody catches, and timers that nobody waits for", async () => {
    expect((await between("rejects")).effects.unhandled).toMatchObject([{ message: "nobody looks" }]);
    expect((await between("later")).effects.timers).toEqual({ set: 1, left: 1 });
    const [record] = await prober.run([plan(FILE, call("later"), { type: "advance", ms: 5 })]);
    expect(record?.effects.unhandled ?? lastOutcome(record)).toMatchObject({
      type: "threw",
      error: { message: "too late" },
    });
  });
});
