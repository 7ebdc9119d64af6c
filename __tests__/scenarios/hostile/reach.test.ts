/** Where a hostile test can reach to when a gate runs it (SECURITY.md, table C). */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fingerprint, git } from "../../adapters/git/fixture.ts";
import { countingServer, portOf } from "../../adapters/sandbox/counting-server.ts";
import { fencesHere } from "../../adapters/sandbox/support.ts";
import { answerIn, bareFence, fenceOf, hostileText, judgeBehind, makePlace } from "./gate-place.ts";
import type { Place } from "./gate-place.ts";

const [fence] = await fencesHere();

/** The runner's files over which a step sets variables, paths and outputs of later steps. */
function plantCommandFiles({ ground }: Place) {
  const folder = join(ground.path, "temp", "_runner_file_commands");
  mkdirSync(folder, { recursive: true });
  const files = ["set_env_1", "add_path_1", "set_output_1", "save_state_1", "step_summary_1"].map((name) =>
    join(folder, name),
  );
  for (const file of files) writeFileSync(file, "original", { mode: 0o666 });
  chmodSync(ground.path, 0o755);
  return { files, read: () => files.map((file) => readFileSync(file, "utf8")) };
}

if (fence === undefined) {
  test.skip("no bubblewrap and no namespaces on this machine: nothing to test a fence with", () => undefined);
} else {
  const { mechanism } = fence;
  describe(`executed by the gate, behind ${fence.name}`, () => {
    test("no connection leaves it (C2)", async () => {
      using place = makePlace();
      using tcp = await countingServer(0);
      const abstractName = `\0${place.repository}`;
      using abstract = await countingServer(abstractName);
      const reachable = [{ host: "127.0.0.1", port: portOf(tcp.server) }, { path: abstractName }];
      const hits = () => [tcp.hits(), abstract.hits()];
      const candidate = { text: hostileText("exfiltrate"), args: [JSON.stringify(reachable)] };
      expect(answerIn(await judgeBehind(bareFence(), place, candidate))).toEqual(reachable);
      const before = hits();
      expect(Math.min(...before)).toBeGreaterThan(0);

      const more = [...reachable, { host: "169.254.169.254", port: 80 }, { host: "1.1.1.1", port: 53 }];
      const fenced = { ...candidate, args: [JSON.stringify([...more, { host: "github.com", port: 443 }])] };
      expect(answerIn(await judgeBehind(await fenceOf(mechanism, place), place, fenced))).toEqual([]);
      expect(hits()).toEqual(before);
    }, 180_000);

    test("the runner's command files stay as they are; where they can be reached the run ends (C5)", async () => {
      using place = makePlace();
      const { files, read } = plantCommandFiles(place);
      const original = read();
      const [first = ""] = files;
      const env = { ...process.env, GITHUB_ENV: first, GITHUB_PATH: files[1], GITHUB_OUTPUT: files[2] };
      const candidate = { text: hostileText("overwrite"), args: files };
      const fenced = await judgeBehind(await fenceOf(mechanism, place, { env }), place, candidate);
      expect(fenced.last.status).toBe("passed");
      expect(answerIn(fenced)).toEqual([]);
      expect(read()).toEqual(original);

      // The weakest level cannot hide them: it notices, puts them back, and lets no gate pass.
      const weak = await fenceOf({ type: "plain" }, place, { env });
      await expect(judgeBehind(weak, place, candidate)).rejects.toThrow("nothing is published");
      expect(read().slice(0, 3)).toEqual(original.slice(0, 3));

      const control = await judgeBehind(bareFence(), place, candidate);
      expect(answerIn(control)).toHaveLength(5);
      expect(read().every((text) => text.includes("hostile"))).toBe(true);
    }, 180_000);

    test("no trap in .git is set, and none of those that git knows springs on our own git (C6)", async () => {
      using place = makePlace();
      const marker = join(place.ground.path, "sprung");
      const own = join(place.repository, ".git");
      const before = fingerprint(own);
      const head = git(place.repository, ["rev-parse", "HEAD"]);
      const candidate = { text: hostileText("git-traps"), args: [marker, own] };
      const fenced = await judgeBehind(await fenceOf(mechanism, place), place, candidate);
      // A folder of that name can be made in the launch's own root; it is not the repository's, and ends with the launch.
      expect(fenced.last.status).toBe("passed");
      expect(answerIn(fenced)).not.toContain("refs/heads/main");
      expect(fingerprint(own)).toBe(before);

      const control = await judgeBehind(bareFence(), place, candidate);
      expect(answerIn(control)).toEqual(expect.arrayContaining(["hooks/post-commit", "config", "refs/heads/main"]));
      // All that our own git did in a repository full of traps: it compared the work tree and put it back.
      expect(existsSync(marker)).toBe(false);
      writeFileSync(join(own, "refs", "heads", "main"), head);
      // Git as anybody runs it steps into them.
      spawnSync("git", ["status"], { cwd: place.repository, env: { PATH: process.env["PATH"] } });
      expect(existsSync(marker)).toBe(true);
    }, 180_000);

    test("there is no way up (C16)", async () => {
      using place = makePlace();
      const candidate = { text: hostileText("escape") };
      const up = ["nested user namespace", "may gain privileges", "may get capabilities"];
      const control = answerIn(await judgeBehind(bareFence(), place, candidate));
      expect(control).toEqual(expect.arrayContaining(up));
      const nested = mechanism.type === "namespaces" ? up.slice(0, 1) : [];
      expect(answerIn(await judgeBehind(await fenceOf(mechanism, place), place, candidate))).toEqual(nested);
    }, 180_000);

    test("there is no terminal to type into (C17)", async () => {
      using place = makePlace();
      const candidate = { text: hostileText("terminal") };
      const fenced = await judgeBehind(await fenceOf(mechanism, place), place, candidate);
      expect(fenced.said).toMatch(/^(?:ENXIO|ENOENT|EACCES)$/mu);

      const file = join(place.ground.path, "terminal.cjs");
      writeFileSync(file, candidate.text);
      const typed = spawnSync("sh", ["-c", `script -qec "${process.execPath} ${file}" /dev/null`], {
        encoding: "utf8",
      });
      expect(typed.stdout.trim()).toBe("open");
    }, 180_000);
  });
}
