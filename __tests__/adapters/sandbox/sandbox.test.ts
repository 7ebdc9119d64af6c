import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { createSandbox, diagnoseSandbox } from "../../../src/adapters/sandbox/sandbox.ts";
import { findMechanisms } from "../../../src/adapters/sandbox/mechanism.ts";
import { ConfigError } from "../../../src/domain/errors.ts";
import { makeScene, processesWith, sandboxOf, shell } from "./support.ts";

const PROJECT = realpathSync(join(import.meta.dirname, "../../.."));
const mechanisms = await findMechanisms(process.geteuid?.());
const named = mechanisms.map((mechanism) => ({
  name: mechanism.type === "bubblewrap" ? `bubblewrap, ${mechanism.linkedAs}` : mechanism.type,
  mechanism,
}));

describe.each(named)("$name", ({ mechanism }) => {
  test("runs Jest, tsc, ESLint and Prettier on a workspace with linked dependencies", async () => {
    using scene = makeScene();
    symlinkSync(join(PROJECT, "node_modules"), join(scene.workspace, "node_modules"));
    const files = {
      "package.json": '{"name":"sample","jest":{"transform":{}}}',
      "sum.js": "module.exports = (a, b) => a + b;\n",
      "sum.test.js": 'test("sum", () => expect(require("./sum")(1, 2)).toBe(3));\n',
      "type.ts": "export const a: number = 1;\n",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(scene.workspace, name), text);
    const sandbox = await sandboxOf(mechanism, { temporaryDirectory: scene.root });
    const line = [
      "jest --json --outputFile={scratch}/report.json",
      "tsc --noEmit --ignoreConfig --types node type.ts",
      "eslint --no-config-lookup sum.js",
      "prettier --check sum.js",
    ].join(" && ");
    const place = { workspaceRoot: scene.workspace, linked: [join(PROJECT, "node_modules")] };
    const result = await sandbox.run(shell(line, { timeoutMs: 50_000 }), place);
    expect({
      end: result.end,
      output: result.end.type === "exited" && result.end.code === 0 ? "" : result.stdout + result.stderr,
    }).toEqual({
      end: { type: "exited", code: 0 },
      output: "",
    });
    expect(JSON.parse(result.scratch.get("report.json") ?? "{}")).toMatchObject({ success: true, numPassedTests: 1 });
    expect(result.isolation).toBe(sandbox.level);
  });

  test("each launch has an empty scratch, home and temporary directory of its own, which are gone afterwards", async () => {
    using scene = makeScene();
    const sandbox = await sandboxOf(mechanism, { temporaryDirectory: scene.root });
    const list = 'ls -A {scratch} "$HOME" | grep -v :; test ! -e "$TMPDIR/t" || echo kept';
    const line = `${list}; touch {scratch}/s "$HOME/h" "$TMPDIR/t"`;
    const place = { workspaceRoot: scene.workspace, linked: [] };
    const before = readdirSync(scene.root);
    for (let round = 0; round < 2; round += 1) {
      const result = await sandbox.run(shell(line), place);
      expect(result).toMatchObject({ end: { type: "exited", code: 0 }, stderr: "" });
      expect(result.stdout.trim()).toBe("");
      expect([...result.scratch.keys()]).toEqual(["s"]);
    }
    expect(readdirSync(scene.root)).toEqual(before);
    expect(statSync(scene.workspace).uid).toBe(process.geteuid?.());
  });

  test("what a launch hands over without having written it, or not whole, is told", async () => {
    using scene = makeScene();
    mkdirSync(join(scene.workspace, "coverage"));
    for (const name of ["coverage/lcov.info", "again.info", "other.txt"]) {
      writeFileSync(join(scene.workspace, name), `a report that lies in ${name}\n`);
    }
    const old = new Date(Date.now() - 86_400_000);
    utimesSync(join(scene.workspace, "other.txt"), old, old);
    const sandbox = await sandboxOf(mechanism, { temporaryDirectory: scene.root });
    const line = [
      "touch unrelated",
      "cp coverage/lcov.info {scratch}/copied && cp -r coverage {scratch}/all",
      "x=other && cp -p $x.txt {scratch}/older",
      "cat again.info >kept && cat kept >again.info && cp again.info {scratch}/written",
      "cat coverage/lcov.info",
      "head -c 70000 /dev/zero >&2",
    ].join("; ");
    const result = await sandbox.run(shell(line), { workspaceRoot: scene.workspace, linked: [] });
    const copy = "is a copy of coverage/lcov.info, which this run of the command did not write";
    expect(Object.fromEntries(result.flaws ?? [])).toEqual({
      copied: copy,
      "all/lcov.info": copy,
      older: expect.stringContaining("before this run of the command began"),
      stdout: copy,
      stderr: "is too long to be read: 4464 bytes of it are left out",
    });
    expect(result.scratch.get("written")).toBe("a report that lies in again.info\n");
  });

  test("a command that is missing, fails or dies is never success", async () => {
    using scene = makeScene();
    const sandbox = await sandboxOf(mechanism, { temporaryDirectory: scene.root });
    const place = { workspaceRoot: scene.workspace, linked: [] };
    const missing = await sandbox.run(
      { ...shell(""), command: { type: "argv", file: "no-such-tool", args: [] } },
      place,
    );
    expect(missing.end).toEqual({ type: "not-started", reason: expect.stringContaining("no-such-tool") });
    expect((await sandbox.run(shell("exit 4"), place)).end).toEqual({ type: "exited", code: 4 });
    const died = (await sandbox.run(shell("kill -KILL $$"), place)).end;
    expect([
      { type: "signalled", signal: "SIGKILL" },
      { type: "exited", code: 137 },
    ]).toContainEqual(died);
    expect((await sandbox.run(shell("sleep 60"), place, AbortSignal.timeout(300))).end).toEqual({ type: "cancelled" });
    expect(processesWith(scene.workspace)).toEqual([]);
  });

  test("a place that is not there is told", async () => {
    using scene = makeScene();
    const sandbox = await sandboxOf(mechanism, { temporaryDirectory: scene.root });
    const result = await sandbox.run(shell("exit 0"), { workspaceRoot: join(scene.root, "none"), linked: [] });
    expect(result.end.type).toBe("not-started");
  });
});

describe("createSandbox", () => {
  test("takes the strongest that holds, and its level is at least the minimum", async () => {
    const { level, measured, remedies } = await diagnoseSandbox({ env: process.env });
    const sandbox = await createSandbox({ env: process.env, minimum: level });
    expect(sandbox.level).toBe(level);
    expect(measured.at(-1)?.level ?? measured.at(0)?.level).toBeDefined();
    expect(remedies.length > 0).toBe(level !== "L3");
    expect(sandbox.findings.map((finding) => finding.probe)).toContain("network");
  });

  test("removes what launches of killed runs have left, and nothing of living ones", async () => {
    using scene = makeScene();
    const dead = spawnSync("/bin/true").pid;
    const kept = [`assay-${process.pid}-launch-abcdef`, "assay-launch-abcdef"];
    const abandoned = [`assay-${dead}-launch-abcdef`, `assay-${dead}-probe-abcdef`];
    for (const name of [...kept, ...abandoned])
      mkdirSync(join(scene.root, "tmp", name, "scratch"), { recursive: true });
    const temporaryDirectory = join(scene.root, "tmp");
    const sandbox = await sandboxOf({ type: "plain" }, { temporaryDirectory });
    expect(readdirSync(temporaryDirectory).toSorted()).toEqual(kept);
    const { stdout } = await sandbox.run(shell("echo {scratch}"), { workspaceRoot: scene.workspace, linked: [] });
    expect(stdout).toContain(join(temporaryDirectory, `assay-${process.pid}-launch-`));
  });

  test("never falls back silently", async () => {
    const tooWeak = createSandbox({ env: process.env, minimum: "L2", mechanisms: [{ type: "plain" }] });
    await expect(tooWeak).rejects.toThrow(ConfigError);
    await expect(tooWeak).rejects.toThrow(/sandbox\.minimum: the policy asks for L2, but L0 .*network: /u);
  });

  test("a launcher that does not work holds nothing", async () => {
    const broken = { type: "bubblewrap", bwrap: "/usr/bin/false", linkedAs: "read-only" } as const;
    await expect(createSandbox({ env: process.env, minimum: "L1", mechanisms: [broken] })).rejects.toThrow(
      /the sandbox could not be set up/u,
    );
    const sandbox = await createSandbox({ env: process.env, minimum: "L0", mechanisms: [broken, { type: "plain" }] });
    expect(sandbox.level).toBe("L0");
  });
});

test("a scratch path with blanks and quotes arrives as one word", async () => {
  using scene = makeScene();
  const odd = join(scene.root, "it's odd");
  mkdirSync(odd);
  const sandbox = await sandboxOf({ type: "plain" }, { temporaryDirectory: odd });
  const result = await sandbox.run(shell("echo x > {scratch}/a"), { workspaceRoot: scene.workspace, linked: [] });
  expect([...result.scratch.keys()]).toEqual(["a"]);
});
