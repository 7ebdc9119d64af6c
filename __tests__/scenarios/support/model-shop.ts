import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PROJECT, gitEnvironment, runGit, writeSample, type Sample } from "../../../scripts/sample.ts";
import { reportSchema, type ReportJson } from "../../../src/report/schema.ts";
import { collect, type End } from "../../dist/support/cli.ts";

/** The sample repository with a policy that names a model. */
export interface ModelShop extends AsyncDisposable {
  readonly sample: Sample;
  readonly directory: string;
  /** Runs `assay` in it. */
  run(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<End & { readonly report: ReportJson | undefined }>;
}

/** The policy's text of the sample with other lines added, committed on main; feature is rebased onto it. */
async function commitPolicy(sample: Sample, lines: string, files: Readonly<Record<string, string>>): Promise<void> {
  await runGit(sample.root, ["checkout", "--quiet", "main"]);
  for (const [name, text] of Object.entries({ ...files, ".github/assay.yml": lines })) {
    await mkdir(path.dirname(path.join(sample.root, name)), { recursive: true });
    await writeFile(path.join(sample.root, name), text);
  }
  await runGit(sample.root, ["add", "--all"]);
  await runGit(sample.root, ["-c", "commit.gpgSign=false", "commit", "--quiet", "-am", "Policy"]);
  await runGit(sample.root, ["checkout", "--quiet", "feature"]);
  await runGit(sample.root, ["-c", "commit.gpgSign=false", "rebase", "--quiet", "main"]);
}

/**
 * Makes a sample repository in a temporary directory. `policy` gets the sample's own policy, empty where it has none;
 * `files` are added to main. `program` is the file of the command line: the sources', or a built one.
 */
export async function openModelShop(
  policy: (own: string) => string,
  files: Readonly<Record<string, string>> = {},
  example = "shop",
  program = path.join(PROJECT, "src", "cli.ts"),
): Promise<ModelShop> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-model-"));
  const sample = await writeSample(path.join(directory, "shop"), example);
  const own = await readFile(path.join(sample.root, ".github", "assay.yml"), "utf8").catch(() => "");
  await commitPolicy(sample, policy(own), files);
  const reportFile = path.join(directory, "report.json");
  return {
    sample,
    directory,
    async run(args, env = {}) {
      const child = spawn(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", program, ...args, "--report", reportFile],
        { cwd: sample.root, env: { ...terminal(), ...env }, stdio: ["ignore", "pipe", "pipe"] },
      );
      const end = await collect(child);
      const text = await readFile(reportFile, "utf8").catch(() => undefined);
      return { ...end, report: text === undefined ? undefined : reportSchema.parse(JSON.parse(text)) };
    },
    async [Symbol.asyncDispose]() {
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function terminal(): Record<string, string> {
  const env: Record<string, string> = { NO_COLOR: "1", NODE_OPTIONS: "" };
  for (const [name, value] of Object.entries(gitEnvironment())) {
    if (!/^(?:CI$|GITHUB_|RUNNER_|INPUT_|ACTIONS_|NODE_OPTIONS$|FORCE_COLOR$|OPENAI_)/u.test(name)) env[name] = value;
  }
  return env;
}
