import { expect, test } from "@jest/globals";
import { createProber } from "../../../src/probe/prober.ts";
import type { Step } from "../../../src/probe/types.ts";
import type { ValueExpression } from "../../../src/probe/values.ts";
import { plan, repoPath } from "../plans.ts";
import { createProbeWorkspace } from "../probe-workspace.ts";

/** What loading starts holds Node's one thread: whoever asks it for something then has to wait. */
const BUSY = `
const { pbkdf2 } = require("node:crypto");
pbkdf2("secret", "salt", 600_000, 64, "sha512", () => undefined);
exports.add = (a, b) => a + b;
`;

test("a look that is held up takes its own request for no work of the call", async () => {
  await using workspace = await createProbeWorkspace({ "src/busy.js": BUSY });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const args = [1, 2].map((value) => ({ type: "primitive", value }) as const);
  const add = plan(repoPath("src/busy.js"), { type: "call", on: { base: "exports", path: ["add"] }, args });
  const [record] = await prober.run([add], { late: "rest" });
  expect(record?.steps).toMatchObject([{ outcome: { type: "returned", value: { value: 3 } } }]);
  expect(record?.late).toBeUndefined();
}, 120_000);

/** Answers in the order in which they come: of requests that are under way together, and one after the other. */
const READS = `
const fs = require("node:fs");
const names = ["data.json", "notes.txt", "sub"];
exports.together = (done) => {
  const seen = [];
  for (const name of names) fs.stat(name, () => seen.push(name) === names.length && done(seen));
};
exports.promised = async () => {
  const seen = [];
  await Promise.all(names.map((name) => fs.promises.stat(name).then(() => seen.push(name))));
  return seen;
};
exports.inTurn = (done) => {
  const seen = [];
  const next = () => fs.stat(names[seen.length], () => (seen.push(names[seen.length]) < names.length ? next() : done(seen)));
  next();
};
`;

test.each([
  ["asked", ["data.json", "notes.txt", "sub"]],
  ["reversed", ["sub", "notes.txt", "data.json"]],
  ["deep", ["data.json", "notes.txt", "sub"]],
] as const)(
  "files that are asked for at once are answered in the order %s",
  async (order, together) => {
    await using workspace = await createProbeWorkspace({ "src/reads.js": READS });
    await using prober = createProber({ workspace, signal: new AbortController().signal });
    const files = { "data.json": "{}", "notes.txt": "", "sub/inner.txt": "" };
    const module = repoPath("src/reads.js");
    const call = (name: string): Step => ({
      ...({ type: "call", on: { base: "exports", path: [name] } } as const),
      args: [{ type: "callback", behaviours: [] }],
    });
    const records = await prober.run(
      [
        plan(module, call("together")),
        plan(module, call("promised"), { type: "await", step: 0 }),
        plan(module, call("inTurn")),
      ],
      { late: "rest", order, files },
    );
    const list = (names: readonly string[]): unknown => ({ items: names.map((value) => ({ value })) });
    expect(records).toMatchObject([
      { late: { work: "done", callbacks: [{ args: [list(together)] }] } },
      { steps: [{}, { outcome: { type: "returned", value: list(together) } }] },
      { late: { work: "done", callbacks: [{ args: [list(["data.json", "notes.txt", "sub"])] }] } },
    ]);
  },
  120_000,
);

/** A stream opens its file one tick after it was made, which may be over before the next turn. */
const STREAMS = `
const fs = require("node:fs");
exports.open = (path) => void fs.createReadStream(path).on("error", () => undefined);
exports.later = (path) => void setTimeout(() => exports.open(path), 5);
`;

test("work that begins a tick later is seen every time", async () => {
  await using workspace = await createProbeWorkspace({ "src/streams.js": STREAMS });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const call = (name: string, path: string): Step => ({
    ...({ type: "call", on: { base: "exports", path: [name] } } as const),
    args: [{ type: "primitive", value: path }],
  });
  const plans = Array.from({ length: 12 }, () =>
    ["open", "later"].flatMap((name) =>
      ["a.txt", "missing.txt"].map((path) => plan(repoPath("src/streams.js"), call(name, path))),
    ),
  ).flat();
  const records = await prober.run(plans, { late: "rest", files: { "a.txt": "a" }, reached: "all" });
  expect(new Set(records.map(({ late }) => late?.work))).toEqual(new Set(["done"]));
}, 120_000);

/** Reads a file when it is made and tells that it has; writes are told when they are done. */
const STORE = `
const fs = require("node:fs");
const { EventEmitter } = require("node:events");
module.exports = class Store extends EventEmitter {
  constructor(path) {
    super();
    this.text = "";
    fs.readFile(path, "utf8", (error, text) => {
      if (error) return void this.emit("error", error);
      this.text = text;
      this.emit("load", text.length);
    });
  }
  add(text, done) {
    this.text += text;
    fs.writeFile("out.txt", this.text, () => {
      this.emit("saved");
      if (done) setImmediate(done);
    });
  }
  twice() { this.add("x"); this.add("y"); }
};
`;

test("an event that is told last, and once, tells when work is over", async () => {
  await using workspace = await createProbeWorkspace({ "src/store.js": STORE });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const text = (value: string): ValueExpression => ({ type: "primitive", value });
  const made: Step = { type: "construct", on: { base: "exports", path: [] }, args: [text("a.txt")] };
  const ready: Step = { type: "rest", step: 0 };
  const call = (name: string, ...args: readonly ValueExpression[]): Step => ({
    ...({ type: "call", on: { base: "step", step: 0, path: [name] } } as const),
    args,
  });
  const on: Step = call("on", text("error"), { type: "callback", behaviours: [] });
  const missing: Step = { ...made, args: [text("missing.txt")] };
  const module = repoPath("src/store.js");
  const [loaded, saved, behind, often, failed] = await prober.run(
    [
      plan(module, made, ready),
      plan(module, made, ready, call("add", text("!"))),
      plan(module, made, ready, call("add", text("!"), { type: "callback", behaviours: [] })),
      plan(module, made, ready, call("twice")),
      plan(module, missing, on),
    ],
    { late: "rest", files: { "a.txt": "hello" }, reached: "all" },
  );
  expect(loaded?.steps[1]).toMatchObject({
    outcome: { type: "returned", value: { entries: expect.arrayContaining([["text", text("hello")]]) as unknown } },
    told: { step: 0, name: "load", ms: 0 },
  });
  expect(loaded?.late).toBeUndefined();
  expect(saved?.late).toMatchObject({ work: "done", told: { step: 0, name: "saved" } });
  // Somebody is called behind it, it is told twice, or whoever waited would be let down.
  for (const record of [behind, often, failed]) {
    expect(record?.late?.work).toBe("done");
    expect(record?.late?.told).toBeUndefined();
  }
}, 120_000);

/** Two ways through files at once: one of them asks for more behind its first answer. */
const WAYS = `
const fs = require("node:fs");
exports.walk = (done) => {
  const seen = [];
  const end = (name) => seen.push(name) === 2 && done(seen);
  fs.stat("sub", () => fs.readdir("sub", () => end("long")));
  fs.stat("data.json", () => end("short"));
};
`;

test.each([
  ["asked", ["short", "long"]],
  ["reversed", ["short", "long"]],
  ["deep", ["long", "short"]],
] as const)(
  "what follows from an answer comes in the order %s",
  async (order, names) => {
    await using workspace = await createProbeWorkspace({ "src/ways.js": WAYS });
    await using prober = createProber({ workspace, signal: new AbortController().signal });
    const callback: ValueExpression = { type: "callback", behaviours: [] };
    const walk: Step = { type: "call", on: { base: "exports", path: ["walk"] }, args: [callback] };
    const files = { "data.json": "{}", "sub/inner.txt": "" };
    const [record] = await prober.run([plan(repoPath("src/ways.js"), walk)], { late: "rest", order, files });
    const items = names.map((value) => ({ value }));
    expect(record?.late).toMatchObject({ work: "done", callbacks: [{ args: [{ items }] }] });
  },
  120_000,
);
