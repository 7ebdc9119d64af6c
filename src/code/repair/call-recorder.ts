import { toHarness } from "./harness.ts";

/**
 * A text that does what the original does and, when the process ends, however it ends, writes the last calls of the file's
 * functions, and of the methods of its objects, with their arguments to a file in the directory named by ASSAY_CALLS, in
 * the form of the driver's report. `file` is the number by which the report names the file.
 */
export function toCallRecorder(path: string, text: string, file: number): string {
  const shebang = /^#!.*\n/u.exec(text)?.[0] ?? "";
  const whole = `${shebang}${RECORDER}${text.slice(shebang.length)}`;
  return toHarness(path, whole, [], { file, mode: "inside" }).text;
}

const RECORDER = String.raw`
;(function () {
  var proc = globalThis.process, dir = proc && proc.env && proc.env.ASSAY_CALLS;
  if (!dir || !proc.getBuiltinModule) return;
  __assayRec = true;
  __assayLast = true;
  proc.on("exit", function () {
    var name = "/found-" + proc.pid + "-" + __assayFile + ".json";
    proc.getBuiltinModule("node:fs").writeFileSync(dir + name, JSON.stringify({ args: [[__assayFile, __assayArgs]] }));
  });
})();
`;
