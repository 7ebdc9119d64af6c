import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { DEFAULT_LIMITS } from "../../../src/adapters/sandbox/limits.ts";
import type { Limits } from "../../../src/adapters/sandbox/limits.ts";
import type { Mechanism } from "../../../src/adapters/sandbox/mechanism.ts";
import type { CommandResult, CommandSpec } from "../../../src/domain/command.ts";
import { countingServer, portOf } from "./counting-server.ts";
import { answerOf, endAll, fencesHere, hostile, makeScene, processesWith, sandboxOf, shell } from "./support.ts";
import type { Scene } from "./support.ts";

const MIB = 1 << 20;
const plain: Mechanism = { type: "plain" };
const fences = await fencesHere();

function place(scene: Scene) {
  return { workspaceRoot: scene.workspace, linked: [scene.linked] };
}

async function runIn(
  scene: Scene,
  mechanism: Mechanism,
  spec: CommandSpec,
  limits: Partial<Limits> = {},
): Promise<CommandResult> {
  const sandbox = await sandboxOf(mechanism, {
    temporaryDirectory: scene.root,
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  return sandbox.run(spec, place(scene));
}

/** What a command does with nothing around it at all: shows that the hostile program bites. */
function runBare(scene: Scene, spec: CommandSpec, env: NodeJS.ProcessEnv = process.env): string {
  if (spec.command.type === "shell") throw new Error("give arguments");
  const done = spawnSync(process.execPath, [...spec.command.args], { cwd: scene.workspace, env, encoding: "utf8" });
  return done.stdout.trim();
}

if (fences.length === 0)
  test.skip("no bubblewrap and no namespaces on this machine: nothing to test a fence with", () => undefined);

describe.each(fences)("behind $name", ({ mechanism }) => {
  test("no connection leaves it (C2)", async () => {
    using scene = makeScene();
    using tcp = await countingServer(0);
    const abstractName = `\0${scene.root}`;
    using abstract = await countingServer(abstractName);
    const socketFile = join(scene.root, "docker.sock");
    using file = await countingServer(socketFile);
    chmodSync(scene.root, 0o755);
    chmodSync(socketFile, 0o777);
    const reachable = [{ host: "127.0.0.1", port: portOf(tcp.server) }, { path: abstractName }, { path: socketFile }];
    const hits = () => [tcp.hits(), abstract.hits(), file.hits()];

    const control = await runIn(scene, plain, hostile("exfiltrate", [JSON.stringify(reachable)]));
    expect(answerOf(control)).toEqual(reachable);
    const before = hits();
    expect(Math.min(...before)).toBeGreaterThan(0);

    const outside = [...reachable, { host: "169.254.169.254", port: 80 }, { host: "1.1.1.1", port: 53 }];
    const fenced = await runIn(scene, mechanism, hostile("exfiltrate", [JSON.stringify(outside)]));
    expect(answerOf(fenced)).toEqual([]);
    expect(hits()).toEqual(before);
  });

  test("programs of its own can still talk over loopback", async () => {
    using scene = makeScene();
    const program =
      'const s=require("net").createServer(c=>c.end("hello")).listen(0,"127.0.0.1",()=>' +
      'require("net").connect(s.address().port,"127.0.0.1").on("data",d=>{console.log(String(d));process.exit(0)}))';
    const result = await runIn(scene, mechanism, {
      ...shell(""),
      command: { type: "argv", file: "node", args: ["-e", program] },
    });
    expect(result.stdout).toBe("hello\n");
  });

  test("the runner's command files, the repository's .git and the dependencies stay as they are (C5, C6)", async () => {
    using scene = makeScene();
    const commands = join(scene.root, "_runner_file_commands");
    const git = join(scene.root, "user", ".git");
    mkdirSync(commands);
    mkdirSync(join(git, "hooks"), { recursive: true });
    const files = [
      join(commands, "set_env_1"),
      join(commands, "add_path_1"),
      join(git, "config"),
      join(scene.workspace, ".git"),
    ];
    for (const file of files) writeFileSync(file, "original", { mode: 0o666 });
    const dependency = join(scene.linked, "dep", "index.js");
    const targets = [...files, dependency];
    const read = () => targets.map((file) => readFileSync(file, "utf8"));
    const original = read();

    const fenced = await runIn(scene, mechanism, hostile("overwrite", targets));
    expect(fenced.end).toEqual({ type: "exited", code: 0 });
    expect(read()).toEqual(original);

    const control = await runIn(scene, plain, hostile("overwrite", targets));
    expect(answerOf(control)).toEqual(["set_env_1", "add_path_1", "config", ".git", "index.js"]);
    expect(read().every((text) => text.includes("hostile"))).toBe(true);
  });

  test("what it changes in the workspace is there to be seen (C7)", async () => {
    using scene = makeScene();
    writeFileSync(join(scene.workspace, "a.js"), "original", { mode: 0o666 });
    await runIn(scene, mechanism, shell("echo changed > a.js; echo new > b.js"));
    expect(readFileSync(join(scene.workspace, "a.js"), "utf8")).toBe("changed\n");
    expect(readFileSync(join(scene.workspace, "b.js"), "utf8")).toBe("new\n");
  });

  test.each([
    ["busy", "while (true) {}"],
    ["deaf", 'process.on("SIGTERM", () => {}); process.on("SIGINT", () => {}); setInterval(() => {}, 1000)'],
    ["stopped", 'process.kill(process.pid, "SIGSTOP"); setInterval(() => {}, 1000)'],
  ])("a %s program ends at the wall clock (C9)", async (_, program) => {
    using scene = makeScene();
    const command = { type: "argv", file: "node", args: ["-e", program] } as const;
    const result = await runIn(scene, mechanism, { ...shell("", { timeoutMs: 700 }), command });
    expect(result.end).toEqual({ type: "timed-out", limitMs: 700 });
  });

  test("nothing that it started outlives it (C10)", async () => {
    using scene = makeScene();
    const mark = `left-${randomBytes(8).toString("hex")}`;
    const result = await runIn(scene, mechanism, hostile("daemon", [mark]));
    expect(result.stdout).toBe("left\n");
    expect(processesWith(mark)).toEqual([]);

    const control = `left-${randomBytes(8).toString("hex")}`;
    runBare(scene, hostile("daemon", [control]));
    const survivors = processesWith(control);
    endAll(survivors);
    expect(survivors).toHaveLength(2);
  });

  test("a fork bomb stops at the limit (C10)", async () => {
    using scene = makeScene();
    const result = await runIn(scene, mechanism, hostile("fork-bomb", ["120"]), { processes: 60 });
    expect(Number(result.stdout.trim() || "0")).toBeLessThan(60);
    expect(runBare(scene, hostile("fork-bomb", ["120"]))).toBe("120");
  });

  test("memory has a bound (C11)", async () => {
    using scene = makeScene();
    const bounded = await runIn(scene, mechanism, hostile("hoard", []), { memoryBytes: 300 * MIB });
    expect(bounded.end).not.toEqual({ type: "exited", code: 0 });
    expect(bounded.stdout).toBe("");
    expect(runBare(scene, hostile("hoard", []))).toBe("held 600 MiB");
  });

  test("what lies in memory fills up neither with bytes nor with files (C12)", async () => {
    using scene = makeScene();
    const places = ["/tmp/f", "/dev/shm/f", "/home/assay/f", `${scene.linked}/f`, "/f", "/dev/f", "/run/f", "/var/f"];
    const result = await runIn(scene, mechanism, hostile("fill", places), {
      memoryDiskBytes: 32 * MIB,
      memoryDiskEntries: 2000,
    });
    const got = Object.values(answerOf(result) as Record<string, { bytes: number; files: number }>);
    expect(got).toHaveLength(places.length);
    expect(got.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(32 * MIB);
    expect(got.reduce((sum, { files }) => sum + files, 0)).toBeLessThanOrEqual(2000);

    const control = JSON.parse(runBare(scene, hostile("fill", [join(scene.root, "f")]))) as Record<string, unknown>;
    expect(Object.values(control)).toEqual([{ bytes: 48 * MIB, files: 3000 }]);
  });

  test("a flood of output is cut and ended (C13)", async () => {
    using scene = makeScene();
    const result = await runIn(scene, mechanism, shell("yes", { outputLimit: 1000 }));
    expect(result.end.type).toBe("flooded");
    expect(result.stdout.length).toBeLessThan(1100);
    expect(result.stdout).toMatch(/^y\n[^]*… \[\d+ bytes left out\] …[^]*y\n$/u);
  });

  test("its environment holds nothing that loads code or opens a channel (C15)", async () => {
    using scene = makeScene();
    const names =
      "ACTIONS_RUNTIME_TOKEN GITHUB_TOKEN GITHUB_ENV RUNNER_TEMP INPUT_KEY STATE_x NODE_OPTIONS LD_PRELOAD GIT_DIR npm_token OPENAI_API_KEY".split(
        " ",
      );
    const env = { ...process.env, ...Object.fromEntries(names.map((name) => [name, ""])), GITHUB_TOKEN: "secret" };
    const spec = {
      ...shell(""),
      command: { type: "argv", file: "node", args: ["-p", "JSON.stringify(process.env)"] },
    } as const;
    const sandbox = await sandboxOf(mechanism, { env, temporaryDirectory: scene.root });
    const result = await sandbox.run({ ...spec, env: { NODE_OPTIONS: "--version", ALLOWED: "yes" } }, place(scene));
    const seen = Object.keys(answerOf(result) as object);
    expect(seen).toContain("ALLOWED");
    expect(seen.filter((name) => names.includes(name))).toEqual([]);

    const bare = JSON.parse(runBare(scene, spec, { ...env, LD_PRELOAD: undefined })) as object;
    expect(Object.keys(bare)).toEqual(expect.arrayContaining(["GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "GIT_DIR"]));
  });

  test("there is no way up (C16)", async () => {
    using scene = makeScene();
    const nested = mechanism.type === "namespaces" ? ["nested user namespace"] : [];
    expect(answerOf(await runIn(scene, mechanism, hostile("escape", [])))).toEqual(nested);
    expect(JSON.parse(runBare(scene, hostile("escape", [])))).toEqual(
      expect.arrayContaining(["nested user namespace", "may gain privileges", "may get capabilities"]),
    );
  });

  test("there is no terminal to type into (C17)", async () => {
    using scene = makeScene();
    const program = hostile("terminal", []);
    const result = await runIn(scene, mechanism, program);
    expect(result.stdout).toMatch(/^(ENXIO|ENOENT|EACCES)\n$/u);

    const file = join(scene.root, "terminal.cjs");
    writeFileSync(file, program.command.type === "argv" ? (program.command.args[1] ?? "") : "");
    const typed = spawnSync("sh", ["-c", `script -qec "${process.execPath} ${file}" /dev/null`], { encoding: "utf8" });
    expect(typed.stdout.trim()).toBe("open");
  });
});
