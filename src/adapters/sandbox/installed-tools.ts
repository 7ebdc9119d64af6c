/**
 * `npx` as a function of the shell: what is installed beside the working directory is started as it is, with the search
 * path that npm gives it; all else is left to npm. npm itself takes as long to start as a test runner does.
 */
const LOCAL_FIRST =
  'npx() { if [ -x "node_modules/.bin/${1-}" ]; then PATH="$PWD/node_modules/.bin:$PATH" "node_modules/.bin/$@"; ' +
  'else command npx "$@"; fi; }; ';

/** A shell line whose `npx TOOL` starts the installed tool without starting npm first. */
export function startInstalled(line: string): string {
  return /\bnpx\s/u.test(line) ? LOCAL_FIRST + line : line;
}
