import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { runAction } from "../../scripts/run-action.ts";
import { runGit } from "../../scripts/sample.ts";
import { describeBuilt, withPlace } from "../dist/support/place.ts";
import { host, pullRequest, stepEnvironment } from "./support/hosted.ts";

jest.setTimeout(240_000);

const SCALE = "function scale(value, factor) {\n  return value * factor;\n}\n\nmodule.exports = { scale };\n";
const TEST = `const { test } = require("node:test");
const assert = require("node:assert");
const { scale } = require("../src/scale");
test("scales", () => assert.strictEqual(scale(2, 2), 4));
`;
/** A repository whose branch `feature` breaks the only function; its policy asks for commits. */
async function writeBroken(root: string): Promise<{ readonly base: string; readonly head: string }> {
  const commit = async (files: Readonly<Record<string, string>>): Promise<string> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    await runGit(root, ["add", "--all"]);
    await runGit(root, ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "more"]);
    return (await runGit(root, ["rev-parse", "HEAD"])).trim();
  };
  await mkdir(root);
  await runGit(root, ["init", "--quiet", "--initial-branch=main"]);
  const base = await commit({
    ".github/assay.yml": "version: 1\nrules:\n  - paths: [src/**]\npublish: commit\n",
    "package.json": '{ "name": "r", "version": "1.0.0" }\n',
    "src/scale.js": SCALE,
    "test/scale.test.js": TEST,
  });
  await runGit(root, ["checkout", "--quiet", "-b", "feature"]);
  const head = await commit({ "src/scale.js": SCALE.replace("value * factor", "value - factor") });
  return { base, head };
}

describeBuilt("a repair that is one of several, on a pull request whose policy asks for commits", () => {
  test("is suggested with the alternatives, and nothing is committed", () =>
    withPlace(async ({ directory, temporary }) => {
      const root = path.join(directory, "broken");
      const { base, head } = await writeBroken(root);
      await using server = await host(root, directory);
      const end = await runAction({
        workspace: root,
        temporary: path.join(directory, "runner"),
        inputs: { token: "ghs_canary0123456789abcdefghijklmnopqrstuv", tasks: "fix", failing: "node --test" },
        eventName: "pull_request",
        event: pullRequest({ base, head }),
        env: stepEnvironment(server, temporary, head),
      });
      expect({ code: end.code, publication: end.outputs.get("publication") }).toEqual({
        code: 0,
        publication: "suggestions",
      });
      expect(server.state.store.log(head, "refs/heads/feature")).toEqual([]);
      const [comment] = server.state.comments;
      expect(comment?.body).toMatch(/```suggestion\n {2}return value [*+] factor;\n```/u);
      expect(comment?.body).toMatch(/\*\*One of \d+ that the failing check does not tell apart: choose\.\*\*/u);
      expect(comment?.body).toMatch(/Instead, `src\/scale\.js:2`: `scale\(.*\)` comes to `.*`, not `.*`\n\n```diff\n/u);
      expect(server.state.checkRuns.at(-1)?.annotations[0]).toMatchObject({
        title: "fix accepted, one of several that would do",
      });
      expect(end.summary).toContain("### Ambiguous: fix `src/scale.js`");
    }));
});
