import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { gitEnvironment, PROJECT, runGit } from "../../scripts/sample.ts";
import { OUTPUTS } from "../../src/settings/outputs.ts";
import { SETTINGS } from "../../src/settings/table.ts";

// GitHub's own tool starts the sources through a loader of its own.
jest.setTimeout(180_000);

/** Where GitHub's own runner of local actions may lie: too large to be a dependency of this project. */
const PLACES = [process.env["ASSAY_LOCAL_ACTION"], path.join(PROJECT, "..", "assay-local-action")];
const TOOL = path.join("node_modules", "@github", "local-action", "src", "index.ts");
const place = PLACES.find((one) => one !== undefined && existsSync(path.join(one, TOOL))) ?? "";

/** `describe`, visibly skipped where the tool is not there. */
const describeTool = place === "" ? describe.skip : describe;

interface End {
  readonly code: number | null;
  readonly output: string;
}

function start(directory: string, env: Readonly<Record<string, string>>): Promise<End> {
  const tool = path.join(place, TOOL);
  const loader = path.join(place, "node_modules", "tsx", "dist", "cli.mjs");
  const argv = [loader, tool, PROJECT, "src/action/process.ts", path.join(directory, "env")];
  const kept = Object.fromEntries(
    Object.entries(gitEnvironment()).filter(
      ([name]) => !/^(?:GITHUB_|RUNNER_|INPUT_|ACTIONS_|NODE_OPTIONS$)/u.test(name),
    ),
  );
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd: PROJECT, env: { ...kept, ...env } });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("close", (code) => {
      resolve({ code, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/** A repository with one change and a policy that wants it looked at. */
async function makeRepository(directory: string): Promise<string> {
  const root = path.join(directory, "shop");
  await mkdir(path.join(root, ".github"), { recursive: true });
  await runGit(root, ["init", "--quiet", "--initial-branch=main"]);
  const policy = "version: 1\nrules:\n  - { paths: ['*.ts'], tasks: [fix] }\n";
  await writeFile(path.join(root, ".github", "assay.yml"), policy);
  const commit = ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m"];
  await runGit(root, ["add", "--all"]);
  await runGit(root, [...commit, "base"]);
  await runGit(root, ["checkout", "--quiet", "-b", "feature"]);
  await writeFile(path.join(root, "a.ts"), "export const a = 1;\n");
  await runGit(root, ["add", "--all"]);
  await runGit(root, [...commit, "feature"]);
  return root;
}

describeTool("the action's sources under GitHub's own @github/local-action", () => {
  test("know the inputs and outputs of action.yml, and plan", async () => {
    const directory = await mkdtemp(path.join(tmpdir(), "assay-local-action-"));
    try {
      const root = await makeRepository(directory);
      const files = { GITHUB_EVENT_PATH: "event.json", GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary.md" };
      const paths = Object.entries(files).map(([name, file]) => [name, path.join(directory, file)] as const);
      for (const [, file] of paths) await writeFile(file, file.endsWith(".json") ? "{}" : "");
      const inputs = { INPUT_REPO: root, INPUT_PHASE: "plan", INPUT_BASE: "main", INPUT_TOKEN: "" };
      const lines = { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REPOSITORY: "corner/shop", ...inputs };
      const dotenv = [...Object.entries(lines), ...paths].map(([name, value]) => `${name}=${value}\n`);
      await writeFile(path.join(directory, "env"), dotenv.join(""));
      const end = await start(directory, { NODE_PACKAGE_MANAGER: "npm", TARGET_ACTION_PATH: PROJECT });
      expect(end.output).toContain("fix-");
      expect(end.code).toBe(0);
      const said = new Map(
        [...end.output.matchAll(/^::set-output name=([\w-]+)::(.*)$/gmu)].map(([, name = "", value = ""]) => [
          name,
          value,
        ]),
      );
      expect([...said.keys()].sort()).toEqual(OUTPUTS.map(({ name }) => name).sort());
      expect(Object.fromEntries(said)).toMatchObject({ conclusion: "success", tasks: "1", shards: "1" });
      for (const { input } of SETTINGS) if (input !== undefined) expect(end.output).toContain(`'${input}'`);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
