/** What a simple command is, as far as it can be told without running it. */
export type CommandMeaning =
  /** A program by its name, with its subcommand where that is what it does: `jest`, `go test`, `node --test`. */
  | { readonly type: "program"; readonly name: string }
  /** A script of a package.json: of the package that is named, or of the one in the folder that is; else of the root's. */
  | { readonly type: "script"; readonly name: string; readonly within?: string };

/** Programs that do what the next words say. */
const WRAPPERS =
  /^(?:npx|bunx|pnpx|env|cross-env|time|exec|nice|command|sudo|xvfb-run|c8|nyc|dotenv|stdbuf|bash|sh|dash|zsh)$/u;
/** Two words that stand before another program. */
const PAIRS =
  /^(?:(?:npm|pnpm|yarn) (?:exec|dlx)|bun x|(?:poetry|uv|pipenv|hatch|pdm|rye) run|bundle exec|coverage run|python[\d.]* -m|py -m)$/u;
const MANAGER = /^(?:npm|pnpm|yarn|bun)$/u;
const RUN = /^(?:run|run-script)$/u;
/** Words after `yarn` or `pnpm` that are no scripts. */
const NO_SCRIPT = /^(?:install|i|ci|add|remove|link|audit|publish|pack|version|config|cache|why|info|set|up|update)$/u;
/** Programs whose next word says what they do. */
const SUBCOMMANDS =
  /^(?:go|cargo|ruff|biome|deno|bun|dotnet|golangci-lint|nx|turbo|make|gmake|just|task|rake|invoke|mage|tox|nox|ant|bazel)$/u;
/** The same under another name. */
const NAMES: Readonly<Record<string, string>> = {
  gradlew: "gradle",
  mvnw: "mvn",
  _mocha: "mocha",
  "py.test": "pytest",
  "cargo build": "cargo check",
  "cargo nextest": "cargo test",
  "go build": "go vet",
};
const MAX_LINE = 4096;

function wordsOf(command: string): readonly string[] {
  return command
    .slice(0, MAX_LINE)
    .trim()
    .split(/\s+/u)
    .map((word) => word.replaceAll(/["']/gu, ""))
    .filter((word) => word !== "");
}

/** `(cd shop && npm test)` is two commands. */
function withoutBrackets(command: string): string {
  const open = command.replace(/^[({]+\s*/u, "");
  return open.includes("(") ? open : open.replace(/\s*[)}]+$/u, "");
}

/** The simple commands of a shell text, in their order. */
export function splitCommands(text: string): readonly string[] {
  return text
    .replaceAll(/\\\r?\n/gu, " ")
    .split(/&&|\|\||[;|&\n]/u)
    .map((command) => withoutBrackets(command.trim()))
    .filter((command) => command !== "");
}

/** A program's file without directory and ending: `node_modules/jest/bin/jest.js` is `jest`. */
function baseOf(word: string): string {
  return word.replace(/^.*[/\\]/u, "").replace(/\.(?:[cm]?js|cmd|exe|bat|sh)$/u, "");
}

/** What a simple command does; undefined for one that names no program. Never throws. */
export function readCommand(command: string): CommandMeaning | undefined {
  const words = wordsOf(command);
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (/^\w+=/u.test(word) || word.startsWith("-") || WRAPPERS.test(word)) continue;
    if (!PAIRS.test(`${baseOf(word)} ${words[at + 1] ?? ""}`)) break;
    at += 1;
  }
  const [program = "", ...rest] = words.slice(at);
  if (program === "") return undefined;
  if (MANAGER.test(program)) return readScript(program, rest);
  if (baseOf(program) === "node") return readNode(rest);
  const name = baseOf(program);
  const verb = rest.find((word) => /^[a-z]/u.test(word));
  const whole = SUBCOMMANDS.test(name) && verb !== undefined ? `${name} ${verb}` : name;
  return { type: "program", name: NAMES[whole] ?? whole };
}

/** Options of package managers that say which package is meant, with the word behind them. */
const PLACES = /^(?:--prefix|-C|--dir|--cwd|-w|--workspace|--filter|-F)$/u;
const PLACE = /^--(?:prefix|dir|cwd|workspace|filter)=(?<place>.+)$/u;

/** The words of a package manager without what says which package is meant, and that. */
function readPlace(rest: readonly string[]): { readonly plain: readonly string[]; readonly within?: string } {
  const plain: string[] = [];
  let within: string | undefined;
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? "";
    // What stands behind is the script's own.
    if (word === "--") break;
    const isYarns = word === "workspace" && plain.length === 0;
    if (PLACES.test(word) || isYarns) within = rest[(at += 1)];
    else if (PLACE.test(word)) within = PLACE.exec(word)?.groups?.["place"];
    else if (!word.startsWith("-")) plain.push(word);
  }
  return { plain, ...(within !== undefined && { within: toFolder(within) }) };
}

/** `./packages/shop/` and `packages/shop` are one folder. */
export function toFolder(text: string): string {
  return text.replace(/^(?:\.\/)+/u, "").replace(/\/+$/u, "");
}

/** `npm test`, `npm run lint -- --fix`, `yarn lint`, `pnpm -C packages/shop test`. */
function readScript(manager: string, rest: readonly string[]): CommandMeaning | undefined {
  const { plain, ...place } = readPlace(rest);
  const [verb = "", name] = plain;
  if (RUN.test(verb)) return name === undefined ? undefined : { type: "script", name, ...place };
  if (/^(?:test|t|tst)$/u.test(verb)) {
    return manager === "bun" ? { type: "program", name: "bun test" } : { type: "script", name: "test", ...place };
  }
  const isScript = (manager === "yarn" || manager === "pnpm") && verb !== "" && !NO_SCRIPT.test(verb);
  return isScript ? { type: "script", name: verb, ...place } : { type: "program", name: `${manager} ${verb}`.trim() };
}

/** The folder that `cd` goes to; undefined for any other command. */
export function readFolder(command: string): string | undefined {
  const folder = /^cd +(?<folder>[\w@./"'-]+)$/u.exec(command.trim())?.groups?.["folder"];
  return folder === undefined ? undefined : toFolder(folder.replaceAll(/["']/gu, ""));
}

function readNode(rest: readonly string[]): CommandMeaning {
  if (rest.includes("--test")) return { type: "program", name: "node --test" };
  const script = rest.find((word) => !word.startsWith("-"));
  return { type: "program", name: script === undefined ? "node" : baseOf(script) };
}
