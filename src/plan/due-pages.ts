import { minimatch } from "minimatch";
import type { DocsPage } from "../domain/docs-policy.ts";
import type { Policy } from "../domain/policy.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";

/** Globs that cannot be slow, as everywhere. */
const GLOB = { dot: true, noext: true, nobrace: true, nonegate: true, nocomment: true } as const;

/** A page that has to be looked at, and the module that asks for it. */
interface DuePage {
  readonly path: RepoPath;
  readonly because: string;
}

/** By the path of a page: files whose exports its modules pass on. */
export type PassedOn = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether a page describes a module by its name. */
export function isOnPage({ from }: Pick<DocsPage, "from">, module: string): boolean {
  return minimatch(module, from, GLOB);
}

/** Collects the pages of the policy whose modules are among the entries of a plan. */
export class DuePages {
  readonly #pages: readonly DocsPage[];
  readonly #because = new Map<string, string>();

  readonly #passedOn: PassedOn;

  constructor(policy: Policy, passedOn: PassedOn = new Map()) {
    this.#pages = policy.docs?.pages ?? [];
    this.#passedOn = passedOn;
  }

  /** Notes a module that was changed, added or removed. */
  note(module: string): void {
    for (const page of this.#pages) {
      const { path } = page;
      const isPart = isOnPage(page, module) || this.#passedOn.get(path)?.has(module) === true;
      if (!this.#because.has(path) && isPart) this.#because.set(path, module);
    }
  }

  /** The pages that are due, in the policy's order. */
  due(): readonly DuePage[] {
    return this.#pages.flatMap(({ path }) => {
      const because = this.#because.get(path);
      const checked = toRepoPath(path);
      return because !== undefined && checked.ok ? [{ path: checked.path, because }] : [];
    });
  }
}
