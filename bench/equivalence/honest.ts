import { minifySync, transformSync } from "@swc/core";
import { applyRewrite, REWRITES } from "../../src/code/refactor/rewrites.ts";

/** A text that does the same as another one, by the word of a tool that is not ours, or of a rewrite that is. */
export interface HonestChange {
  readonly maker: string;
  readonly text: string;
}

/**
 * The same code written in other ways: compressed and with other names by SWC's minifier, lowered to an older language
 * by SWC, and by each of the embedded rewrites that fits.
 */
export function honestChanges(file: string, text: string): readonly HonestChange[] {
  const compressed = minifySync(text, { compress: true, mangle: true, toplevel: false, module: false }).code;
  const lowered = transformSync(text, {
    configFile: false,
    swcrc: false,
    jsc: { target: "es2015", parser: { syntax: "ecmascript" } },
    isModule: false,
  }).code;
  const own = REWRITES.flatMap((rewrite): readonly HonestChange[] => {
    const made = applyRewrite(file, text, rewrite);
    return made === undefined ? [] : [{ maker: rewrite.name, text: made.text }];
  });
  return [{ maker: "minified", text: compressed }, { maker: "lowered", text: lowered }, ...own].filter(
    (change) => change.text.trim() !== text.trim(),
  );
}
