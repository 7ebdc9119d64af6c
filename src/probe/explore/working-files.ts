/** Files that lie in the working directory of every call of a module that works on files. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  "data.json": '{"a":1,"b":"two"}\n',
  "broken.json": '{"a":',
  "notes.txt": "first line\nsecond line\n",
  "sub/inner.json": "[1,2,3]\n",
};

/** Whether a module's text reaches for the file system. */
export function worksOnFiles(text: string): boolean {
  return /["'](node:)?(fs|graceful-fs|fs-extra|fs\/promises)["']/u.test(text);
}
