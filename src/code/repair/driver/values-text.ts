/**
 * First part of what runs in front of a target's text: the counter of loop turns, and the recorder of arguments, which
 * gives values the way that the probe takes them. A value that it cannot give whole makes it leave the call out.
 */
export const VALUES_TEXT = String.raw`
var __assayT = 0, __assayMax = Infinity, __assayRec = false, __assayArgs = [], __assayLate;
function __assayTick() {
  if (++__assayT <= __assayMax && ((__assayT & 31) !== 0 || !__assayLate || !__assayLate())) return;
  __assayMax = -1;
  throw new Error("assay: endless");
}
function __assayArg(name, args) {
  if (__assayArgs.length < 300) { try { var s = args.map(function (a) { return __assayS(a, 5); }); __assayArgs.push([name, s]); } catch (e) {} }
}
function __assayS(v, d) {
  if (d < 0) throw new Error("deep");
  if (v === undefined) return { type: "special", name: "undefined" };
  if (v === null || typeof v === "boolean" || typeof v === "string") return { type: "primitive", value: v };
  if (typeof v === "number") {
    if (v !== v) return { type: "special", name: "NaN" };
    if (v === Infinity) return { type: "special", name: "Infinity" };
    if (v === -Infinity) return { type: "special", name: "-Infinity" };
    return Object.is(v, -0) ? { type: "special", name: "-0" } : { type: "primitive", value: v };
  }
  if (typeof v === "bigint") return { type: "bigint", digits: String(v) };
  if (Array.isArray(v)) { if (v.length > 200) throw new Error("long"); return { type: "array", items: v.map(function (x) { return __assayS(x, d - 1); }) }; }
  var tag = Object.prototype.toString.call(v);
  if (tag === "[object Date]") return { type: "date", ms: v.getTime() };
  if (tag === "[object Map]") return { type: "map", entries: Array.from(v, function (e) { return [__assayS(e[0], d - 1), __assayS(e[1], d - 1)]; }) };
  if (tag === "[object Set]") return { type: "set", items: Array.from(v, function (x) { return __assayS(x, d - 1); }) };
  if (tag === "[object Object]" && typeof v === "object") {
    var p = Object.getPrototypeOf(v);
    if (p !== null && Object.getPrototypeOf(p) !== null) throw new Error("instance");
    return { type: "object", entries: Object.keys(v).map(function (k) { return [k, __assayS(v[k], d - 1)]; }) };
  }
  throw new Error("opaque");
}
`;
