import type { Language } from "./language.ts";
import type { Project } from "./project.ts";
import { REQUIREMENT_FILES } from "./python-packages.ts";

/** The package manager, and what a fresh checkout has to run before the tools work. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun" | "uv" | "poetry" | "pip" | "go" | "cargo" | "maven" | "gradle";
  readonly from: string;
  /** Shell lines. Python's packages go to `.venv`, which workspaces link to. */
  readonly install: readonly string[];
}

type ScriptManager = "npm" | "pnpm" | "yarn" | "bun";

const INSTALL: Readonly<Record<ScriptManager, readonly string[]>> = {
  npm: ["npm ci"],
  pnpm: ["corepack enable", "pnpm install --frozen-lockfile"],
  yarn: ["corepack enable", "yarn install --immutable"],
  bun: ["npm install --global bun@1", "bun install --frozen-lockfile"],
};

const LOCKFILES = [
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
] as const;

/** Told from the lockfile, else from `packageManager` of package.json, else npm without a lockfile. */
function scriptManager(project: Project): PackageManager | undefined {
  const field = project.field("packageManager");
  const wanted = typeof field === "string" ? /^(npm|pnpm|yarn|bun)@/u.exec(field)?.[1] : undefined;
  const present = LOCKFILES.filter(([file]) => project.paths.has(file));
  const chosen = present.find(([, manager]) => manager === wanted) ?? present[0];
  if (chosen !== undefined) {
    const [file, name] = chosen;
    const classic =
      name === "yarn" &&
      !project.paths.has(".yarnrc.yml") &&
      !(typeof field === "string" && /^yarn@[2-9]/u.test(field));
    return { name, from: file, install: classic ? ["yarn install --frozen-lockfile"] : INSTALL[name] };
  }
  for (const manager of ["npm", "pnpm", "yarn", "bun"] as const) {
    if (manager === wanted) return { name: manager, from: "package.json packageManager", install: INSTALL[manager] };
  }
  if (!project.paths.has("package.json")) return undefined;
  return { name: "npm", from: "package.json, without a lockfile", install: ["npm install"] };
}

const VENV = "python3 -m venv .venv";

/** Told from the lockfile, else from the files of requirements, else from pyproject.toml or setup.py. */
function pythonManager(project: Project): PackageManager | undefined {
  if (project.paths.has("uv.lock")) {
    return { name: "uv", from: "uv.lock", install: ["python3 -m pip install uv", "python3 -m uv sync --frozen"] };
  }
  if (project.paths.has("poetry.lock")) {
    const install = ["python3 -m pip install poetry", "POETRY_VIRTUALENVS_IN_PROJECT=true python3 -m poetry install"];
    return { name: "poetry", from: "poetry.lock", install };
  }
  const files = REQUIREMENT_FILES.filter((file) => project.paths.has(file));
  if (files.length > 0) {
    const install = `.venv/bin/python3 -m pip install ${files.map((file) => `-r ${file}`).join(" ")}`;
    return { name: "pip", from: files.join(" and "), install: [VENV, install] };
  }
  const from = project.firstOf(["pyproject.toml", "setup.py", "setup.cfg"]);
  return from === undefined
    ? undefined
    : { name: "pip", from, install: [VENV, ".venv/bin/python3 -m pip install --editable ."] };
}

/** Told from the manifests of the language that is served. */
export function detectPackageManager(project: Project, language: Language): PackageManager | undefined {
  switch (language) {
    case "javascript":
      return scriptManager(project);
    case "python":
      return pythonManager(project);
    case "go":
      if (!project.paths.has("go.mod")) return undefined;
      return { name: "go", from: "go.mod", install: ["go mod download"] };
    case "rust":
      if (!project.paths.has("Cargo.toml")) return undefined;
      return { name: "cargo", from: "Cargo.toml", install: ["cargo fetch"] };
    case "java": {
      if (project.paths.has("pom.xml")) {
        return {
          name: "maven",
          from: "pom.xml",
          install: ["mvn --batch-mode --no-transfer-progress verify -DskipTests"],
        };
      }
      const from = project.firstOf(["build.gradle.kts", "build.gradle"]);
      if (from === undefined) return undefined;
      const program = project.paths.has("gradlew") ? "sh ./gradlew" : "gradle";
      return { name: "gradle", from, install: [`${program} --console=plain assemble testClasses`] };
    }
  }
}
