import { JEST_TESTS } from "./runners/jest-tests.ts";
import { MOCHA_TESTS } from "./runners/mocha-tests.ts";
import { NODE_TESTS } from "./runners/node-tests.ts";
import { VITEST_TESTS } from "./runners/vitest-tests.ts";

/**
 * What runs inside the repository's own test runner, in front of a target's text: plain JavaScript that keeps to itself.
 * `__assayG[g]` says which alternative of group g is on (0: none), `__assayR[g]` that the group was reached. The first
 * target that is loaded in a test file's world takes hold of the runner's tests, and after their ordinary run calls those
 * that failed, then those that passed, once per candidate in the same process. What it found goes to a file in the
 * directory named by ASSAY_REPAIR.
 *
 * Every runner has one function in `runners/` that gives undefined where it does not run, else `atEnd(fn)`: have `fn`
 * called once all tests have run; `list()`: the tests that ran, `{ name, ok, steps }`, where the steps are called in
 * order with `context()`, made anew each time; `asserted()`: how many assertions held since `fresh()`.
 */
export const DRIVER_TEXT = String.raw`
var __assayT = 0, __assayMax = Infinity, __assayRec = false, __assayArgs = [];
function __assayTick() { if (++__assayT > __assayMax) throw new Error("assay: endless"); }
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
(function () {
  var g = globalThis, proc = g.process;
  var dir = proc && proc.env && proc.env.ASSAY_REPAIR;
  if (!dir || !proc.getBuiltinModule) return;
  var me = {
    file: __assayFile, G: __assayG, R: __assayR, order: __assayOrder,
    ticks: function () { return __assayT; },
    arm: function (max) { __assayT = 0; __assayMax = max; },
    record: function (on) { __assayRec = on; }, args: __assayArgs
  };
  var key = Symbol.for("assay.repair");
  if (g[key]) { g[key].push(me); return; }
  var targets = g[key] = [me];
  var fs = proc.getBuiltinModule("node:fs"), perf = proc.getBuiltinModule("node:perf_hooks").performance;
  var later = g.setTimeout, never = g.clearTimeout;
  var now = function () { return perf.now(); };
${JEST_TESTS}${MOCHA_TESTS}${VITEST_TESTS}${NODE_TESTS}
  var runner = jestTests() || vitestTests() || mochaTests() || nodeTests();
  if (!runner) return;
  function call(fn, context) {
    if (fn.length > 0) return new Promise(function (yes, no) { var d = function (e) { if (e) no(e); else yes(); }; d.fail = no; var r = fn.call(context, d); if (r && r.then) r.then(undefined, no); });
    var r = fn.call(context);
    if (r && typeof r.then === "function") return r;
    if (r && typeof r.next === "function") { for (var s = r.next(); !s.done;) s = r.next(); }
    return undefined;
  }
  function calling(fn) { return function (context) { return call(fn, context); }; }
  function within(promise) {
    return new Promise(function (yes, no) {
      var timer = later(function () { no(new Error("assay: late")); }, 1000);
      promise.then(function () { never(timer); yes(); }, function (e) { never(timer); no(e); });
    });
  }
  async function passes(test) {
    runner.fresh();
    try {
      var context = runner.context();
      for (var i = 0; i < test.steps.length; i++) { var p = test.steps[i](context); if (p && typeof p.then === "function") await within(p); }
      return true;
    } catch (e) { return false; }
  }
  function set(file, parts, on) { targets.forEach(function (t) { if (t.file === file) for (var i = 0; i < parts.length; i += 2) t.G[parts[i]] = on ? parts[i + 1] : 0; }); }
  function arm(max) { targets.forEach(function (t) { t.arm(max); }); }
  function ticks() { return targets.reduce(function (m, t) { return Math.max(m, t.ticks()); }, 0); }
  runner.atEnd(async function () {
    var started = now(), budget = Number(proc.env.ASSAY_REPAIR_MS) || 10000, limit = Error.stackTraceLimit;
    var log = g.console, quiet = {};
    var out = { tests: [], reach: [], plausible: [], partial: [], tried: 0, ms: 0, problem: "", args: [] };
    var tests = runner.list();
    var failing = tests.filter(function (t) { return !t.ok; }), passing = tests.filter(function (t) { return t.ok; });
    out.tests = tests.map(function (t) { return [t.name, t.ok]; });
    try {
      ["log", "info", "warn", "error", "debug", "assert"].forEach(function (m) { quiet[m] = log[m]; log[m] = function () {}; });
      if (failing.length > 0) { Error.stackTraceLimit = 0; await search(failing, passing, out, started, budget); }
    } catch (e) { out.problem = String(e); }
    Object.keys(quiet).forEach(function (m) { log[m] = quiet[m]; });
    Error.stackTraceLimit = limit;
    targets.forEach(function (t) { t.G.fill(0); t.arm(Infinity); t.record(false); });
    out.ms = now() - started;
    fs.writeFileSync(dir + "/found-" + proc.pid + "-" + Math.floor(now() * 1000) + ".json", JSON.stringify(out));
  });
  async function search(failing, passing, out, started, budget) {
    var most = 0, base = [];
    for (var test of failing.concat(passing)) {
      targets.forEach(function (t) { t.R.fill(0); });
      arm(5000000);
      var ok = await passes(test);
      base.push(runner.asserted());
      most = Math.max(most, ticks());
      if (ok !== test.ok) { out.problem = "run again, the test \u201c" + test.name + "\u201d " + (ok ? "passes" : "fails"); return; }
      out.reach.push(targets.map(function (t) { return [t.file, Array.from(t.R).reduce(function (l, x, i) { if (x) l.push(i); return l; }, [])]; }));
    }
    targets.forEach(function (t) { t.record(true); });
    for (var again of failing.concat(passing)) { arm(5000000); await passes(again); }
    targets.forEach(function (t) { t.record(false); out.args.push([t.file, t.args]); });
    var max = Math.max(50000, most * 20), reached = {}, all = [], seen = {};
    out.reach.slice(0, failing.length).forEach(function (r) { r.forEach(function (e) { reached[e[0]] = reached[e[0]] || new Set(); e[1].forEach(function (x) { reached[e[0]].add(x); }); }); });
    targets.forEach(function (t) {
      if (seen[t.file]) return; seen[t.file] = true;
      t.order.forEach(function (c) {
        for (var i = 0; i < c[2].length; i += 2) if (reached[t.file] && reached[t.file].has(c[2][i])) { all.push({ file: t.file, id: c[0], prior: c[1], parts: c[2] }); return; }
      });
    });
    all.sort(function (a, b) { return b.prior - a.prior; });
    var zero = base[0];
    // A test that failed early took few turns: what goes on beyond them is tried again with many more, once all are through.
    var cut = false, long = [];
    async function tries(list) {
      list.forEach(function (c) { set(c.file, c.parts, true); });
      out.tried++;
      var won = 0, steps = 0, i = 0;
      for (; i < failing.length; i++) {
        arm(max);
        if (await passes(failing[i])) won++;
        else { if (ticks() > max) cut = true; if (i === 0) steps = runner.asserted(); if (i > 3) break; }
      }
      var good = won === failing.length;
      for (var j = 0; good && j < passing.length; j++) { arm(max); good = await passes(passing[j]); }
      list.forEach(function (c) { set(c.file, c.parts, false); });
      if (good) out.plausible.push(list.map(function (c) { return [c.file, c.id]; }));
      return won === failing.length ? -1 : won * 1000 + Math.max(0, steps - zero);
    }
    var partial = [];
    for (var c of all) {
      if (now() - started > budget || out.plausible.length >= 400) break;
      var score = await tries([c]);
      if (score > 0) partial.push([score, c]);
      if (cut) long.push(c);
      cut = false;
    }
    max = Math.max(5000000, max);
    for (var l of long) {
      if (now() - started > budget || out.plausible.length >= 400) break;
      await tries([l]);
    }
    max = Math.max(50000, most * 20);
    partial.sort(function (a, b) { return b[0] - a[0] || b[1].prior - a[1].prior; });
    out.partial = partial.slice(0, 50).map(function (p) { return [p[1].file, p[1].id, p[0]]; });
    if (out.plausible.length > 0) return;
    for (var p of partial.slice(0, 60)) {
      for (var d of all.slice(0, 4000)) {
        if (now() - started > budget * 2 || out.plausible.length >= 40) return;
        if (d === p[1] || (d.file === p[1].file && d.parts.some(function (x, i) { return i % 2 === 0 && p[1].parts.includes(x); }))) continue;
        await tries([p[1], d]);
      }
    }
  }
})();
`;
