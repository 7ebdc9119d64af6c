import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "@jest/globals";

/** Tools of a scenario: the PATH that finds them, or what is missing. */
export type Tools = { readonly path: string } | { readonly missing: string };

const CALLER = process.env["PATH"] ?? "";

function answers(searchPath: string, file: string, args: readonly string[]): boolean {
  return spawnSync(file, [...args], { env: { PATH: searchPath, HOME: process.env["HOME"] ?? "/" } }).status === 0;
}

/** Python with these modules: the caller's own, else the system's. */
export function findPython(modules: readonly string[]): Tools {
  const places = [CALLER, ["/usr/bin", CALLER].join(path.delimiter)];
  const found = places.find((place) => answers(place, "python3", ["-c", `import ${modules.join(", ")}`]));
  return found === undefined ? { missing: `no python3 has the modules ${modules.join(", ")}` } : { path: found };
}

/** Go, with gofmt. */
export function findGo(): Tools {
  return answers(CALLER, "/bin/sh", ["-c", "go version && command -v gofmt"])
    ? { path: CALLER }
    : { missing: "go and gofmt are not installed" };
}

/** Cargo, with clippy and rustfmt. */
export function findRust(): Tools {
  return answers(CALLER, "/bin/sh", ["-c", "cargo clippy --version && rustfmt --version"])
    ? { path: CALLER }
    : { missing: "cargo, clippy and rustfmt are not installed" };
}

/** Tools of this project's own `node_modules`: always there. */
export const NODE_TOOLS: Tools = { path: CALLER };

/** A test that is skipped, with the reason in its title, where tools are missing. */
export function testWith(tools: Tools, title: string, work: (searchPath: string) => Promise<void>): void {
  if ("missing" in tools) {
    test.skip(`${title} [skipped: ${tools.missing}]`, () => undefined);
    return;
  }
  test(title, () => work(tools.path), 180_000);
}
