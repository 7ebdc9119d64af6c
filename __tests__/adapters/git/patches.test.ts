import { describe, expect, test } from "@jest/globals";
import { fingerprint, withWorkspace } from "./fixture.ts";

describe("patches from elsewhere", () => {
  const header = (name: string): string => `diff --git a/${name} b/${name}\n`;
  test.each([
    [
      "a symbolic link",
      `${header("l")}new file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc\n\\ No newline at end of file\n`,
      "would become a symbolic link",
    ],
    [
      "a submodule",
      `${header("s")}new file mode 160000\n--- /dev/null\n+++ b/s\n@@ -0,0 +1 @@\n+Subproject commit ${"1".repeat(40)}\n`,
      "would become a submodule",
    ],
    [
      "a new executable",
      `${header("x")}new file mode 100755\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+x\n`,
      "would be a new executable file",
    ],
    ["an executable bit", `${header("a.ts")}old mode 100644\nnew mode 100755\n`, "would change its mode"],
    [
      "a way out",
      `${header("../../x")}new file mode 100644\n--- /dev/null\n+++ b/../../x\n@@ -0,0 +1 @@\n+x\n`,
      "does not apply",
    ],
    [
      "the git directory",
      `${header(".git/x")}new file mode 100644\n--- /dev/null\n+++ b/.git/x\n@@ -0,0 +1 @@\n+x\n`,
      "does not apply",
    ],
    [
      "a name of Windows",
      `${header("con.ts")}new file mode 100644\n--- /dev/null\n+++ b/con.ts\n@@ -0,0 +1 @@\n+x\n`,
      "reserved-name",
    ],
    ["another version", `${header("a.ts")}--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-other\n+x\n`, "does not apply"],
    ["Latin-1", Buffer.concat([Buffer.from(header("é"))]).toString("latin1"), "does not apply"],
  ])("%s is a problem and writes nothing", (_name, patch, expected) =>
    withWorkspace({ "a.ts": "a\n" }, async (workspace) => {
      const before = fingerprint(workspace.root);
      const problems = await workspace.applyPatch(patch);
      expect(problems.map((problem) => problem.message).join()).toContain(expected);
      expect(fingerprint(workspace.root)).toBe(before);
    }),
  );

  test("one after another, on what was applied before", () =>
    withWorkspace({ "a.ts": "a\n", "b.ts": "b\n" }, async (workspace) => {
      const change = (name: string): string =>
        `${header(name)}--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n-${name[0] ?? ""}\n+new\n`;
      expect(await workspace.applyPatch(change("a.ts"))).toEqual([]);
      expect(await workspace.applyPatch(change("b.ts"))).toEqual([]);
      expect((await workspace.applyPatch(change("a.ts")))[0]?.message).toContain("does not apply");
      expect(await workspace.patch()).toMatch(/a\/a\.ts[^]*a\/b\.ts/u);
    }));
});
