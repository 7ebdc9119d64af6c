import type { Project } from "./project.ts";

/** The package manager, and what a fresh checkout has to run before the tools work. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  readonly from: string;
  readonly install: readonly string[];
}

const INSTALL: Readonly<Record<PackageManager["name"], readonly string[]>> = {
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
export function detectPackageManager(project: Project): PackageManager | undefined {
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
