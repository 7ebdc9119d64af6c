/**
 * First part of what runs in front of a target's text: the counter of loop turns, and the recorder of calls, which
 * gives values the way that the probe takes them. A value that it cannot give whole makes it leave the call out. Of an
 * object's earlier calls the first 20 are kept; reading a property is none.
 */
export const VALUES_TEXT = String.raw`
// Whether objects are watched, calls recorded, and of too many calls the last kept.
var __assayObj = true, __assayRec = false, __assayLast = false, __assayArgs = [], __assayObjects = new WeakMap(), __assayValues = {};
var __assayT = 0, __assayMax = Infinity, __assayLate, __assayBy = "";
function __assayTick() {
  if (++__assayT <= __assayMax && ((__assayT & 31) !== 0 || !__assayLate || !__assayLate())) return;
  // Code that catches the error runs on: what ended it first is what counts.
  if (__assayMax !== -1) __assayBy = __assayT > __assayMax ? "turns" : "clock";
  __assayMax = -1;
  throw new Error("assay: endless");
}
function __assayPut(call) { if (__assayArgs.length >= 300) __assayArgs.shift(); __assayArgs.push(call); }
function __assayIsFull() { return !__assayRec || (__assayArgs.length >= 300 && !__assayLast); }
function __assayList(args) { return args.map(function (a) { return __assayS(a, 5); }); }
function __assayArg(name, args) {
  if (__assayIsFull()) return;
  try { __assayPut({ name: name, args: __assayList(args) }); } catch (e) {}
}
// What an object was made from, which is kept for its calls; one whose arguments cannot be given has no calls that can.
function __assayMade(object, how, name, args) {
  var made = null;
  try { made = { how: how, name: name, args: __assayList(args), calls: [] }; } catch (e) {}
  __assayObjects.set(object, made);
  return object;
}
function __assayValue(name) { return __assayValues[name] || (__assayValues[name] = {}); }
function __assayMet(object, how, name, method, args, kind) {
  if (object === null || (typeof object !== "object" && typeof object !== "function")) return;
  if (!__assayObjects.has(object)) { if (how === "") return; __assayMade(object, how, name, []); }
  var made = __assayObjects.get(object);
  if (!made || (made.calls.length >= 20 && __assayIsFull())) return;
  try { var call = { name: method, args: __assayList(args) }; } catch (e) { __assayObjects.set(object, null); return; }
  if (kind) call.kind = kind;
  if (!__assayIsFull()) __assayPut({ name: method, args: call.args, kind: kind, on: { how: made.how, name: made.name, args: made.args, before: made.calls.slice() } });
  if (made.calls.length < 20 && kind !== "get") made.calls.push(call);
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
