import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readRunnerContext } from "../../../src/adapters/sandbox/machine.ts";
import { isWithin, readSystemView, toolPrefix } from "../../../src/adapters/sandbox/system-view.ts";
import { launchView } from "../../../src/adapters/sandbox/view.ts";
import { makeScene } from "./support.ts";

test.each([
  ["/opt/go/bin", "/opt/go"],
  ["/opt/hostedtoolcache/node/24.0.0/x64/bin", "/opt/hostedtoolcache/node/24.0.0/x64"],
  ["/opt/bin", "/opt/bin"],
  ["/bin", "/bin"],
  ["/opt/tool", "/opt/tool"],
  ["/srv/app/.bin", "/srv/app/.bin"],
])("the tool in %s needs %s", (directory, prefix) => {
  expect(toolPrefix(directory)).toBe(prefix);
});

test.each([
  ["/a/b", "/a", true],
  ["/a", "/a", true],
  ["/ab", "/a", false],
  ["/a", "/", true],
])("%s within %s: %s", (path, parent, expected) => {
  expect(isWithin(path, parent)).toBe(expected);
});

test("shows tool chains of PATH and home, and neither repositories nor what is hidden", async () => {
  using scene = makeScene();
  const at = (path: string) => join(scene.root, path);
  for (const path of [
    "tool/bin",
    "checkout/bin",
    "checkout/.git",
    "hidden/x/bin",
    "home/.cargo/bin",
    "home/.m2/repository",
    "home/.rustup",
    "home/bin",
    "w/node_modules/.bin",
  ]) {
    mkdirSync(at(path), { recursive: true });
  }
  const onPath = ["tool/bin", "checkout/bin", "hidden/x/bin", "home/bin", "w/node_modules/.bin", "none/bin"].map(at);
  const view = await readSystemView({
    env: { PATH: ["/usr/bin", "relative", ...onPath].join(":"), HOME: at("home") },
    node: process.execPath,
    hidden: [at("hidden")],
  });
  const own = view.map((mount) => mount.path).filter((path) => isWithin(path, scene.root));
  expect(own.sort()).toEqual([at("home/.cargo/bin"), at("home/.m2/repository"), at("home/.rustup"), at("tool")]);
  const paths = view.map((mount) => mount.path);
  expect(paths).toEqual(expect.arrayContaining(["/usr", "/etc/passwd", "/etc/hosts"]));
  expect(paths).not.toContain("/etc");
  // Where Debian keeps a JDK's and Maven's configuration, without what may hold passwords.
  expect(
    paths.filter((path) => /^\/etc\/(?:maven$|maven\/settings|java-[^/]+$|java-.*\/management)/u.test(path)),
  ).toEqual([]);
  expect(view.filter((mount) => mount.type === "writable")).toEqual([]);
});

test("Maven is told where its packages lie, and nothing of the caller's options", async () => {
  using scene = makeScene();
  const repository = join(scene.root, "home", ".m2", "repository");
  const env = { HOME: join(scene.root, "home"), MAVEN_OPTS: "-Dpassword=secret", JAVA_HOME: "/opt/java" };
  const without = await readRunnerContext({ env });
  expect(without.env).toMatchObject({ JAVA_HOME: "/opt/java" });
  expect(without.env).not.toHaveProperty("MAVEN_OPTS");
  mkdirSync(repository, { recursive: true });
  expect((await readRunnerContext({ env })).env).toMatchObject({ MAVEN_OPTS: `-Dmaven.repo.local=${repository}` });
});

describe("launchView", () => {
  const parts = {
    system: [],
    workspaceRoot: "/tmp/w",
    git: "file",
    scratch: "/tmp/s",
    home: "/home/assay",
    linked: ["/r/node_modules", "/r/node_modules", "/r:odd/node_modules"],
    linkedAs: "overlay",
  } as const;

  test("names parents before what lies in them, each place once", () => {
    expect(launchView(parts)).toEqual([
      { type: "memory", path: "/dev/shm" },
      { type: "memory", path: "/home/assay" },
      { type: "overlay", path: "/r/node_modules" },
      { type: "read-only", source: "/r:odd/node_modules", path: "/r:odd/node_modules" },
      { type: "memory", path: "/tmp" },
      { type: "writable", source: "/tmp/s", path: "/tmp/s" },
      { type: "writable", source: "/tmp/w", path: "/tmp/w" },
      { type: "read-only", source: "/tmp/w/.git", path: "/tmp/w/.git" },
    ]);
  });

  test("hides a .git that is a directory, and makes none", () => {
    const git = (kind: "directory" | "none") =>
      launchView({ ...parts, git: kind }).find((mount) => mount.path === "/tmp/w/.git");
    expect(git("directory")).toEqual({ type: "memory", path: "/tmp/w/.git" });
    expect(git("none")).toBeUndefined();
  });

  test("without overlays dependencies are read-only", () => {
    const odd = launchView({ ...parts, scratch: "/tmp/a,b/scratch" });
    expect(odd.filter(({ type }) => type === "overlay")).toEqual([]);
    expect(launchView({ ...parts, linkedAs: "read-only" })).toContainEqual({
      type: "read-only",
      source: "/r/node_modules",
      path: "/r/node_modules",
    });
  });
});
