import { toPathTest } from "./path-test.ts";
import type { PathTest } from "./path-test.ts";

/** Names that are protected in every folder: manifests and lockfiles, build files, what steers people and agents. */
const NAMES = [
  ...["action.yml", "action.yaml", "jenkinsfile", "azure-pipelines.yml", "azure-pipelines.yaml", "appveyor.yml"],
  ...["bitbucket-pipelines.yml", "cloudbuild.yaml", "buildspec.yml", "procfile", "vagrantfile", "tiltfile"],
  // JavaScript
  ...[
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "bun.lockb",
  ],
  ...[
    "pnpm-workspace.yaml",
    "bunfig.toml",
    "deno.json",
    "deno.jsonc",
    "deno.lock",
    "jsr.json",
    "bower.json",
    "lerna.json",
  ],
  ...["nx.json", "turbo.json", "rush.json", "biome.json", "biome.jsonc", "tslint.json", "vercel.json", "netlify.toml"],
  ...["wrangler.toml", "babel.config.json", "jest.config.json", "gulpfile.js", "gruntfile.js", "karma.conf.js"],
  // Python
  ...["pyproject.toml", "setup.py", "setup.cfg", "pipfile", "pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock"],
  ...[
    "tox.ini",
    "pytest.ini",
    "conftest.py",
    "environment.yml",
    "environment.yaml",
    "noxfile.py",
    "mypy.ini",
    "pixi.toml",
  ],
  // Go, Rust, Ruby, PHP
  ...["go.mod", "go.sum", "go.work", "go.work.sum", "cargo.toml", "cargo.lock", "build.rs", "rust-toolchain.toml"],
  ...["gemfile", "gemfile.lock", "gems.rb", "gems.locked", "rakefile", "composer.json", "composer.lock", "phpunit.xml"],
  // Java, Kotlin, Scala, Clojure
  ...["pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties"],
  ...["gradle.lockfile", "libs.versions.toml", "gradlew", "mvnw", "gradle-wrapper.properties", "gradle-wrapper.jar"],
  ...["build.sbt", "project.clj", "deps.edn", "build.xml", "ivy.xml"],
  // .NET
  ...["packages.config", "packages.lock.json", "nuget.config", "global.json", "directory.build.props"],
  ...["directory.build.targets", "directory.packages.props"],
  // Others
  ...["mix.exs", "mix.lock", "rebar.config", "rebar.lock", "pubspec.yaml", "pubspec.lock", "package.swift"],
  ...["package.resolved", "podfile", "podfile.lock", "cartfile", "cartfile.resolved", "stack.yaml", "cabal.project"],
  ...["conanfile.txt", "conanfile.py", "vcpkg.json", "cmakelists.txt", "meson.build", "flake.nix", "flake.lock"],
  ...["workspace", "workspace.bazel", "module.bazel", "build.bazel", "elm.json", "dune-project", "project.toml"],
  ...["manifest.toml", "renv.lock", "makefile", "gnumakefile", "justfile", "taskfile.yml", "taskfile.yaml"],
  // Owners, legal texts, instructions
  ...["codeowners", "security.md", "agents.md", "claude.md", "gemini.md", "copilot-instructions.md"],
] as const;

/** Patterns of names that are protected in every folder. */
const NAME_PATTERNS = [
  ...[".git*", "dockerfile*", "*.dockerfile", "containerfile*", "docker-compose*.yml", "docker-compose*.yaml"],
  ...["compose.yml", "compose.yaml", "*.config.js", "*.config.ts", "*.config.mjs", "*.config.cjs", "*.config.mts"],
  ...["*.config.cts", "tsconfig*.json", "jsconfig*.json", "vitest.workspace.*", ".*rc", ".*rc.*", ".env*", ".mcp.json"],
  ...["requirements*.txt", "constraints*.txt", "*.gemspec", "*.csproj", "*.fsproj", "*.vbproj", "*.sln", "*.cabal"],
  ...[
    "*.opam",
    "*.podspec",
    "*.mk",
    "license*",
    "licence*",
    "copying*",
    "notice*",
    "*.sh",
    "*.bash",
    "*.zsh",
    "*.ps1",
    "*.bat",
  ],
  ...["*.cmd"],
] as const;

/** Globs of whole folders and of places at the root. */
const PLACES = [".github/**", ".*/**", ".*", "**/.git*/**", "**/node_modules/**"] as const;

/** The paths that Assay never writes, whatever a policy says; matched without regard to letter case. */
export function builtInProtected(): readonly string[] {
  return [...PLACES, ...[...NAMES, ...NAME_PATTERNS].map((name) => `**/${name}`)];
}

/**
 * The form of a path in which two paths are equal if any common file system takes them for the same: compatibility
 * characters and letter case are folded.
 */
function toFolded(path: string): string {
  // Nearly every path is ASCII, and folds with letter case alone.
  if (/^[ -~]*$/u.test(path)) return path.toLowerCase();
  return path.normalize("NFKC").toLowerCase().normalize("NFKC");
}

/** Answers the glob that protects a path; undefined where none does. */
export type ProtectedTest = (path: string) => string | undefined;

/**
 * The built-in set and, after it, the globs that a policy adds. Both are compared in folded form.
 * Literal names are looked up, so that a path costs a few dozen comparisons and not one for each name.
 */
export function toProtectedTest(added: readonly string[]): ProtectedTest {
  const names = new Set<string>(NAMES);
  const namePatterns = NAME_PATTERNS.map((name) => ({ glob: `**/${name}`, test: toPathTest(name) }));
  const toEntry = (glob: string): { glob: string; test: PathTest } => ({ glob, test: toPathTest(toFolded(glob)) });
  const globs = [...PLACES, ...added].map(toEntry);
  return (path) => {
    const folded = toFolded(path);
    const base = folded.slice(folded.lastIndexOf("/") + 1);
    if (names.has(base)) return `**/${base}`;
    const byName = namePatterns.find(({ test }) => test(base));
    return byName?.glob ?? globs.find(({ test }) => test(folded))?.glob;
  };
}
