import type { FileChange } from "../../domain/change.ts";
import { addedLines, toLines } from "../added-lines.ts";
import type { AddedLine } from "../added-lines.ts";

/** A notice of somebody else's rights in added text. */
export interface Notice {
  /** `copyright`, `licence-notice` or `spdx-identifier`. */
  readonly code: string;
  readonly text: string;
  readonly line: number;
  /** The licence that it names: an SPDX expression, or its name as written; absent where it names none. */
  readonly licence?: string;
}

/** How a comment line or a line of plain text begins. */
const LEAD =
  "^\\s{0,200}(?:\\/\\/+|\\/?\\*+!?|#+|<!--|--|;+|%+|\"{3}|'{3}|@(?:license|licence|preserve|copyright)|\\s){0,4}\\s{0,40}";
const COPYRIGHT = new RegExp(
  `${LEAD}(?:@copyright\\s|SPDX-(?:File|Snippet)CopyrightText\\s{0,4}[:=]|(?:portions )?copyright\\s{1,4}(?:\\(c\\)|©|\\d{4}|(?<owner>[A-Z]))|(?:\\(c\\)|©)\\s{0,3}(?:copyright|\\d{4}))`,
  "iu",
);
const SPDX = /SPDX-License-Identifier:\s{0,4}(?<licence>[\w.+() -]{1,200}?)\s{0,4}(?:\*\/|-->|$)/u;
/** `@license MIT`, `@licence: Apache-2.0`. */
const TAG = /(?:^|[\s*/#])@licen[cs]e\b:?\s{1,4}(?<licence>[\w.+()-][\w.+() -]{0,120}?)\s{0,4}(?:\*\/|-->|,|$)/u;
/** Names a licence by what the code is under: "released under the MIT license". */
const UNDER =
  /\b(?:licen[cs]ed|released|distributed|published|available|provided|offered|shared|usable)\s+under\s+(?:the\s+|an?\s+)?(?:terms\s+of\s+(?:the\s+|an?\s+)?)?(?<licence>(?:[\w.+,-]+\s+){0,6}?(?:licen[cs]e\b(?:,?\s+(?:v|version\s+)\d[\d.]*)?|GPL\S*|LGPL\S*|AGPL\S*|MPL\S*|MIT\b|ISC\b|BSD\S*|Apache\S*))/iu;
/** Sentences of the licences' own texts, which stand nowhere else, and the licence that each is of. */
const SENTENCES: readonly (readonly [RegExp, string?])[] = [
  [/permission is hereby granted, free of charge/iu, "MIT"],
  [/permission to use, copy, modify, and\/or distribute this software/iu, "ISC"],
  [/redistribution and use in source and binary forms/iu, "BSD-2-Clause OR BSD-3-Clause"],
  [
    /under the terms of the (?:gnu|mozilla public|eclipse public)|this (?:program|library) is free software[;:,] you can redistribute/iu,
  ],
];
/** Phrases that stand in notices of the common licences and nowhere else in comments. */
const PHRASES =
  /(?:under the terms of|version \d(?:\.\d)? of) the (?:gnu|lesser gpl|mozilla public|eclipse public)|gnu (?:affero |lesser |library )?general public license|mozilla public license|this (?:file|program|library|software) is (?:part of|free software|licensed|subject to|provided ["'“]as)|you may (?:not use this file except|obtain a copy of the license)|the software is provided ["'“]as is|all rights reserved|code is governed by a|this code is (?:distributed|licensed)|(?:adapted|copied|ported|borrowed|taken) (?:verbatim )?from (?:https?:\/\/|the \S{1,40} (?:project|library|source))/iu;
const COMMENT = /^\s*(?:\/\/|\/?\*|#|<!--|--|;|%|"""|''')/u;
/** Begin and end of comments over several lines. */
const BLOCKS: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/\/\*(?!.*\*\/)/u, /\*\//u],
  [/<!--(?!.*-->)/u, /-->/u],
  [/^\s*[rub]?"""(?!.*""")/iu, /"""/u],
  [/^\s*[rub]?'''(?!.*''')/iu, /'''/u],
];

/** Whether a line says whose something is: a word after "copyright" has to be a name. */
function isCopyright(text: string): boolean {
  const match = COPYRIGHT.exec(text);
  return match !== null && !/[a-z]/u.test(match.groups?.["owner"] ?? "");
}

function toNotice(text: string, line: number, place: "comment" | "code"): Notice | undefined {
  const shown = text.trim().slice(0, 120);
  const named = (code: string, pattern: RegExp): Notice | undefined => {
    const licence = pattern.exec(text)?.groups?.["licence"];
    return licence === undefined ? undefined : { code, text: shown, line, licence: licence.trim() };
  };
  const identifier = named("spdx-identifier", SPDX);
  if (identifier !== undefined) return identifier;
  if (isCopyright(text)) return { code: "copyright", text: shown, line };
  const sentence = SENTENCES.find(([pattern]) => pattern.test(text));
  if (sentence !== undefined) {
    const [, licence] = sentence;
    return { code: "licence-notice", text: shown, line, ...(licence === undefined ? {} : { licence }) };
  }
  if (place === "code") return undefined;
  const told = named("licence-notice", TAG) ?? named("licence-notice", UNDER);
  return told ?? (PHRASES.test(text) ? { code: "licence-notice", text: shown, line } : undefined);
}

/** Each added line with whether it is a comment: by its own sign, or because a comment that began above it goes on. */
function placed(added: readonly AddedLine[]): readonly (AddedLine & { readonly place: "comment" | "code" })[] {
  let close: RegExp | undefined;
  let last = 0;
  return added.map((line) => {
    if (line.number !== last + 1) close = undefined;
    last = line.number;
    const inside = close !== undefined || COMMENT.test(line.text);
    if (close?.test(line.text) === true) close = undefined;
    else close ??= BLOCKS.find(([open]) => open.test(line.text))?.[1];
    return { ...line, place: inside || close !== undefined ? "comment" : "code" };
  });
}

/** Letters only: years, signs and layout do not matter when two notices are compared. */
export function plainNotice(text: string): string {
  return text.toLowerCase().replace(/\d{4}|[^a-z]+/gu, "");
}

/** Copyright and licence notices in a file's added lines; whether they are the repository's own is for the caller to tell. */
export function noticesOf(change: FileChange): readonly Notice[] {
  return placed(addedLines(change)).flatMap(({ number, text, place }) => toNotice(text, number, place) ?? []);
}

/** Files whose format has comments, so that a header can stand in them. */
const CAN_HOLD_HEADER =
  /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|scala|c|cc|cpp|h|hpp|cs|rb|php|swift|sh|sql|css|scss|vue|svelte)$/u;
/** Lines at a file's head in which the header is looked for: after an interpreter line, an encoding line, a doctype. */
const HEAD_LINES = 12;

/** Whether a new file lacks the header that the policy asks for; files without comments need none. */
export function lacksHeader(change: FileChange, header: string | undefined): boolean {
  if (header === undefined || header.trim() === "" || change.before !== undefined || change.after === undefined)
    return false;
  if (!CAN_HOLD_HEADER.test(change.path)) return false;
  const simple = (line: string): string => line.replace(/^[\s/*#;<!-]+|[\s*/>-]+$/gu, "").replace(/\s+/gu, " ");
  const wanted = toLines(header.trim())
    .map(simple)
    .filter((line) => line !== "");
  const head = toLines(change.after)
    .slice(0, HEAD_LINES + wanted.length)
    .map(simple);
  return !wanted.every((line) => head.some((one) => one.includes(line)));
}
