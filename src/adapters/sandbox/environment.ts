import { delimiter, dirname, join } from "node:path";

/** Variables of the caller that say where a tool chain lies; they hold paths, no credentials. */
const TOOLCHAIN_VARIABLES = [
  "CARGO_HOME",
  "GOMODCACHE",
  "GOPATH",
  "GOROOT",
  "JAVA_HOME",
  "MAVEN_OPTS",
  "PYENV_ROOT",
  "PYENV_VERSION",
  "RUSTUP_HOME",
  "RUSTUP_TOOLCHAIN",
  "VIRTUAL_ENV",
] as const;

/**
 * Tool chains neither fetch anything nor leave anything in the working tree. Compiled Python modules above all: they
 * are told from their sources by size and second, and a candidate is often written within the same one.
 */
const TOOLCHAIN_SETTINGS = {
  CARGO_NET_OFFLINE: "true",
  GOPROXY: "off",
  GOTOOLCHAIN: "local",
  PIP_NO_INDEX: "1",
  PYTHONDONTWRITEBYTECODE: "1",
} as const;

/** What Windows programs cannot start without. */
const WINDOWS_VARIABLES = ["COMSPEC", "PATHEXT", "SystemRoot", "WINDIR"] as const;

/**
 * Names that a command's own additions may not set: they load code into every process, or carry credentials and the
 * runner's channels.
 */
const FORBIDDEN = /^(ACTIONS_|GITHUB_|RUNNER_|INPUT_|STATE_|LD_|DYLD_|GIT_|NPM_)/iu;
const FORBIDDEN_EXACT = /^(NODE_OPTIONS|BASH_ENV|ENV)$/iu;

/** Where things lie for one launch; absolute paths as the launched process sees them. */
export interface EnvironmentPlaces {
  readonly workspaceRoot: string;
  /** Empty directory. */
  readonly home: string;
  readonly temporary: string;
  /** The Node executable that runs Assay: the commands get the same. */
  readonly node: string;
}

/** Text for PATH: the workspace's own tools, our Node, then the caller's directories that are absolute. */
export function searchPath(callerPath: string | undefined, places: EnvironmentPlaces): string {
  // Virtual environments are found at the names under which workspaces link to them.
  const installed = ["node_modules/.bin", ".venv/bin", "venv/bin"].map((path) => join(places.workspaceRoot, path));
  const own = [...installed, dirname(places.node)];
  const inherited = (callerPath ?? "/usr/local/bin:/usr/bin:/bin")
    .split(delimiter)
    .filter((path) => path.startsWith("/") || /^[a-z]:/iu.test(path));
  return [...new Set([...own, ...inherited])].join(delimiter);
}

/**
 * The environment of a launched process, by allow-list: nothing of the caller's comes through but tool chain paths and
 * the time zone. `additions` come from the gate that runs the command, never from a candidate.
 */
export function commandEnvironment(
  caller: Readonly<Record<string, string | undefined>>,
  places: EnvironmentPlaces,
  additions: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {
    PATH: searchPath(caller["PATH"] ?? caller["Path"], places),
    HOME: places.home,
    TMPDIR: places.temporary,
    LANG: "C.UTF-8",
    LC_ALL: "C.UTF-8",
    TZ: caller["TZ"] ?? "UTC",
    CI: "true",
    NO_COLOR: "1",
    ...TOOLCHAIN_SETTINGS,
  };
  const passed = [...TOOLCHAIN_VARIABLES, ...WINDOWS_VARIABLES];
  for (const name of passed) {
    const value = caller[name];
    if (value !== undefined && value !== "") environment[name] = value;
  }
  for (const [name, value] of Object.entries(additions)) {
    if (!FORBIDDEN.test(name) && !FORBIDDEN_EXACT.test(name)) environment[name] = value;
  }
  return environment;
}
