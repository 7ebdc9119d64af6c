import { instrument } from "../instrument.ts";
import { parseSource } from "../source.ts";
import { GUARD_TEXT } from "./driver/guard-text.ts";
import { prologueEnd } from "./prologue-end.ts";

/** In front of the text; the files that one world loads share what they know. */
const PROLOGUE = String.raw`;var __assayTurns=0,__assayTick=(function () {
  var g = globalThis, proc = g.process, key = Symbol.for("assay.loops");
  if (!proc || !proc.getBuiltinModule) return function () {};
${GUARD_TEXT}
  var perf = proc.getBuiltinModule("node:perf_hooks").performance;
  var guard = g[key] = g[key] || loopGuard(g, function () { return perf.now(); });
  return function () { if ((++__assayTurns & 31) === 0) guard.late(); };
})();`;

/** A text that does what the original does, on the same lines, but in which a loop without end throws an error. */
export function endLoops(path: string, text: string): string {
  const { text: ticking } = instrument(path, text, { coverage: "off", comparisons: "off" });
  const at = prologueEnd(parseSource(path, ticking));
  return ticking.slice(0, at) + PROLOGUE.replaceAll("\n", " ") + ticking.slice(at);
}
