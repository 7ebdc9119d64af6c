export const id=8552;export const ids=[8552];export const modules={68703:(t,e,a)=>{a.d(e,{m:()=>r});var s=a(64988);function r(t,e){return(s.A.canHaveModifiers(t)?s.A.getModifiers(t)??[]:[]).some(t=>t.kind===e)}},8552:(t,e,a)=>{a.d(e,{toCallRecorder:()=>c});var s=a(38225),r=a(64988),n=a(68703),o=a(57008),i=a(16674);function c(t,e,a){var c,d;let u,_=/^#!.*\n/u.exec(e)?.[0]??"",f=(c=t,d=e.slice(_.length),u=(0,o.parseSource)(c,d).statements.flatMap(t=>{if(!r.A.isClassDeclaration(t)||void 0===t.name||t.heritageClauses?.some(({token:t})=>t===r.A.SyntaxKind.ExtendsKeyword)===!0)return[];let e=t.name.text;return t.members.flatMap(t=>{var a,s;let o,i;return!function(t){if(!r.A.isMethodDeclaration(t)&&!r.A.isConstructorDeclaration(t)||void 0===t.body)return!1;let e=(0,n.m)(t,r.A.SyntaxKind.StaticKeyword),a=r.A.isConstructorDeclaration(t)||r.A.isIdentifier(t.name)&&void 0===t.asteriskToken,s=t.parameters.every(({name:t,dotDotDotToken:e})=>r.A.isIdentifier(t)&&!e);return!e&&a&&s}(t)?[]:[{start:t.body.getStart()+1,length:0,text:(a=e,s=t,o=`[${s.parameters.map(({name:t})=>t.getText()).join(",")}]`,i=JSON.stringify(a),r.A.isConstructorDeclaration(s)?`__assayMade(this,${i},${o});`:`__assayMet(this,${i},${JSON.stringify(s.name.getText())},${o});`)}]})}),(0,i.YF)(d,u));return(0,s.toHarness)(t,`${_}${l}${f}`,[],{file:a,mode:"inside"}).text}let l=String.raw`
var __assayObjects = new WeakMap();
function __assayMade(object, name, args) {
  try { __assayObjects.set(object, { name: name, args: args.map(function (a) { return __assayS(a, 5); }), calls: [] }); }
  catch (e) { __assayObjects.set(object, null); }
}
function __assayMet(object, name, method, args) {
  if (!__assayRec || object === null || typeof object !== "object") return;
  if (!__assayObjects.has(object)) __assayMade(object, name, []);
  var made = __assayObjects.get(object);
  if (!made) return;
  try { var call = [method, args.map(function (a) { return __assayS(a, 5); })]; } catch (e) { __assayObjects.set(object, null); return; }
  if (__assayArgs.length >= 300) __assayArgs.shift();
  __assayArgs.push(call.concat([[made.name, made.args, made.calls.slice()]]));
  if (made.calls.length < 20) made.calls.push(call);
}
;(function () {
  var proc = globalThis.process, dir = proc && proc.env && proc.env.ASSAY_CALLS;
  if (!dir || !proc.getBuiltinModule) return;
  __assayRec = true;
  proc.on("exit", function () {
    var name = "/found-" + proc.pid + "-" + __assayFile + ".json";
    proc.getBuiltinModule("node:fs").writeFileSync(dir + name, JSON.stringify({ args: [[__assayFile, __assayArgs]] }));
  });
})();
`},16674:(t,e,a)=>{function s(t,e){let a=e.toSorted((t,e)=>t.start-e.start),s="",r=0;for(let e of a)s+=t.slice(r,e.start)+e.text,r=e.start+e.length;return s+t.slice(r)}function r(t){let e=t.toSorted((t,e)=>t.start-e.start);return e.some((t,a)=>{let s=e[a-1];return void 0!==s&&t.start<=s.start+s.length})}function n(t,e){let a=s(t,e),r=new Set,n=0;for(let t of e.toSorted((t,e)=>t.start-e.start)){let e=a.lastIndexOf("\n",t.start+n-1)+1,s=a.indexOf("\n",t.start+n+t.text.length);for(let t of a.slice(e,s<0?void 0:s).split("\n"))""!==t.trim()&&r.add(t.trim());n+=t.text.length-t.length}return[...r]}a.d(e,{$f:()=>r,H:()=>n,YF:()=>s})}};