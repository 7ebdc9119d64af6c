import { likeness, toSketch } from "./sketch.ts";

/** Texts less alike than this are not the same licence. */
const ENOUGH = 0.6;

/**
 * The SPDX id of a licence file's text, by likeness with the texts of the SPDX list; undefined where none is like it.
 * "-only" and "-or-later" share one text: the answer is "-only".
 */
export async function recogniseLicence(text: string): Promise<string | undefined> {
  const { LICENCE_SIGNATURES } = await import("./licence-signatures.ts");
  const sketch = toSketch(text);
  let best: { readonly id: string; readonly score: number } | undefined;
  for (const line of LICENCE_SIGNATURES.trim().split("\n")) {
    const [id = "", ...hashes] = line.split(" ");
    const score = likeness(
      sketch,
      hashes.map((hash) => Number.parseInt(hash, 36)),
    );
    if (score >= ENOUGH && score > (best?.score ?? 0)) best = { id, score };
  }
  return best?.id;
}
