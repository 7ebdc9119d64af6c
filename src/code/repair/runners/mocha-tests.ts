/**
 * Hold of Mocha's tests from within a module that a test file loads; see `DRIVER_TEXT` for the shape. Its interface is
 * global while test files are loaded, and a hook knows the suite that it belongs to.
 */
export const MOCHA_TESTS = String.raw`
  function mochaTests() {
    if (typeof g.before !== "function" || typeof g.after !== "function" || typeof g.describe !== "function" || typeof g.it !== "function") return undefined;
    var all = [];
    return {
      atEnd: function (fn) {
        // All files are loaded then. Of a suite that has ended Mocha lets the functions go.
        g.before(function () {
          var root = this.test.parent;
          while (root.parent) root = root.parent;
          (function go(suite, before, after) {
            var fns = function (hooks) { return hooks.map(function (h) { return h.fn; }); };
            var b = before.concat(fns(suite._beforeEach)), a = fns(suite._afterEach).concat(after);
            suite.tests.forEach(function (t) { if (t.fn) all.push({ test: t, steps: b.concat([t.fn], a).map(calling) }); });
            suite.suites.forEach(function (s) { go(s, b, a); });
          })(root, [], []);
        });
        g.after(function () { this.timeout(0); return fn(); });
      },
      list: function () {
        return all.filter(function (one) { return one.test.state === "passed" || one.test.state === "failed"; })
          .map(function (one) { return { name: one.test.fullTitle(), ok: one.test.state === "passed", steps: one.steps }; });
      },
      context: function () {
        var context = { timeout: function () { return context; }, skip: function () {}, slow: function () {}, retries: function () {} };
        return context;
      },
      asserted: function () { return 0; }, fresh: function () {}
    };
  }
`;
