/**
 * Writes src/check/license/licence-signatures.ts from the texts of the SPDX licence list: for each licence that is
 * approved by the OSI or often met, the sketch of its text. Run it when the list or the sketch changes.
 */
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { SKETCH, toSketch } from "../src/check/license/sketch.ts";

const OTHERS =
  /^(?:CC0-1\.0|CC-BY(?:-SA|-NC)?-4\.0|WTFPL|Unlicense|0BSD|BlueOak-1\.0\.0|Elastic-2\.0|BUSL-1\.1|SSPL-1\.0|JSON|Python-2\.0|PSF-2\.0|Beerware|curl|X11|MIT-0|Ruby|Zlib|Unicode-3\.0|OpenSSL|AGPL-3\.0-only)$/u;

const require = createRequire(import.meta.url);
const list: unknown = require("spdx-license-list/full");
const rows: string[] = [];
for (const [id, licence] of Object.entries(typeof list === "object" && list !== null ? list : {}).sort()) {
  const { osiApproved, licenseText } = toFields(licence);
  if (typeof licenseText !== "string" || /-or-later$|^.*GPL-\d\.\d\+?$/u.test(id)) continue;
  if (osiApproved !== true && !OTHERS.test(id)) continue;
  rows.push([id, ...toSketch(licenseText).map((hash) => hash.toString(36))].join(" "));
}
await writeFile(
  new URL("../src/check/license/licence-signatures.ts", import.meta.url),
  `/** Written by scripts/licence-signatures.ts. A line for each licence: SPDX id and the ${SKETCH} smallest hashes of its text, in base 36. */
export const LICENCE_SIGNATURES = \`
${rows.join("\n")}
\`;
`,
);

function toFields(value: unknown): { readonly osiApproved?: unknown; readonly licenseText?: unknown } {
  return typeof value === "object" && value !== null ? value : {};
}
