import type { FileChange } from "../../domain/change.ts";
import { addedLines, toLines } from "../added-lines.ts";

/** A notice of somebody else's rights in added text. */
export interface Notice {
  /** `copyright`, `licence-notice` or `spdx-identifier`. */
  readonly code: string;
  readonly text: string;
  readonly line: number;
  /** The SPDX expression, where the notice names one so. */
  readonly expression?: string;
}

/** How a comment line or a line of plain text begins. */
const LEAD =
  "^\\s{0,200}(?:\\/\\/+|\\/?\\*+!?|#+|<!--|--|;+|%+|\"{3}|'{3}|@(?:license|licence|preserve|copyright)|\\s){0,4}\\s{0,40}";
const COPYRIGHT = new RegExp(
  `${LEAD}(?:@copyright\\s|(?:portions )?copyright\\s{1,4}(?:\\(c\\)|©|\\d{4}|[A-Z])|(?:\\(c\\)|©)\\s{0,3}(?:copyright|\\d{4}))`,
  "iu",
);
const SPDX = /SPDX-License-Identifier:\s{0,4}(?<expression>[\w.+() -]{1,200}?)\s{0,4}(?:\*\/|-->|$)/u;
/** Phrases that stand in notices of the common licences and nowhere else. */
const PHRASES =
  /permission is hereby granted, free of charge|redistribution and use in source and binary forms|licensed under the (?:apache|mit|bsd|gnu|mozilla|eclipse|isc|zlib|boost|gpl|lgpl|mpl|apache license)|(?:under the terms of|version \d(?:\.\d)? of) the (?:gnu|lesser gpl|mozilla public|eclipse public)|gnu (?:affero |lesser |library )?general public license|mozilla public license|this (?:file|program|library|software) is (?:part of|free software|licensed|subject to|provided ["'“]as)|you may (?:not use this file except|obtain a copy of the license)|the software is provided ["'“]as is|all rights reserved|code is governed by a|this code is (?:distributed|licensed)|(?:adapted|copied|ported|borrowed|taken) (?:verbatim )?from (?:https?:\/\/|the \S{1,40} (?:project|library|source))/iu;
const COMMENT = /^\s*(?:\/\/|\/?\*|#|<!--|--|;|%|"""|''')/u;

function toNotice(text: string, line: number): Notice | undefined {
  const shown = text.trim().slice(0, 120);
  const spdx = SPDX.exec(text)?.groups?.["expression"];
  if (spdx !== undefined) return { code: "spdx-identifier", text: shown, line, expression: spdx };
  if (COPYRIGHT.test(text)) return { code: "copyright", text: shown, line };
  return COMMENT.test(text) && PHRASES.test(text) ? { code: "licence-notice", text: shown, line } : undefined;
}

/**
 * Copyright and licence notices in a file's added lines that the repository does not have already.
 * @param own texts of the repository's own: the required header, its licence and notice files, the same file before.
 */
export function foreignNotices(change: FileChange, own: readonly string[]): readonly Notice[] {
  const simple = (text: string): string => text.toLowerCase().replace(/\d{4}|[^a-z]+/gu, "");
  const notices = addedLines(change).flatMap(({ number, text }) => {
    const notice = toNotice(text, number);
    return notice === undefined ? [] : [{ notice, plain: simple(text) }];
  });
  if (notices.length === 0) return [];
  const known = simple(own.join("\n"));
  return notices.filter(({ plain }) => !known.includes(plain)).map(({ notice }) => notice);
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
