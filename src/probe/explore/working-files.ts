/** Files that lie in the working directory of every test of a module that works on files. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  "data.json": '{"a":1,"b":"two"}\n',
  "broken.json": '{"a":',
  "notes.txt": "first line\n\nlast line\n",
  "sub/inner.json": "[1,2,3]\n",
  "sub/deep/end.txt": "end\n",
};

/** The directories among them, by the paths that lead there. */
export const SAMPLE_DIRECTORIES: ReadonlySet<string> = new Set([
  ".",
  ...Object.keys(SAMPLE_FILES).flatMap((path) =>
    path.split("/").flatMap((_, index, parts) => (index === 0 ? [] : [parts.slice(0, index).join("/")])),
  ),
]);

/** The sample files for a module: where it reads properties of parsed JSON, also lines of such objects. */
export function sampleFiles(parsed: readonly string[]): Readonly<Record<string, string>> {
  const [first] = parsed;
  if (first === undefined) return SAMPLE_FILES;
  const whole = Object.fromEntries(parsed.map((name, index) => [name, index === 0 ? name : index]));
  const rows = [whole, { [first]: "other" }, { ...whole, [first]: "third" }];
  return { ...SAMPLE_FILES, "rows.jsonl": rows.map((row) => `${JSON.stringify(row)}\n`).join("") };
}

/** Whether a module's text reaches for the file system. */
export function worksOnFiles(text: string): boolean {
  return /["'](node:)?(fs|graceful-fs|fs-extra|fs\/promises)["']/u.test(text);
}
