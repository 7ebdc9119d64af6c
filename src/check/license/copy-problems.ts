import type { FileChange } from "../../domain/change.ts";
import { addedLines } from "../added-lines.ts";
import type { InstalledPackages } from "../gate.ts";
import { isIndexable } from "./copy-index.ts";
import type { CopyIndex, CopySource } from "./copy-index.ts";
import { findCopied, MIN_RUN } from "./copied.ts";
import type { Copied } from "./copied.ts";
import type { LicenceJudge } from "./expression.ts";
import { plainNotice } from "./notices.ts";
import { licenceOfSource, noticesOfSource } from "./source-licence.ts";

/** A copy, and what is known of whose it is. */
export interface JudgedCopy {
  readonly copied: Copied;
  /** SPDX expression of the source's licence; absent where it cannot be told. */
  readonly licence?: string;
  /** Lines of the source and its licence that name whose it is; none where the licence is not allowed. */
  readonly notices: readonly string[];
  /** Why it may not stand; absent where its licence is allowed and its notice kept. */
  readonly objection?: string;
  /** 1-based, in the new text. */
  readonly line: number;
}

/** Where copies are looked for. */
export interface CopySearch {
  readonly index: CopyIndex;
  readonly installed: InstalledPackages;
  readonly judge: LicenceJudge;
  /** Lines that some file of the subject had before, blanks at their ends taken off: moved code is not new. */
  readonly moved: ReadonlySet<string>;
  /** Names of the packages that the file is part of: an installed copy of one of them is the repository's own code. */
  readonly own: ReadonlySet<string>;
}

/** Whether anything is added that is long enough to be a copy: the index of installed packages is worth its time. */
export function isLongEnough(files: readonly FileChange[]): boolean {
  return files.some((change) => {
    if (!isIndexable(change.path)) return false;
    const added = addedLines(change).map(({ text }) => text);
    // Each token has one character at least.
    return added.join("").replaceAll(/\s/gu, "").length >= MIN_RUN.exact;
  });
}

/** What counts as added for copies: lines that no file of the subject had before. */
function addedCode(
  change: FileChange,
  moved: ReadonlySet<string>,
): { readonly text: string; readonly lines: readonly number[] } {
  const added = addedLines(change).filter(({ text }) => text.trim().length < 12 || !moved.has(text.trim()));
  return { text: added.map(({ text }) => text).join("\n"), lines: added.map(({ number }) => number) };
}

/**
 * Whether a text keeps a notice of where it is from: the package's name on or beside a line with the word copyright or licence, or a line
 * of the source's own that names a copyright.
 */
function keepsNotice(text: string, name: string, notices: readonly string[]): boolean {
  const lines = text.split("\n");
  const near = (at: number): string => lines.slice(Math.max(0, at - 1), at + 2).join("\n");
  const whole = new RegExp(`(?<![\\w-])${name.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")}(?![\\w-])`, "u");
  if (lines.some((line, at) => /copyright|licen[cs]e/iu.test(line) && whole.test(near(at)))) return true;
  const plain = plainNotice(text);
  return notices.some((line) => /copyright|©/iu.test(line) && plain.includes(plainNotice(line)));
}

/** Whether a source lies in an installed copy of a package of the repository's own: something depends on it in turn. */
function isOwnSource({ package: name, path }: CopySource, own: ReadonlySet<string>): boolean {
  const [, ...folders] = `/${path}`.split("/node_modules/");
  return own.has(name) && folders.at(-1)?.startsWith(`${name}/`) === true;
}

async function judgeCopy(
  copied: Copied,
  text: string,
  { installed, judge }: CopySearch,
): Promise<Omit<JudgedCopy, "line">> {
  const licence = await licenceOfSource(installed, judge, copied.source);
  if (licence === undefined) return { copied, notices: [], objection: "its licence is unknown" };
  const objection = judge.objection(licence);
  if (objection !== undefined) return { copied, licence, notices: [], objection };
  const notices = await noticesOfSource(installed, copied.source);
  if (keepsNotice(text, copied.source.package, notices)) return { copied, licence, notices };
  return { copied, licence, notices, objection: "its notice is not kept" };
}

/** The parts of a file's added text that stand in third-party code, the longest first, each with whether it may. */
export async function judgeCopies(change: FileChange, search: CopySearch): Promise<readonly JudgedCopy[]> {
  const { after } = change;
  if (!isIndexable(change.path) || after === undefined) return [];
  const { text, lines } = addedCode(change, search.moved);
  const copies: JudgedCopy[] = [];
  for (const copied of findCopied(change.path, text, search.index)) {
    if (isOwnSource(copied.source, search.own)) continue;
    const line = lines[text.slice(0, copied.start).split("\n").length - 1] ?? 1;
    copies.push({ ...(await judgeCopy(copied, after, search)), line });
  }
  return copies;
}

/** Why a copy may not stand, in words. */
export function copyMessage({ copied, licence, objection }: JudgedCopy): string {
  const { source, tokens, how } = copied;
  const names = how === "renamed" ? " with other names" : "";
  return (
    `${tokens} tokens stand in ${source.path}${names} (${source.package}, licence ${licence ?? "unknown"}): ` +
    `${objection ?? ""}. Import it, write it anew, or keep its notice where the licence is allowed`
  );
}
