import { isTestPath } from "./tamper/test-paths.ts";

/**
 * Where the tests of a file usually are, itself first where it is a test: beside it, in a folder of tests beside it, or
 * in the repository's folder of tests at the same depth with and without its first folder. Whether they exist is for
 * the caller to see.
 */
export function neighbouringTests(path: string): readonly string[] {
  if (isTestPath(path)) return [path];
  const slash = path.lastIndexOf("/");
  const directory = slash < 0 ? "" : path.slice(0, slash);
  const base = path.slice(slash + 1);
  const dot = base.lastIndexOf(".");
  if (dot <= 0) return [];
  const names = toTestNames(base.slice(0, dot), base.slice(dot));
  const inner = directory.split("/").slice(1).join("/");
  const folders = [
    directory,
    ...["__tests__", "tests", "test"].map((folder) => join(directory, folder)),
    ...["test", "tests", "__tests__", "spec"].flatMap((folder) => [
      join(folder, directory),
      join(folder, inner),
      folder,
    ]),
  ];
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...new Set(places)].filter((place) => place !== path && isTestPath(place));
}

function toTestNames(stem: string, extension: string): readonly string[] {
  if (extension === ".py") return [`test_${stem}.py`, `${stem}_test.py`];
  return [`${stem}.test${extension}`, `${stem}.spec${extension}`, `${stem}${extension}`];
}

function join(folder: string, name: string): string {
  return [folder, name].filter((part) => part !== "").join("/");
}
