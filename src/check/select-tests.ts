import { isRunnersFile, testRunnerOf, type TestRunner } from "./test-runner.ts";
import { WHOLE, type TestSelection } from "./expand-line.ts";
import { neighbouringTests } from "./neighbouring-tests.ts";
import { isTestPath } from "./tamper/test-paths.ts";

type Related = Extract<TestSelection, { type: "related" }>;
type Read = (path: string) => Promise<string | undefined>;

/**
 * What a line's runner can be asked for: Jest and Vitest relate tests to files by themselves, and `go test` takes
 * packages; Mocha, `node --test` and pytest take test files, which are those among the files and the neighbouring ones
 * that exist. All tests where that cannot be told for each file.
 */
export async function selectTests(line: string, wanted: TestSelection, read: Read): Promise<TestSelection> {
  const runner = testRunnerOf(line);
  if (wanted.type !== "related" || runner === undefined) return WHOLE;
  if (!wanted.files.every((file) => isRunnersFile(runner, file))) return WHOLE;
  if (runner === "jest" || runner === "vitest" || runner === "go") return wanted;
  return selectFiles(runner, wanted, read);
}

async function selectFiles(runner: TestRunner, { files, tests = [] }: Related, read: Read): Promise<TestSelection> {
  const found = new Set<string>();
  for (const file of files) {
    const own = await existing(neighbouringTests(file), read);
    if (own.length === 0) return WHOLE;
    for (const test of own) found.add(test);
  }
  const known = tests.filter((test) => isRunnersFile(runner, test) && isTestPath(test));
  for (const test of await existing(known, read)) found.add(test);
  return { type: "named", tests: [...found].sort(), files };
}

async function existing(paths: readonly string[], read: Read): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) if ((await read(path)) !== undefined) found.push(path);
  return found;
}
