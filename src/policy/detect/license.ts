import type { Project } from "./project.ts";

/** The repository's own license. */
export interface DetectedLicense {
  /** SPDX expression. */
  readonly spdx: string;
  readonly from: string;
}

/** Words that only the text of one license has; the first that fits is it. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/Apache License\s+Version 2\.0/u, "Apache-2.0"],
  [/GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3/u, "AGPL-3.0-only"],
  [/GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3/u, "LGPL-3.0-only"],
  [/GNU GENERAL PUBLIC LICENSE\s+Version 3/u, "GPL-3.0-only"],
  [/GNU GENERAL PUBLIC LICENSE\s+Version 2/u, "GPL-2.0-only"],
  [/Mozilla Public License Version 2\.0/u, "MPL-2.0"],
  [/free and unencumbered software released into the public domain/u, "Unlicense"],
  [/Neither the name of[\s\S]{1,120}may be used to endorse/u, "BSD-3-Clause"],
  [/Redistributions in binary form must reproduce/u, "BSD-2-Clause"],
  [/Permission is hereby granted, free of charge, to any person obtaining a copy/u, "MIT"],
  [/copyright notice and this permission notice appear in all\s+copies/u, "ISC"],
  [/Permission to use, copy, modify, and\/or distribute this software for any\s+purpose/u, "0BSD"],
];

const FILES = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "COPYING"];

/** Told from `license` of package.json, else from the words of the license file. */
export function detectLicense(project: Project): DetectedLicense | undefined {
  const field = project.field("license");
  if (typeof field === "string" && /^[A-Za-z0-9(][\w.+() -]*$/u.test(field) && !/^(UNLICENSED|SEE )/u.test(field)) {
    return { spdx: field, from: "package.json license" };
  }
  for (const file of FILES) {
    const text = project.texts.get(file);
    const spdx = TEXTS.find(([words]) => text !== undefined && words.test(text))?.[1];
    if (spdx !== undefined) return { spdx, from: file };
  }
  return undefined;
}
