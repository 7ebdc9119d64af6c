export const id=690;export const ids=[690,852];export const modules={2194:(t,e,n)=>{n.d(e,{$B:()=>function t(e){return r.A.isParenthesizedExpression(e)?t(e.expression):e},AQ:()=>p,AZ:()=>o,DE:()=>s,FN:()=>i,Tn:()=>d,Ur:()=>f,go:()=>function t(e){let{parent:n}=e;return!!o(n)||a(n)&&t(n)},he:()=>l,i4:()=>function t(e){let n=s(e);return o(n)?[...t(n.left),...t(n.right)]:[e]},pl:()=>c,wW:()=>function t(e){return r.A.isLabeledStatement(e.parent)?t(e.parent):e},yy:()=>u});var r=n(4988);function i(t){if(r.A.isInterfaceDeclaration(t)||r.A.isTypeAliasDeclaration(t)||r.A.isTypeNode(t)&&!r.A.isExpressionWithTypeArguments(t)||r.A.isTypeParameterDeclaration(t)||r.A.isIndexSignatureDeclaration(t)||r.A.isImportDeclaration(t)||r.A.isExportDeclaration(t)||r.A.isEnumDeclaration(t))return!0;if(r.A.isHeritageClause(t))return t.token===r.A.SyntaxKind.ImplementsKeyword;let e=r.A.canHaveModifiers(t)?r.A.getModifiers(t):void 0;return e?.some(({kind:t})=>t===r.A.SyntaxKind.DeclareKeyword)??!1}function a(t){return r.A.isParenthesizedExpression(t)||r.A.isAsExpression(t)||r.A.isNonNullExpression(t)||r.A.isSatisfiesExpression(t)||r.A.isTypeAssertionExpression(t)}function s(t){return a(t)?s(t.expression):t}function o(t){if(!r.A.isBinaryExpression(t))return!1;let{kind:e}=t.operatorToken;return e===r.A.SyntaxKind.AmpersandAmpersandToken||e===r.A.SyntaxKind.BarBarToken||e===r.A.SyntaxKind.QuestionQuestionToken}function f(t){return r.A.isFunctionExpression(t)||r.A.isArrowFunction(t)||r.A.isClassExpression(t)}function u(t){let{parent:e}=t;return r.A.isBlock(e)||r.A.isSourceFile(e)||r.A.isModuleBlock(e)||r.A.isCaseOrDefaultClause(e)}function c(t){let e=t.findIndex(t=>!r.A.isExpressionStatement(t)||!r.A.isStringLiteral(t.expression));return e<0?t:t.slice(0,e)}function l(t){return r.A.isExpressionStatement(t)?!function(t){let{parent:e}=t;return(!!r.A.isSourceFile(e)||!!(r.A.isBlock(e)&&r.A.isFunctionLike(e.parent)))&&c(e.statements).includes(t)}(t):r.A.isBreakOrContinueStatement(t)||r.A.isDebuggerStatement(t)||r.A.isReturnStatement(t)||r.A.isThrowStatement(t)||r.A.isTryStatement(t)||r.A.isIfStatement(t)||r.A.isIterationStatement(t,!1)||r.A.isSwitchStatement(t)||r.A.isWithStatement(t)||r.A.isLabeledStatement(t)}function p(t){if(r.A.isConstructorDeclaration(t))return"constructor";let e=t.name??function(t){return r.A.isVariableDeclaration(t)||r.A.isPropertyAssignment(t)||r.A.isPropertyDeclaration(t)?t.name:void 0}(t.parent);if(void 0!==e)return r.A.isIdentifier(e)||r.A.isStringLiteral(e)||r.A.isPrivateIdentifier(e)?e.text:void 0}function d(t){return r.A.isFunctionDeclaration(t)||r.A.isFunctionExpression(t)||r.A.isArrowFunction(t)||r.A.isMethodDeclaration(t)||r.A.isConstructorDeclaration(t)||r.A.isAccessor(t)}},9144:(t,e,n)=>{n.d(e,{instrument:()=>h});var r=n(3599),i=n(4988),a=n(2194),s=n(7008);let o=new Map([[i.A.SyntaxKind.EqualsEqualsToken,"=="],[i.A.SyntaxKind.EqualsEqualsEqualsToken,"==="],[i.A.SyntaxKind.ExclamationEqualsToken,"!="],[i.A.SyntaxKind.ExclamationEqualsEqualsToken,"!=="],[i.A.SyntaxKind.LessThanToken,"<"],[i.A.SyntaxKind.LessThanEqualsToken,"<="],[i.A.SyntaxKind.GreaterThanToken,">"],[i.A.SyntaxKind.GreaterThanEqualsToken,">="]]),f="__assayTick();";function u(t,e){return e.getStart(t.source)}function c(t,e,n,r={}){let i=u(t,n),{end:a}=n,o=t.points.length,[f,l]=[(0,s.m)(t.source,i),(0,s.m)(t.source,Math.max(i,a-1))];return t.points.push({id:o,type:e,start:i,end:a,line:f,endLine:l,...r}),`__assayHit[${o}]=1`}function l(t,e,n){let r=t.branches;return t.branches+=1,n.map((i,a)=>c(t,"branch",i,{branch:{index:r,kind:e,way:a,ways:n.length}}))}function p(t,e,n){t.insertions.around(u(t,e),e.end,`(${n},`,")")}function d(t,e,n){i.A.isBlock(e)?t.insertions.before(u(t,e)+1,n):t.insertions.around(u(t,e),e.end,`{${n}`,"}")}function m(t,e){if(void 0===e)return;let[n="0"]=l(t,"default-arg",[(0,a.$B)(e)]);p(t,e,n)}function h(t,e,n){let h=(0,s.P)(t,e),g={source:h,insertions:(0,r.T)(),options:n,points:[],branches:0};return!function t(e,n){(0,a.FN)(n)||("on"===e.options.coverage&&function(t,e){let n,r;if((0,a.he)(e)&&(s=t,o=e,n=(0,a.wW)(o),r=c(s,"statement",o),s.insertions.before(u(s,n),`${r};`)),i.A.isVariableDeclaration(e))!function(t,e){let{initializer:n}=e;if(void 0===n)return;let r=c(t,"statement",(0,a.$B)(n)),s=e.parent.parent;(0,a.Ur)(n)&&i.A.isVariableStatement(s)&&(0,a.yy)(s)?t.insertions.before(u(t,s),`${r};`):p(t,n,r)}(t,e);else if(i.A.isPropertyDeclaration(e))!function(t,e){let{initializer:n}=e;if(void 0===n)return;let r=c(t,"statement",(0,a.$B)(n));if(!(0,a.Ur)(n))return p(t,n,r);let s=i.A.getModifiers(e)?.some(({kind:t})=>t===i.A.SyntaxKind.StaticKeyword)??!1,o=`${s?"static ":""}#__assay${t.points.length}=(${r});`;t.insertions.before(u(t,e),o)}(t,e);else if(i.A.isIfStatement(e))!function(t,e){let[n="",r=""]=l(t,"if",[e.thenStatement,e.elseStatement??e]);void 0===e.elseStatement?t.insertions.after(e.end,`else{${r};}`):d(t,e.elseStatement,`${r};`),d(t,e.thenStatement,`${n};`)}(t,e);else if(i.A.isSwitchStatement(e))!function(t,e){let{clauses:n}=e.caseBlock,r=l(t,"switch",n);for(let[e,i]of n.entries()){let[n]=i.statements,a=`${r[e]??""};`;void 0===n?t.insertions.after(i.end,a):t.insertions.before(u(t,n),a)}}(t,e);else if(i.A.isWithStatement(e))d(t,e.statement,"");else{var s,o,f=t,h=e;if(i.A.isConditionalExpression(h)){let t=[h.whenTrue,h.whenFalse],e=l(f,"cond-expr",t.map(a.$B));for(let[n,r]of t.entries())p(f,r,e[n]??"0")}else if((0,a.AZ)(h)&&!(0,a.go)(h)){let t=(0,a.i4)(h),e=l(f,"binary-expr",t.map(a.$B));for(let[n,r]of t.entries())p(f,r,e[n]??"0")}else i.A.isParameter(h)||i.A.isBindingElement(h)?m(f,h.initializer):i.A.isShorthandPropertyAssignment(h)&&m(f,h.objectAssignmentInitializer)}}(e,n),(0,a.Tn)(n)&&function(t,e){let{body:n}=e;if(void 0===n)return;let r=(0,a.AQ)(e),s="on"===t.options.coverage,o=s?c(t,"function",e,void 0===r?{}:{name:r}):"0";if(i.A.isBlock(n)){let e=(0,a.pl)(n.statements).at(-1),r=`${s?`${o};`:""}${f}`;void 0===e?t.insertions.before(u(t,n)+1,r):t.insertions.after(e.end,`;${r}`);return}let l=s?`,${c(t,"statement",(0,a.$B)(n))}`:"";p(t,n,`${o},__assayTick()${l}`)}(e,n),i.A.isIterationStatement(n,!1)&&d(e,n.statement,f),"on"===e.options.comparisons&&function(t,e){if(!i.A.isBinaryExpression(e)||i.A.isPrivateIdentifier(e.left))return;let n=o.get(e.operatorToken.kind);if(void 0===n)return;let r=u(t,e);t.insertions.around(r,e.end,`__assayCompare(${r},${JSON.stringify(n)},(`,"))"),t.insertions.replace(u(t,e.operatorToken),e.operatorToken.end,"),(")}(e,n),i.A.forEachChild(n,n=>{t(e,n)}))}(g,h),{text:g.insertions.apply(e),points:g.points}}},6852:(t,e,n)=>{function r(t){return`globalThis.__assayActive===${t}`}function i(t){return"statement"===t.position?0:"block"===t.position?1:2}n.d(e,{switchAll:()=>s});function a(t,e,n){let r=t.mutants.map(({id:t,replacement:e})=>`${n(t)}?(${e}):`);return`${r.join("")}(${e})`}function s(t,e,n=r){return function t(e,n,r,i,s){let o=[],f=n;for(let n of i){let r=t(e,n.start,n.end,n.inner,s);o.push(e.slice(f,n.start),function(t,e,n){let{position:r}=t.first;switch(r){case"statement":case"block":{let r=t.mutants.map(({id:t,replacement:e})=>`if(${n(t)}){${e}}else `);return`{${r.join("")}{${e}}}`}case"jsx-attribute":return`{${a(t,e,n)}}`;case"expression":return`(${a(t,e,n)})`}}(n,r,s)),f=n.end}return o.join("")+e.slice(f,r)}(t,0,t.length,function(t){let e=[...t].sort((t,e)=>t.start-e.start||e.end-t.end||i(t)-i(e)||t.id-e.id),n=[],r=[];for(let t of e){let e=r.at(-1);for(;void 0!==e&&e.end<=t.start&&e.end<Math.max(t.end,t.start+1);)r.pop(),e=r.at(-1);let a=e?.start===t.start&&e.end===t.end&&i(e.first)===i(t);if(a&&e?.mutants.push(t),a||void 0!==e&&t.end>e.end)continue;let s={start:t.start,end:t.end,first:t,mutants:[t],inner:[]};(e?.inner??n).push(s),r.push(s)}return n}(e),n)}},2690:(t,e,n)=>{n.d(e,{toHarness:()=>u});var r=n(4988),i=n(9144),a=n(6852),s=n(7008);let o=String.raw`
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
              out.push({ name: path.concat([c.name]).join(" "), fn: c.fn, ok: c.errors.length === 0, before: b, after: a });
          });
        })(root, [], [], []);
        return out;
      },
      steps: function () { try { return g.expect.getState().assertionCalls; } catch (e) { return 0; } },
      fresh: function () { try { g.expect.setState({ assertionCalls: 0, numPassingAsserts: 0, suppressedErrors: [] }); } catch (e) {} }
    };
  }
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
          var b = before.concat(suite._beforeEach.map(function (h) { return h.fn; })), a = suite._afterEach.map(function (h) { return h.fn; }).concat(after);
          suite.tests.forEach(function (t) {
            if (t.fn && (t.state === "passed" || t.state === "failed")) out.push({ name: t.fullTitle(), fn: t.fn, ok: t.state === "passed", before: b, after: a });
          });
          suite.suites.forEach(function (s) { go(s, b, a); });
        })(root, [], []);
        return out;
      },
      steps: function () { return 0; }, fresh: function () {}
    };
  }
  var runner = jestTests() || mochaTests();
  if (!runner) return;
  function call(fn, context) {
    if (fn.length > 0) return new Promise(function (yes, no) { var d = function (e) { if (e) no(e); else yes(); }; d.fail = no; var r = fn.call(context, d); if (r && r.then) r.then(undefined, no); });
    var r = fn.call(context);
    if (r && typeof r.then === "function") return r;
    if (r && typeof r.next === "function") { for (var s = r.next(); !s.done;) s = r.next(); }
    return undefined;
  }
  function within(promise) {
    return new Promise(function (yes, no) {
      var timer = later(function () { no(new Error("assay: late")); }, 1000);
      promise.then(function () { never(timer); yes(); }, function (e) { never(timer); no(e); });
    });
  }
  async function passes(test) {
    runner.fresh();
    try {
      for (var i = 0; i < test.before.length; i++) { var p = call(test.before[i], {}); if (p) await within(p); }
      var context = { timeout: function () { return context; }, skip: function () {}, slow: function () {}, retries: function () {} };
      var q = call(test.fn, context);
      if (q) await within(q);
      for (var j = 0; j < test.after.length; j++) { var r = call(test.after[j], {}); if (r) await within(r); }
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
      base.push(runner.steps());
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
    var zero = runner.steps ? base[0] : 0;
    // A test that failed early took few turns: what goes on beyond them is tried again with many more, once all are through.
    var cut = false, long = [];
    async function tries(list) {
      list.forEach(function (c) { set(c.file, c.parts, true); });
      out.tried++;
      var won = 0, steps = 0, i = 0;
      for (; i < failing.length; i++) {
        arm(max);
        if (await passes(failing[i])) won++;
        else { if (ticks() > max) cut = true; if (i === 0) steps = runner.steps(); if (i > 3) break; }
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
`;function f({start:t,end:e,position:n}){return`${t}:${e}:${n}`}function u(t,e,n,u){let c=(0,s.P)(t,e),l=new Map,p=n.map(({id:t,prior:e,parts:n,when:r})=>{let i=n.flatMap(t=>{let e=l.get(f(t))??{index:l.size,first:t,parts:[]};l.set(f(t),e);let n=e.parts.findIndex(e=>e.text===t.text),r=n>=0?n+1:e.parts.push(t);return[e.index,r]});return"call"===r?`[${t},${e.toFixed(4)},[${i.join(",")}]]`:""}),d=[...l.values()],m=d.map((t,e)=>({id:e+1,start:t.first.start,end:t.first.end,position:t.first.position,replacement:function({index:t,first:e,parts:n}){let r=`__assayG[${t}]`;if("expression"===e.position){let t=n.length-1;return n.map(({text:e},n)=>n===t?`(${e})`:`${r}===${n+1}?(${e}):`).join("")}return n.map(({text:t},e)=>`if(${r}===${e+1}){${t}}`).join("else ")}(t),line:1,column:1,description:""})),h=(function(t){let e=[],n=(n,i)=>{if(void 0===i.body||!r.A.isBlock(i.body)||void 0!==i.asteriskToken||!i.parameters.every(t=>r.A.isIdentifier(t.name)&&void 0===t.dotDotDotToken))return;let a=i.parameters.map(({name:e})=>e.getText(t)).filter(t=>"this"!==t);e.push({name:n,body:i.body,parameters:a})};for(let e of t.statements)if(r.A.isFunctionDeclaration(e)&&n(e.name?.text??"default",e),r.A.isVariableStatement(e))for(let{name:t,initializer:i}of e.declarationList.declarations)void 0!==i&&(r.A.isArrowFunction(i)||r.A.isFunctionExpression(i))&&r.A.isIdentifier(t)&&n(t.text,i);return e})(c).map(({name:t,body:e,parameters:n},r)=>{let i=e.getStart(c)+1;return{id:-1-r,start:i,end:i,position:"statement",replacement:`__assayArg(${JSON.stringify(t)},[${n.join(",")}])`,line:1,column:1,description:""}}),g=(0,a.switchAll)(e,[...m,...h],t=>t<0?"__assayRec":`(__assayR[${t-1}]=1,__assayG[${t-1}]!==0)`),{text:y}=(0,i.instrument)(t,g,{coverage:"off",comparisons:"off"}),A=function(t){let e=/^#!.*\n?/u.exec(t.text)?.[0].length??0;for(let n of t.statements){if(!r.A.isExpressionStatement(n)||!r.A.isStringLiteral(n.expression))break;e=n.end}return e}((0,s.P)(t,y)),v=`;var __assayG=new Int32Array(${d.length}),__assayR=new Uint8Array(${d.length}),__assayFile=${u},__assayOrder=[${p.filter(t=>""!==t).join(",")}];${o}`;return{text:`${0===A?"// @ts-nocheck\n":""}${y.slice(0,A)}${v}${y.slice(A)}`,lines:d.map(({first:t})=>(0,s.m)(c,t.start))}}}};