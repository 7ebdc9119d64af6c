import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startInstalled } from "../../../src/adapters/sandbox/installed-tools.ts";

let place: string;

async function script(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(place, file)), { recursive: true });
  await writeFile(path.join(place, file), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), "installed-tools-"));
  await script("bin/npx", 'echo "npm: $*"');
  await script("repo/node_modules/.bin/judge", 'echo "$0 $# $*"; echo "mode ${MODE-none}"; exit 3');
  await script("repo/node_modules/.bin/cover", 'exec "$@"');
  await script("repo/packages/a/node_modules/.bin/own", "echo own");
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** What a line prints, and how it ends. */
function run(line: string): string {
  const env = { PATH: `${path.join(place, "bin")}:/usr/bin:/bin` };
  const whole = `${startInstalled(line)}\necho "exit $?"`;
  return execFileSync("/bin/sh", ["-c", whole], { cwd: path.join(place, "repo"), env, encoding: "utf8" });
}

describe("startInstalled", () => {
  test("an installed tool starts by itself, with its arguments and its exit code", () => {
    expect(run("npx judge --a 'b c'")).toBe("node_modules/.bin/judge 2 --a b c\nmode none\nexit 3\n");
  });

  test("what stands before it in the line reaches it", () => {
    expect(run("cd . && MODE=x npx judge")).toBe("node_modules/.bin/judge 0 \nmode x\nexit 3\n");
    expect(run("npx judge; echo ${MODE-unset}")).toContain("unset");
  });

  test("tools that it starts by their names are found beside it", () => {
    expect(run("npx cover judge 1")).toMatch(/\.bin\/judge 1 1\nmode none\nexit 3\n$/u);
  });

  test("the working directory at that moment counts", () => {
    expect(run("cd packages/a && npx own")).toBe("own\nexit 0\n");
  });

  test("npm has the word about all else", () => {
    expect(run("npx missing 1")).toBe("npm: missing 1\nexit 0\n");
    expect(run("npx --no-install judge")).toBe("npm: --no-install judge\nexit 0\n");
    expect(run("npx")).toBe("npm: \nexit 0\n");
  });

  test("a line without it stays as it is", () => {
    expect(startInstalled("npm test")).toBe("npm test");
  });
});
