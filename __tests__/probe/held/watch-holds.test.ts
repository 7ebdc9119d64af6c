import { describe, expect, jest, test } from "@jest/globals";
import { watchHolds } from "../../../src/probe/held/watch-holds.ts";
import { createTempWorkspace } from "../../check/temp-workspace.ts";

// Each starts a process of its own.
jest.setTimeout(120_000);

const LOOP = "exports.spin = (more) => {\n  let turns = 0;\n  while (more(turns)) turns += 1;\n  return turns;\n};\n";
const spec = (line: string): Parameters<ReturnType<typeof watchHolds>["workspace"]["run"]>[0] => ({
  command: { type: "shell", line },
  timeoutMs: 60_000,
  outputLimit: 100_000,
});

describe("a process that is held up", () => {
  test("by a loop of the repository's own is ended, and the files are told, innermost first", async () => {
    await using workspace = await createTempWorkspace({
      "src/spin.js": LOOP,
      "main.js": 'const { spin } = require("./src/spin.js");\nspin(() => true);\n',
    });
    const watched = watchHolds(workspace, 500);
    const { end, stderr } = await watched.workspace.run(spec("node main.js; exit $?"));
    expect(end).toEqual({ type: "exited", code: 137 });
    expect(stderr).toMatch(/for 0\.5 s nothing has run but a loop at src\/spin\.js:3/u);
    expect(watched.held()).toEqual(["src/spin.js", "main.js"]);
  });

  test("by a package that works long comes to its end", async () => {
    await using workspace = await createTempWorkspace({
      "lib/node_modules/spin/index.js": LOOP,
      "lib/main.js":
        'const end = Date.now() + 2500;\nrequire("spin").spin(() => Date.now() < end);\nconsole.log("done");\n',
    });
    const watched = watchHolds(workspace, 300);
    expect(await watched.workspace.run(spec("node lib/main.js"))).toMatchObject({
      end: { type: "exited", code: 0 },
      stdout: "done\n",
      stderr: "",
    });
    expect(watched.held()).toEqual([]);
  });
});
