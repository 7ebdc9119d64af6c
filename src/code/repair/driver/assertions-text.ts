/**
 * How the tests of a runner are called again and their assertions watched. Assertions are counted one by one; with `soft`
 * one that fails lets the test go on, so that a test of many assertions tells of each (test case purification: Xuan,
 * Monperrus, FSE 2014). Messages of failed assertions, which nobody reads here, are not written: they cost more than the
 * code under test. Where neither `expect` of Jest's kind nor `node:assert` is used, the runner's own count has to do.
 */
export const ASSERTIONS_TEXT = String.raw`
  var watch = { soft: false, count: 0, failed: 0, each: undefined };
  var FAILED = new Error("assay: failed");
  function note(good) {
    watch.count++;
    if (!good) watch.failed++;
    if (watch.each) watch.each(good);
    return good || watch.soft;
  }
  function nothing() { return ""; }
  // Each expect() makes some 300 closures: this one makes those that are asked for.
  function leanExpect(real, box, wrapped) {
    function Lean(actual) { this.actual = actual; }
    Object.keys(wrapped).filter(function (name) { return name !== "toBe"; }).forEach(function (name) {
      var only = {};
      only[name] = wrapped[name];
      Object.defineProperty(Lean.prototype, name, { get: function () {
        var own = this.actual, all = box.matchers;
        box.matchers = only;
        try { return real(own)[name]; } finally { box.matchers = all; }
      } });
    });
    Object.defineProperty(Lean.prototype, "toBe", { get: function () {
      var own = this.actual;
      return function (wanted) { if (!note(Object.is(own, wanted))) throw FAILED; };
    } });
    ["not", "resolves", "rejects"].forEach(function (name) {
      Object.defineProperty(Lean.prototype, name, { get: function () { return real(this.actual)[name]; } });
    });
    var lean = function (actual) { return new Lean(actual); };
    Object.keys(real).forEach(function (name) { lean[name] = real[name]; });
    return lean;
  }
  function watchExpect() {
    var real = g.expect, box = g[Symbol.for("$$jest-matchers-object")];
    if (typeof real !== "function" || !box || !box.matchers) return function () {};
    var all = box.matchers, wrapped = {};
    Object.keys(all).forEach(function (name) {
      var matcher = all[name];
      if (/snapshot/i.test(name)) { wrapped[name] = matcher; return; }
      var own = wrapped[name] = function () {
        var result = matcher.apply(this, arguments);
        if (!result || typeof result.then === "function") return result;
        var good = note(!result.pass === !!this.isNot);
        return { pass: good ? !this.isNot : !!this.isNot, message: nothing };
      };
      own[Symbol.for("$$jest-internal-matcher")] = true;
    });
    box.matchers = wrapped;
    g.expect = leanExpect(real, box, wrapped);
    return function () { box.matchers = all; g.expect = real; };
  }
  function watchAssert() {
    var assert = proc.getBuiltinModule("node:assert"), equal = proc.getBuiltinModule("node:util").isDeepStrictEqual;
    var known = { strictEqual: Object.is, deepStrictEqual: equal, ok: function (v) { return !!v; }, equal: function (a, b) { return a == b || (a !== a && b !== b); } };
    var undo = [assert, assert.strict].map(function (object) {
      var was = {};
      Object.keys(known).forEach(function (name) {
        if (object === assert.strict && name === "equal") return;
        was[name] = object[name];
        object[name] = function (a, b) { if (!note(known[name](a, b))) throw FAILED; };
      });
      return function () { Object.keys(was).forEach(function (name) { object[name] = was[name]; }); };
    });
    return function () { undo.forEach(function (one) { one(); }); };
  }
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
  // Whether a test passes; with soft assertions, whether all of them did.
  async function passes(test) {
    runner.fresh();
    watch.count = 0;
    watch.failed = 0;
    try {
      var context = runner.context();
      for (var i = 0; i < test.steps.length; i++) { var p = test.steps[i](context); if (p && typeof p.then === "function") await within(p); }
      return !watch.soft || watch.failed === 0;
    } catch (e) { return false; }
  }
  function counted() { return watch.count > 0 ? watch.count : runner.asserted(); }
`;
