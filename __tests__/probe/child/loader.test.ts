import { expect, test } from "@jest/globals";
import { createProber } from "../../../src/probe/prober.ts";
import type { Step } from "../../../src/probe/types.ts";
import { lastOutcome, plan, repoPath } from "../plans.ts";
import { createProbeWorkspace } from "../probe-workspace.ts";

const PLACE = `
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
const __filename = fileURLToPath(import.meta.url);
const __dirname = dirname(__filename);
function place() { return basename(__dirname) + "/" + basename(__filename); }
export { place as default, place as "module.exports" };
`;

test("a module may declare its own __dirname, and is what require gives of it where it says so", async () => {
  await using workspace = await createProbeWorkspace({ "src/place.mjs": PLACE });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const path = repoPath("src/place.mjs");
  const shape = await prober.describe(path);
  expect(shape).toMatchObject({ type: "loaded", self: { kind: "function", name: "place" } });
  const itself: Step = { type: "call", on: { base: "exports", path: [] }, args: [] };
  const [record] = await prober.run([plan(path, itself)]);
  expect(lastOutcome(record)).toMatchObject({ type: "returned", value: { value: "src/place.mjs" } });
}, 120_000);

test("a __dirname within a function, a text or a comment of a CommonJS module hides nobody's own", async () => {
  const code = `// const __dirname = "elsewhere";
const written = "const __filename = 1";
function inner() { const __dirname = "inner"; return __dirname; }
exports.place = () => [require("node:path").basename(__dirname), require("node:path").basename(__filename), inner()].join(" ");
`;
  await using workspace = await createProbeWorkspace({ "src/place.js": code });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const [record] = await prober.run([
    plan(repoPath("src/place.js"), { type: "call", on: { base: "exports", path: ["place"] }, args: [] }),
  ]);
  expect(lastOutcome(record)).toMatchObject({ type: "returned", value: { value: "src place.js inner" } });
}, 120_000);
