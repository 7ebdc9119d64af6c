import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { toTryLine } from "../../../../src/propose/embedded/repair/try-fast.ts";

let root = "";

function program(file: string, name: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), `#!/bin/sh\necho "${name}:$*"\n`);
  chmodSync(path.join(root, file), 0o755);
}

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "assay-try-line-"));
  program("node_modules/.bin/jest", "jest");
  program("bin/npx", "npx");
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

const run = (command: string): string =>
  execFileSync("/bin/sh", ["-c", toTryLine(command)], {
    cwd: root,
    env: { PATH: `${path.join(root, "bin")}:/usr/bin:/bin` },
    encoding: "utf8",
  });

test.each([
  ["npx jest", "jest:\n"],
  ["npx jest --ci 'a b' && npx jest c", "jest:--ci a b\njest:c\n"],
  ["npx --no-install jest", "npx:--no-install jest\n"],
  ["npx mocha x", "npx:mocha x\n"],
  ["cd bin && npx jest", "npx:jest\n"],
  ["echo make check", "make check\n"],
])("%s", (command, said) => {
  expect(run(command)).toBe(said);
});
