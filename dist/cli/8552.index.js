export const id=8552;export const ids=[8552];export const modules={8552:(e,a,t)=>{t.d(a,{toCallRecorder:()=>o});var s=t(8225),r=t(4988),n=t(7008);function o(e,a,t){let o=/^#!.*\n/u.exec(a)?.[0]??"",c=function(e,a){let t=(0,n.parseSource)(e,a).statements.flatMap(e=>{if(!r.A.isClassDeclaration(e)||void 0===e.name||e.heritageClauses?.some(({token:e})=>e===r.A.SyntaxKind.ExtendsKeyword)===!0)return[];let a=e.name.text;return e.members.flatMap(e=>{var t,s;let n,o;return!function(e){if(!r.A.isMethodDeclaration(e)&&!r.A.isConstructorDeclaration(e)||void 0===e.body)return!1;let a=r.A.getModifiers(e)?.some(({kind:e})=>e===r.A.SyntaxKind.StaticKeyword)===!0,t=r.A.isConstructorDeclaration(e)||r.A.isIdentifier(e.name)&&void 0===e.asteriskToken,s=e.parameters.every(({name:e,dotDotDotToken:a})=>r.A.isIdentifier(e)&&!a);return!a&&t&&s}(e)?[]:[{at:e.body.getStart()+1,text:(t=a,s=e,n=`[${s.parameters.map(({name:e})=>e.getText()).join(",")}]`,o=JSON.stringify(t),r.A.isConstructorDeclaration(s)?`__assayMade(this,${o},${n});`:`__assayMet(this,${o},${JSON.stringify(s.name.getText())},${n});`)}]})}),s=a;for(let{at:e,text:a}of t.toReversed())s=s.slice(0,e)+a+s.slice(e);return s}(e,a.slice(o.length));return(0,s.toHarness)(e,`${o}${i}${c}`,[],{file:t,mode:"inside"}).text}let i=String.raw`
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
`}};