import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createApplication } from "../../../src/cli/wire.ts";
import type { Report } from "../../../src/domain/report.ts";
import type { Settings } from "../../../src/domain/settings.ts";
import { SETTINGS } from "../../settings/default-settings.ts";

const PACKAGES = path.resolve(import.meta.dirname, "../../../node_modules");

/** A git repository in a temporary directory whose packages are this project's, and the whole application on it. */
export interface RepairScene extends Disposable {
  readonly root: string;
  git(...args: readonly string[]): string;
  /** Writes files and commits them; `null` takes one away. */
  commit(files: Readonly<Record<string, string | null>>, message?: string): void;
  /** `assay run --tasks fix --failing …` against `main`. */
  run(failing: string, settings?: Partial<Settings>): Promise<Report>;
}

/** Opens a repository with `files` on `main` and an empty branch `feature` checked out. */
export function openRepairScene(files: Readonly<Record<string, string>>): RepairScene {
  const directory = mkdtempSync(path.join(tmpdir(), "assay-repair-"));
  const root = path.join(directory, "repository");
  mkdirSync(root);
  const application = createApplication({ PATH: `${PACKAGES}/.bin:${process.env["PATH"] ?? ""}`, HOME: directory });
  const git = (...args: readonly string[]): string => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"];
    return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" });
  };
  const commit: RepairScene["commit"] = (changes, message = "more") => {
    for (const [name, text] of Object.entries(changes)) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (text === null) rmSync(file);
      else writeFileSync(file, text);
    }
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "-m", message);
  };
  git("init", "--quiet", "--initial-branch=main");
  symlinkSync(PACKAGES, path.join(root, "node_modules"), "dir");
  commit({ ".gitignore": "node_modules\n", ...files });
  git("checkout", "--quiet", "-b", "feature");
  return {
    root,
    git,
    commit,
    run: async (failing, settings = {}) => {
      const { report } = await application.run({
        settings: { ...ASKED, repo: root, out: path.join(directory, "patches"), failing, ...settings },
        events: { emit: () => undefined },
        signal: new AbortController().signal,
      });
      return report;
    },
    [Symbol.dispose]: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const ASKED = { ...SETTINGS, base: "main", tasks: ["fix"], publish: "commit", ci: false } as const;
