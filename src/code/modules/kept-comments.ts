import { commentRanges } from "../comments.ts";
import type { CommonJsFile } from "./common-js.ts";

/** Answers the comments inside of a range that a text, which is to stand there, does not have; in order of place. */
export type LostComments = (range: { readonly start: number; readonly end: number }, text: string) => readonly string[];

/** Reads the comments of a file, so that none goes when a statement is written anew. */
export function lostComments({ path, source }: Pick<CommonJsFile, "path" | "source">): LostComments {
  const comments = commentRanges(path, source.text);
  return ({ start, end }, text) => {
    const within = comments.filter((one) => start <= one.start && one.end <= end);
    if (within.length === 0) return [];
    const kept = commentRanges(path, text).map((one) => text.slice(one.start, one.end));
    return within.flatMap((one) => {
      const comment = source.text.slice(one.start, one.end);
      const at = kept.indexOf(comment);
      if (at < 0) return [comment];
      kept.splice(at, 1);
      return [];
    });
  };
}
