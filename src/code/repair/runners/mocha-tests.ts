/**
 * Hold of Mocha's tests from within a module that a test file loads; see `DRIVER_TEXT` for the shape. Its interface is
 * global while test files are loaded, and a hook knows the suite that it belongs to.
 */
export const MOCHA_TESTS = String.raw`
  function mochaTests() {
    if (typeof g.after !== "function" || typeof g.describe !== "function" || typeof g.it !== "function") return undefined;
    var root;
    return {
      atEnd: function (fn) {
        g.after(function () { this.timeout(0); root = this.test.parent; while (root.parent) root = root.parent; return fn(); });
      },
      list: function () {
        var out = [];
        (function go(suite, before, after) {
          var fns = function (hooks) { return hooks.map(function (h) { return h.fn; }); };
          var b = before.concat(fns(suite._beforeEach)), a = fns(suite._afterEach).concat(after);
          suite.tests.forEach(function (t) {
            if (t.fn && (t.state === "passed" || t.state === "failed")) out.push({ name: t.fullTitle(), ok: t.state === "passed", steps: b.concat([t.fn], a).map(calling) });
          });
          suite.suites.forEach(function (s) { go(s, b, a); });
        })(root, [], []);
        return out;
      },
      context: function () {
        var context = { timeout: function () { return context; }, skip: function () {}, slow: function () {}, retries: function () {} };
        return context;
      },
      asserted: function () { return 0; }, fresh: function () {}
    };
  }
`;
