export const id=3060;export const ids=[3060,6852,9144];export const modules={2194:(t,e,n)=>{n.d(e,{$B:()=>function t(e){return r.A.isParenthesizedExpression(e)?t(e.expression):e},AQ:()=>d,AZ:()=>o,DE:()=>s,FN:()=>a,Tn:()=>p,Ur:()=>u,go:()=>function t(e){let{parent:n}=e;return!!o(n)||i(n)&&t(n)},he:()=>l,i4:()=>function t(e){let n=s(e);return o(n)?[...t(n.left),...t(n.right)]:[e]},pl:()=>f,wW:()=>function t(e){return r.A.isLabeledStatement(e.parent)?t(e.parent):e},yy:()=>c});var r=n(4988);function a(t){if(r.A.isInterfaceDeclaration(t)||r.A.isTypeAliasDeclaration(t)||r.A.isTypeNode(t)&&!r.A.isExpressionWithTypeArguments(t)||r.A.isTypeParameterDeclaration(t)||r.A.isIndexSignatureDeclaration(t)||r.A.isImportDeclaration(t)||r.A.isExportDeclaration(t)||r.A.isEnumDeclaration(t))return!0;if(r.A.isHeritageClause(t))return t.token===r.A.SyntaxKind.ImplementsKeyword;let e=r.A.canHaveModifiers(t)?r.A.getModifiers(t):void 0;return e?.some(({kind:t})=>t===r.A.SyntaxKind.DeclareKeyword)??!1}function i(t){return r.A.isParenthesizedExpression(t)||r.A.isAsExpression(t)||r.A.isNonNullExpression(t)||r.A.isSatisfiesExpression(t)||r.A.isTypeAssertionExpression(t)}function s(t){return i(t)?s(t.expression):t}function o(t){if(!r.A.isBinaryExpression(t))return!1;let{kind:e}=t.operatorToken;return e===r.A.SyntaxKind.AmpersandAmpersandToken||e===r.A.SyntaxKind.BarBarToken||e===r.A.SyntaxKind.QuestionQuestionToken}function u(t){return r.A.isFunctionExpression(t)||r.A.isArrowFunction(t)||r.A.isClassExpression(t)}function c(t){let{parent:e}=t;return r.A.isBlock(e)||r.A.isSourceFile(e)||r.A.isModuleBlock(e)||r.A.isCaseOrDefaultClause(e)}function f(t){let e=t.findIndex(t=>!r.A.isExpressionStatement(t)||!r.A.isStringLiteral(t.expression));return e<0?t:t.slice(0,e)}function l(t){return r.A.isExpressionStatement(t)?!function(t){let{parent:e}=t;return(!!r.A.isSourceFile(e)||!!(r.A.isBlock(e)&&r.A.isFunctionLike(e.parent)))&&f(e.statements).includes(t)}(t):r.A.isBreakOrContinueStatement(t)||r.A.isDebuggerStatement(t)||r.A.isReturnStatement(t)||r.A.isThrowStatement(t)||r.A.isTryStatement(t)||r.A.isIfStatement(t)||r.A.isIterationStatement(t,!1)||r.A.isSwitchStatement(t)||r.A.isWithStatement(t)||r.A.isLabeledStatement(t)}function d(t){if(r.A.isConstructorDeclaration(t))return"constructor";let e=t.name??function(t){return r.A.isVariableDeclaration(t)||r.A.isPropertyAssignment(t)||r.A.isPropertyDeclaration(t)?t.name:void 0}(t.parent);if(void 0!==e)return r.A.isIdentifier(e)||r.A.isStringLiteral(e)||r.A.isPrivateIdentifier(e)?e.text:void 0}function p(t){return r.A.isFunctionDeclaration(t)||r.A.isFunctionExpression(t)||r.A.isArrowFunction(t)||r.A.isMethodDeclaration(t)||r.A.isConstructorDeclaration(t)||r.A.isAccessor(t)}},9144:(t,e,n)=>{n.d(e,{instrument:()=>m});var r=n(3599),a=n(4988),i=n(2194),s=n(7008);let o=new Map([[a.A.SyntaxKind.EqualsEqualsToken,"=="],[a.A.SyntaxKind.EqualsEqualsEqualsToken,"==="],[a.A.SyntaxKind.ExclamationEqualsToken,"!="],[a.A.SyntaxKind.ExclamationEqualsEqualsToken,"!=="],[a.A.SyntaxKind.LessThanToken,"<"],[a.A.SyntaxKind.LessThanEqualsToken,"<="],[a.A.SyntaxKind.GreaterThanToken,">"],[a.A.SyntaxKind.GreaterThanEqualsToken,">="]]),u="__assayTick();";function c(t,e){return e.getStart(t.source)}function f(t,e,n,r={}){let a=c(t,n),{end:i}=n,o=t.points.length,[u,l]=[(0,s.lineAt)(t.source,a),(0,s.lineAt)(t.source,Math.max(a,i-1))];return t.points.push({id:o,type:e,start:a,end:i,line:u,endLine:l,...r}),`__assayHit[${o}]=1`}function l(t,e,n){let r=t.branches;return t.branches+=1,n.map((a,i)=>f(t,"branch",a,{branch:{index:r,kind:e,way:i,ways:n.length}}))}function d(t,e,n){t.insertions.around(c(t,e),e.end,`(${n},`,")")}function p(t,e,n){a.A.isBlock(e)?t.insertions.before(c(t,e)+1,n):t.insertions.around(c(t,e),e.end,`{${n}`,"}")}function h(t,e){if(void 0===e)return;let[n="0"]=l(t,"default-arg",[(0,i.$B)(e)]);d(t,e,n)}function m(t,e,n){let m=(0,s.parseSource)(t,e),g={source:m,insertions:(0,r.T)(),options:n,points:[],branches:0};return!function t(e,n){(0,i.FN)(n)||("on"===e.options.coverage&&function(t,e){let n,r;if((0,i.he)(e)&&(s=t,o=e,n=(0,i.wW)(o),r=f(s,"statement",o),s.insertions.before(c(s,n),`${r};`)),a.A.isVariableDeclaration(e))!function(t,e){let{initializer:n}=e;if(void 0===n)return;let r=f(t,"statement",(0,i.$B)(n)),s=e.parent.parent;(0,i.Ur)(n)&&a.A.isVariableStatement(s)&&(0,i.yy)(s)?t.insertions.before(c(t,s),`${r};`):d(t,n,r)}(t,e);else if(a.A.isPropertyDeclaration(e))!function(t,e){let{initializer:n}=e;if(void 0===n)return;let r=f(t,"statement",(0,i.$B)(n));if(!(0,i.Ur)(n))return d(t,n,r);let s=a.A.getModifiers(e)?.some(({kind:t})=>t===a.A.SyntaxKind.StaticKeyword)??!1,o=`${s?"static ":""}#__assay${t.points.length}=(${r});`;t.insertions.before(c(t,e),o)}(t,e);else if(a.A.isIfStatement(e))!function(t,e){let[n="",r=""]=l(t,"if",[e.thenStatement,e.elseStatement??e]);void 0===e.elseStatement?t.insertions.after(e.end,`else{${r};}`):p(t,e.elseStatement,`${r};`),p(t,e.thenStatement,`${n};`)}(t,e);else if(a.A.isSwitchStatement(e))!function(t,e){let{clauses:n}=e.caseBlock,r=l(t,"switch",n);for(let[e,a]of n.entries()){let[n]=a.statements,i=`${r[e]??""};`;void 0===n?t.insertions.after(a.end,i):t.insertions.before(c(t,n),i)}}(t,e);else if(a.A.isWithStatement(e))p(t,e.statement,"");else{var s,o,u=t,m=e;if(a.A.isConditionalExpression(m)){let t=[m.whenTrue,m.whenFalse],e=l(u,"cond-expr",t.map(i.$B));for(let[n,r]of t.entries())d(u,r,e[n]??"0")}else if((0,i.AZ)(m)&&!(0,i.go)(m)){let t=(0,i.i4)(m),e=l(u,"binary-expr",t.map(i.$B));for(let[n,r]of t.entries())d(u,r,e[n]??"0")}else a.A.isParameter(m)||a.A.isBindingElement(m)?h(u,m.initializer):a.A.isShorthandPropertyAssignment(m)&&h(u,m.objectAssignmentInitializer)}}(e,n),(0,i.Tn)(n)&&function(t,e){let{body:n}=e;if(void 0===n)return;let r=(0,i.AQ)(e),s="on"===t.options.coverage,o=s?f(t,"function",e,void 0===r?{}:{name:r}):"0";if(a.A.isBlock(n)){let e=(0,i.pl)(n.statements).at(-1),r=`${s?`${o};`:""}${u}`;void 0===e?t.insertions.before(c(t,n)+1,r):t.insertions.after(e.end,`;${r}`);return}let l=s?`,${f(t,"statement",(0,i.$B)(n))}`:"";d(t,n,`${o},__assayTick()${l}`)}(e,n),a.A.isIterationStatement(n,!1)&&p(e,n.statement,u),"on"===e.options.comparisons&&function(t,e){if(!a.A.isBinaryExpression(e)||a.A.isPrivateIdentifier(e.left))return;let n=o.get(e.operatorToken.kind);if(void 0===n)return;let r=c(t,e);t.insertions.around(r,e.end,`__assayCompare(${r},${JSON.stringify(n)},(`,"))"),t.insertions.replace(c(t,e.operatorToken),e.operatorToken.end,"),(")}(e,n),a.A.forEachChild(n,n=>{t(e,n)}))}(g,m),{text:g.insertions.apply(e),points:g.points}}},8703:(t,e,n)=>{n.d(e,{m:()=>a});var r=n(4988);function a(t,e){return(r.A.canHaveModifiers(t)?r.A.getModifiers(t)??[]:[]).some(t=>t.kind===e)}},6852:(t,e,n)=>{function r(t){return`globalThis.__assayActive===${t}`}function a(t){return"statement"===t.position?0:"block"===t.position?1:2}n.d(e,{switchAll:()=>s});function i(t,e,n){let r=t.mutants.map(({id:t,replacement:e})=>`${n(t)}?(${e}):`);return`${r.join("")}(${e})`}function s(t,e,n=r){return function t(e,n,r,a,s){let o=[],u=n;for(let n of a){let r=t(e,n.start,n.end,n.inner,s);o.push(e.slice(u,n.start),function(t,e,n){let{position:r}=t.first;switch(r){case"statement":case"block":{let r=t.mutants.map(({id:t,replacement:e})=>`if(${n(t)}){${e}}else `);return`{${r.join("")}{${e}}}`}case"jsx-attribute":return`{${i(t,e,n)}}`;case"expression":return`(${i(t,e,n)})`}}(n,r,s)),u=n.end}return o.join("")+e.slice(u,r)}(t,0,t.length,function(t){let e=[...t].sort((t,e)=>t.start-e.start||e.end-t.end||a(t)-a(e)||t.id-e.id),n=[],r=[];for(let t of e){let e=r.at(-1);for(;void 0!==e&&e.end<=t.start&&e.end<Math.max(t.end,t.start+1);)r.pop(),e=r.at(-1);let i=e?.start===t.start&&e.end===t.end&&a(e.first)===a(t);if(i&&e?.mutants.push(t),i||void 0!==e&&t.end>e.end)continue;let s={start:t.start,end:t.end,first:t,mutants:[t],inner:[]};(e?.inner??n).push(s),r.push(s)}return n}(e),n)}},9091:(t,e,n)=>{n.d(e,{s:()=>r});let r=String.raw`
  function loopGuard(g, now) {
    var beat = now(), asked = beat, longest = 5000, still = g.clearInterval;
    var heart = g.setInterval(function () { beat = now(); }, 200);
    if (heart.unref) heart.unref();
    return {
      stop: function () { still(heart); longest = Infinity; },
      late: function () {
        var time = now();
        if (time - asked > 200) beat = time;
        asked = time;
        if (time - beat < longest) return false;
        beat = time;
        longest = 1000;
        throw new Error("endless loop, ended from outside");
      }
    };
  }
`},3060:(t,e,n)=>{n.d(e,{toHarness:()=>U});var r=n(9144),a=n(6852),i=n(7008);let s=String.raw`
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
`;var o=n(9091);let u=String.raw`
  var lane = Number(proc.env.ASSAY_REPAIR_LANE) || 1, lanes = Number(proc.env.ASSAY_REPAIR_LANES) || 1;
  var shared = "", askAt = Infinity, moreAfter = 1500;
  function digest(value) {
    return proc.getBuiltinModule("node:crypto").createHash("sha1").update(JSON.stringify(value)).digest("hex");
  }
  function read(file) { try { return fs.readFileSync(file, "utf8"); } catch (e) { return undefined; } }
  function write(file, text) { fs.writeFileSync(file + "." + proc.pid, text); fs.renameSync(file + "." + proc.pid, file); }
  // Whether there is a common list to work on: the same tests, the same candidates in the same order.
  function openLanes(tests, list, started) {
    if (lanes < 2) return true;
    var file = g.__vitest_worker__ && g.__vitest_worker__.filepath;
    try { file = file || g.expect.getState().testPath; } catch (e) {}
    shared = dir + "/lanes-" + digest([file || proc.argv[1], tests.map(function (t) { return t.name; })]);
    var order = digest(list.map(function (c) { return [c.file, c.id, c.weight]; }));
    if (lane > 1) return read(shared + "/order") === order;
    // The same file may run twice, in two environments: then each searches by itself.
    try { fs.mkdirSync(shared); } catch (e) { shared = ""; lanes = 1; return true; }
    askAt = started + moreAfter;
    write(shared + "/order", order);
    return true;
  }
  function closeLanes() { if (shared && lane === 1) fs.rmSync(shared, { recursive: true, force: true }); }
  function claim(name, block) {
    if (lanes < 2) return true;
    if (now() > askAt) { askAt = Infinity; fs.writeFileSync(dir + "/more", ""); }
    try { fs.writeFileSync(shared + "/" + name + "-" + block + ".by", String(proc.pid), { flag: "wx" }); return true; } catch (e) {
      if (e.code !== "EEXIST") throw e;
      return false;
    }
  }
  // Of a block of another process: 0 nobody has begun it, -1 whoever did has died.
  function ownerOf(name, block) {
    var text = lanes > 1 ? read(shared + "/" + name + "-" + block + ".by") : undefined;
    if (text === undefined) return 0;
    try { if (text !== "") proc.kill(Number(text), 0); return 1; } catch (e) { return e.code === "ESRCH" ? -1 : 1; }
  }
  // Results are shared only where the lists are the same: a process whose time was up sooner goes on with another one.
  function nameOf(name, lists) {
    if (lanes < 2) return name;
    return name + "-" + digest(lists.map(function (list) { return list.map(function (c) { return [c.file, c.id]; }); }));
  }
  // What came of each item, in the list's order; nothing for those that had no turn before the time was up.
  async function inLanes(name, list, size, clock, work) {
    var count = Math.ceil(list.length / size), done = [], block;
    async function run(block) {
      var came = [];
      for (var i = block * size; i < Math.min(list.length, (block + 1) * size) && !clock.late(); i++) came.push(await work(list[i]));
      done[block] = came;
      if (lanes > 1) write(shared + "/" + name + "-" + block, JSON.stringify(came));
    }
    for (block = 0; block < count && !clock.late(); block++) if (claim(name, block)) await run(block);
    for (block = 0; block < count; block++) while (!done[block]) {
      var owner = ownerOf(name, block), text = owner === 0 ? undefined : read(shared + "/" + name + "-" + block);
      if (text !== undefined) done[block] = JSON.parse(text);
      else if (owner === 0 || clock.over()) done[block] = [];
      else if (owner < 0) await run(block);
      else await new Promise(function (resolve) { later(resolve, 5); });
    }
    return list.map(function (item, i) { return done[Math.floor(i / size)][i % size]; });
  }
`,c=String.raw`
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
    test.turns.push(isCut() ? 0 : ticks() - before);
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
      // What was cut off says nothing of how long it takes.
      test.cut = isCut();
      test.ms = test.cut ? 0 : now() - from;
      if (test === failing[0]) zero = counted();
      if (ok !== test.ok) { out.problem = "run again, the test \u201c" + test.name + "\u201d " + (ok ? "passes" : "fails"); return; }
      test.turns = [test.cut ? 0 : ticks()];
      if (ok) units.push({ ok: true, reach: reached() });
    }
    targets.forEach(function (t) { t.record(true); });
    targets.forEach(function (t) { t.E.fill(0); });
    for (test of failing) units = units.concat(await unitsOf(test, test.cut ? 200000 : 5000000));
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
    var angelic = {}, constants = all.filter(function (c) { return c.kind === 2; });
    for (var c of constants) {
      var key = c.file + ":" + c.parts[0];
      angelic[key] = Math.max(angelic[key] || 0, await held([c]));
    }
    all.forEach(function (c) { var best = c.kind === 1 ? angelic[c.file + ":" + c.parts[0]] : undefined; if (best !== undefined) c.weight *= best > base ? 2 : 0.6; });
    function byWeight(a, b) { return b.weight - a.weight; }
    all.sort(byWeight);
    var wins = 0;
    // Whether the clock ended a test, not its turns, although nobody knows how long it takes.
    function isSlow(test, least) { return test.cut && ticks() <= least; }
    async function tries(list, factor, least) {
      var won = 0, steps = 0, cut = false, slow = false, mended = [], i = 0;
      if (!set(list, true)) { set(list, false); return { good: false, mended: [], cut: false, steps: -1 }; }
      for (; i < failing.length; i++) {
        if (await runWithin(failing[i], factor, least)) { won++; mended.push(i); }
        else { if (isCut()) { cut = true; slow = slow || isSlow(failing[i], least); } if (i === 0) steps = counted() - zero; if (i > 3 && won === 0) break; }
      }
      var good = won > 0, whole = won === failing.length;
      for (var j = 0; good && j < passing.length; j++) {
        arm(Math.max(least, passing[j].turns[0] * factor), patience(passing[j], factor, least));
        good = await passes(passing[j]);
        if (!good && isCut()) cut = true;
      }
      set(list, false);
      if (good && whole) wins++;
      return { good: good && whole, mended: good ? mended : [], cut: cut, slow: slow, steps: won * 1000 + steps };
    }
    function idsOf(list) { return list.map(function (c) { return [c.file, c.id]; }); }
    // Notes what came of single candidates and of combined ones, in their order: the same however many looked.
    function keep(list, got) {
      if (got.good && out.plausible.length < enough) out.plausible.push(idsOf(list));
      else if (got.good) out.left = true;
      else if (got.mended.length > 0 && list.length === 1 && out.partial.length < 400) out.partial.push([idsOf(list), got.mended]);
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
    function over(share) { return cpu() - begun > budget * share || now() - started > budget * share * 4; }
    function late(share) { return out.plausible.length + wins >= enough || over(share); }
    function until(share) { return { late: function () { return late(share); }, over: function () { return over(share); } }; }
    if (!openLanes(tests, all, started)) return;
    var waiting = all, factor = 10, least = 1000;
    for (var round = 0; round < 3 && waiting.length > 0; round++) {
      var cut = [], came = await inLanes(nameOf("single" + round + "-" + least, waiting.map(function (c) { return [c]; })), waiting, [32, 8, 1][round], until(1), function (c) { return tries([c], factor, least); });
      wins = 0;
      waiting.forEach(function (c, i) {
        var got = came[i];
        if (!got) { out.left = true; return; }
        if (round === 0) out.tried++;
        c.steps = got.steps;
        keep([c], got);
        if (!got.cut) return;
        // What ran on fifty times longer than anything before without one assertion more that held is endless.
        if (round === 0 || (round === 1 && c.steps > 0)) cut.push(c);
        else if (got.slow) out.left = true;
      });
      waiting = cut;
      waiting.sort(function (a, b) { return b.steps - a.steps || b.weight - a.weight; });
      // Where something would do already, rivals are known for endless sooner: as soon as where behaviours are compared.
      var sooner = round === 0 && out.plausible.length > 0;
      factor *= sooner ? 10 : 20;
      least = sooner ? 10000 : round === 0 ? 50000 : 5000000;
    }
    var sound = {};
    all.forEach(function (c) { if (c.kind < 2) sound[c.file + ":" + c.id] = true; });
    if (out.plausible.some(function (p) { return p.every(function (e) { return sound[e[0] + ":" + e[1]]; }); })) return;
    if (isApart()) return;
    var beam = [], rank = function (a, b) { return b.score - a.score || b.weight - a.weight; };
    var scores = await inLanes("beam", all, 32, until(1.3), function (c) { return held([c]); });
    all.forEach(function (c, i) { if (scores[i] > base) beam.push({ list: [c], score: scores[i], weight: c.weight }); });
    enough = out.plausible.length + 40;
    for (var depth = 2; depth <= 4 && beam.length > 0 && !late(2); depth++) {
      beam = beam.sort(rank).slice(0, depth === 2 ? 40 : 20);
      var next = [], starts = [];
      for (var from = 0; from < Math.min(all.length, 6000); from += 10) starts.push(from);
      var built = await inLanes(nameOf("depth" + depth, beam.map(function (p) { return p.list; })), starts, 1, until(2), async function (from) {
        var tried = 0, ends = [];
        for (var p = 0; p < beam.length; p++) for (var d = from; d < Math.min(from + 10, all.length) && !late(2); d++) {
          if (beam[p].list.some(function (one) { return overlap(one, all[d]); })) continue;
          var list = beam[p].list.concat([all[d]]), result = await tries(list, 10, 1000), more = -1;
          tried++;
          if (!result.good && (result.steps > 0 || depth === 2)) more = await held(list);
          if (result.good || more > beam[p].score) ends.push([p, d, result.good, more]);
        }
        return { tried: tried, ends: ends };
      });
      wins = 0;
      built.forEach(function (one) {
        if (!one) return;
        out.tried += one.tried;
        one.ends.forEach(function (end) {
          var p = beam[end[0]], d = all[end[1]], list = p.list.concat([d]);
          if (end[2]) keep(list, { good: true }); else next.push({ list: list, score: end[3], weight: p.weight * d.weight });
        });
      });
      if (out.plausible.length > 0 && depth > 2) break;
      beam = next;
    }
    if (out.plausible.length > 0) return;
    // No step alone makes anything better: pairs of the likeliest, those that together are likeliest first.
    var first = all.slice(0, 150), pairs = [];
    first.forEach(function (a, i) { first.slice(i + 1).forEach(function (b) { if (!overlap(a, b)) pairs.push([a, b]); }); });
    pairs.sort(function (a, b) { return b[0].weight * b[1].weight - a[0].weight * a[1].weight; });
    var paired = await inLanes("pairs", pairs, 32, until(2), function (pair) { return tries(pair, 10, 1000); });
    pairs.forEach(function (pair, i) { if (paired[i]) { out.tried++; keep(pair, paired[i]); } });
  }
`,f=String.raw`
// Whether objects are watched, calls recorded, and of too many calls the last kept.
var __assayObj = true, __assayRec = false, __assayLast = false, __assayArgs = [], __assayObjects = new WeakMap(), __assayValues = {};
var __assayT = 0, __assayMax = Infinity, __assayLate;
function __assayTick() {
  if (++__assayT <= __assayMax && ((__assayT & 31) !== 0 || !__assayLate || !__assayLate())) return;
  __assayMax = -1;
  throw new Error("assay: endless");
}
function __assayPut(call) { if (__assayArgs.length >= 300) __assayArgs.shift(); __assayArgs.push(call); }
function __assayIsFull() { return !__assayRec || (__assayArgs.length >= 300 && !__assayLast); }
function __assayList(args) { return args.map(function (a) { return __assayS(a, 5); }); }
function __assayArg(name, args) {
  if (__assayIsFull()) return;
  try { __assayPut({ name: name, args: __assayList(args) }); } catch (e) {}
}
// What an object was made from, which is kept for its calls; one whose arguments cannot be given has no calls that can.
function __assayMade(object, how, name, args) {
  var made = null;
  try { made = { how: how, name: name, args: __assayList(args), calls: [] }; } catch (e) {}
  __assayObjects.set(object, made);
  return object;
}
function __assayValue(name) { return __assayValues[name] || (__assayValues[name] = {}); }
function __assayMet(object, how, name, method, args, kind) {
  if (object === null || (typeof object !== "object" && typeof object !== "function")) return;
  if (!__assayObjects.has(object)) { if (how === "") return; __assayMade(object, how, name, []); }
  var made = __assayObjects.get(object);
  if (!made || (made.calls.length >= 20 && __assayIsFull())) return;
  try { var call = { name: method, args: __assayList(args) }; } catch (e) { __assayObjects.set(object, null); return; }
  if (kind) call.kind = kind;
  if (!__assayIsFull()) __assayPut({ name: method, args: call.args, kind: kind, on: { how: made.how, name: made.name, args: made.args, before: made.calls.slice() } });
  if (made.calls.length < 20 && kind !== "get") made.calls.push(call);
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
`,l=String.raw`
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
`,d=String.raw`
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
`,h=String.raw`
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
`,m=String.raw`${f}
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
    record: function (on) { __assayRec = on; __assayObj = on; }, args: __assayArgs
  };
  var key = Symbol.for("assay.repair");
  if (g[key]) { g[key].push(me); me.watchClock(g[key][0].guard); return; }
  var targets = g[key] = [me];
  var fs = proc.getBuiltinModule("node:fs"), perf = proc.getBuiltinModule("node:perf_hooks").performance;
  var later = g.setTimeout, never = g.clearTimeout;
  var now = function () { return perf.now(); };
  var cpu = function () { var used = proc.cpuUsage(); return (used.user + used.system) / 1000; };
${o.s}${l}${d}${h}${p}
  // While the tests run as they are.
  var guard = loopGuard(g, now);
  me.guard = guard.late;
  me.watchClock(guard.late);
  var runner = jestTests() || vitestTests() || mochaTests() || nodeTests();
  if (!runner) return;
${s}
${u}
${c}
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
`;var g=n(2198),y=n(4988),v=n(2194),w=n(8703),b=n(2607);function A(t){return y.A.isFunctionExpression(t)||y.A.isArrowFunction(t)}function x(t){let e=!1;return(0,b.GG)(t,t=>{t.kind===y.A.SyntaxKind.ThisKeyword&&(e=!0)}),e}function k(t,e,n){let{body:r}=t,a=function(t){let e=t.parameters.filter(({name:t})=>"this"!==t.getText());if(!y.A.isArrowFunction(t)){let t=e.some(({dotDotDotToken:t})=>void 0!==t);return`Array.prototype.slice.call(arguments,0${t?"":`,${e.length}`})`}if(e.every(({name:t})=>y.A.isIdentifier(t)))return`[${e.map(({name:t,dotDotDotToken:e})=>(e?"...":"")+t.getText()).join(",")}]`}(t);if(void 0===r||void 0===a||void 0!==t.asteriskToken)return[];let i=y.A.isBlock(r),s=r.getStart()+ +!!i;return[{position:i?"statement":"expression",start:s,end:i?s:r.end,text:n(a),of:e}]}function _(t){return JSON.stringify(t)}function S(t){if(y.A.isMethodDeclaration(t))return{body:t,kind:""};if(y.A.isGetAccessorDeclaration(t))return{body:t,kind:',"get"'};if(y.A.isSetAccessorDeclaration(t))return{body:t,kind:',"set"'};let{initializer:e}=y.A.isPropertyAssignment(t)||y.A.isPropertyDeclaration(t)?t:{},n=void 0===e?void 0:(0,v.DE)(e);return void 0!==n&&A(n)?{body:n,kind:""}:void 0}function E({body:t,kind:e},n,r,a){let i=[a,n,r].map(_).join(",");return k(t,"objects",t=>`__assayMet(this,${i},${t}${e})`)}function $({body:t,kind:e},n,r,a){if("nothing"===a&&""===e){let e=""===n?r:`${n}.${r}`;return k(t,"calls",t=>`__assayArg(${_(e)},${t})`)}let i=["value",n,r].map(_).join(",");return k(t,"objects",t=>`__assayMet(__assayValue(${_(n)}),${i},${t}${e})`)}function j(t){return t.heritageClauses?.some(({token:t})=>t===y.A.SyntaxKind.ExtendsKeyword)===!0}function T(t){return!!y.A.isExpressionStatement(t)&&!!y.A.isCallExpression(t.expression)&&t.expression.expression.kind===y.A.SyntaxKind.SuperKeyword}function M(t,e){let n=t.name?.text??e,r=j(t)||t.members.some(t=>y.A.isConstructorDeclaration(t));return t.members.flatMap(e=>{var a;if(void 0!==(a=e).name&&y.A.isPrivateIdentifier(a.name)||(0,w.m)(a,y.A.SyntaxKind.PrivateKeyword)||(0,w.m)(a,y.A.SyntaxKind.ProtectedKeyword))return[];if(y.A.isConstructorDeclaration(e)){var i=e,s=t;let n=k(i,"objects",t=>`__assayMade(this,"new",new.target.name,${t})`);if(!j(s))return n;let r=i.body?.statements.find(T)?.end;return void 0===r?[]:n.map(t=>({...t,start:r,end:r}))}let o=S(e);if(void 0===o||void 0===e.name||!y.A.isIdentifier(e.name))return[];let{text:u}=e.name;return(0,w.m)(e,y.A.SyntaxKind.StaticKeyword)?$(o,n,u,x(e)?"state":"nothing"):E(o,n,u,r?"":"new")})}function O(t,{functions:e}){return t.properties.flatMap(t=>{if(void 0===t.name||!y.A.isIdentifier(t.name))return[];let{text:n}=t.name,r=S(t);if(void 0!==r)return[[n,r.body,r.kind]];let a=y.A.isShorthandPropertyAssignment(t)?n:y.A.isPropertyAssignment(t)&&y.A.isIdentifier(t.initializer)?t.initializer.text:"",i=e.get(a);return void 0===i?[]:[[n,i,""]]})}function I(t,e,n){var r,a,i;let s,o=t=>`__assayArg(${_(e)},${t})`,{body:u}=t;if(void 0===u||!y.A.isBlock(u))return k(t,"calls",o);let c=y.A.isArrowFunction(t)?[]:(r=u,a=e,r.statements.flatMap(t=>{let{expression:e}=y.A.isExpressionStatement(t)?t:{};if(void 0===e||!y.A.isBinaryExpression(e))return[];let{left:n,right:r}=e,i=y.A.isPropertyAccessExpression(n)&&n.expression.kind===y.A.SyntaxKind.ThisKeyword,s=(0,v.DE)(r);return i&&A(s)?E({body:s,kind:""},a,n.name.text,""):[]}));if((c.length>0||RegExp(`\\b${e.replaceAll("$","\\$")}\\.prototype\\b`,"u").test(t.getSourceFile().text))&&!y.A.isArrowFunction(t))return[...k(t,"objects",t=>`new.target?__assayMade(this,"new",new.target.name,${t}):${o(t)}`),...c];let f=(s=function(t){let e=new Map,n=new Map;for(let r of t.statements)if(y.A.isFunctionDeclaration(r)&&r.name&&e.set(r.name.text,r),y.A.isVariableStatement(r))for(let{name:t,initializer:a}of r.declarationList.declarations){let r=void 0===a?void 0:(0,v.DE)(a);void 0!==r&&y.A.isIdentifier(t)&&(A(r)&&e.set(t.text,r),y.A.isObjectLiteralExpression(r)&&n.set(t.text,r))}return{functions:e,objects:n}}(i=u),i.statements.flatMap(t=>{if(!y.A.isReturnStatement(t)||void 0===t.expression)return[];let e=(0,v.DE)(t.expression);if(A(e))return[["",e,""]];if(y.A.isObjectLiteralExpression(e))return O(e,s);if(!y.A.isIdentifier(e))return[];let[n,r]=[s.functions.get(e.text),s.objects.get(e.text)];return[...n?[["",n,""]]:[],...r?O(r,s):[]]}));if(0===f.length)return k(t,"calls",o);let l=`__assayF${n}`,d=k(t,"objects",t=>`${o(t)};var ${l}=__assayMade({},"call",${_(e)},${t})`),p=f.flatMap(([t,n,r])=>{let a=["call",e,t].map(_).join(",");return k(n,"objects",t=>`__assayMet(${l},${a},${t}${r})`)});return 0===d.length?[]:[...d,...p]}function L(t,e){let n=(0,v.DE)(t);return A(n)?I(n,e,n.pos):y.A.isClassExpression(n)?M(n,e):y.A.isObjectLiteralExpression(n)?D(n,e):[]}function D(t,e){let n=x(t)?"state":"nothing";return t.properties.flatMap(t=>{if(void 0===t.name||!y.A.isIdentifier(t.name))return[];let{text:r}=t.name,a=S(t);return void 0!==a?$(a,e,r,n):y.A.isPropertyAssignment(t)?L(t.initializer,""===e?r:`${e}.${r}`):[]})}function K(t){let e=(0,v.DE)(t);if(y.A.isObjectLiteralExpression(e))return D(e,"");let n=A(e)||y.A.isClassExpression(e)?e.name?.text:void 0;return L(e,n??"default")}function F(t){if(y.A.isFunctionDeclaration(t))return I(t,t.name?.text??"default",t.pos);if(y.A.isClassDeclaration(t))return M(t,"default");if(y.A.isVariableStatement(t))return t.declarationList.declarations.flatMap(({name:t,initializer:e})=>void 0!==e&&y.A.isIdentifier(t)?L(e,t.text):[]);if(y.A.isExportAssignment(t))return!0===t.isExportEquals?K(t.expression):L(t.expression,"default");let{expression:e}=y.A.isExpressionStatement(t)?t:{};return void 0!==e&&y.A.isBinaryExpression(e)&&e.operatorToken.kind===y.A.SyntaxKind.EqualsToken?function(t,e){let n=(0,v.DE)(e),r=t.getText().replace(/^module\.exports\b/u,"exports").split("."),[a="",i,s]=r;if(!y.A.isPropertyAccessExpression(t)||r.length>3)return[];if("prototype"===i){var o,u,c;return o=a,u=s,c=n,void 0!==u?A(c)?E({body:c,kind:""},o,u,""):[]:y.A.isObjectLiteralExpression(c)?c.properties.flatMap(t=>{let e=S(t);return void 0!==e&&void 0!==t.name&&y.A.isIdentifier(t.name)?E(e,o,t.name.text,""):[]}):[]}return"exports"===a?void 0===i?K(n):void 0===s?L(n,i):[]:void 0!==i&&void 0===s&&A(n)?$({body:n,kind:""},a,i,x(n)?"state":"nothing"):[]}(e.left,e.right):[]}var P=n(5162);let C=new Set([y.A.SyntaxKind.AsyncKeyword,y.A.SyntaxKind.StaticKeyword,y.A.SyntaxKind.ExportKeyword,y.A.SyntaxKind.DefaultKeyword,y.A.SyntaxKind.ConstKeyword]);function N(t,e){return void 0===e?[]:[[t.lastIndexOf(":",e.getStart()-1),e.end]]}function B(t,e){return void 0===e?[]:[[e.pos-1,t.indexOf(">",e.end)+1]]}function R(t){return(y.A.canHaveModifiers(t)?y.A.getModifiers(t)??[]:[]).filter(({kind:t})=>!C.has(t)).map(t=>[t.getStart(),t.end])}function q(t,e){let n=[],r=t=>{(!y.A.isTypeNode(t)||y.A.isExpressionWithTypeArguments(t))&&(n.push(...function(t,e){var n,r;if(y.A.isStatement(t)&&(0,v.FN)(t)&&!y.A.isImportDeclaration(t))return[[t.getStart(),t.end]];return[...function(t,e){var n,r;if(n=t,y.A.isParameter(n)&&y.A.isIdentifier(n.name)&&"this"===n.name.text)return[[t.getStart(),t.end+(/^\s*,/u.exec(e.slice(t.end))?.[0].length??0)]];if(y.A.isParameter(t)||y.A.isVariableDeclaration(t)||y.A.isPropertyDeclaration(t)){return[...N(e,t.type),...(r=t,[y.A.isVariableDeclaration(r)?void 0:r.questionToken,y.A.isParameter(r)?void 0:r.exclamationToken].flatMap(t=>void 0===t?[]:[[t.getStart(),t.end]])),...R(t)]}return!y.A.isFunctionLike(t)||y.A.isTypeNode(t)?[]:"body"in t&&void 0===t.body?[[t.getStart(),t.end]]:[...N(e,t.type),...B(e,t.typeParameters),...R(t)]}(t,e),...(n=t,r=e,y.A.isAsExpression(n)||y.A.isSatisfiesExpression(n)||y.A.isNonNullExpression(n)?[[n.expression.end,n.end]]:y.A.isTypeAssertionExpression(n)?[[n.getStart(),n.expression.getStart()]]:y.A.isCallExpression(n)||y.A.isNewExpression(n)||y.A.isTaggedTemplateExpression(n)?B(r,n.typeArguments):[])]}(t,e)),y.A.forEachChild(t,r))};r((0,i.parseSource)(t,e));let a=e;for(let[t,e]of n)a=a.slice(0,t)+a.slice(t,e).replaceAll(/[^\n\r]/gu," ")+a.slice(e);return a}let W="__assayTick();";function z(t,e){var n;let r,a,s=(0,i.parseSource)(t,e),o=/\.[cm]?tsx?$/u.test(t)?q(t,e):e;return(n=s,r=[],a=t=>{if(y.A.isFunctionLike(t)){var e;let n,a;(y.A.isFunctionDeclaration(t)||y.A.isFunctionExpression(t)||y.A.isArrowFunction(t)||y.A.isMethodDeclaration(t))&&(n=void 0!==(e=t).body,a=y.A.isArrowFunction(e),(!a||e.parameters.every(({name:t})=>y.A.isIdentifier(t)))&&((0,b.GG)(e,t=>{let{kind:e}=t,r=e===y.A.SyntaxKind.SuperKeyword||y.A.isPrivateIdentifier(t)||y.A.isMetaProperty(t),i=a&&(e===y.A.SyntaxKind.ThisKeyword||y.A.isIdentifier(t)&&"arguments"===t.text);(r||i||y.A.isJsxElement(t)||y.A.isJsxSelfClosingElement(t)||y.A.isJsxFragment(t))&&(n=!1)}),n))&&r.push(t);return}y.A.forEachChild(t,a)},a(n),r).map(t=>(function(t,e){var n;let r,a,i,{from:s,open:o,close:u}=function(t){let e=(y.A.getModifiers(t)??[]).some(({kind:t})=>t===y.A.SyntaxKind.AsyncKeyword)?"async ":"";if(y.A.isArrowFunction(t))return{from:t.getStart(),open:"(",close:")"};if(y.A.isMethodDeclaration(t))return{from:(t.asteriskToken??t.name).getStart(),open:`(function(o){return o[Reflect.ownKeys(o)[0]]})({${e}`,close:"})"};let n=t.getChildren().find(({kind:t})=>t===y.A.SyntaxKind.FunctionKeyword);return{from:n?.getStart()??t.getStart(),open:`(${e}`,close:")"}}(t),c=(n=t,r=[],a=(t,e,n)=>{r.push({at:t.getStart(),text:e,side:"open"},{at:t.end,text:n,side:"close"})},i=t=>{let e=y.A.isIterationStatement(t,!1)?t.statement:y.A.isFunctionLike(t)&&"body"in t?t.body:void 0;void 0!==e&&(y.A.isBlock(e)?r.push({at:e.getStart()+1,text:W,side:"open"}):y.A.isStatement(e)?a(e,`{${W}`,"}"):a(e,"(__assayTick(),",")")),y.A.forEachChild(t,i)},i(n),[...r.filter(({side:t})=>"close"===t).toReversed(),...r.filter(({side:t})=>"open"===t)].toSorted((t,e)=>t.at-e.at)).filter(({at:t})=>t>=s),f=o,l=s;for(let{at:t,text:n}of c)f+=e.slice(l,t)+n,l=t;return f+=e.slice(l,t.end)+u,{start:t.getStart(),end:t.end,text:f,...function(t){let e=y.A.isArrowFunction(t)||void 0===t.asteriskToken?"":"yield* ",n=t.parameters.map(({name:t,dotDotDotToken:e})=>(e?"...":"")+t.getText()),r=r=>y.A.isArrowFunction(t)?`${r}(${n.join(",")})`:`${e}${r}.apply(this,arguments)`,a=t.body??t;if(!y.A.isBlock(a))return{dispatch:{start:a.getStart(),end:a.end,position:"expression"},handOn:r};let i=a.getStart()+1;return{dispatch:{start:i,end:i,position:"statement"},handOn:t=>`return ${r(t)}`}}(t),toUnit:(t,e)=>{let n=c.filter(({at:n})=>"start"===e?n<=t:n<t);return o.length+t-s+n.reduce((t,e)=>t+e.text.length,0)}}})(t,o))}let V={condition:1,"constant-condition":2,guard:3};function G({start:t,end:e,position:n}){return`${t}:${e}:${n}`}function J(t,{start:e,end:n,position:r},a){return{start:e,end:n,position:"expression"===r?"expression":"statement",id:t,replacement:a,line:1,column:1,description:""}}function U(t,e,n,{file:s,mode:o}){var u,c;let f=(0,i.parseSource)(t,e),l="apart"===o?z(t,e):[],d=new Map,p=n.map(n=>{var r,a,i,s;let o,u,c,f,p=(r=n,a=l,i=t,s=e,o=r.parts[0]?.start??0,u=a.findIndex(({start:t,end:e})=>t<o&&o<=e),c=a[u],f=void 0===c?void 0:function(t,e,n,r){if(r.some(({start:e,end:n})=>e<=t.start||n>t.end))return;if(r.some(t=>"statement"===t.position&&/\b(?:for|while|do)\b/u.test(t.text)))return function(t,e,n,r){let a=n;for(let t of[...r].sort((t,e)=>e.start-t.start))a=a.slice(0,t.start)+t.text+a.slice(t.end);let i=z(e,a).find(({start:e})=>e===t.start);return void 0===i?void 0:[[0,t.text.length,i.text]]}(t,e,n,r);let a=/\.[cm]?tsx?$/u.test(e);return r.map(e=>[t.toUnit(e.start,"start"),Math.max(t.toUnit(e.start,"start"),t.toUnit(e.end,"end")),a?function({text:t,position:e}){return"statement"===e?q("part.ts",t):q("part.ts",`(${t})`).slice(1,-1)}(e):e.text])}(c,i,s,r.parts),{candidate:r,unit:void 0===f?-1:u,edits:f}),h=n.parts.flatMap(t=>{let e=d.get(G(t))??{index:d.size,first:t,parts:[]};if(d.set(G(t),e),void 0!==p.edits)return[e.index,0];let n=e.parts.findIndex(e=>e.text===t.text),r=n>=0?n+1:e.parts.push(t);return[e.index,r]});return"call"===n.when?function({candidate:t,unit:e,edits:n},r){let{id:a,prior:i,template:s}=t;return JSON.stringify([a,Number(i.toFixed(4)),r,V[s]??0,e,n??0])}(p,h):""}),h=[...d.values()],{mutants:y,test:v}=function(t,e,n){let r=e.map((t,e)=>J(e+1,t.first,t.parts.length>0?function({index:t,first:e,parts:n}){let r=`__assayG[${t}]`;if("expression"===e.position){let t=n.length-1;return n.map(({text:e},n)=>n===t?`(${e})`:`${r}===${n+1}?(${e}):`).join("")}return n.map(({text:t},e)=>`if(${r}===${e+1}){${t}}`).join("else ")}(t):"expression"===t.first.position?"0":"")),a=t.statements.flatMap(F),i=a.map((t,e)=>J(-1-e,t,"statement"===t.position?t.text:"0")),s=-1-i.length,o=n.map(({dispatch:t,handOn:e},n)=>J(s-n,t,e(`__assayV[${n}]`)));return{mutants:[...r,...i,...o],test:t=>{if(t<=s)return`(__assayE[${s-t}]=1,__assayV[${s-t}])`;let n=t<0?a[-1-t]:void 0;if(void 0!==n)return function({of:t,position:e,text:n}){let r="calls"===t?"__assayRec":"__assayObj";return"statement"===e?r:`(${r}&&${n},false)`}(n);let r=`__assayR[${t-1}]=1`;return(e[t-1]?.parts.length??0)>0?`(${r},__assayG[${t-1}]!==0)`:`(${r},false)`}}}(f,h,l),{text:w}=(0,r.instrument)(t,(0,a.switchAll)(e,y,v),{coverage:"off",comparisons:"off"}),b=(0,P.b)((0,i.parseSource)(t,w)),A=JSON.stringify(`[${p.filter(t=>""!==t).join(",")}]`),x=(u=f,c=l,(0,g.L)(u).filter(t=>c.some(({text:e})=>RegExp(`(?<![\\w$.])${t.replaceAll("$","\\$")}(?![\\w$])`,"u").test(e)))),k=`;var __assayG=new Int32Array(${h.length}),__assayR=new Uint8Array(${h.length}),__assayV=[${l.map(()=>"null").join(",")}],__assayE=new Uint8Array(${l.length}),__assayFile=${s},__assayUnits=${JSON.stringify(l.map(t=>t.text))},__assayOrder=JSON.parse(${A}),__assayNames=${JSON.stringify(x)},__assayImports=function(){return{${x.join(",")}}};function __assayEval(__assayText){return eval(__assayText)};${m}`;return{text:`${0===b?"// @ts-nocheck\n":""}${w.slice(0,b)}${k}${w.slice(b)}`,lines:h.map(({first:t})=>(0,i.lineAt)(f,t.start))}}},2198:(t,e,n)=>{n.d(e,{L:()=>a});var r=n(4988);function a(t){let e=[];for(let n of t.statements){if(!r.A.isImportDeclaration(n))continue;let t=n.importClause;t?.name!==void 0&&e.push(t.name.text);let a=t?.namedBindings;void 0!==a&&(r.A.isNamespaceImport(a)?e.push(a.name.text):e.push(...a.elements.map(({name:t})=>t.text)))}return e}},5162:(t,e,n)=>{n.d(e,{b:()=>a});var r=n(4988);function a(t){let e=/^#!.*\n?/u.exec(t.text)?.[0].length??0;for(let n of t.statements){if(!r.A.isExpressionStatement(n)||!r.A.isStringLiteral(n.expression))break;e=n.end}return e}}};