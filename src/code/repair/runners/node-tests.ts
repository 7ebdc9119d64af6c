/**
 * Hold of node:test's tests from within a module that a test file loads; see `DRIVER_TEXT` for the shape. The runner
 * keeps no list that can be asked for, but every test is an `AsyncResource` and runs its function in its own scope: that
 * is where tests are seen. Where none is, nothing happens. Subtests run within their parents.
 */
export const NODE_TESTS = String.raw`
  function nodeTests() {
    var hooks = proc.getBuiltinModule("node:async_hooks"), node = proc.getBuiltinModule("node:test");
    if (!hooks || !node) return undefined;
    var scope = hooks.AsyncResource.prototype, run = scope.runInAsyncScope, seen = new Set(), end;
    var isTest = function (x) { return x !== null && typeof x === "object" && x.constructor.name === "Test" && typeof x.createHook === "function"; };
    scope.runInAsyncScope = function () {
      if (end && isTest(this) && this.parent && typeof this.fn === "function") {
        if (seen.size === 0) {
          var root = this;
          while (root.parent) root = root.parent;
          // In the root's own scope a hook is the root's.
          run.call(root, function () { node.after(end); });
        }
        seen.add(this);
      }
      return run.apply(this, arguments);
    };
    function nodeContext() {
      var later = [];
      return {
        later: later, mock: node.mock, assert: node.assert || proc.getBuiltinModule("node:assert"), signal: new AbortController().signal,
        after: function (fn) { later.push(fn); }, afterEach: function () {}, before: function (fn) { return fn(); }, beforeEach: function () {},
        diagnostic: function () {}, plan: function () {}, skip: function () {}, todo: function () {}, runOnly: function () {},
        test: function () { var fn = Array.from(arguments).find(function (x) { return typeof x === "function"; }); return fn ? invoke(fn, nodeContext()) : Promise.resolve(); }
      };
    }
    function invoke(fn, context) {
      if (fn.length < 2) return fn.call(context, context);
      return new Promise(function (yes, no) { fn.call(context, context, function (e) { if (e) no(e); else yes(); }); });
    }
    var steps = function (list) { return list.map(function (h) { return function (context) { return invoke(h.fn, context); }; }); };
    return {
      atEnd: function (fn) { end = fn; },
      list: function () {
        var out = [];
        seen.forEach(function (t) {
          if ((isTest(t.parent) && t.parent.parent) || t.skipped || t.isTodo) return;
          var names = [];
          for (var p = t; p.parent; p = p.parent) names.unshift(p.name);
          var own = t.parent.hooks || {};
          out.push({
            name: names.join(" "), ok: t.passed,
            steps: steps(own.beforeEach || []).concat(steps([t]), function (context) {
              return context.later.reduce(function (before, fn) { return before.then(function () { return fn(context); }); }, Promise.resolve());
            }, steps(own.afterEach || []))
          });
        });
        return out;
      },
      context: nodeContext,
      asserted: function () { return 0; }, fresh: function () {}
    };
  }
`;
