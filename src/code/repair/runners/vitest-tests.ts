/**
 * Hold of Vitest's tests from within a module that a test file loads; see `DRIVER_TEXT` for the shape. Its worker leaves
 * the package's exports in a global for tests inside of sources (`import.meta.vitest`); `TestRunner` has the functions
 * and hooks of tasks, which come wrapped: each takes care of its own time-out, fixtures and `done`.
 */
export const VITEST_TESTS = String.raw`
  function vitestTests() {
    var api = g.__vitest_index__, worker = g.__vitest_worker__, tasks = api && api.TestRunner;
    if (!worker || !tasks || !tasks.getTestFn || !tasks.getSuiteHooks || !api.afterAll) return undefined;
    var file;
    return {
      atEnd: function (fn) {
        // Named parameters would be taken for fixtures.
        api.afterAll(function () {
          file = Array.from(arguments).concat([worker.current]).map(function (t) { return t && (t.file || t); }).find(function (t) { return t && t.tasks; });
          return file ? fn() : undefined;
        }, 1e9);
      },
      list: function () {
        var out = [];
        (function go(suite, before, after, path) {
          var hooks = tasks.getSuiteHooks(suite) || {};
          var b = before.concat((hooks.beforeEach || []).map(function (h) { return [h, suite]; }));
          var a = (hooks.afterEach || []).slice().reverse().map(function (h) { return [h, suite]; }).concat(after);
          suite.tasks.forEach(function (t) {
            if (t.type === "suite") return go(t, b, a, path.concat([t.name]));
            var fn = tasks.getTestFn(t), state = t.result && t.result.state;
            if (!fn || (state !== "pass" && state !== "fail")) return;
            var hook = function (pair) { return function () { return pair[0](t.context, pair[1]); }; };
            out.push({ name: path.concat([t.name]).join(" "), ok: state === "pass", steps: b.map(hook).concat([function () { return fn(); }], a.map(hook)) });
          });
        })(file, [], [], []);
        return out;
      },
      context: function () { return {}; },
      asserted: function () { try { return api.expect.getState().assertionCalls; } catch (e) { return 0; } },
      fresh: function () { try { api.expect.setState({ assertionCalls: 0 }); } catch (e) {} }
    };
  }
`;
