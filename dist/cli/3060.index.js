export const id=3060;export const ids=[3060,2194,6852,9382,9144];export const modules={2194:(e,t,n)=>{n.d(t,{$B:()=>function e(t){return r.A.isParenthesizedExpression(t)?e(t.expression):t},AQ:()=>d,AZ:()=>o,DE:()=>a,FN:()=>i,Tn:()=>p,Ur:()=>u,Yx:()=>s,go:()=>function e(t){let{parent:n}=t;return!!o(n)||s(n)&&e(n)},he:()=>f,i4:()=>function e(t){let n=a(t);return o(n)?[...e(n.left),...e(n.right)]:[t]},pl:()=>l,wW:()=>function e(t){return r.A.isLabeledStatement(t.parent)?e(t.parent):t},yy:()=>c});var r=n(4988);function i(e){if(r.A.isInterfaceDeclaration(e)||r.A.isTypeAliasDeclaration(e)||r.A.isTypeNode(e)&&!r.A.isExpressionWithTypeArguments(e)||r.A.isTypeParameterDeclaration(e)||r.A.isIndexSignatureDeclaration(e)||r.A.isImportDeclaration(e)||r.A.isExportDeclaration(e)||r.A.isEnumDeclaration(e))return!0;if(r.A.isHeritageClause(e))return e.token===r.A.SyntaxKind.ImplementsKeyword;let t=r.A.canHaveModifiers(e)?r.A.getModifiers(e):void 0;return t?.some(({kind:e})=>e===r.A.SyntaxKind.DeclareKeyword)??!1}function s(e){return r.A.isParenthesizedExpression(e)||r.A.isAsExpression(e)||r.A.isNonNullExpression(e)||r.A.isSatisfiesExpression(e)||r.A.isTypeAssertionExpression(e)}function a(e){return s(e)?a(e.expression):e}function o(e){if(!r.A.isBinaryExpression(e))return!1;let{kind:t}=e.operatorToken;return t===r.A.SyntaxKind.AmpersandAmpersandToken||t===r.A.SyntaxKind.BarBarToken||t===r.A.SyntaxKind.QuestionQuestionToken}function u(e){return r.A.isFunctionExpression(e)||r.A.isArrowFunction(e)||r.A.isClassExpression(e)}function c(e){let{parent:t}=e;return r.A.isBlock(t)||r.A.isSourceFile(t)||r.A.isModuleBlock(t)||r.A.isCaseOrDefaultClause(t)}function l(e){let t=e.findIndex(e=>!r.A.isExpressionStatement(e)||!r.A.isStringLiteral(e.expression));return t<0?e:e.slice(0,t)}function f(e){return r.A.isExpressionStatement(e)?!function(e){let{parent:t}=e;return(!!r.A.isSourceFile(t)||!!(r.A.isBlock(t)&&r.A.isFunctionLike(t.parent)))&&l(t.statements).includes(e)}(e):r.A.isBreakOrContinueStatement(e)||r.A.isDebuggerStatement(e)||r.A.isReturnStatement(e)||r.A.isThrowStatement(e)||r.A.isTryStatement(e)||r.A.isIfStatement(e)||r.A.isIterationStatement(e,!1)||r.A.isSwitchStatement(e)||r.A.isWithStatement(e)||r.A.isLabeledStatement(e)}function d(e){if(r.A.isConstructorDeclaration(e))return"constructor";let t=e.name??function(e){return r.A.isVariableDeclaration(e)||r.A.isPropertyAssignment(e)||r.A.isPropertyDeclaration(e)?e.name:void 0}(e.parent);if(void 0!==t)return r.A.isIdentifier(t)||r.A.isStringLiteral(t)||r.A.isPrivateIdentifier(t)?t.text:void 0}function p(e){return r.A.isFunctionDeclaration(e)||r.A.isFunctionExpression(e)||r.A.isArrowFunction(e)||r.A.isMethodDeclaration(e)||r.A.isConstructorDeclaration(e)||r.A.isAccessor(e)}},9144:(e,t,n)=>{n.d(t,{instrument:()=>m});var r=n(3599),i=n(4988),s=n(2194),a=n(7008);let o=new Map([[i.A.SyntaxKind.EqualsEqualsToken,"=="],[i.A.SyntaxKind.EqualsEqualsEqualsToken,"==="],[i.A.SyntaxKind.ExclamationEqualsToken,"!="],[i.A.SyntaxKind.ExclamationEqualsEqualsToken,"!=="],[i.A.SyntaxKind.LessThanToken,"<"],[i.A.SyntaxKind.LessThanEqualsToken,"<="],[i.A.SyntaxKind.GreaterThanToken,">"],[i.A.SyntaxKind.GreaterThanEqualsToken,">="]]),u="__assayTick();";function c(e,t){return t.getStart(e.source)}function l(e,t,n,r={}){let i=c(e,n),{end:s}=n,o=e.points.length,[u,f]=[(0,a.lineAt)(e.source,i),(0,a.lineAt)(e.source,Math.max(i,s-1))];return e.points.push({id:o,type:t,start:i,end:s,line:u,endLine:f,...r}),`__assayHit[${o}]=1`}function f(e,t,n){let r=e.branches;return e.branches+=1,n.map((i,s)=>l(e,"branch",i,{branch:{index:r,kind:t,way:s,ways:n.length}}))}function d(e,t,n){e.insertions.around(c(e,t),t.end,`(${n},`,")")}function p(e,t,n){i.A.isBlock(t)?e.insertions.before(c(e,t)+1,n):e.insertions.around(c(e,t),t.end,`{${n}`,"}")}function h(e,t){if(void 0===t)return;let[n="0"]=f(e,"default-arg",[(0,s.$B)(t)]);d(e,t,n)}function m(e,t,n){let m=(0,a.parseCode)(e,t),g={source:m,insertions:(0,r.T)(),options:n,points:[],branches:0};return!function e(t,n){(0,s.FN)(n)||("on"===t.options.coverage&&function(e,t){let n,r;if((0,s.he)(t)&&(a=e,o=t,n=(0,s.wW)(o),r=l(a,"statement",o),a.insertions.before(c(a,n),`${r};`)),i.A.isVariableDeclaration(t))!function(e,t){let{initializer:n}=t;if(void 0===n)return;let r=l(e,"statement",(0,s.$B)(n)),a=t.parent.parent;(0,s.Ur)(n)&&i.A.isVariableStatement(a)&&(0,s.yy)(a)?e.insertions.before(c(e,a),`${r};`):d(e,n,r)}(e,t);else if(i.A.isPropertyDeclaration(t))!function(e,t){let{initializer:n}=t;if(void 0===n)return;let r=l(e,"statement",(0,s.$B)(n));if(!(0,s.Ur)(n))return d(e,n,r);let a=i.A.getModifiers(t)?.some(({kind:e})=>e===i.A.SyntaxKind.StaticKeyword)??!1,o=`${a?"static ":""}#__assay${e.points.length}=(${r});`;e.insertions.before(c(e,t),o)}(e,t);else if(i.A.isIfStatement(t))!function(e,t){let[n="",r=""]=f(e,"if",[t.thenStatement,t.elseStatement??t]);void 0===t.elseStatement?e.insertions.after(t.end,`else{${r};}`):p(e,t.elseStatement,`${r};`),p(e,t.thenStatement,`${n};`)}(e,t);else if(i.A.isSwitchStatement(t))!function(e,t){let{clauses:n}=t.caseBlock,r=f(e,"switch",n);for(let[t,i]of n.entries()){let[n]=i.statements,s=`${r[t]??""};`;void 0===n?e.insertions.after(i.end,s):e.insertions.before(c(e,n),s)}}(e,t);else if(i.A.isWithStatement(t))p(e,t.statement,"");else{var a,o,u=e,m=t;if(i.A.isConditionalExpression(m)){let e=[m.whenTrue,m.whenFalse],t=f(u,"cond-expr",e.map(s.$B));for(let[n,r]of e.entries())d(u,r,t[n]??"0")}else if((0,s.AZ)(m)&&!(0,s.go)(m)){let e=(0,s.i4)(m),t=f(u,"binary-expr",e.map(s.$B));for(let[n,r]of e.entries())d(u,r,t[n]??"0")}else i.A.isParameter(m)||i.A.isBindingElement(m)?h(u,m.initializer):i.A.isShorthandPropertyAssignment(m)&&h(u,m.objectAssignmentInitializer)}}(t,n),(0,s.Tn)(n)&&function(e,t){let{body:n}=t;if(void 0===n)return;let r=(0,s.AQ)(t),a="on"===e.options.coverage,o=a?l(e,"function",t,void 0===r?{}:{name:r}):"0";if(i.A.isBlock(n)){let t=(0,s.pl)(n.statements).at(-1),r=`${a?`${o};`:""}${u}`;void 0===t?e.insertions.before(c(e,n)+1,r):e.insertions.after(t.end,`;${r}`);return}let f=a?`,${l(e,"statement",(0,s.$B)(n))}`:"";d(e,n,`${o},__assayTick()${f}`)}(t,n),i.A.isIterationStatement(n,!1)&&p(t,n.statement,u),"on"===t.options.comparisons&&function(e,t){if(!i.A.isBinaryExpression(t)||i.A.isPrivateIdentifier(t.left))return;let n=o.get(t.operatorToken.kind);if(void 0===n)return;let r=c(e,t);e.insertions.around(r,t.end,`__assayCompare(${r},${JSON.stringify(n)},(`,"))"),e.insertions.replace(c(e,t.operatorToken),t.operatorToken.end,"),(")}(t,n),i.A.forEachChild(n,n=>{e(t,n)}))}(g,m),{text:g.insertions.apply(t),points:g.points,source:m}}},8703:(e,t,n)=>{n.d(t,{m:()=>i});var r=n(4988);function i(e,t){return(r.A.canHaveModifiers(e)?r.A.getModifiers(e)??[]:[]).some(e=>e.kind===t)}},6852:(e,t,n)=>{function r(e){return`globalThis.__assayActive===${e}`}function i(e){return"statement"===e.position?0:"block"===e.position?1:2}n.d(t,{switchAll:()=>a});function s(e,t,n){let r=e.mutants.map(({id:e,replacement:t})=>`${n(e)}?(${t}):`);return`${r.join("")}(${t})`}function a(e,t,n=r){return function e(t,n,r,i,a){let o=[],u=n;for(let n of i){let r=e(t,n.start,n.end,n.inner,a);o.push(t.slice(u,n.start),function(e,t,n){let{position:r}=e.first;switch(r){case"statement":case"block":{let r=e.mutants.map(({id:e,replacement:t})=>`if(${n(e)}){${t}}else `);return`{${r.join("")}{${t}}}`}case"jsx-attribute":return`{${s(e,t,n)}}`;case"expression":return`(${s(e,t,n)})`}}(n,r,a)),u=n.end}return o.join("")+t.slice(u,r)}(e,0,e.length,function(e){let t=[...e].sort((e,t)=>e.start-t.start||t.end-e.end||i(e)-i(t)||e.id-t.id),n=[],r=[];for(let e of t){let t=r.at(-1);for(;void 0!==t&&t.end<=e.start&&t.end<Math.max(e.end,e.start+1);)r.pop(),t=r.at(-1);let s=t?.start===e.start&&t.end===e.end&&i(t.first)===i(e);if(s&&t?.mutants.push(e),s||void 0!==t&&e.end>t.end)continue;let a={start:e.start,end:e.end,first:e,mutants:[e],inner:[]};(t?.inner??n).push(a),r.push(a)}return n}(t),n)}},9091:(e,t,n)=>{n.d(t,{s:()=>r});let r=String.raw`
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
`},3648:(e,t,n)=>{n.d(t,{A_:()=>d,If:()=>f,L1:()=>c,Mn:()=>i,ZN:()=>h,dK:()=>p,hy:()=>l});var r=n(4988);function i(e){return e>=r.A.SyntaxKind.FirstAssignment&&e<=r.A.SyntaxKind.LastAssignment}let s=/^(?:[\w$.]+|"[^"]*"|'[^']*'|`[^`]*`)$/u;function a(e){if(s.test(e))return!0;let t=0;for(let n of e){if('"'===n||"'"===n||"`"===n||0===t&&!/[\w$.([?]/u.test(n))return!1;("("===n||"["===n)&&(t+=1),(")"===n||"]"===n)&&(t-=1)}return!e.startsWith("(")||!e.includes(")(")}let o=[["||"],["&&"],["|"],["^"],["&"],["==","!=","===","!=="],["<",">","<=",">=","instanceof","in"],["<<",">>",">>>"],["+","-"],["*","/","%"]];function u(e){if(!r.A.isBinaryExpression(e))return -1;let t=r.A.tokenToString(e.operatorToken.kind)??"";return o.findIndex(e=>e.includes(t))}function c(e,t,n,s){let o=t.startsWith("!")&&r.A.isBinaryExpression(e.parent)&&a(t.slice(1)),c=!function(e){let{parent:t}=e;return r.A.isBinaryExpression(t)?!i(t.operatorToken.kind):r.A.isConditionalExpression(t)?t.condition===e:!!r.A.isPropertyAccessExpression(t)||(r.A.isElementAccessExpression(t)||r.A.isCallExpression(t)||r.A.isNewExpression(t)?t.expression===e:r.A.isPrefixUnaryExpression(t)||r.A.isPostfixUnaryExpression(t)||r.A.isAwaitExpression(t)||r.A.isTypeOfExpression(t)||r.A.isAsExpression(t)||r.A.isNonNullExpression(t))}(e)||a(t)||o||function(e,t){let{parent:n}=e,i=u(n);if(!r.A.isBinaryExpression(n)||i<0)return!1;let[s]=r.A.createSourceFile("text.ts",`_ = ${t}`,r.A.ScriptTarget.Latest,!1).statements,a=void 0!==s&&r.A.isExpressionStatement(s)?s.expression:void 0;if(void 0===a||!r.A.isBinaryExpression(a))return!1;let o=u(a.right);return o>i||o===i&&n.left===e}(e,t)?t:`(${t})`;return{template:n,start:e.getStart(),end:e.end,position:"expression",text:c,prior:s}}function l(e){let t=e.getText();return r.A.isBinaryExpression(e)||r.A.isConditionalExpression(e)||r.A.isArrowFunction(e)||r.A.isAwaitExpression(e)||r.A.isYieldExpression(e)||r.A.isSpreadElement(e)?`(${t})`:t}let f=/^(?:module\s*\.\s*)?exports\b/u;function d(e,t){let n=JSON.stringify(t);return e.getText().startsWith("'")?`'${n.slice(1,-1).replaceAll('\\"','"').replaceAll("'",String.raw`\'`)}'`:n}function p(e,t){let n=e.getSourceFile().text,r="",i=e.getStart();for(let[e,s]of t)r+=n.slice(i,e.getStart())+s,i=e.end;return r+n.slice(i,e.end)}function h(e){var t,n;if(!r.A.isExpression(e)||r.A.isOmittedExpression(e)||r.A.isSpreadElement(e)||e.kind===r.A.SyntaxKind.SuperKeyword||e.kind===r.A.SyntaxKind.ImportKeyword)return!1;return t=e.parent,n=e,!(r.A.isPostfixUnaryExpression(t)||r.A.isDeleteExpression(t)||r.A.isTaggedTemplateExpression(t)||(r.A.isPrefixUnaryExpression(t)?/^(?:\+\+|--)/u.test(t.getText()):r.A.isBinaryExpression(t)?t.left===n&&i(t.operatorToken.kind):r.A.isForOfStatement(t)||r.A.isForInStatement(t)?t.initializer===n:r.A.isCallExpression(t)||r.A.isNewExpression(t)?t.expression===n:r.A.isExpressionStatement(t)||r.A.isExpressionWithTypeArguments(t)))&&!function(e){let{parent:t}=e;return r.A.isPropertyAccessExpression(t)?t.name===e:r.A.isShorthandPropertyAssignment(t)||r.A.isBindingElement(t)?r.A.isShorthandPropertyAssignment(t)||t.initializer!==e:r.A.isPropertyAssignment(t)||r.A.isParameter(t)||r.A.isVariableDeclaration(t)?t.initializer!==e:r.A.isFunctionLike(t)?!(r.A.isArrowFunction(t)&&t.body===e):r.A.isJsxAttribute(t)||r.A.isLabeledStatement(t)||r.A.isBreakOrContinueStatement(t)}(e)&&!function(e){for(let t=e;;t=t.parent){let{parent:e}=t;if(r.A.isBinaryExpression(e)&&e.left===t&&i(e.operatorToken.kind))return r.A.isArrayLiteralExpression(t)||r.A.isObjectLiteralExpression(t);if(!r.A.isArrayLiteralExpression(e)&&!r.A.isSpreadElement(e))return!1}}(e)}},3060:(e,t,n)=>{n.d(t,{toHarness:()=>Y});var r=n(9144),i=n(6852),s=n(7008),a=n(6674);let o=String.raw`
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
`;var u=n(9091);let c=String.raw`
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
`,l=String.raw`
  // Values at the top of a file made anew, or as they were before that.
  function reload(t, places, on) {
    var own = t.kept = t.kept || {};
    Object.keys(places).map(Number).sort(function (a, b) { return a - b; }).forEach(function (k) {
      if (!t.L[k]) return;
      if (!on) { if (k in own) t.L[k][2](own[k]); delete own[k]; return; }
      own[k] = t.L[k][1]();
      t.L[k][2](t.L[k][0]());
    });
  }
  // Turns candidates on or off; false where they cannot be compiled, made, or lie in each other.
  function set(list, on) {
    var good = true;
    targets.forEach(function (t) {
      var edits = {}, values = {};
      list.forEach(function (c) {
        if (c.file !== t.file) return;
        c.values.forEach(function (k) { values[k] = true; });
        if (c.unit < 0) { for (var i = 0; i < c.parts.length; i += 2) t.G[c.parts[i]] = on ? c.parts[i + 1] : 0; }
        else edits[c.unit] = (edits[c.unit] || []).concat(c.edits);
      });
      try { reload(t, values, on); } catch (e) { good = false; }
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
    var all = [], idle = [], seen = {};
    targets.forEach(function (t) {
      if (seen[t.file]) return;
      seen[t.file] = true;
      t.order.forEach(function (c) {
        var doubt = 0;
        for (var i = 0; i < c[2].length; i += 2) doubt = Math.max(doubt, spectrum.of(t.file, c[2][i]));
        // What is run at load is reached by no test: whoever reads the value is.
        c[6].forEach(function (k) {
          if (t.readers[k] === 0) doubt = Math.max(doubt, 0.5);
          else t.readers[k].forEach(function (place) { doubt = Math.max(doubt, spectrum.of(t.file, place)); });
        });
        // What was made before the tests, by a call nobody stands in for any more, is not reached by a stand-in.
        if (doubt > 0 && c[4] >= 0 && !entered[t.file + ":" + c[4]]) { out.escaped = true; return; }
        (doubt > 0 ? all : idle).push({ file: t.file, id: c[0], weight: c[1] * (0.25 + 0.75 * doubt), parts: c[2], kind: c[3], unit: c[4], edits: c[5], values: c[6] });
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
    function isSlow(test) { return test.cut && targets.some(function (t) { return t.isLate(); }); }
    async function tries(list, factor, least) {
      var won = 0, steps = 0, cut = false, slow = false, mended = [], i = 0;
      if (!set(list, true)) { set(list, false); return { good: false, mended: [], cut: false, steps: -1 }; }
      for (; i < failing.length; i++) {
        if (await runWithin(failing[i], factor, least)) { won++; mended.push(i); }
        else { if (isCut()) { cut = true; slow = slow || isSlow(failing[i]); } if (i === 0) steps = counted() - zero; if (i > 3 && won === 0) break; }
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
    // What no failing assertion reached as it was may be reached once another edit of its function is made.
    var homes = {};
    beam.forEach(function (p) { homes[p.list[0].file + ":" + p.list[0].unit] = true; });
    all = all.concat(idle.filter(function (c) { return homes[c.file + ":" + c.unit]; })).sort(byWeight);
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
var __assayT = 0, __assayMax = Infinity, __assayLate, __assayBy = "";
function __assayTick() {
  if (++__assayT <= __assayMax && ((__assayT & 31) !== 0 || !__assayLate || !__assayLate())) return;
  // Code that catches the error runs on: what ended it first is what counts.
  if (__assayMax !== -1) __assayBy = __assayT > __assayMax ? "turns" : "clock";
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
`,d=String.raw`
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
`,p=String.raw`
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
`,h=String.raw`
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
`,m=String.raw`
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
`,g=String.raw`${f}
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
${u.s}${d}${p}${m}${h}
  // While the tests run as they are.
  var guard = loopGuard(g, now);
  me.guard = guard.late;
  me.watchClock(guard.late);
  var runner = jestTests() || vitestTests() || mochaTests() || nodeTests();
  if (!runner) return;
${o}
${c}
${l}
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
`;var y=n(2198),A=n(9382),x=n(4988),v=n(2194),w=n(8703),b=n(2607);function k(e){return x.A.isFunctionExpression(e)||x.A.isArrowFunction(e)}function _(e){let t=!1;return(0,b.GG)(e,e=>{e.kind===x.A.SyntaxKind.ThisKeyword&&(t=!0)}),t}function E(e,t,n){let{body:r}=e,i=function(e){let t=e.parameters.filter(({name:e})=>"this"!==e.getText());if(!x.A.isArrowFunction(e)){let e=t.some(({dotDotDotToken:e})=>void 0!==e);return`Array.prototype.slice.call(arguments,0${e?"":`,${t.length}`})`}if(t.every(({name:e})=>x.A.isIdentifier(e)))return`[${t.map(({name:e,dotDotDotToken:t})=>(t?"...":"")+e.getText()).join(",")}]`}(e);if(void 0===r||void 0===i||void 0!==e.asteriskToken)return[];let s=x.A.isBlock(r),a=r.getStart()+ +!!s;return[{position:s?"statement":"expression",start:a,end:s?a:r.end,text:n(i),of:t}]}function S(e){return JSON.stringify(e)}function $(e){if(x.A.isMethodDeclaration(e))return{body:e,kind:""};if(x.A.isGetAccessorDeclaration(e))return{body:e,kind:',"get"'};if(x.A.isSetAccessorDeclaration(e))return{body:e,kind:',"set"'};let{initializer:t}=x.A.isPropertyAssignment(e)||x.A.isPropertyDeclaration(e)?e:{},n=void 0===t?void 0:(0,v.DE)(t);return void 0!==n&&k(n)?{body:n,kind:""}:void 0}function T({body:e,kind:t},n,r,i){let s=[i,n,r].map(S).join(",");return E(e,"objects",e=>`__assayMet(this,${s},${e}${t})`)}function j({body:e,kind:t},n,r,i){if("nothing"===i&&""===t){let t=""===n?r:`${n}.${r}`;return E(e,"calls",e=>`__assayArg(${S(t)},${e})`)}let s=["value",n,r].map(S).join(",");return E(e,"objects",e=>`__assayMet(__assayValue(${S(n)}),${s},${e}${t})`)}function M(e){return e.heritageClauses?.some(({token:e})=>e===x.A.SyntaxKind.ExtendsKeyword)===!0}function O(e){return!!x.A.isExpressionStatement(e)&&!!x.A.isCallExpression(e.expression)&&e.expression.expression.kind===x.A.SyntaxKind.SuperKeyword}function L(e,t){let n=e.name?.text??t,r=M(e)||e.members.some(e=>x.A.isConstructorDeclaration(e));return e.members.flatMap(t=>{var i;if(void 0!==(i=t).name&&x.A.isPrivateIdentifier(i.name)||(0,w.m)(i,x.A.SyntaxKind.PrivateKeyword)||(0,w.m)(i,x.A.SyntaxKind.ProtectedKeyword))return[];if(x.A.isConstructorDeclaration(t)){var s=t,a=e;let n=E(s,"objects",e=>`__assayMade(this,"new",new.target.name,${e})`);if(!M(a))return n;let r=s.body?.statements.find(O)?.end;return void 0===r?[]:n.map(e=>({...e,start:r,end:r}))}let o=$(t);if(void 0===o||void 0===t.name||!x.A.isIdentifier(t.name))return[];let{text:u}=t.name;return(0,w.m)(t,x.A.SyntaxKind.StaticKeyword)?j(o,n,u,_(t)?"state":"nothing"):T(o,n,u,r?"":"new")})}function I(e,{functions:t}){return e.properties.flatMap(e=>{if(void 0===e.name||!x.A.isIdentifier(e.name))return[];let{text:n}=e.name,r=$(e);if(void 0!==r)return[[n,r.body,r.kind]];let i=x.A.isShorthandPropertyAssignment(e)?n:x.A.isPropertyAssignment(e)&&x.A.isIdentifier(e.initializer)?e.initializer.text:"",s=t.get(i);return void 0===s?[]:[[n,s,""]]})}function P(e,t,n){var r,i,s;let a,o=e=>`__assayArg(${S(t)},${e})`,{body:u}=e;if(void 0===u||!x.A.isBlock(u))return E(e,"calls",o);let c=x.A.isArrowFunction(e)?[]:(r=u,i=t,r.statements.flatMap(e=>{let{expression:t}=x.A.isExpressionStatement(e)?e:{};if(void 0===t||!x.A.isBinaryExpression(t))return[];let{left:n,right:r}=t,s=x.A.isPropertyAccessExpression(n)&&n.expression.kind===x.A.SyntaxKind.ThisKeyword,a=(0,v.DE)(r);return s&&k(a)?T({body:a,kind:""},i,n.name.text,""):[]}));if((c.length>0||RegExp(`\\b${t.replaceAll("$","\\$")}\\.prototype\\b`,"u").test(e.getSourceFile().text))&&!x.A.isArrowFunction(e))return[...E(e,"objects",e=>`new.target?__assayMade(this,"new",new.target.name,${e}):${o(e)}`),...c];let l=(a=function(e){let t=new Map,n=new Map;for(let r of e.statements)if(x.A.isFunctionDeclaration(r)&&r.name&&t.set(r.name.text,r),x.A.isVariableStatement(r))for(let{name:e,initializer:i}of r.declarationList.declarations){let r=void 0===i?void 0:(0,v.DE)(i);void 0!==r&&x.A.isIdentifier(e)&&(k(r)&&t.set(e.text,r),x.A.isObjectLiteralExpression(r)&&n.set(e.text,r))}return{functions:t,objects:n}}(s=u),s.statements.flatMap(e=>{if(!x.A.isReturnStatement(e)||void 0===e.expression)return[];let t=(0,v.DE)(e.expression);if(k(t))return[["",t,""]];if(x.A.isObjectLiteralExpression(t))return I(t,a);if(!x.A.isIdentifier(t))return[];let[n,r]=[a.functions.get(t.text),a.objects.get(t.text)];return[...n?[["",n,""]]:[],...r?I(r,a):[]]}));if(0===l.length)return E(e,"calls",o);let f=`__assayF${n}`,d=E(e,"objects",e=>`${o(e)};var ${f}=__assayMade({},"call",${S(t)},${e})`),p=l.flatMap(([e,n,r])=>{let i=["call",t,e].map(S).join(",");return E(n,"objects",e=>`__assayMet(${f},${i},${e}${r})`)});return 0===d.length?[]:[...d,...p]}function F(e,t){let n=(0,v.DE)(e);return k(n)?P(n,t,n.pos):x.A.isClassExpression(n)?L(n,t):x.A.isObjectLiteralExpression(n)?C(n,t):[]}function C(e,t){let n=_(e)?"state":"nothing";return e.properties.flatMap(e=>{if(void 0===e.name||!x.A.isIdentifier(e.name))return[];let{text:r}=e.name,i=$(e);return void 0!==i?j(i,t,r,n):x.A.isPropertyAssignment(e)?F(e.initializer,""===t?r:`${t}.${r}`):[]})}function D(e){let t=(0,v.DE)(e);if(x.A.isObjectLiteralExpression(t))return C(t,"");let n=k(t)||x.A.isClassExpression(t)?t.name?.text:void 0;return F(t,n??"default")}function K(e){if(x.A.isFunctionDeclaration(e))return P(e,e.name?.text??"default",e.pos);if(x.A.isClassDeclaration(e))return L(e,"default");if(x.A.isVariableStatement(e))return e.declarationList.declarations.flatMap(({name:e,initializer:t})=>void 0!==t&&x.A.isIdentifier(e)?F(t,e.text):[]);if(x.A.isExportAssignment(e))return!0===e.isExportEquals?D(e.expression):F(e.expression,"default");let{expression:t}=x.A.isExpressionStatement(e)?e:{};return void 0!==t&&x.A.isBinaryExpression(t)&&t.operatorToken.kind===x.A.SyntaxKind.EqualsToken?function(e,t){let n=(0,v.DE)(t),r=e.getText().replace(/^module\.exports\b/u,"exports").split("."),[i="",s,a]=r;if(!x.A.isPropertyAccessExpression(e)||r.length>3)return[];if("prototype"===s){var o,u,c;return o=i,u=a,c=n,void 0!==u?k(c)?T({body:c,kind:""},o,u,""):[]:x.A.isObjectLiteralExpression(c)?c.properties.flatMap(e=>{let t=$(e);return void 0!==t&&void 0!==e.name&&x.A.isIdentifier(e.name)?T(t,o,e.name.text,""):[]}):[]}return"exports"===i?void 0===s?D(n):void 0===a?F(n,s):[]:void 0!==s&&void 0===a&&k(n)?j({body:n,kind:""},i,s,_(n)?"state":"nothing"):[]}(t.left,t.right):[]}var B=n(5162);let N=new Set([x.A.SyntaxKind.AsyncKeyword,x.A.SyntaxKind.StaticKeyword,x.A.SyntaxKind.ExportKeyword,x.A.SyntaxKind.DefaultKeyword,x.A.SyntaxKind.ConstKeyword]);function W(e,t){return void 0===t?[]:[[e.lastIndexOf(":",t.getStart()-1),t.end]]}function R(e,t){return void 0===t?[]:[[t.pos-1,e.indexOf(">",t.end)+1]]}function q(e){return(x.A.canHaveModifiers(e)?x.A.getModifiers(e)??[]:[]).filter(({kind:e})=>!N.has(e)).map(e=>[e.getStart(),e.end])}function V(e,t){let n=[],r=e=>{(!x.A.isTypeNode(e)||x.A.isExpressionWithTypeArguments(e))&&(n.push(...function(e,t){var n,r;if(x.A.isStatement(e)&&(0,v.FN)(e)&&!x.A.isImportDeclaration(e))return[[e.getStart(),e.end]];return[...function(e,t){var n,r;if(n=e,x.A.isParameter(n)&&x.A.isIdentifier(n.name)&&"this"===n.name.text)return[[e.getStart(),e.end+(/^\s*,/u.exec(t.slice(e.end))?.[0].length??0)]];if(x.A.isParameter(e)||x.A.isVariableDeclaration(e)||x.A.isPropertyDeclaration(e)){return[...W(t,e.type),...(r=e,[x.A.isVariableDeclaration(r)?void 0:r.questionToken,x.A.isParameter(r)?void 0:r.exclamationToken].flatMap(e=>void 0===e?[]:[[e.getStart(),e.end]])),...q(e)]}return!x.A.isFunctionLike(e)||x.A.isTypeNode(e)?[]:"body"in e&&void 0===e.body?[[e.getStart(),e.end]]:[...W(t,e.type),...R(t,e.typeParameters),...q(e)]}(e,t),...(n=e,r=t,x.A.isAsExpression(n)||x.A.isSatisfiesExpression(n)||x.A.isNonNullExpression(n)?[[n.expression.end,n.end]]:x.A.isTypeAssertionExpression(n)?[[n.getStart(),n.expression.getStart()]]:x.A.isCallExpression(n)||x.A.isNewExpression(n)||x.A.isTaggedTemplateExpression(n)?R(r,n.typeArguments):[])]}(e,t)),x.A.forEachChild(e,r))};r((0,s.parseSource)(e,t));let i=t;for(let[e,t]of n)i=i.slice(0,e)+i.slice(e,t).replaceAll(/[^\n\r]/gu," ")+i.slice(t);return i}let z="__assayTick();";function G(e,t){var n;let r,i,a=(0,s.parseSource)(e,t),o=/\.[cm]?tsx?$/u.test(e)?V(e,t):t;return(n=a,r=[],i=e=>{if(x.A.isFunctionLike(e)){var t;let n,i;(x.A.isFunctionDeclaration(e)||x.A.isFunctionExpression(e)||x.A.isArrowFunction(e)||x.A.isMethodDeclaration(e))&&(n=void 0!==(t=e).body,i=x.A.isArrowFunction(t),(!i||t.parameters.every(({name:e})=>x.A.isIdentifier(e)))&&((0,b.GG)(t,e=>{let{kind:t}=e,r=t===x.A.SyntaxKind.SuperKeyword||x.A.isPrivateIdentifier(e)||x.A.isMetaProperty(e),s=i&&(t===x.A.SyntaxKind.ThisKeyword||x.A.isIdentifier(e)&&"arguments"===e.text);(r||s||x.A.isJsxElement(e)||x.A.isJsxSelfClosingElement(e)||x.A.isJsxFragment(e))&&(n=!1)}),n))&&r.push(e);return}x.A.forEachChild(e,i)},i(n),r).map(e=>(function(e,t){var n;let r,i,s,{from:a,open:o,close:u}=function(e){let t=(x.A.getModifiers(e)??[]).some(({kind:e})=>e===x.A.SyntaxKind.AsyncKeyword)?"async ":"";if(x.A.isArrowFunction(e))return{from:e.getStart(),open:"(",close:")"};if(x.A.isMethodDeclaration(e))return{from:(e.asteriskToken??e.name).getStart(),open:`(function(o){return o[Reflect.ownKeys(o)[0]]})({${t}`,close:"})"};let n=e.getChildren().find(({kind:e})=>e===x.A.SyntaxKind.FunctionKeyword);return{from:n?.getStart()??e.getStart(),open:`(${t}`,close:")"}}(e),c=(n=e,r=[],i=(e,t,n)=>{r.push({at:e.getStart(),text:t,side:"open"},{at:e.end,text:n,side:"close"})},s=e=>{let t=x.A.isIterationStatement(e,!1)?e.statement:x.A.isFunctionLike(e)&&"body"in e?e.body:void 0;void 0!==t&&(x.A.isBlock(t)?r.push({at:t.getStart()+1,text:z,side:"open"}):x.A.isStatement(t)?i(t,`{${z}`,"}"):i(t,"(__assayTick(),",")")),x.A.forEachChild(e,s)},s(n),[...r.filter(({side:e})=>"close"===e).toReversed(),...r.filter(({side:e})=>"open"===e)].toSorted((e,t)=>e.at-t.at)).filter(({at:e})=>e>=a),l=o,f=a;for(let{at:e,text:n}of c)l+=t.slice(f,e)+n,f=e;return l+=t.slice(f,e.end)+u,{start:e.getStart(),end:e.end,text:l,...function(e){let t=x.A.isArrowFunction(e)||void 0===e.asteriskToken?"":"yield* ",n=e.parameters.map(({name:e,dotDotDotToken:t})=>(t?"...":"")+e.getText()),r=r=>x.A.isArrowFunction(e)?`${r}(${n.join(",")})`:`${t}${r}.apply(this,arguments)`,i=e.body??e;if(!x.A.isBlock(i))return{dispatch:{start:i.getStart(),end:i.end,position:"expression"},handOn:r};let s=i.getStart()+1;return{dispatch:{start:s,end:s,position:"statement"},handOn:e=>`return ${r(e)}`}}(e),toUnit:(e,t)=>{let n=c.filter(({at:n})=>"start"===t?n<=e:n<e);return o.length+e-a+n.reduce((e,t)=>e+t.text.length,0)}}})(e,o))}let U={condition:1,"constant-condition":2,guard:3};function J({start:e,end:t,position:n}){return`${e}:${t}:${n}`}function H(e,{start:t,end:n,position:r},i){return{start:t,end:n,position:"expression"===r?"expression":"statement",id:e,replacement:i,line:1,column:1,description:""}}function Y(e,t,n,{file:o,mode:u}){var c,l;let f=(0,s.parseSource)(e,t),d="apart"===u?G(e,t):[],p=new Map,h=(0,A.loadValues)(e,t),m=n.flatMap(n=>{var r,i,s,a;let o,u,c,l,f=(r=n,i=d,s=e,a=t,o=r.parts[0]?.start??0,u=i.findIndex(({start:e,end:t})=>e<o&&o<=t),c=i[u],l=void 0===c?void 0:function(e,t,n,r){if(r.some(({start:t,end:n})=>t<=e.start||n>e.end))return;if(r.some(e=>"statement"===e.position&&/\b(?:for|while|do)\b/u.test(e.text)))return function(e,t,n,r){let i=n;for(let e of[...r].sort((e,t)=>t.start-e.start))i=i.slice(0,e.start)+e.text+i.slice(e.end);let s=G(t,i).find(({start:t})=>t===e.start);return void 0===s?void 0:[[0,e.text.length,s.text]]}(e,t,n,r);let i=/\.[cm]?tsx?$/u.test(t);return r.map(t=>[e.toUnit(t.start,"start"),Math.max(e.toUnit(t.start,"start"),e.toUnit(t.end,"end")),i?function({text:e,position:t}){return"statement"===t?V("part.ts",e):V("part.ts",`(${e})`).slice(1,-1)}(t):t.text])}(c,s,a,r.parts),{candidate:r,unit:void 0===l?-1:u,edits:l}),m=n.parts.flatMap(e=>{let t=p.get(J(e))??{index:p.size,first:e,parts:[]};if(p.set(J(e),t),void 0!==f.edits)return[t.index,0];let n=t.parts.findIndex(t=>t.text===e.text),r=n>=0?n+1:t.parts.push(e);return[t.index,r]}),g=function({when:e,parts:t},n){if("call"===e)return[];let r=t.map(e=>n.findIndex(({start:t,end:n})=>t<=e.start&&e.end<=n));if(!r.includes(-1))return[...new Set([...r,...r.flatMap(e=>n[e]?.users??[])])].sort((e,t)=>e-t)}(n,h);return void 0===g?[]:[function({candidate:e,unit:t,edits:n},r,i){let{id:s,prior:a,template:o}=e;return JSON.stringify([s,Number(a.toFixed(4)),r,U[o]??0,t,n??0,i])}(f,m,g)]}),x=[...p.values()],{mutants:v,test:w}=function(e,t,n){let r=t.map((e,t)=>H(t+1,e.first,e.parts.length>0?function({index:e,first:t,parts:n}){let r=`__assayG[${e}]`;if("expression"===t.position){let e=n.length-1;return n.map(({text:t},n)=>n===e?`(${t})`:`${r}===${n+1}?(${t}):`).join("")}return n.map(({text:e},t)=>`if(${r}===${t+1}){${e}}`).join("else ")}(e):"expression"===e.first.position?"0":"")),i=e.statements.flatMap(K),s=i.map((e,t)=>H(-1-t,e,"statement"===e.position?e.text:"0")),a=-1-s.length,o=n.map(({dispatch:e,handOn:t},n)=>H(a-n,e,t(`__assayV[${n}]`)));return{mutants:[...r,...s,...o],test:e=>{if(e<=a)return`(__assayE[${a-e}]=1,__assayV[${a-e}])`;let n=e<0?i[-1-e]:void 0;if(void 0!==n)return function({of:e,position:t,text:n}){let r="calls"===e?"__assayRec":"__assayObj";return"statement"===t?r:`(${r}&&${n},false)`}(n);let r=`__assayR[${e-1}]=1`;return(t[e-1]?.parts.length??0)>0?`(${r},__assayG[${e-1}]!==0)`:`(${r},false)`}}}(f,x,d),{text:b}=(0,r.instrument)(e,(0,i.switchAll)(t,v,w),{coverage:"off",comparisons:"off"}),k=(0,s.parseSource)(e,b),_=(0,B.b)(k),E=JSON.stringify(`[${m.join(",")}]`),S=(c=f,l=d,(0,y.L)(c).filter(e=>l.some(({text:t})=>RegExp(`(?<![\\w$.])${e.replaceAll("$","\\$")}(?![\\w$])`,"u").test(t)))),$=`;var __assayG=new Int32Array(${x.length}),__assayR=new Uint8Array(${x.length}),__assayV=[${d.map(()=>"null").join(",")}],__assayE=new Uint8Array(${d.length}),__assayFile=${o},__assayL=[],__assayReaders=${JSON.stringify(h.map(e=>(function({reads:e,readBy:t},n){return"elsewhere"===t?0:n.filter(({first:t})=>e.some(e=>t.start<=e&&e<t.end)).map(({index:e})=>e)})(e,x)))},__assayUnits=${JSON.stringify(d.map(e=>e.text))},__assayOrder=JSON.parse(${E}),__assayNames=${JSON.stringify(S)},__assayImports=function(){return{${S.join(",")}}};function __assayEval(__assayText){return eval(__assayText)};${g}`,T=(0,a.YF)(b,[{start:_,length:0,text:$},...(0,A.reloading)(k,h)]);return{text:`${0===_?"// @ts-nocheck\n":""}${T}`,lines:x.map(({first:e})=>(0,s.lineAt)(f,e.start))}}},2198:(e,t,n)=>{n.d(t,{L:()=>i});var r=n(4988);function i(e){let t=[];for(let n of e.statements){if(!r.A.isImportDeclaration(n))continue;let e=n.importClause;e?.name!==void 0&&t.push(e.name.text);let i=e?.namedBindings;void 0!==i&&(r.A.isNamespaceImport(i)?t.push(i.name.text):t.push(...i.elements.map(({name:e})=>e.text)))}return t}},9382:(e,t,n)=>{n.r(t),n.d(t,{loadValues:()=>d,reloading:()=>p});var r=n(4988),i=n(8703),s=n(2607),a=n(7008),o=n(3648);let u=/^(?:Map|Set|RegExp)$/u,c=/^(?:Object\.(?:freeze|entries|keys|values|fromEntries)|Math\.(?!random)\w+|Number|String|BigInt)$/u,l=[r.A.isFunctionLike,r.A.isClassExpression,r.A.isTaggedTemplateExpression,r.A.isAwaitExpression,r.A.isYieldExpression,r.A.isDeleteExpression,r.A.isPostfixUnaryExpression,r.A.isMetaProperty];function f(e){return e.statements.flatMap(e=>r.A.isVariableStatement(e)?e.declarationList.declarations.flatMap(t=>{let{name:n,initializer:i}=t;return r.A.isIdentifier(n)&&void 0!==i?[{declaration:t,statement:e,name:n.text,initializer:i}]:[]}):[])}function d(e,t){var n;let d,p=(0,a.parseSource)(e,t),h=new Map,m=f(p);for(let{name:e}of m)h.set(e,(h.get(e)??0)+1);let g=m.filter(({name:e,initializer:t})=>1===h.get(e)&&function e(t){var n;return n=t,(r.A.isCallExpression(n)?c.test(n.expression.getText()):r.A.isNewExpression(n)?u.test(n.expression.getText()):r.A.isBinaryExpression(n)?!(0,o.Mn)(n.operatorToken.kind):r.A.isPrefixUnaryExpression(n)?!/^(?:\+\+|--)/u.test(n.getText()):!l.some(e=>e(n))&&n.kind!==r.A.SyntaxKind.ThisKeyword)&&!0!==r.A.forEachChild(t,t=>!e(t))}(t)),y=(n=p,d=new Map,(0,s.GG)(n,e=>{let t=r.A.isFunctionLike(e)?function(e){if(r.A.isConstructorDeclaration(e))return e.parent.name?.text;let{parent:t}=e;return r.A.isVariableDeclaration(t)||r.A.isPropertyAssignment(t)||r.A.isPropertyDeclaration(t)?t.name.getText():r.A.isBinaryExpression(t)?r.A.isPropertyAccessExpression(t.left)?t.left.name.text:t.left.getText():e.name?.getText()}(e):void 0;void 0!==t&&d.set(t,[...d.get(t)??[],e])}),d);for(;;){let e=new Set(g.map(({declaration:e})=>e)),t=function(e,t,n){let i=new Set,s=new Map(t),a=e=>{if(!(n(e)||r.A.isImportDeclaration(e)||r.A.isExportDeclaration(e)||r.A.isTypeNode(e))){if(!(r.A.isFunctionLike(e)&&function(e){let{parent:t}=e;return!!(r.A.isFunctionDeclaration(e)||r.A.isClassLike(t)||r.A.isPropertyAssignment(t)||r.A.isMethodDeclaration(e)||r.A.isAccessor(e)||r.A.isVariableDeclaration(t))||r.A.isBinaryExpression(t)&&t.right===e}(e))){if(r.A.isIdentifier(e)){i.add(e.text);let t=!function(e){let{parent:t}=e,n=r.A.isPropertyAccessExpression(t)&&t.name===e?t:e;return r.A.isCallExpression(n.parent)||r.A.isNewExpression(n.parent)}(e)?[]:s.get(e.text)??[];for(let n of(t.length>0&&s.delete(e.text),t))r.A.forEachChild(n,a)}r.A.forEachChild(e,a)}}};return r.A.forEachChild(e,a),i}(p,y,t=>e.has(t)),n=g.filter(({name:e})=>!t.has(e));if(n.length===g.length)break;g=n}let A=function(e){let t=new Map;return(0,s.GG)(e,e=>{if(!r.A.isIdentifier(e))return;let n=t.get(e.text)??{values:[],isExported:!1};t.set(e.text,n),r.A.isExportSpecifier(e.parent)?n.isExported=!0:n.values.push(e.getStart())}),t}(p),x=g.map(({name:e,initializer:t})=>{var n;let i;return{name:e,madeOf:(n=t,i=new Set,(0,s.GG)(n,e=>{r.A.isIdentifier(e)&&i.add(e.text)}),i)}});return g.map(({name:e,statement:t,initializer:n})=>({name:e,start:n.getStart(),end:n.end,reads:A.get(e)?.values??[],readBy:(0,i.m)(t,r.A.SyntaxKind.ExportKeyword)||A.get(e)?.isExported===!0?"elsewhere":"the file",users:function(e,t){let n=new Set,r=[e];for(let e=r.pop();void 0!==e;e=r.pop())for(let[i,s]of t.entries())!n.has(i)&&s.madeOf.has(e)&&(n.add(i),r.push(s.name));return[...n].toSorted((e,t)=>e-t)}(e,x)}))}function p(e,t){let n=new Map(t.map(({name:e},t)=>[e,t])),r=f(e).filter(({name:e})=>n.has(e)),i=new Set(r.map(({statement:e})=>e.declarationList)),s=r.flatMap(({name:e,initializer:t})=>[{start:t.getStart(),length:0,text:`(__assayL[${n.get(e)??0}]=[()=>(`},{start:t.end,length:0,text:`),()=>${e},(v)=>{${e}=v}])[0]()`}]),a=[...i].flatMap(t=>{let n=t.getStart();return e.text.startsWith("const",n)?[{start:n,length:5,text:"let"}]:[]});return[...s,...a]}},5162:(e,t,n)=>{n.d(t,{b:()=>i});var r=n(4988);function i(e){let t=/^#!.*\n?/u.exec(e.text)?.[0].length??0;for(let n of e.statements){if(!r.A.isExpressionStatement(n)||!r.A.isStringLiteral(n.expression))break;t=n.end}return t}},6674:(e,t,n)=>{function r(e,t){let n=t.toSorted((e,t)=>e.start-t.start),r="",i=0;for(let t of n)r+=e.slice(i,t.start)+t.text,i=t.start+t.length;return r+e.slice(i)}function i(e){let t=e.toSorted((e,t)=>e.start-t.start);return t.some((e,n)=>{let r=t[n-1];return void 0!==r&&e.start<=r.start+r.length})}function s(e,t){let n=r(e,t),i=new Set,s=0;for(let e of t.toSorted((e,t)=>e.start-t.start)){let t=n.lastIndexOf("\n",e.start+s-1)+1,r=n.indexOf("\n",e.start+s+e.text.length);for(let e of n.slice(t,r<0?void 0:r).split("\n"))""!==e.trim()&&i.add(e.trim());s+=e.text.length-e.length}return[...i]}n.d(t,{$f:()=>i,H:()=>s,YF:()=>r})}};