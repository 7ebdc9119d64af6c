import type { FileChange } from "../../domain/change.ts";
import type { Edit } from "../../domain/edit.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import { applyEdits } from "../edits.ts";
import type { Redact } from "./conversation.ts";
import { mentionsPlaceholder, placeholdersOf } from "./placeholder.ts";

/** What a draft is made from. */
export interface DraftOptions {
  /** Text of the untouched file; undefined where there is none. */
  readonly read: (path: RepoPath) => Promise<string | undefined>;
  readonly writable: readonly RepoPath[];
  /** A text as the model sees it. */
  readonly redact: Redact;
}

export type DraftResult =
  { readonly ok: true; readonly said: string } | { readonly ok: false; readonly problem: string };

/** The edits that a model has made so far, over the untouched files. */
export class Draft {
  readonly #options: DraftOptions;
  readonly #before = new Map<RepoPath, string | undefined>();
  readonly #after = new Map<RepoPath, string | undefined>();

  constructor(options: DraftOptions) {
    this.#options = options;
  }

  /** Text of a file as it is with the edits. */
  async read(path: RepoPath): Promise<string | undefined> {
    return this.#after.has(path) ? this.#after.get(path) : this.#options.read(path);
  }

  /** Applies edits of one file, all or none. */
  async apply(path: RepoPath, edits: readonly Edit[]): Promise<DraftResult> {
    const refused = this.#refusal(path, edits);
    if (refused !== undefined) return { ok: false, problem: refused };
    if (!this.#before.has(path)) this.#before.set(path, await this.#options.read(path));
    const result = await applyEdits(edits, (one) => this.read(one));
    if (result.type === "conflict") return { ok: false, problem: result.reason };
    const [file] = result.files;
    if (file === undefined) return { ok: true, said: `${path} is the same as before` };
    const hidden = await this.#hiddenLoss(path, file.after ?? "");
    if (hidden !== undefined) return { ok: false, problem: hidden };
    this.#after.set(path, file.after);
    return { ok: true, said: `${path} is written` };
  }

  /** The changed files, sorted by path. */
  files(): readonly FileChange[] {
    const files: FileChange[] = [];
    for (const [path, after] of this.#after) {
      const before = this.#before.get(path);
      if (before === after) continue;
      files.push({ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
    }
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The same as edits for a proposal. */
  edits(): readonly Edit[] {
    return this.files().map(({ path, after }) =>
      after === undefined ? { type: "delete", path } : { type: "write", path, text: after },
    );
  }

  /** A secret that the model cannot see is not its to take away, as a file written anew would. */
  async #hiddenLoss(path: RepoPath, after: string): Promise<string | undefined> {
    const before = this.#before.get(path) ?? "";
    const shown = await this.#options.redact(before);
    if (shown === before) return undefined;
    const wanted = placeholdersOf(shown);
    if (wanted.length === 0) return `${path} is withheld from you, so that it cannot be edited. Leave it alone`;
    const kept = placeholdersOf(await this.#options.redact(after));
    const lost = wanted.find((one) => count(kept, one) < count(wanted, one));
    return lost && `the edit takes ${lost} out of ${path}. Edit around it, or leave the file alone`;
  }

  #refusal(path: RepoPath, edits: readonly Edit[]): string | undefined {
    const { writable } = this.#options;
    if (!writable.includes(path)) return `${path} may not be written by this task. It may write ${writable.join(", ")}`;
    for (const edit of edits) {
      const texts =
        edit.type === "write" ? [edit.text] : edit.type === "replace" ? [edit.search, edit.replacement] : [];
      if (!texts.some(mentionsPlaceholder)) continue;
      return `the edit of ${path} touches a ‹secret:…› placeholder. Leave that part of the file alone`;
    }
    return undefined;
  }
}

function count(list: readonly string[], one: string): number {
  return list.filter((entry) => entry === one).length;
}
