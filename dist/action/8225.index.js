export const id=8225;export const ids=[8225,6852,9144];export const modules={82194:(t,e,n)=>{n.d(e,{$B:()=>function t(e){return r.A.isParenthesizedExpression(e)?t(e.expression):e},AQ:()=>p,AZ:()=>o,DE:()=>s,FN:()=>a,Tn:()=>d,Ur:()=>u,go:()=>function t(e){let{parent:n}=e;return!!o(n)||i(n)&&t(n)},he:()=>l,i4:()=>function t(e){let n=s(e);return o(n)?[...t(n.left),...t(n.right)]:[e]},pl:()=>f,wW:()=>function t(e){return r.A.isLabeledStatement(e.parent)?t(e.parent):e},yy:()=>c});var r=n(64988);function a(t){if(r.A.isInterfaceDeclaration(t)||r.A.isTypeAliasDeclaration(t)||r.A.isTypeNode(t)&&!r.A.isExpressionWithTypeArguments(t)||r.A.isTypeParameterDeclaration(t)||r.A.isIndexSignatureDeclaration(t)||r.A.isImportDeclaration(t)||r.A.isExportDeclaration(t)||r.A.isEnumDeclaration(t))return!0;if(r.A.isHeritageClause(t))return t.token===r.A.SyntaxKind.ImplementsKeyword;let e=r.A.canHaveModifiers(t)?r.A.getModifiers(t):void 0;return e?.some(({kind:t})=>t===r.A.SyntaxKind.DeclareKeyword)??!1}function i(t){return r.A.isParenthesizedExpression(t)||r.A.isAsExpression(t)||r.A.isNonNullExpression(t)||r.A.isSatisfiesExpression(t)||r.A.isTypeAssertionExpression(t)}function s(t){return i(t)?s(t.expression):t}function o(t){if(!r.A.isBinaryExpression(t))return!1;let{kind:e}=t.operatorToken;return e===r.A.SyntaxKind.AmpersandAmpersandToken||e===r.A.SyntaxKind.BarBarToken||e===r.A.SyntaxKind.QuestionQuestionToken}function u(t){return r.A.isFunctionExpression(t)||r.A.isArrowFunction(t)||r.A.isClassExpression(t)}function c(t){let{parent:e}=t;return r.A.isBlock(e)||r.A.isSourceFile(e)||r.A.isModuleBlock(e)||r.A.isCaseOrDefaultClause(e)}function f(t){let e=t.findIndex(t=>!r.A.isExpressionStatement(t)||!r.A.isStringLiteral(t.expression));return e<0?t:t.slice(0,e)}function l(t){return r.A.isExpressionStatement(t)?!function(t){let{parent:e}=t;return(!!r.A.isSourceFile(e)||!!(r.A.isBlock(e)&&r.A.isFunctionLike(e.parent)))&&f(e.statements).includes(t)}(t):r.A.isBreakOrContinueStatement(t)||r.A.isDebuggerStatement(t)||r.A.isReturnStatement(t)||r.A.isThrowStatement(t)||r.A.isTryStatement(t)||r.A.isIfStatement(t)||r.A.isIterationStatement(t,!1)||r.A.isSwitchStatement(t)||r.A.isWithStatement(t)||r.A.isLabeledStatement(t)}function p(t){if(r.A.isConstructorDeclaration(t))return"constructor";let e=t.name??function(t){return r.A.isVariableDeclaration(t)||r.A.isPropertyAssignment(t)||r.A.isPropertyDeclaration(t)?t.name:void 0}(t.parent);if(void 0!==e)return r.A.isIdentifier(e)||r.A.isStringLiteral(e)||r.A.isPrivateIdentifier(e)?e.text:void 0}function d(t){return r.A.isFunctionDeclaration(t)||r.A.isFunctionExpression(t)||r.A.isArrowFunction(t)||r.A.isMethodDeclaration(t)||r.A.isConstructorDeclaration(t)||r.A.isAccessor(t)}},9144:(t,e,n)=>{n.d(e,{instrument:()=>m});var r=n(23599),a=n(64988),i=n(82194),s=n(57008);let o=new Map([[a.A.SyntaxKind.EqualsEqualsToken,"=="],[a.A.SyntaxKind.EqualsEqualsEqualsToken,"==="],[a.A.SyntaxKind.ExclamationEqualsToken,"!="],[a.A.SyntaxKind.ExclamationEqualsEqualsToken,"!=="],[a.A.SyntaxKind.LessThanToken,"<"],[a.A.SyntaxKind.LessThanEqualsToken,"<="],[a.A.SyntaxKind.GreaterThanToken,">"],[a.A.SyntaxKind.GreaterThanEqualsToken,">="]]),u="__assayTick();";function c(t,e){return e.getStart(t.source)}function f(t,e,n,r={}){let a=c(t,n),{end:i}=n,o=t.points.length,[u,l]=[(0,s.lineAt)(t.source,a),(0,s.lineAt)(t.source,Math.max(a,i-1))];return t.points.push({id:o,type:e,start:a,end:i,line:u,endLine:l,...r}),`__assayHit[${o}]=1`}function l(t,e,n){let r=t.branches;return t.branches+=1,n.map((a,i)=>f(t,"branch",a,{branch:{index:r,kind:e,way:i,ways:n.length}}))}function p(t,e,n){t.insertions.around(c(t,e),e.end,`(${n},`,")")}function d(t,e,n){a.A.isBlock(e)?t.insertions.before(c(t,e)+1,n):t.insertions.around(c(t,e),e.end,`{${n}`,"}")}function h(t,e){if(void 0===e)return;let[n="0"]=l(t,"default-arg",[(0,i.$B)(e)]);p(t,e,n)}function m(t,e,n){let m=(0,s.parseSource)(t,e),g={source:m,insertions:(0,r.T)(),options:n,points:[],branches:0};return!function t(e,n){(0,i.FN)(n)||("on"===e.options.coverage&&function(t,e){let n,r;if((0,i.he)(e)&&(s=t,o=e,n=(0,i.wW)(o),r=f(s,"statement",o),s.insertions.before(c(s,n),`${r};`)),a.A.isVariableDeclaration(e))!function(t,e){let{initializer:n}=e;if(void 0===n)return;let r=f(t,"statement",(0,i.$B)(n)),s=e.parent.parent;(0,i.Ur)(n)&&a.A.isVariableStatement(s)&&(0,i.yy)(s)?t.insertions.before(c(t,s),`${r};`):p(t,n,r)}(t,e);else if(a.A.isPropertyDeclaration(e))!function(t,e){let{initializer:n}=e;if(void 0===n)return;let r=f(t,"statement",(0,i.$B)(n));if(!(0,i.Ur)(n))return p(t,n,r);let s=a.A.getModifiers(e)?.some(({kind:t})=>t===a.A.SyntaxKind.StaticKeyword)??!1,o=`${s?"static ":""}#__assay${t.points.length}=(${r});`;t.insertions.before(c(t,e),o)}(t,e);else if(a.A.isIfStatement(e))!function(t,e){let[n="",r=""]=l(t,"if",[e.thenStatement,e.elseStatement??e]);void 0===e.elseStatement?t.insertions.after(e.end,`else{${r};}`):d(t,e.elseStatement,`${r};`),d(t,e.thenStatement,`${n};`)}(t,e);else if(a.A.isSwitchStatement(e))!function(t,e){let{clauses:n}=e.caseBlock,r=l(t,"switch",n);for(let[e,a]of n.entries()){let[n]=a.statements,i=`${r[e]??""};`;void 0===n?t.insertions.after(a.end,i):t.insertions.before(c(t,n),i)}}(t,e);else if(a.A.isWithStatement(e))d(t,e.statement,"");else{var s,o,u=t,m=e;if(a.A.isConditionalExpression(m)){let t=[m.whenTrue,m.whenFalse],e=l(u,"cond-expr",t.map(i.$B));for(let[n,r]of t.entries())p(u,r,e[n]??"0")}else if((0,i.AZ)(m)&&!(0,i.go)(m)){let t=(0,i.i4)(m),e=l(u,"binary-expr",t.map(i.$B));for(let[n,r]of t.entries())p(u,r,e[n]??"0")}else a.A.isParameter(m)||a.A.isBindingElement(m)?h(u,m.initializer):a.A.isShorthandPropertyAssignment(m)&&h(u,m.objectAssignmentInitializer)}}(e,n),(0,i.Tn)(n)&&function(t,e){let{body:n}=e;if(void 0===n)return;let r=(0,i.AQ)(e),s="on"===t.options.coverage,o=s?f(t,"function",e,void 0===r?{}:{name:r}):"0";if(a.A.isBlock(n)){let e=(0,i.pl)(n.statements).at(-1),r=`${s?`${o};`:""}${u}`;void 0===e?t.insertions.before(c(t,n)+1,r):t.insertions.after(e.end,`;${r}`);return}let l=s?`,${f(t,"statement",(0,i.$B)(n))}`:"";p(t,n,`${o},__assayTick()${l}`)}(e,n),a.A.isIterationStatement(n,!1)&&d(e,n.statement,u),"on"===e.options.comparisons&&function(t,e){if(!a.A.isBinaryExpression(e)||a.A.isPrivateIdentifier(e.left))return;let n=o.get(e.operatorToken.kind);if(void 0===n)return;let r=c(t,e);t.insertions.around(r,e.end,`__assayCompare(${r},${JSON.stringify(n)},(`,"))"),t.insertions.replace(c(t,e.operatorToken),e.operatorToken.end,"),(")}(e,n),a.A.forEachChild(n,n=>{t(e,n)}))}(g,m),{text:g.insertions.apply(e),points:g.points}}},66852:(t,e,n)=>{function r(t){return`globalThis.__assayActive===${t}`}function a(t){return"statement"===t.position?0:"block"===t.position?1:2}n.d(e,{switchAll:()=>s});function i(t,e,n){let r=t.mutants.map(({id:t,replacement:e})=>`${n(t)}?(${e}):`);return`${r.join("")}(${e})`}function s(t,e,n=r){return function t(e,n,r,a,s){let o=[],u=n;for(let n of a){let r=t(e,n.start,n.end,n.inner,s);o.push(e.slice(u,n.start),function(t,e,n){let{position:r}=t.first;switch(r){case"statement":case"block":{let r=t.mutants.map(({id:t,replacement:e})=>`if(${n(t)}){${e}}else `);return`{${r.join("")}{${e}}}`}case"jsx-attribute":return`{${i(t,e,n)}}`;case"expression":return`(${i(t,e,n)})`}}(n,r,s)),u=n.end}return o.join("")+e.slice(u,r)}(t,0,t.length,function(t){let e=[...t].sort((t,e)=>t.start-e.start||e.end-t.end||a(t)-a(e)||t.id-e.id),n=[],r=[];for(let t of e){let e=r.at(-1);for(;void 0!==e&&e.end<=t.start&&e.end<Math.max(t.end,t.start+1);)r.pop(),e=r.at(-1);let i=e?.start===t.start&&e.end===t.end&&a(e.first)===a(t);if(i&&e?.mutants.push(t),i||void 0!==e&&t.end>e.end)continue;let s={start:t.start,end:t.end,first:t,mutants:[t],inner:[]};(e?.inner??n).push(s),r.push(s)}return n}(e),n)}},38225:(t,e,n)=>{n.d(e,{toHarness:()=>T});var r=n(64988),a=n(9144),i=n(66852),s=n(57008);let o=String.raw`
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
`,u=String.raw`
  // Turns candidates on or off; false where they cannot be compiled or lie in each other.
  function set(list, on) {
    var good = true;
    targets.forEach(function (t) {
      var edits = {};
      list.forEach(function (c) {
        if (c.file !== t.file) return;
        if (c.unit < 0) { for (var i = 0; i < c.parts.length; i += 2) t.G[c.parts[i]] = on ? c.parts[i + 1] : 0; }
        else edits[c.unit] = (edits[c.unit] || []).concat(c.edits);
      });
      Object.keys(edits).forEach(function (u) {
        if (!on) { t.V[u] = null; return; }
        var own = edits[u].slice().sort(function (a, b) { return b[0] - a[0] || b[1] - a[1]; });
        for (var i = 1; i < own.length; i++) if (own[i][1] > own[i - 1][0]) { good = false; return; }
        var made = t.compile(Number(u), own);
        if (made) t.V[u] = made; else good = false;
      });
    });
    return good;
  }
  // Turns and time until a call counts as endless: few turns can take long, where a text doubles with each of them.
  var deadline = Infinity;
  function arm(max, ms) {
    deadline = ms === undefined ? Infinity : now() + ms;
    for (var i = 0; i < targets.length; i++) targets[i].arm(max);
  }
  function isCut() { return targets.some(function (t) { return t.isCut(); }); }
  function patience(test, factor, least) { return Math.max(20, Math.min(2000, least / 50), test.ms * factor); }
  // Runs a test, each assertion with as many loop turns as it is known to take times a factor; unknown ones get the least.
  async function runWithin(test, factor, least) {
    var at = 0, ms = patience(test, factor, least);
    function next() { arm(Math.max(least, (test.turns[at] || 0) * factor), ms); at++; }
    watch.each = next;
    next();
    var ok = await passes(test);
    watch.each = undefined;
    return ok;
  }
  function ticks() { return targets.reduce(function (m, t) { return Math.max(m, t.ticks()); }, 0); }
  function forget() { targets.forEach(function (t) { t.R.fill(0); }); }
  function reached() {
    var out = {};
    targets.forEach(function (t) {
      var own = out[t.file] = out[t.file] || new Set();
      t.R.forEach(function (x, i) { if (x) own.add(i); });
    });
    return out;
  }
  function size(reach) { return Object.keys(reach).reduce(function (n, f) { return n + reach[f].size; }, 0); }
  // What each assertion of a failing test reached, and whether it held.
  async function unitsOf(test, max) {
    var units = [], last, before = 0;
    test.turns = [];
    watch.soft = true;
    watch.each = function (good) {
      test.turns.push(ticks() - before);
      before = ticks();
      var reach = reached();
      if (size(reach) === 0) reach = last || reach;
      units.push({ ok: good, reach: last = reach });
      forget();
    };
    forget();
    arm(max, 10000);
    var ok = await passes(test);
    watch.soft = false;
    watch.each = undefined;
    test.turns.push(ticks() - before);
    if (!ok && units.every(function (u) { return u.ok; })) units.push({ ok: false, reach: reached() });
    return units;
  }
  function spectrumOf(units) {
    var failed = 0, places = {};
    units.forEach(function (u) {
      if (!u.ok) failed++;
      Object.keys(u.reach).forEach(function (f) {
        var own = places[f] = places[f] || {};
        u.reach[f].forEach(function (i) { var s = own[i] = own[i] || [0, 0]; s[u.ok ? 1 : 0]++; });
      });
    });
    return { failed: failed, passed: units.length - failed, places: places, of: function (file, place) {
      var s = places[file] && places[file][place];
      return s && s[0] > 0 ? s[0] / Math.sqrt(failed * (s[0] + s[1])) : 0;
    } };
  }
  async function search(failing, passing, out, started, budget) {
    var units = [], tests = failing.concat(passing), zero = 0, test;
    targets.forEach(function (t) { t.watchClock(function () { return now() > deadline; }); });
    for (test of tests) {
      forget();
      arm(5000000, 10000);
      var from = now(), ok = await passes(test);
      test.ms = now() - from;
      if (test === failing[0]) zero = counted();
      if (ok !== test.ok) { out.problem = "run again, the test \u201c" + test.name + "\u201d " + (ok ? "passes" : "fails"); return; }
      test.turns = [ticks()];
      if (ok) units.push({ ok: true, reach: reached() });
    }
    targets.forEach(function (t) { t.record(true); });
    targets.forEach(function (t) { t.E.fill(0); });
    for (test of failing) units = units.concat(await unitsOf(test, 5000000));
    var entered = {};
    targets.forEach(function (t) { t.E.forEach(function (x, u) { if (x) entered[t.file + ":" + u] = true; }); });
    for (test of passing) { arm(5000000, 10000); await passes(test); test.turns = [ticks()]; }
    targets.forEach(function (t) { t.record(false); out.args.push([t.file, t.args]); });
    var spectrum = spectrumOf(units);
    out.units = [spectrum.failed, spectrum.passed];
    out.spectrum = Object.keys(spectrum.places).map(function (f) {
      return [Number(f), Object.keys(spectrum.places[f]).map(function (i) { return [Number(i)].concat(spectrum.places[f][i]); })];
    });
    var all = [], seen = {};
    targets.forEach(function (t) {
      if (seen[t.file]) return;
      seen[t.file] = true;
      t.order.forEach(function (c) {
        var doubt = 0;
        for (var i = 0; i < c[2].length; i += 2) doubt = Math.max(doubt, spectrum.of(t.file, c[2][i]));
        // What was made before the tests, by a call nobody stands in for any more, is not reached by a stand-in.
        if (doubt > 0 && c[4] >= 0 && !entered[t.file + ":" + c[4]]) { out.escaped = true; return; }
        if (doubt > 0) all.push({ file: t.file, id: c[0], weight: c[1] * (0.25 + 0.75 * doubt), parts: c[2], kind: c[3], unit: c[4], edits: c[5] });
      });
    });
    // Assertions that hold with some candidates on, of those of the failing tests.
    async function held(list) {
      var sum = 0;
      if (!set(list, true)) { set(list, false); return -1; }
      watch.soft = true;
      for (var f of failing) { var ok = await runWithin(f, 10, 1000); sum += counted() - watch.failed + (ok ? 1 : 0); }
      watch.soft = false;
      set(list, false);
      return sum;
    }
    var base = await held([]);
    // Angelic values (Nopol): where no constant outcome of a condition helps, another condition hardly will.
    var angelic = {};
    for (var c of all) if (c.kind === 2) {
      var key = c.file + ":" + c.parts[0];
      angelic[key] = Math.max(angelic[key] || 0, await held([c]));
    }
    all.forEach(function (c) { var best = c.kind === 1 ? angelic[c.file + ":" + c.parts[0]] : undefined; if (best !== undefined) c.weight *= best > base ? 2 : 0.6; });
    function byWeight(a, b) { return b.weight - a.weight; }
    all.sort(byWeight);
    async function tries(list, factor, least) {
      var won = 0, steps = 0, cut = false, mended = [], i = 0;
      if (!set(list, true)) { set(list, false); return { good: false, cut: false, steps: -1 }; }
      for (; i < failing.length; i++) {
        if (await runWithin(failing[i], factor, least)) { won++; mended.push(i); }
        else { if (isCut()) cut = true; if (i === 0) steps = counted() - zero; if (i > 3 && won === 0) break; }
      }
      var good = won > 0, whole = won === failing.length;
      for (var j = 0; good && j < passing.length; j++) {
        arm(Math.max(least, passing[j].turns[0] * factor), patience(passing[j], factor, least));
        good = await passes(passing[j]);
        if (!good && isCut()) cut = true;
      }
      set(list, false);
      var ids = list.map(function (c) { return [c.file, c.id]; });
      if (good && whole) out.plausible.push(ids);
      else if (good && list.length === 1 && out.partial.length < 400) out.partial.push([ids, mended]);
      return { good: good && whole, cut: cut, steps: won * 1000 + steps };
    }
    // Whether sets of failing tests that share none are mended by single candidates each: several mistakes.
    function isApart() {
      var covered = {}, count = 0;
      out.partial.slice().sort(function (a, b) { return b[1].length - a[1].length; }).forEach(function (p) {
        if (p[1].some(function (i) { return covered[i]; })) return;
        p[1].forEach(function (i) { covered[i] = true; count++; });
      });
      return count === failing.length;
    }
    // Whether two candidates change the same place.
    function overlap(a, b) {
      return a === b || (a.file === b.file && a.parts.some(function (x, i) { return i % 2 === 0 && b.parts.some(function (y, k) { return k % 2 === 0 && x === y; }); }));
    }
    var enough = 400, begun = cpu();
    // The budget is work, not waiting: on a machine that is busy elsewhere it lasts up to four times as long.
    function late(share) {
      return cpu() - begun > budget * share || now() - started > budget * share * 4 || out.plausible.length >= enough;
    }
    var waiting = all, factor = 10, least = 1000;
    for (var round = 0; round < 3 && waiting.length > 0; round++) {
      var cut = [];
      for (c of waiting) {
        if (late(1)) { out.left = true; break; }
        var got = await tries([c], factor, least);
        if (round === 0) out.tried++;
        c.steps = got.steps;
        if (got.cut) cut.push(c);
      }
      // What ran on fifty times longer than anything before without one assertion more that held is endless.
      waiting = round === 0 ? cut : cut.filter(function (c) { return c.steps > 0; });
      waiting.sort(function (a, b) { return b.steps - a.steps || b.weight - a.weight; });
      factor *= 20;
      least = round === 0 ? 50000 : 5000000;
    }
    var sound = {};
    all.forEach(function (c) { if (c.kind < 2) sound[c.file + ":" + c.id] = true; });
    if (out.plausible.some(function (p) { return p.every(function (e) { return sound[e[0] + ":" + e[1]]; }); })) return;
    if (isApart()) return;
    var beam = [], rank = function (a, b) { return b.score - a.score || b.weight - a.weight; };
    for (c of all) {
      if (late(1.3)) break;
      var score = await held([c]);
      if (score > base) beam.push({ list: [c], score: score, weight: c.weight });
    }
    enough = out.plausible.length + 40;
    for (var depth = 2; depth <= 4 && beam.length > 0 && !late(2); depth++) {
      beam = beam.sort(rank).slice(0, depth === 2 ? 40 : 20);
      var next = [];
      for (var from = 0; from < Math.min(all.length, 6000) && !late(2); from += 50) {
        for (var p of beam) for (var d of all.slice(from, from + 50)) {
          if (late(2)) break;
          if (p.list.some(function (one) { return overlap(one, d); })) continue;
          var list = p.list.concat([d]), result = await tries(list, 10, 1000);
          out.tried++;
          if (!result.good && (result.steps > 0 || depth === 2)) {
            var more = await held(list);
            if (more > p.score) next.push({ list: list, score: more, weight: p.weight * d.weight });
          }
        }
      }
      if (out.plausible.length > 0 && depth > 2) break;
      beam = next;
    }
    if (out.plausible.length > 0) return;
    // No step alone makes anything better: pairs of the likeliest, those that together are likeliest first.
    var first = all.slice(0, 150), pairs = [];
    first.forEach(function (a, i) { first.slice(i + 1).forEach(function (b) { pairs.push([a, b]); }); });
    pairs.sort(function (a, b) { return b[0].weight * b[1].weight - a[0].weight * a[1].weight; });
    for (var pair of pairs) {
      if (late(2)) break;
      if (!overlap(pair[0], pair[1])) { await tries(pair, 10, 1000); out.tried++; }
    }
  }
`,c=String.raw`
var __assayT = 0, __assayMax = Infinity, __assayRec = false, __assayArgs = [], __assayLate;
function __assayTick() {
  if (++__assayT <= __assayMax && ((__assayT & 31) !== 0 || !__assayLate || !__assayLate())) return;
  __assayMax = -1;
  throw new Error("assay: endless");
}
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
`,f=String.raw`
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
`,l=String.raw`
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
`,p=String.raw`
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
`,d=String.raw`
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
`,h=String.raw`${c}
(function () {
  var g = globalThis, proc = g.process;
  var dir = proc && proc.env && proc.env.ASSAY_REPAIR;
  if (!dir || !proc.getBuiltinModule) return;
  var me = {
    file: __assayFile, G: __assayG, R: __assayR, V: __assayV, E: __assayE, order: __assayOrder, units: __assayUnits,
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
    watchClock: function (late) { __assayLate = late; },
    arm: function (max) { __assayT = 0; __assayMax = max; },
    record: function (on) { __assayRec = on; }, args: __assayArgs
  };
  var key = Symbol.for("assay.repair");
  if (g[key]) { g[key].push(me); return; }
  var targets = g[key] = [me];
  var fs = proc.getBuiltinModule("node:fs"), perf = proc.getBuiltinModule("node:perf_hooks").performance;
  var later = g.setTimeout, never = g.clearTimeout;
  var now = function () { return perf.now(); };
  var cpu = function () { var used = proc.cpuUsage(); return (used.user + used.system) / 1000; };
${f}${l}${d}${p}
  var runner = jestTests() || vitestTests() || mochaTests() || nodeTests();
  if (!runner) return;
${o}
${u}
  runner.atEnd(async function () {
    var started = now(), budget = Number(proc.env.ASSAY_REPAIR_MS) || 10000, limit = Error.stackTraceLimit;
    var log = g.console, quiet = {}, undo = [];
    var out = { tests: [], units: [0, 0], spectrum: [], plausible: [], partial: [], tried: 0, left: false, escaped: false, ms: 0, problem: "", args: [] };
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
    fs.writeFileSync(dir + "/found-" + proc.pid + "-" + Math.floor(now() * 1000) + ".json", JSON.stringify(out));
  });
})();
`;var m=n(22198),g=n(92607),y=n(82194);let v=new Set([r.A.SyntaxKind.AsyncKeyword,r.A.SyntaxKind.StaticKeyword,r.A.SyntaxKind.ExportKeyword,r.A.SyntaxKind.DefaultKeyword,r.A.SyntaxKind.ConstKeyword]);function w(t,e){return void 0===e?[]:[[t.lastIndexOf(":",e.getStart()-1),e.end]]}function A(t,e){return void 0===e?[]:[[e.pos-1,t.indexOf(">",e.end)+1]]}function x(t){return(r.A.canHaveModifiers(t)?r.A.getModifiers(t)??[]:[]).filter(({kind:t})=>!v.has(t)).map(t=>[t.getStart(),t.end])}function b(t,e){let n=[],a=t=>{(!r.A.isTypeNode(t)||r.A.isExpressionWithTypeArguments(t))&&(n.push(...function(t,e){var n,a;if(r.A.isStatement(t)&&(0,y.FN)(t)&&!r.A.isImportDeclaration(t))return[[t.getStart(),t.end]];return[...function(t,e){var n,a;if(n=t,r.A.isParameter(n)&&r.A.isIdentifier(n.name)&&"this"===n.name.text)return[[t.getStart(),t.end+(/^\s*,/u.exec(e.slice(t.end))?.[0].length??0)]];if(r.A.isParameter(t)||r.A.isVariableDeclaration(t)||r.A.isPropertyDeclaration(t)){return[...w(e,t.type),...(a=t,[r.A.isVariableDeclaration(a)?void 0:a.questionToken,r.A.isParameter(a)?void 0:a.exclamationToken].flatMap(t=>void 0===t?[]:[[t.getStart(),t.end]])),...x(t)]}return!r.A.isFunctionLike(t)||r.A.isTypeNode(t)?[]:"body"in t&&void 0===t.body?[[t.getStart(),t.end]]:[...w(e,t.type),...A(e,t.typeParameters),...x(t)]}(t,e),...(n=t,a=e,r.A.isAsExpression(n)||r.A.isSatisfiesExpression(n)||r.A.isNonNullExpression(n)?[[n.expression.end,n.end]]:r.A.isTypeAssertionExpression(n)?[[n.getStart(),n.expression.getStart()]]:r.A.isCallExpression(n)||r.A.isNewExpression(n)||r.A.isTaggedTemplateExpression(n)?A(a,n.typeArguments):[])]}(t,e)),r.A.forEachChild(t,a))};a((0,s.parseSource)(t,e));let i=e;for(let[t,e]of n)i=i.slice(0,t)+i.slice(t,e).replaceAll(/[^\n\r]/gu," ")+i.slice(e);return i}let k="__assayTick();";function _(t,e){var n;let a,i,o=(0,s.parseSource)(t,e),u=/\.[cm]?tsx?$/u.test(t)?b(t,e):e;return(n=o,a=[],i=t=>{if(r.A.isFunctionLike(t)){var e;let n,i;(r.A.isFunctionDeclaration(t)||r.A.isFunctionExpression(t)||r.A.isArrowFunction(t)||r.A.isMethodDeclaration(t))&&(n=void 0!==(e=t).body,i=r.A.isArrowFunction(e),(!i||e.parameters.every(({name:t})=>r.A.isIdentifier(t)))&&((0,g.GG)(e,t=>{let{kind:e}=t,a=e===r.A.SyntaxKind.SuperKeyword||r.A.isPrivateIdentifier(t)||r.A.isMetaProperty(t),s=i&&(e===r.A.SyntaxKind.ThisKeyword||r.A.isIdentifier(t)&&"arguments"===t.text);(a||s||r.A.isJsxElement(t)||r.A.isJsxSelfClosingElement(t)||r.A.isJsxFragment(t))&&(n=!1)}),n))&&a.push(t);return}r.A.forEachChild(t,i)},i(n),a).map(t=>(function(t,e){var n;let a,i,s,{from:o,open:u,close:c}=function(t){let e=(r.A.getModifiers(t)??[]).some(({kind:t})=>t===r.A.SyntaxKind.AsyncKeyword)?"async ":"";if(r.A.isArrowFunction(t))return{from:t.getStart(),open:"(",close:")"};if(r.A.isMethodDeclaration(t))return{from:(t.asteriskToken??t.name).getStart(),open:`(function(o){return o[Reflect.ownKeys(o)[0]]})({${e}`,close:"})"};let n=t.getChildren().find(({kind:t})=>t===r.A.SyntaxKind.FunctionKeyword);return{from:n?.getStart()??t.getStart(),open:`(${e}`,close:")"}}(t),f=(n=t,a=[],i=(t,e,n)=>{a.push({at:t.getStart(),text:e,side:"open"},{at:t.end,text:n,side:"close"})},s=t=>{let e=r.A.isIterationStatement(t,!1)?t.statement:r.A.isFunctionLike(t)&&"body"in t?t.body:void 0;void 0!==e&&(r.A.isBlock(e)?a.push({at:e.getStart()+1,text:k,side:"open"}):r.A.isStatement(e)?i(e,`{${k}`,"}"):i(e,"(__assayTick(),",")")),r.A.forEachChild(t,s)},s(n),[...a.filter(({side:t})=>"close"===t).toReversed(),...a.filter(({side:t})=>"open"===t)].toSorted((t,e)=>t.at-e.at)).filter(({at:t})=>t>=o),l=u,p=o;for(let{at:t,text:n}of f)l+=e.slice(p,t)+n,p=t;return l+=e.slice(p,t.end)+c,{start:t.getStart(),end:t.end,text:l,...function(t){let e=r.A.isArrowFunction(t)||void 0===t.asteriskToken?"":"yield* ",n=t.parameters.map(({name:t,dotDotDotToken:e})=>(e?"...":"")+t.getText()),a=a=>r.A.isArrowFunction(t)?`${a}(${n.join(",")})`:`${e}${a}.apply(this,arguments)`,i=t.body??t;if(!r.A.isBlock(i))return{dispatch:{start:i.getStart(),end:i.end,position:"expression"},handOn:a};let s=i.getStart()+1;return{dispatch:{start:s,end:s,position:"statement"},handOn:t=>`return ${a(t)}`}}(t),toUnit:(t,e)=>{let n=f.filter(({at:n})=>"start"===e?n<=t:n<t);return u.length+t-o+n.reduce((t,e)=>t+e.text.length,0)}}})(t,u))}let S={condition:1,"constant-condition":2,guard:3};function E({start:t,end:e,position:n}){return`${t}:${e}:${n}`}function $(t,{start:e,end:n,position:r},a){return{start:e,end:n,position:"expression"===r?"expression":"statement",id:t,replacement:a,line:1,column:1,description:""}}function T(t,e,n,{file:o,mode:u}){var c,f,l,p,d;let g,y,v,w,A=(0,s.parseSource)(t,e),x="apart"===u?_(t,e):[],k=new Map,j=n.map(n=>{var r,a,i,s;let o,u,c,f,l=(r=n,a=x,i=t,s=e,o=r.parts[0]?.start??0,u=a.findIndex(({start:t,end:e})=>t<o&&o<=e),c=a[u],f=void 0===c?void 0:function(t,e,n,r){if(r.some(({start:e,end:n})=>e<=t.start||n>t.end))return;if(r.some(t=>"statement"===t.position&&/\b(?:for|while|do)\b/u.test(t.text)))return function(t,e,n,r){let a=n;for(let t of[...r].sort((t,e)=>e.start-t.start))a=a.slice(0,t.start)+t.text+a.slice(t.end);let i=_(e,a).find(({start:e})=>e===t.start);return void 0===i?void 0:[[0,t.text.length,i.text]]}(t,e,n,r);let a=/\.[cm]?tsx?$/u.test(e);return r.map(e=>[t.toUnit(e.start,"start"),Math.max(t.toUnit(e.start,"start"),t.toUnit(e.end,"end")),a?function({text:t,position:e}){return"statement"===e?b("part.ts",t):b("part.ts",`(${t})`).slice(1,-1)}(e):e.text])}(c,i,s,r.parts),{candidate:r,unit:void 0===f?-1:u,edits:f}),p=n.parts.flatMap(t=>{let e=k.get(E(t))??{index:k.size,first:t,parts:[]};if(k.set(E(t),e),void 0!==l.edits)return[e.index,0];let n=e.parts.findIndex(e=>e.text===t.text),r=n>=0?n+1:e.parts.push(t);return[e.index,r]});return"call"===n.when?function({candidate:t,unit:e,edits:n},r){let{id:a,prior:i,template:s}=t;return JSON.stringify([a,Number(i.toFixed(4)),r,S[s]??0,e,n??0])}(l,p):""}),O=[...k.values()],{mutants:I,test:M}=(c=A,f=O,l=x,g=f.map((t,e)=>$(e+1,t.first,t.parts.length>0?function({index:t,first:e,parts:n}){let r=`__assayG[${t}]`;if("expression"===e.position){let t=n.length-1;return n.map(({text:e},n)=>n===t?`(${e})`:`${r}===${n+1}?(${e}):`).join("")}return n.map(({text:t},e)=>`if(${r}===${e+1}){${t}}`).join("else ")}(t):"expression"===t.first.position?"0":"")),y=(function(t){let e=[],n=(n,a)=>{if(void 0===a.body||!r.A.isBlock(a.body)||void 0!==a.asteriskToken||!a.parameters.every(t=>r.A.isIdentifier(t.name)&&void 0===t.dotDotDotToken))return;let i=a.parameters.map(({name:e})=>e.getText(t)).filter(t=>"this"!==t);e.push({name:n,body:a.body,parameters:i})};for(let e of t.statements)if(r.A.isFunctionDeclaration(e)&&n(e.name?.text??"default",e),r.A.isVariableStatement(e))for(let{name:t,initializer:a}of e.declarationList.declarations)void 0!==a&&(r.A.isArrowFunction(a)||r.A.isFunctionExpression(a))&&r.A.isIdentifier(t)&&n(t.text,a);return e})(c).map(({name:t,body:e,parameters:n},r)=>{let a=e.getStart(c)+1;return $(-1-r,{start:a,end:a,position:"statement"},`__assayArg(${JSON.stringify(t)},[${n.join(",")}])`)}),v=-1-y.length,w=l.map(({dispatch:t,handOn:e},n)=>$(v-n,t,e(`__assayV[${n}]`))),{mutants:[...g,...y,...w],test:t=>{if(t<=v)return`(__assayE[${v-t}]=1,__assayV[${v-t}])`;if(t<0)return"__assayRec";let e=`__assayR[${t-1}]=1`;return(f[t-1]?.parts.length??0)>0?`(${e},__assayG[${t-1}]!==0)`:`(${e},false)`}}),{text:D}=(0,a.instrument)(t,(0,i.switchAll)(e,I,M),{coverage:"off",comparisons:"off"}),N=function(t){let e=/^#!.*\n?/u.exec(t.text)?.[0].length??0;for(let n of t.statements){if(!r.A.isExpressionStatement(n)||!r.A.isStringLiteral(n.expression))break;e=n.end}return e}((0,s.parseSource)(t,D)),B=JSON.stringify(`[${j.filter(t=>""!==t).join(",")}]`),F=(p=A,d=x,(0,m.L)(p).filter(t=>d.some(({text:e})=>RegExp(`(?<![\\w$.])${t.replaceAll("$","\\$")}(?![\\w$])`,"u").test(e)))),K=`;var __assayG=new Int32Array(${O.length}),__assayR=new Uint8Array(${O.length}),__assayV=[${x.map(()=>"null").join(",")}],__assayE=new Uint8Array(${x.length}),__assayFile=${o},__assayUnits=${JSON.stringify(x.map(t=>t.text))},__assayOrder=JSON.parse(${B}),__assayNames=${JSON.stringify(F)},__assayImports=function(){return{${F.join(",")}}};function __assayEval(__assayText){return eval(__assayText)};${h}`;return{text:`${0===N?"// @ts-nocheck\n":""}${D.slice(0,N)}${K}${D.slice(N)}`,lines:O.map(({first:t})=>(0,s.lineAt)(A,t.start))}}},22198:(t,e,n)=>{n.d(e,{L:()=>a});var r=n(64988);function a(t){let e=[];for(let n of t.statements){if(!r.A.isImportDeclaration(n))continue;let t=n.importClause;t?.name!==void 0&&e.push(t.name.text);let a=t?.namedBindings;void 0!==a&&(r.A.isNamespaceImport(a)?e.push(a.name.text):e.push(...a.elements.map(({name:t})=>t.text)))}return e}}};