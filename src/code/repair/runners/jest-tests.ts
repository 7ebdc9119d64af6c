/**
 * Hold of Jest's tests (jest-circus) from within a module that a test file loads; see `DRIVER_TEXT` for the shape. The
 * state lies in the test file's own world under a symbol. Assertions are counted by `expect` itself.
 */
export const JEST_TESTS = String.raw`
  function jestTests() {
    var s = Object.getOwnPropertySymbols(g).find(function (x) { return x.description === "JEST_STATE_SYMBOL"; });
    var state = s && g[s], root = state && state.rootDescribeBlock;
    if (!root) return undefined;
    return {
      atEnd: function (fn) { root.hooks.push({ type: "afterAll", fn: fn, timeout: 1e9, parent: root, asyncError: new Error("assay"), seenDone: false }); },
      list: function () {
        var out = [];
        (function go(block, before, after, path) {
          var hooks = function (type) { return block.hooks.filter(function (h) { return h.type === type; }).map(function (h) { return h.fn; }); };
          var b = before.concat(hooks("beforeEach")), a = hooks("afterEach").concat(after);
          block.children.forEach(function (c) {
            if (c.type === "describeBlock") go(c, b, a, path.concat([c.name]));
            else if (c.fn && (c.status === "done" || c.status === undefined || c.errors) && c.mode !== "skip" && c.mode !== "todo" && c.duration != null)
              out.push({ name: path.concat([c.name]).join(" "), ok: c.errors.length === 0, steps: b.concat([c.fn], a).map(calling) });
          });
        })(root, [], [], []);
        return out;
      },
      context: function () { return {}; },
      asserted: function () { try { return g.expect.getState().assertionCalls; } catch (e) { return 0; } },
      fresh: function () { try { g.expect.setState({ assertionCalls: 0, numPassingAsserts: 0, suppressedErrors: [] }); } catch (e) {} }
    };
  }
`;
