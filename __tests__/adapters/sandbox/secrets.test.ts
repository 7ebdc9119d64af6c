import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import type { Mechanism } from "../../../src/adapters/sandbox/mechanism.ts";
import type { CommandSpec } from "../../../src/domain/command.ts";
import { endAll, fencesHere, hostile, makeScene, processesWith } from "./support.ts";
import type { Scene } from "./support.ts";

const LAUNCHER = fileURLToPath(new URL("fixtures/launcher.ts", import.meta.url));
const plain: Mechanism = { type: "plain" };
const fences = await fencesHere();

function request(scene: Scene, mechanism: Mechanism, spec: CommandSpec): string {
  const place = { workspaceRoot: scene.workspace, linked: [scene.linked] };
  return JSON.stringify({ mechanism, spec, place, temporaryDirectory: scene.root });
}

/** A job with a secret wherever jobs have them: environment, home, git configuration, runner files. */
function plantSecrets(scene: Scene): {
  readonly env: NodeJS.ProcessEnv;
  readonly secret: string;
  readonly roots: string[];
} {
  const secret = `canary-${randomBytes(8).toString("hex")}`;
  const files = [
    "home/.npmrc",
    "home/.git-credentials",
    "home/.docker/config.json",
    "user/.git/config",
    "temp/event.json",
  ];
  for (const file of files) {
    mkdirSync(join(scene.root, file, ".."), { recursive: true });
    writeFileSync(join(scene.root, file), `token=${secret}\n`, { mode: 0o644 });
  }
  chmodSync(scene.root, 0o755);
  const env = {
    PATH: process.env["PATH"],
    HOME: join(scene.root, "home"),
    GITHUB_TOKEN: secret,
    INPUT_KEY: secret,
    RUNNER_TEMP: join(scene.root, "temp"),
  };
  return { env, secret, roots: ["home", "user", "temp"].map((name) => join(scene.root, name)) };
}

function disguises(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("base64"), bytes.toString("hex"), Array.from(secret).reverse().join("")];
}

if (fences.length === 0)
  test.skip("no bubblewrap and no namespaces on this machine: nothing to test a fence with", () => undefined);

describe.each(fences)("behind $name", ({ mechanism }) => {
  test("no secret of the job can be read or printed, in whatever disguise (C1, C3)", () => {
    using scene = makeScene();
    const { env, secret, roots } = plantSecrets(scene);
    const run = (by: Mechanism) => {
      const spec = hostile("steal", roots);
      return spawnSync(process.execPath, [LAUNCHER, request(scene, by, spec)], { env, encoding: "utf8" }).stdout;
    };
    const control = run(plain);
    expect(control).toContain("/proc/N/environ");
    for (const text of [...disguises(secret), ".npmrc", ".git/config", "event.json"]) expect(control).toContain(text);

    const fenced = run(mechanism);
    expect(fenced).toContain("done");
    for (const text of disguises(secret)) expect(fenced).not.toContain(text);
  });

  test("nothing lives on when Assay itself is killed (C10)", async () => {
    const survivorsOf = async (by: Mechanism): Promise<readonly number[]> => {
      using scene = makeScene();
      const mark = `left-${randomBytes(8).toString("hex")}`;
      const spec = hostile("daemon", [mark, "stay"]);
      const launcher = spawn(process.execPath, [LAUNCHER, request(scene, by, spec)], { stdio: "ignore" });
      // The mark stands in the launcher's own command line, in those around the program, and in the two left behind.
      while (processesWith(mark).length < 4) await new Promise((resolve) => setTimeout(resolve, 20));
      launcher.kill("SIGKILL");
      await once(launcher, "exit");
      for (let round = 0; round < 100 && processesWith(mark).length > 0; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const left = processesWith(mark);
      endAll(left);
      return left;
    };
    expect(await survivorsOf(mechanism)).toEqual([]);
    expect((await survivorsOf(plain)).length).toBeGreaterThan(0);
  });
});
