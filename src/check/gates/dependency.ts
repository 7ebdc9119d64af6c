import type { FileChange } from "../../domain/change.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import { addedDependencies, addedLocked } from "../dependency/added.ts";
import { lockedPackages, lockfileNames } from "../dependency/lockfile.ts";
import type { Locked } from "../dependency/lockfile.ts";
import type { Dependency } from "../dependency/package-source.ts";
import { parseToml } from "../dependency/toml.ts";
import type { TomlEntry } from "../dependency/toml.ts";
import { satisfies } from "../dependency/version-range.ts";
import type { Gate, StaticContext } from "../gate.ts";
import { isRecord, parseJson } from "../parse/json.ts";

/** Scripts that package managers run without being asked (https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts). */
const INSTALL_SCRIPTS = [
  "preinstall",
  "install",
  "postinstall",
  "preprepare",
  "prepare",
  "postprepare",
  "prepublish",
  "dependencies",
];
/** Keys that allow packages to run install scripts: npm, pnpm, bun, Yarn. */
const SCRIPT_PERMISSIONS = ["allowScripts", "trustedDependencies", "onlyBuiltDependencies", "dependenciesMeta", "pnpm"];
/** Files that make an installer build or run something. */
const BUILD_FILES = /(?:^|\/)(?:binding\.gyp|build\.rs|setup\.py|\.pnpmfile\.cjs|\.yarn\/plugins\/.+)$/u;

const remedyOf: Readonly<Record<string, string>> = {
  git: "Depend on a released version of the registry",
  url: "Depend on a released version of the registry",
  file: "Depend on a released version, or make it a workspace",
};

function toDiagnostic(path: string, code: string, message: string, line = 1): Diagnostic {
  return { source: "dependency", code, severity: "error", message, path, range: { line } };
}

function json(text: string | undefined): Readonly<Record<string, unknown>> {
  const result = parseJson(text ?? "{}");
  return result.ok && isRecord(result.value) ? result.value : {};
}

/** Install scripts and permissions for them that the manifest did not have, or not so. */
function scriptProblems(change: FileChange): readonly Diagnostic[] {
  if (!/(?:^|\/)package\.json$/u.test(change.path)) return [];
  const [before, after] = [json(change.before), json(change.after)];
  const script = (manifest: Readonly<Record<string, unknown>>, name: string): unknown =>
    isRecord(manifest["scripts"]) ? manifest["scripts"][name] : undefined;
  const scripts = INSTALL_SCRIPTS.filter(
    (name) => script(after, name) !== undefined && script(after, name) !== script(before, name),
  );
  const permissions = SCRIPT_PERMISSIONS.filter(
    (key) => after[key] !== undefined && JSON.stringify(after[key]) !== JSON.stringify(before[key]),
  );
  return [
    ...scripts.map((name) =>
      toDiagnostic(change.path, "install-script", `scripts.${name} runs whenever somebody installs. Take it out`),
    ),
    ...permissions.map((key) =>
      toDiagnostic(
        change.path,
        "install-permission",
        `${key} lets packages run scripts while they are installed. Leave it as it is`,
      ),
    ),
  ];
}

/** Keys of manifests in TOML by which building or installing the package runs code of its own. */
const BUILD_KEYS: readonly (readonly [file: RegExp, table: RegExp, key: RegExp])[] = [
  [/(?:^|\/)Cargo\.toml$/u, /^package$/u, /^build$/u],
  [/(?:^|\/)Cargo\.toml$/u, /^lib$/u, /^proc-macro$/u],
  [/(?:^|\/)Cargo\.toml$/u, /(?:^|\.)build-dependencies(?:\.[\w-]+)?$/u, /./u],
  [/(?:^|\/)pyproject\.toml$/u, /^build-system$/u, /^backend-path$/u],
  [/(?:^|\/)pyproject\.toml$/u, /^tool\.poetry(?:\.build)?$/u, /^(?:build|script)$/u],
  [
    /(?:^|\/)pyproject\.toml$/u,
    /^tool\.hatch\.(?:build\.(?:targets\.\w+\.)?hooks\.custom|metadata\.hooks\.custom)$/u,
    /./u,
  ],
  [/(?:^|\/)pyproject\.toml$/u, /^tool\.(?:setuptools\.cmdclass|pdm\.build)$/u, /^(?!package-dir|includes|excludes)./u],
];

/** Build scripts, and packages for them, that the manifest did not name, or not so. */
function buildProblems(change: FileChange): readonly Diagnostic[] {
  const wanted = BUILD_KEYS.filter(([file]) => file.test(change.path));
  if (wanted.length === 0) return [];
  const built = (text: string | undefined): readonly TomlEntry[] =>
    parseToml(text ?? "").filter(
      ({ table, key, value }) =>
        value !== "false" && wanted.some(([, tables, keys]) => tables.test(table) && keys.test(key)),
    );
  const known = new Set(built(change.before).map(({ table, key, value }) => `${table}\0${key}\0${value}`));
  return built(change.after)
    .filter(({ table, key, value }) => !known.has(`${table}\0${key}\0${value}`))
    .map(({ table, key, value, line }) =>
      toDiagnostic(
        change.path,
        "install-script",
        `${key} = ${value.slice(0, 80)} in [${table}] runs code whenever somebody builds or installs. Leave it out`,
        line,
      ),
    );
}

function sourceProblems(path: string, added: readonly Dependency[]): readonly Diagnostic[] {
  return added
    .filter(({ source }) => source !== "registry" && source !== "workspace")
    .map(({ name, spec, source, line }) =>
      toDiagnostic(
        path,
        `${source}-dependency`,
        `${name} comes from ${spec.slice(0, 120)}, not from a registry. ${remedyOf[source] ?? ""}`,
        line,
      ),
    );
}

/** Hosts that a lockfile fetched from before; the first lockfile of a repository may bring its own. */
function knownHosts(change: FileChange): ReadonlySet<string> | undefined {
  const hosts = (lockedPackages(change.path, change.before ?? "") ?? []).flatMap(({ host }) => host ?? []);
  return hosts.length === 0 ? undefined : new Set([...hosts, "registry.npmjs.org", "registry.yarnpkg.com"]);
}

function lockProblems(change: FileChange): readonly Diagnostic[] {
  const known = knownHosts(change);
  return addedLocked(change).flatMap((one): readonly Diagnostic[] => {
    const what = `${one.name}@${one.version}`;
    const problems: Diagnostic[] = [];
    if (one.installScript) {
      problems.push(
        toDiagnostic(
          change.path,
          "install-script",
          `${what} runs a script when it is installed. Choose a package that does not`,
        ),
      );
    }
    if (one.source !== "registry" && one.source !== "workspace") {
      problems.push(
        toDiagnostic(
          change.path,
          `${one.source}-dependency`,
          `${what} is not fetched from a registry. ${remedyOf[one.source] ?? ""}`,
        ),
      );
    } else if (one.host !== undefined && known !== undefined && !known.has(one.host)) {
      problems.push(
        toDiagnostic(
          change.path,
          "foreign-registry",
          `${what} is fetched from ${one.host}, which no package came from before. Use the registry of the others`,
        ),
      );
    }
    if (!one.checksum) {
      problems.push(
        toDiagnostic(change.path, "no-checksum", `${what} has no checksum. Let the package manager write the lockfile`),
      );
    }
    return problems;
  });
}

/** The lockfile nearest to a manifest, from its folder up to the root. */
async function nearestLock(
  context: StaticContext,
  manifest: string,
  names: readonly string[],
): Promise<readonly Locked[] | undefined> {
  const segments = manifest.split("/").slice(0, -1);
  for (let depth = segments.length; depth >= 0; depth -= 1) {
    for (const name of names) {
      const path = toRepoPath([...segments.slice(0, depth), name].join("/"));
      const text = path.ok ? await context.workspace.read(path.path) : undefined;
      if (path.ok && text !== undefined) return lockedPackages(path.path, text);
    }
  }
  return undefined;
}

/** Added dependencies that the lockfile does not resolve, or not so as they are asked for; where there is no lockfile nothing is said, but of Go, which always has one. */
async function unresolved(
  context: StaticContext,
  path: string,
  added: readonly Dependency[],
): Promise<readonly Diagnostic[]> {
  const [first] = added;
  if (first === undefined) return [];
  const locked = await nearestLock(context, path, lockfileNames(first.ecosystem));
  if (locked === undefined && first.ecosystem !== "go") return [];
  return added.flatMap((dependency): readonly Diagnostic[] => {
    const { name, spec, source, line } = dependency;
    if (source !== "registry") return [];
    const versions = (locked ?? []).filter((one) => one.name === name && one.nested !== true);
    if (versions.length === 0) {
      const message = `${name} ${spec} is not in the lockfile: its version is open. Add it with the package manager, lockfile included`;
      return [toDiagnostic(path, "not-locked", message, line)];
    }
    if (!versions.every(({ version }) => satisfies(dependency.ecosystem, spec, version) === false)) return [];
    const known = versions.map(({ version }) => version).join(", ");
    const message = `${name} ${spec} is not what the lockfile resolves, ${known}: it is stale. Let the package manager bring it up to date`;
    return [toDiagnostic(path, "lock-stale", message, line)];
  });
}

/** Lines of files that change where packages come from: options of pip, registries of npm and Yarn, sources of Cargo and uv. */
const INDEXES: readonly (readonly [RegExp, RegExp])[] = [
  [/requirements[\w./-]*\.(?:txt|in)$/u, /^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links|--trusted-host)\b/u],
  [
    /(?:^|\/)\.(?:npmrc|yarnrc)$/u,
    /^\s*(?:(?:@[\w-]+:)?"?registry"?[\s=]|ignore-scripts\s*=\s*false|strict-ssl\s*=\s*false)/u,
  ],
  [/(?:^|\/)\.yarnrc\.yml$/u, /^\s*(?:npmRegistryServer|enableScripts|unsafeHttpWhitelist|enableStrictSsl)\s*:/u],
  [/(?:^|\/)bunfig\.toml$/u, /^\s*registry\s*=/u],
  [/(?:^|\/)\.cargo\/config(?:\.toml)?$/u, /^\s*(?:replace-with|registry|index)\s*=/u],
  [/(?:^|\/)(?:pip\.conf|pip\.ini|uv\.toml)$/u, /^\s*(?:(?:extra-)?index(?:-url)?|find-links|trusted-host|url)\s*=/u],
];
/** Tables of a pyproject.toml that name an index of packages. */
const INDEX_TABLES = /^tool\.(?:uv\.index|poetry\.source|pdm\.source)$/u;

/** Lines of a change that alter where packages come from. */
function indexProblems(change: FileChange): readonly Diagnostic[] {
  const before = new Set((change.before ?? "").split(/\r?\n/u));
  const remark = (line: string, number: number): Diagnostic =>
    toDiagnostic(
      change.path,
      "foreign-registry",
      `${line.trim().slice(0, 80)} changes where packages come from. Leave the index as it is`,
      number,
    );
  if (/(?:^|\/)pyproject\.toml$/u.test(change.path)) {
    return parseToml(change.after ?? "").flatMap(({ table, key, value, line }) =>
      key === "url" && INDEX_TABLES.test(table) && !before.has(`url = ${value}`)
        ? [remark(`url = ${value}`, line)]
        : [],
    );
  }
  const option = INDEXES.find(([file]) => file.test(change.path))?.[1];
  if (option === undefined) return [];
  return (change.after ?? "")
    .split(/\r?\n/u)
    .flatMap((line, index) => (!before.has(line) && option.test(line) ? [remark(line, index + 1)] : []));
}

async function checkFiles(context: StaticContext): Promise<GateAnswer> {
  const diagnostics: Diagnostic[] = [];
  let added = 0;
  let resolved = 0;
  for (const change of context.subject.files) {
    if (change.after === undefined) continue;
    if (change.before === undefined && BUILD_FILES.test(change.path)) {
      diagnostics.push(toDiagnostic(change.path, "install-script", "installers run this file. Leave it out"));
    }
    const dependencies = addedDependencies(change);
    added += dependencies.length;
    resolved += addedLocked(change).length;
    diagnostics.push(...scriptProblems(change), ...buildProblems(change), ...indexProblems(change));
    diagnostics.push(...sourceProblems(change.path, dependencies));
    diagnostics.push(...lockProblems(change), ...(await unresolved(context, change.path, dependencies)));
  }
  const figures = { addedDependencies: added, addedLocked: resolved };
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}

/**
 * Added dependencies come from a registry, are resolved by the lockfile, and run nothing when they are installed.
 * Manifests: package.json, requirements.txt, pyproject.toml, go.mod, Cargo.toml and their lockfiles.
 */
export const dependencyGate = { name: "dependency", cost: "static", check: checkFiles } as const satisfies Gate;
