import type { ChildProcess } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { expect, jest, test } from "@jest/globals";
import { runGit } from "../../scripts/sample.ts";
import { collect, runCli, startCli } from "./support/cli.ts";
import { hashTree } from "./support/hash-tree.ts";
import { describeBuilt, withPlace } from "./support/place.ts";

// Each starts the built program, which starts the tools of a repository: a machine with other work takes its time.
jest.setTimeout(240_000);

const PHASES = ["plan", "baseline", "propose", "sum", "publish"] as const;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGKILL"] as const;
const RUN = ["run", "--base", "main", "--paths", "src/cart.ts", "--publish", "commit"];

/** Resolves when a line of standard error begins with the name of the phase; false where the program ended before. */
function waitForPhase(child: ChildProcess, phase: string): Promise<boolean> {
  const begins = new RegExp(`^\\W*${phase}\\b`, "mu");
  let text = "";
  return new Promise((resolve) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (begins.test(text)) resolve(true);
    });
    child.on("close", () => {
      resolve(false);
    });
  });
}

/** Processes whose command line names a directory. */
async function findProcesses(directory: string): Promise<string[]> {
  const found: string[] = [];
  for (const id of await readdir("/proc")) {
    if (!/^\d+$/u.test(id) || Number(id) === process.pid) continue;
    const line = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    if (line.includes(directory)) found.push(line.replaceAll("\0", " "));
  }
  return found;
}

/** Waits until no such process is left; what is still there after a generous while. */
async function waitForNone(directory: string): Promise<string[]> {
  for (let count = 0; count < 100; count += 1) {
    if ((await findProcesses(directory)).length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return findProcesses(directory);
}

/** Waits until a command has been launched: its directory stays where the signal leaves no time to remove it. */
async function waitForLaunch(directory: string): Promise<void> {
  for (let count = 0; count < 1000; count += 1) {
    if ((await readdir(directory)).some((name) => name.includes("-launch-"))) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("no command was launched");
}

/** Whose tools are under way when the signal comes: real ones in the phase in which most of them are. */
const toolsOf = (phase: (typeof PHASES)[number]): readonly string[] =>
  phase === "baseline" ? ["--policy", ".github/real-tools.yml"] : [];

const cases = PHASES.flatMap((phase) => SIGNALS.map((signal) => [signal, phase] as const));

describeBuilt("killed", () => {
  test.each(cases)("by %s in phase %s: the repository is as before, and the next run works", (signal, phase) =>
    withPlace(async (place) => {
      const { root, head } = place.sample;
      const options = { cwd: root, temporary: place.temporary };
      const before = await hashTree(root);
      const child = startCli([...RUN, ...toolsOf(phase)], options);
      const ended = collect(child);
      const reached = await waitForPhase(child, phase);
      if (reached && phase === "baseline") await waitForLaunch(place.temporary);
      child.kill(signal);
      const end = await ended;
      expect({ reached, stderr: reached ? "" : end.stderr }).toEqual({ reached: true, stderr: "" });
      expect(await waitForNone(place.temporary)).toEqual([]);

      const published = (await runGit(root, ["rev-parse", "feature"])).trim() !== head;
      // The branch moves in one step, at the end of the last phase: a signal may come after it.
      if (published) expect(phase).toBe("publish");
      else {
        expect(end.code === 0).toBe(false);
        expect(await hashTree(root)).toEqual(before);
      }
      if (signal !== "SIGKILL") expect(await hashTree(place.temporary)).toEqual({});

      const next = await runCli(RUN, options);
      expect({ code: next.code, stderr: next.code === 0 ? "" : next.stderr }).toEqual({ code: 0, stderr: "" });
      expect((await runGit(root, ["rev-list", "--count", `${head}..feature`])).trim()).toBe("1");
      await runGit(root, ["fsck", "--strict"]);
      expect(await hashTree(place.temporary)).toEqual({});
    }, "quick"),
  );
});
