import { ASSERTIONS_TEXT } from "./driver/assertions-text.ts";
import { GUARD_TEXT } from "./driver/guard-text.ts";
import { LANES_TEXT } from "./driver/lanes-text.ts";
import { SEARCH_TEXT } from "./driver/search-text.ts";
import { VALUES_TEXT } from "./driver/values-text.ts";
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
export const DRIVER_TEXT = String.raw`${VALUES_TEXT}
(function () {
  var g = globalThis, proc = g.process;
  var dir = proc && proc.env && proc.env.ASSAY_REPAIR;
  if (!dir || !proc.getBuiltinModule) return;
  var me = {
    file: __assayFile, G: __assayG, R: __assayR, V: __assayV, E: __assayE, L: __assayL, readers: __assayReaders, order: __assayOrder, units: __assayUnits,
    // A unit with edits, from the last to the first, as a function; what cannot be compiled is undefined.
    compile: function (unit, edits) {
      var text = __assayUnits[unit];
      edits.forEach(function (e) { text = text.slice(0, e[0]) + e[2] + text.slice(e[1]); });
      try {
        if (__assayNames.length === 0) return __assayEval(text);
        return __assayEval("(function(" + __assayNames.join(",") + "){return " + text + "})").apply(undefined, __assayNames.map(function (n) { return __assayImports()[n]; }));
      } catch (e) { return undefined; }
    },
    ticks: function () { return __assayT; },
    isCut: function () { return __assayT > __assayMax; },
    isLate: function () { return __assayBy === "clock"; },
    watchClock: function (late) { __assayLate = late; },
    arm: function (max) { __assayT = 0; __assayMax = max; __assayBy = ""; },
    record: function (on) { __assayRec = on; __assayObj = on; }, args: __assayArgs
  };
  var key = Symbol.for("assay.repair");
  if (g[key]) { g[key].push(me); me.watchClock(g[key][0].guard); return; }
  var targets = g[key] = [me];
  var fs = proc.getBuiltinModule("node:fs"), perf = proc.getBuiltinModule("node:perf_hooks").performance;
  var later = g.setTimeout, never = g.clearTimeout;
  var now = function () { return perf.now(); };
  var cpu = function () { var used = proc.cpuUsage(); return (used.user + used.system) / 1000; };
${GUARD_TEXT}${JEST_TESTS}${MOCHA_TESTS}${VITEST_TESTS}${NODE_TESTS}
  // While the tests run as they are.
  var guard = loopGuard(g, now);
  me.guard = guard.late;
  me.watchClock(guard.late);
  var runner = jestTests() || vitestTests() || mochaTests() || nodeTests();
  if (!runner) return;
${ASSERTIONS_TEXT}
${LANES_TEXT}
${SEARCH_TEXT}
  runner.atEnd(async function () {
    var started = now(), budget = Number(proc.env.ASSAY_REPAIR_MS) || 10000, limit = Error.stackTraceLimit;
    var log = g.console, quiet = {}, undo = [];
    var out = { tests: [], units: [0, 0], spectrum: [], plausible: [], partial: [], tried: 0, left: false, escaped: false, ms: 0, problem: "", args: [] };
    guard.stop();
    var tests = runner.list();
    var failing = tests.filter(function (t) { return !t.ok; }), passing = tests.filter(function (t) { return t.ok; });
    out.tests = tests.map(function (t) { return [t.name, t.ok]; });
    try {
      ["log", "info", "warn", "error", "debug", "assert"].forEach(function (m) { quiet[m] = log[m]; log[m] = function () {}; });
      if (failing.length > 0) {
        undo = [watchExpect(), watchAssert()];
        Error.stackTraceLimit = 0;
        await search(failing, passing, out, started, budget);
      }
    } catch (e) { out.problem = String(e); }
    undo.forEach(function (one) { one(); });
    Object.keys(quiet).forEach(function (m) { log[m] = quiet[m]; });
    Error.stackTraceLimit = limit;
    targets.forEach(function (t) { t.G.fill(0); t.arm(Infinity); t.watchClock(undefined); t.record(false); });
    out.ms = now() - started;
    if (lane > 1) return;
    closeLanes();
    fs.writeFileSync(dir + "/found-" + proc.pid + "-" + Math.floor(now() * 1000) + ".json", JSON.stringify(out));
  });
})();
`;
