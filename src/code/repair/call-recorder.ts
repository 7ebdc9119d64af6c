import { toHarness } from "./harness.ts";
import { recordMethods } from "./record-methods.ts";

/**
 * A text that does what the original does and, when the process ends, however it ends, writes the calls of the file's
 * functions, and of the methods of its classes, with their arguments to a file in the directory named by ASSAY_CALLS, in the form of the driver's report.
 * `file` is the number by which the report names the file.
 */
export function toCallRecorder(path: string, text: string, file: number): string {
  const shebang = /^#!.*\n/u.exec(text)?.[0] ?? "";
  const told = recordMethods(path, text.slice(shebang.length));
  return toHarness(path, `${shebang}${RECORDER}${told}`, [], { file, mode: "inside" }).text;
}

/** Calls of methods come with the object's class, what it was made from, and the calls that it had before. */
const RECORDER = String.raw`
var __assayObjects = new WeakMap();
function __assayMade(object, name, args) {
  try { __assayObjects.set(object, { name: name, args: args.map(function (a) { return __assayS(a, 5); }), calls: [] }); }
  catch (e) { __assayObjects.set(object, null); }
}
function __assayMet(object, name, method, args) {
  if (!__assayRec || object === null || typeof object !== "object") return;
  if (!__assayObjects.has(object)) __assayMade(object, name, []);
  var made = __assayObjects.get(object);
  if (!made) return;
  try { var call = [method, args.map(function (a) { return __assayS(a, 5); })]; } catch (e) { __assayObjects.set(object, null); return; }
  if (__assayArgs.length >= 300) __assayArgs.shift();
  __assayArgs.push(call.concat([[made.name, made.args, made.calls.slice()]]));
  if (made.calls.length < 20) made.calls.push(call);
}
;(function () {
  var proc = globalThis.process, dir = proc && proc.env && proc.env.ASSAY_CALLS;
  if (!dir || !proc.getBuiltinModule) return;
  __assayRec = true;
  proc.on("exit", function () {
    var name = "/found-" + proc.pid + "-" + __assayFile + ".json";
    proc.getBuiltinModule("node:fs").writeFileSync(dir + name, JSON.stringify({ args: [[__assayFile, __assayArgs]] }));
  });
})();
`;
