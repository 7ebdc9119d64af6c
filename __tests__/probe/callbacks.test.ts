import { expect, test } from "@jest/globals";
import { createProber } from "../../src/probe/prober.ts";
import type { CallRecord, Step } from "../../src/probe/types.ts";
import { call, plan } from "./plans.ts";
import { createProbeWorkspace } from "./probe-workspace.ts";

const FILE = "src/pump.js";
const TEXT = `
exports.pump = function (read) {
  return function (step) { read(step, function (end, row) { step(end === null ? row : "end"); }); };
};
exports.arity = (f) => f.length;
exports.or = (f, g) => f ?? g;
exports.soon = (f) => { void Promise.resolve().then(() => f("soon")); };
`;

const listener = { type: "callback", behaviours: [] };
async function run(...steps: readonly Step[]): Promise<CallRecord> {
  await using workspace = await createProbeWorkspace({ [FILE]: TEXT });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  return (await prober.run([plan(FILE, ...steps)], { reached: "all", late: "rest" }))[0]!;
}
const onFirst = (...args: readonly object[]): Step => ({
  ...{ type: "call", on: { base: "step", step: 0, path: [] }, args: args as [] },
});

test("a callback that calls back later does so behind all calls that follow each other, as in a test", async () => {
  const value = { type: "primitive", value: 7 };
  const reading = { type: "callback", behaviours: [{ type: "calls-back", value, when: "later" }] };
  const record = await run(call("pump", reading), onFirst(listener), onFirst(listener));
  expect(record.steps.map(({ callbacks = [] }) => callbacks.map(({ step }) => step))).toEqual([[], [0], [0]]);
  expect(record.late).toEqual({
    ...{ ms: 0, work: "none", timers: 0 },
    callbacks: [1, 2].map((step) => ({ step, argument: 0, path: [], args: [value] })),
  });
});

test("what a settled promise calls is late, though no timer and no work was waited for", async () => {
  const { late } = await run(call("soon", listener));
  expect(late?.callbacks.map(({ args }) => args)).toEqual([[{ type: "primitive", value: "soon" }]]);
});

test("an answer that was passed in is told by its place, and a callback has the parameters that a test writes", async () => {
  const echo = { type: "callback", behaviours: [{ type: "echoes", argument: 0 }] };
  const { steps } = await run(call("or", null, listener), call("arity", echo), call("arity", listener));
  expect(steps.map(({ passedOn }) => passedOn)).toEqual([{ step: 0, argument: 1 }, undefined, undefined]);
  expect(steps.slice(1).map(({ outcome }) => outcome)).toEqual(
    [1, 0].map((value) => ({ type: "returned", value: { type: "primitive", value } })),
  );
});

test("a promise of another library in the place of the language's own changes nothing of what is waited for", async () => {
  const text = "globalThis.Promise = class Other extends Promise {};\nexports.later = async () => 7;\n";
  await using workspace = await createProbeWorkspace({ [FILE]: text });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const [record] = await prober.run([plan(FILE, call("later"), { type: "await", step: 0 })]);
  expect(record?.steps[1]?.outcome).toEqual({ type: "returned", value: { type: "primitive", value: 7 } });
});

test("directories that a plan makes are gone when the next one begins", async () => {
  const text = 'const fs = require("fs");\nexports.make = () => fs.mkdirSync("out");\n';
  await using workspace = await createProbeWorkspace({ [FILE]: text });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const plans = [plan(FILE, call("make")), plan(FILE, call("make"))];
  for (const record of await prober.run(plans, { files: { "a.txt": "a" } }))
    expect(record.steps[0]?.outcome).toMatchObject({ type: "returned" });
});

test("every plan begins with the files as they were laid out: written, removed, moved and added ones are put back", async () => {
  const text = `const fs = require("fs");
exports.write = () => fs.writeFileSync("a.txt", "other");
exports.remove = () => fs.rmSync("sub/b.txt");
exports.move = () => fs.renameSync("sub", "moved");
exports.replace = () => { fs.rmSync("a.txt"); fs.mkdirSync("a.txt"); };
exports.many = () => { for (let n = 0; n < 30; n++) fs.writeFileSync("file" + n, ""); };
exports.look = () => fs.readdirSync(".", { recursive: true }).sort().map((name) => fs.statSync(name).isFile() ? name + ": " + fs.readFileSync(name, "utf8") : name);
`;
  await using workspace = await createProbeWorkspace({ [FILE]: text });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const names = ["write", "remove", "move", "replace", "many"];
  const plans = names.flatMap((name) => [plan(FILE, call(name)), plan(FILE, call("look"))]);
  const records = await prober.run(plans, { files: { "a.txt": "a", "sub/b.txt": "b" } });
  const written = records.map(({ effects }) => effects.files?.map(({ path }) => path).sort());
  expect(written[0]).toEqual(["a.txt"]);
  expect(written[4]).toEqual(["moved/b.txt"]);
  expect(written[8]?.slice(0, 2)).toEqual(["file0", "file1"]);
  const seen = {
    type: "array",
    items: ["a.txt: a", "sub", "sub/b.txt: b"].map((value) => ({ type: "primitive", value })),
  };
  for (const [index, name] of names.entries())
    expect([name, records[2 * index + 1]?.steps[0]?.outcome]).toEqual([name, { type: "returned", value: seen }]);
});

test("a call that Node refuses leaves nothing that is waited for, and what it asked for besides is still waited for", async () => {
  const text = `const fs = require("fs");
exports.wrong = () => { fs.readFile({}, () => undefined); };
exports.both = (done) => {
  try { fs.readFile({}, () => undefined); } catch {}
  let left = 40;
  const more = () => (left-- > 0 ? fs.stat("a.txt", more) : done("read"));
  more();
};
`;
  await using workspace = await createProbeWorkspace({ [FILE]: text });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const heard = { type: "callback", behaviours: [] } as const;
  const plans = [
    plan(FILE, call("wrong")),
    plan(FILE, { type: "call", on: { base: "exports", path: ["both"] }, args: [heard] }),
  ];
  const records = await prober.run(plans, { late: "rest", files: { "a.txt": "a" } });
  expect(records[0]?.late?.work).not.toBe("unfinished");
  expect(records[1]?.late).toMatchObject({
    work: "done",
    callbacks: [{ args: [{ type: "primitive", value: "read" }] }],
  });
});
