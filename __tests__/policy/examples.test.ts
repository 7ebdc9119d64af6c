import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { parsePolicy, type PolicyResult } from "../../src/policy/parse-policy.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

interface Example {
  readonly place: string;
  readonly text: string;
}

/** YAML blocks of a page; those with jobs or steps are workflows. A part of a policy begins at one of its keys. */
async function readBlocks(file: string): Promise<readonly Example[]> {
  const text = await readFile(path.join(root, file), "utf8");
  return [...text.matchAll(/^```ya?ml\n(.*?)^```$/gmsu)]
    .map(([, block = ""], index) => ({ place: `${file} block ${index + 1}`, text: block }))
    .filter((block) => !/^(?:jobs|on|runs|steps|- uses|- run|\s*- )/mu.test(block.text.replaceAll(/^ .*$/gmu, "")))
    .map(({ place, text: block }) => ({ place, text: /^version:/mu.test(block) ? block : `version: 1\n${block}` }));
}

async function readPolicies(directory: string): Promise<readonly Example[]> {
  const names = await readdir(path.join(root, directory), { recursive: true });
  const files = names.filter((name) => /(?:^|\/)assay\.ya?ml$/u.test(name)).sort();
  const read = (name: string): Promise<string> => readFile(path.join(root, directory, name), "utf8");
  return Promise.all(files.map(async (name) => ({ place: path.posix.join(directory, name), text: await read(name) })));
}

const pages = (await readdir(path.join(root, "docs"))).filter((name) => name.endsWith(".md")).sort();
const shown = (await Promise.all(["README.md", ...pages.map((name) => `docs/${name}`)].map(readBlocks))).flat();
const examples = [...shown, ...(await readPolicies("examples"))];

function parse({ text }: Example): PolicyResult {
  return parsePolicy(text, "assay.yml");
}

describe("policies that are shown", () => {
  test.each(examples.map((example) => [example.place, example] as const))("%s is one", (_, example) => {
    const parsed = parse(example);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  });

  test.each(["approval", "pull-request", "schedule", "caps", "ci", "rules", "budget"])(
    "%s is in one of them",
    (key) => {
      expect(examples.filter(({ text }) => new RegExp(`^${key}:`, "mu").test(text)).map(parse)).toContainEqual(
        expect.objectContaining({ ok: true }),
      );
    },
  );

  test("one that is wrong would be found", () => {
    expect(parse({ place: "", text: "version: 1\napproval: { by: nobody }\n" }).ok).toBe(false);
  });
});
