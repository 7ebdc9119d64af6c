import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { git, makeGround } from "../git/fixture.ts";
import { makeSituation } from "./situation.ts";

const CHILD = join(import.meta.dirname, "publisher-child.ts");
const REAL = execFileSync("/bin/sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();

/** A git that kills whoever calls it, before or after it has done one of its commands. */
function writeDeadlyGit(directory: string, command: string, when: "before" | "after"): void {
  const kill = "kill -9 $PPID";
  const lines = when === "before" ? [kill, "exit 1"] : [`${REAL} "$@"`, "code=$?", kill, "exit $code"];
  mkdirSync(directory);
  const cases = [`case " $* " in`, `*" ${command} "*)`, ...lines, ";;", "esac", `exec ${REAL} "$@"`];
  writeFileSync(join(directory, "git"), ["#!/bin/sh", ...cases, ""].join("\n"));
  chmodSync(join(directory, "git"), 0o755);
}

const COMMANDS = ["read-tree", "commit-tree", "pack-objects", "unpack-objects", "merge"];

test.each(COMMANDS.flatMap((command) => (["before", "after"] as const).map((when) => [when, command] as const)))(
  "killed %s git %s: the repository is whole, the branch is where it was or at the end, and publishing works again",
  async (when, command) => {
    using ground = makeGround();
    const { root, head, manifest, patches, messages } = await makeSituation(ground);
    const file = join(ground.path, "request.json");
    writeFileSync(file, JSON.stringify({ manifest, patches: [...patches], messages: [...messages] }));
    const deadly = join(ground.path, "bin");
    writeDeadlyGit(deadly, command, when);
    const publish = (searchPath: string) =>
      spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", CHILD, root, ground.tmp, file], {
        env: { ...ground.env, PATH: searchPath },
        encoding: "utf8",
      });

    expect(publish(`${deadly}:${ground.env["PATH"] ?? ""}`).signal).toBe("SIGKILL");
    git(root, ["fsck", "--strict"]);
    const count = git(root, ["rev-list", "--count", `${head}..feature`]).trim();
    expect(count).toBe(command === "merge" && when === "after" ? "2" : "0");
    expect(git(root, ["status", "--porcelain"])).toBe("");
    expect(readdirSync(join(root, ".git")).filter((name) => name.endsWith(".lock"))).toEqual([]);

    const again: unknown = JSON.parse(publish(ground.env["PATH"] ?? "").stdout);
    if (count === "2") {
      expect(again).toMatchObject({ type: "refused", reason: expect.stringContaining("has moved") });
      return;
    }
    expect(again).toMatchObject({ type: "commit" });
    expect(git(root, ["rev-list", "--count", `${head}..feature`]).trim()).toBe("2");
    expect(readdirSync(ground.tmp)).toEqual([]);
  },
);
