import { toFileText } from "../domain/file-text.ts";
import type { Excluded } from "./classify-entry.ts";
import { renderTooLarge } from "./classify-entry.ts";

/** First line of a Git LFS pointer (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
const LFS_POINTER = "version https://git-lfs.github.com/spec/v1\n";

/** Decides on a file by its first `limit + 1` bytes; undefined where it is text to work on. */
export function classifyContent(bytes: Uint8Array, limit: number): Excluded | undefined {
  if (bytes.length > limit) return { type: "excluded", reason: "too-large", detail: renderTooLarge(limit) };
  const content = toFileText(bytes);
  switch (content.type) {
    case "binary":
      return { type: "excluded", reason: "binary", detail: "it holds NUL bytes, so it is binary or not UTF-8 text" };
    case "not-utf8":
      return {
        type: "excluded",
        reason: "not-utf8",
        detail: "its text is not valid UTF-8; convert it to have it worked on",
      };
    case "text":
      return content.text.startsWith(LFS_POINTER)
        ? {
            type: "excluded",
            reason: "lfs-pointer",
            detail: "it is kept in Git LFS; its content is not in this repository",
          }
        : undefined;
  }
}
