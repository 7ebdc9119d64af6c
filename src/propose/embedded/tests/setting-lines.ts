import type { LiteralStyle } from "../../../probe/explore/render-literal.ts";
import type { Trial } from "../../../probe/explore/plans.ts";

/** Lines that set the module's switches as a trial has them, or put them back as they are when it is loaded. */
export function settingLines(
  { scenario: { settings = [] } }: Trial,
  { exported }: LiteralStyle,
  how: "set" | "put back",
): readonly string[] {
  return settings.map(({ path, value }) => `${exported(path)} = ${String(how === "set" ? value : !value)}`);
}
