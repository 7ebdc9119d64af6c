const JS = /\.[cm]?[jt]sx?$/u;
const TEST_PATH =
  /(?:^|\/)(?:__tests__|__specs__|tests?|specs?|e2e|testdata)\/|[._-](?:test|spec|e2e|cy)\.[a-z]+$|(?:^|\/)test_[^/]*\.py$|_test\.(?:py|go|rs|rb|exs?)$|(?:^|\/)(?:conftest\.py|tests\.rs)$|(?:Test|Tests|IT|Spec)\.(?:java|kt|scala|groovy|cs)$|(?:^|\/)src\/test\//u;

export type TestLanguage = "javascript" | "python" | "go" | "rust" | "java";

/** The language whose tests can be read; undefined for any other file. */
export function testLanguage(path: string): TestLanguage | undefined {
  if (JS.test(path)) return "javascript";
  if (/\.pyi?$/u.test(path)) return "python";
  if (path.endsWith(".go")) return "go";
  if (path.endsWith(".rs")) return "rust";
  return /\.(?:java|kt)$/u.test(path) ? "java" : undefined;
}

/** Whether a file is test code by its name or place. */
export function isTestPath(path: string): boolean {
  return TEST_PATH.test(path) && !/\.(?:snap|md|txt|json|ya?ml)$/u.test(path);
}

/** Whether a runner finds tests in a file by its name alone, or by a folder that holds nothing else. */
export function isCollectedPath(path: string): boolean {
  return (
    /[._-](?:test|spec|e2e|cy)\.[a-z]+$|(?:^|\/)test_[^/]*\.py$|_test\.\w+$|(?:Test|Tests|IT|Spec)\.(?:java|kt)$/u.test(
      path,
    ) ||
    /(?:^|\/)(?:__tests__|tests?|specs?)\/(?:.*\/)?[^/]+\.(?:[cm]?[jt]sx?|rs)$/u.test(path) ||
    path.endsWith(".rs")
  );
}

/** Whether a file holds recorded expectations: Jest, Vitest, syrupy, insta, ApprovalTests. */
export function isSnapshotPath(path: string): boolean {
  return /\.(?:snap|ambr)$|(?:^|\/)__(?:file_)?snapshots__\/|\.approved\.[a-z]+$|(?:^|\/)snapshots\/.*\.snap$/u.test(
    path,
  );
}
