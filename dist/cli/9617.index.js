export const id=9617;export const ids=[9617];export const modules={9617:(e,t,s)=>{s.d(t,{runMutants:()=>O});var a=s(9756),r=s(5275),i=s(7900),n=s(4072),o=s(329),l=s(8713),d=s(3571);let c=`
const real = { describe: globalThis.describe, it: boundedTest(globalThis.it), test: boundedTest(globalThis.it) };
const within = (id, title, body) =>
  real.describe("mutant " + id + ": " + title, function () {
    before(() => begin(id));
    // A mutant has as many of these as the file has suites: none of them is its end.
    after(() => (whole.includes(id) ? finish(id) : end()));
    const own = { describe: globalThis.describe, it: globalThis.it, test: globalThis.test };
    Object.assign(globalThis, real);
    body.call(this);
    Object.assign(globalThis, own);
  });
const suite = (id) => Object.assign((title, body) => within(id, title, body), { skip: real.describe.skip, only: real.describe });
const alone = (id) => Object.assign((title, body) => within(id, "", () => real.it(title, body)), { skip: real.it.skip, only: real.it });
`;function f(e){let t=e.lastIndexOf("/")+1,s=e.slice(t),a=s.replace(/\.(?=(?:test|spec)\.)/u,".assay-mutants.");return`${e.slice(0,t)}${a===s?`assay-mutants-${s}`:a}`}function u(e){return`
  if (isLate(id, 0.5)) continue;
  describe("mutant " + id + ":", ${e.includes("await")?"async ":""}() => {
    before(() => begin(id));
    after(() => finish(id));
    begin(id);
    try {
      ${e}
    } catch (error) {
      realTest("loads", () => broken(id, error));
    }
    end();
  });
`}let p="// @ts-nocheck\n/* eslint-disable */\n",h=`${p}import * as real from "@jest/globals";
const kept = (fn) => (...args) => {
  const list = globalThis.__assayRegistered;
  if (list === undefined) return fn(...args);
  list.push(() => fn(...args));
};
const within = (fn) => (title, body, ...rest) => fn(title, body === undefined ? body : () => { body(); }, ...rest);
const MAKES = new Set(["each", "for"]);
const wrapped = (fn, change) => new Proxy(fn, {
  apply: (target, self, args) => kept(change(target))(...args),
  get: (target, name) => {
    const value = target[name];
    if (typeof value !== "function") return value;
    if (MAKES.has(name)) return (...args) => kept(value(...args));
    return wrapped(value, change);
  },
});
const same = (fn) => fn;
const timed = (fn) => globalThis.__assayBounded(fn);
export const describe = wrapped(real.describe, within);
export const [fdescribe, xdescribe] = [describe.only, describe.skip];
export const test = wrapped(real.test, timed);
export const it = test;
export const [fit, xit, xtest] = [test.only, test.skip, test.skip];
export const beforeAll = wrapped(real.beforeAll, same);
export const afterAll = wrapped(real.afterAll, same);
export const beforeEach = wrapped(real.beforeEach, same);
export const afterEach = wrapped(real.afterEach, same);
export const { expect, jest } = real;
`;function b(e,t){let s=e.slice(e.lastIndexOf("/")+1);return`${t}${s.replace(/\.(?:test|spec)(?=\.)/u,"")}`}let m=["js","ts","mjs","cjs","json"].map(e=>`jest.config.${e}`);async function g(e,t){let s=(0,n.xD)(t);return(s.ok?await e.read(s.path):void 0)??""}async function y(e,t){let s=t.split("/").slice(0,-1);for(let t=s.length;t>=0;t-=1){let a=await g(e,[...s.slice(0,t),"package.json"].join("/"));if(""!==a)return a}return""}async function w(e,{file:t,line:s}){if(/\.c[jt]s$/u.test(t.path))return!1;let a=await y(e,t.path);if(/\.jsx?$/u.test(t.path))return/"type"\s*:\s*"module"/u.test(a);let r=await Promise.all(m.map(t=>g(e,t))),i=/--config[= ](\S+)/u.exec(s)?.[1]??"",n=[a,...r,await g(e,i)].join("\n");return/extensionsToTreatAsEsm["']?\s*:\s*\[[^\]]*["']\.tsx?["']/u.test(n)}async function v(e,t){let{file:s,line:a,runner:r}=t;return/\.m[jt]s$/u.test(s.path)?"esm":"jest"===r?a.includes("--experimental-vm-modules")&&await w(e,t)?"esm":"commonjs":"vitest"===r||s.path.endsWith(".cjs")?"commonjs":!("mocha"===r&&/\.tsx?$/u.test(s.path)&&!/--(?:import|loader)\b/u.test(a))&&/^import\s/mu.test(s.text)?"esm":"commonjs"}var $=s(2142);function x(e){return(0,$.c3)(e).filter(e=>"number"==typeof e)}function T(e){let[t,s,a]=[(0,$.ZZ)(e,"ms"),(0,$.ZZ)(e,"ticks"),(0,$.ZZ)(e,"idleMs")];return"number"!=typeof t||"number"!=typeof s?null:{ms:t,ticks:s,..."number"==typeof a?{idleMs:a}:{}}}var j=s(3250),k=s(7991);async function Z({file:e,text:t,mutants:a,emptied:r}){let{switchAll:i}=await s.e(6852).then(s.bind(s,6852)),{instrument:n}=await s.e(9144).then(s.bind(s,9144)),o=i(t,[...r,...a],e=>`__assayOn(${e})`),{text:l}=n(e.target,o,{coverage:"off",comparisons:"off"});return l.startsWith("#!")?l:`// @ts-nocheck
/* eslint-disable */
${l}`}async function M(e,t){let[s]=await e.apply(t);if(void 0!==s)throw Error(`${s.path} ${s.message}`)}async function A(e){var t;let s,m,g,y,{context:w,file:A,runner:O,line:S,text:_}=e,{workspace:E,tools:q,policy:F,subject:L}=w,B=await v(E,e);await M(E,[{path:A.target,before:_,after:await Z(e)}]);let C=new Map,I=(t=A,s=(0,k.Vr)(t),m=(0,i.testCalls)(t.path,t.text).filter(({kind:e})=>"test"===e),g=({suites:e,title:t})=>s.has([...e,t].join(" ")),y=new Set(m.filter(e=>!g(e)).map(({title:e})=>e)),m.filter(e=>g(e)&&!y.has(e.title)).map(({title:e})=>e)),N=0;return{async pass(t){let s,i,m,g,y,w,v;N+=1;let k=(function(e,t,s){let{file:i,runner:n}=e;return"jest"===n&&"esm"===t?function({path:e,text:t},{fresh:s,...a}){let r=e.slice(0,e.lastIndexOf("/")+1),[i,n]=[b(e,"assay-body-"),b(e,"assay-globals-")],o=e=>JSON.stringify(`./${e}`),l=t.replaceAll(/(\bfrom\s*|\bimport\s*\(\s*)(["'])@jest\/globals\2/gu,(e,t)=>t+o(n)),c=JSON.stringify(a.ids.map(e=>[e,+!!s.has(e)])),u=`${p}import { afterAll as after, beforeAll as before, describe, jest, test } from "@jest/globals";
${(0,d.B0)(a)}
jest.setTimeout(${d.qL+2e3});
globalThis.__assayBounded = boundedTest;
const { expect, jest: own, ...registers } = await import(${o(n)});
Object.assign(globalThis, registers);
let isFresh = 1;
for (const [id, needsFresh] of ${c}) {
  if (isLate(id, 0.5)) continue;
  if (isFresh + needsFresh > 0) jest.resetModules();
  isFresh = needsFresh;
  const registered = [];
  globalThis.__assayRegistered = registered;
  let failure;
  begin(id);
  try {
    await import(${o(i)} + "?mutant=" + id);
  } catch (error) {
    failure = { error };
  }
  end();
  globalThis.__assayRegistered = undefined;
  describe("mutant " + id + ":", () => {
    before(() => begin(id));
    after(() => finish(id));
    if (failure !== undefined) test("loads", () => broken(id, failure.error));
    for (const register of registered) register();
  });
}
`;return[{path:f(e),text:u},{path:r+i,text:l},{path:r+n,text:h}]}(i,{...s,fresh:function({file:e,text:t,mutants:s}){let i=(0,r.T)(e.target,t,s);return new Set([a.j,...s.filter(e=>-1===i.get(e)).map(({id:e})=>e)])}(e)}):[{path:f(i.path),text:function(e,t,{modules:s,...a}){var r,i;let n=JSON.stringify(`./${t.slice(t.lastIndexOf("/")+1)}`),[o,l]=[(r=e,i=s,"vitest"===r?'import { afterAll as after, beforeAll as before, describe, test as realTest, vi } from "vitest";\n':"node"!==r?"":"esm"===i?'import { after, before, describe, test as realTest } from "node:test";\n':'const { after, before, describe, test: realTest } = require("node:test");\n'),(0,d.B0)(a)];return`// @ts-nocheck
/* eslint-disable */
${o}${l}${function(e,t,s){let a=`await import(${t} + "?mutant=" + id);`,r=u("esm"===s?a:`for (const key of Object.keys(require.cache)) if (!key.includes("node_modules") && key !== __filename) delete require.cache[key]; require(${t});`);switch(e){case"jest":{let e=u(`jest.isolateModules(() => { require(${t}); });`);return`const [before, after, realTest] = [beforeAll, afterAll, test];
jest.setTimeout(${d.qL+2e3});
globalThis.it = globalThis.test = boundedTest(realTest);
for (const id of ids) {${e}}`}case"vitest":return`vi.setConfig({ testTimeout: ${d.qL} });
for (const id of ids) {${u(`vi.resetModules(); await import(${t});`)}}`;case"mocha":if("esm"===s)return`${c}for (const id of ids) {
  if (isLate(id, 0.5)) continue;
  Object.assign(state, { id, count: 0 });
  globalThis.describe = suite(id);
  globalThis.it = globalThis.test = alone(id);
  ${a}
}
Object.assign(globalThis, real);`;return`const realTest = it;
globalThis.it = globalThis.test = boundedTest(realTest);
for (const id of ids) {${r}}`;case"node":return`for (const id of ids) {${r}}`}}(e,n,s)}
`}(n,i.path,{...s,modules:t})}]})(e,B,{...t,old:I}).flatMap(e=>{let t=(0,n.xD)(e.path);if(!t.ok)return[];let s=C.get(t.path);return C.set(t.path,e.text),[{path:t.path,after:e.text,...void 0===s?{}:{before:s}}]});await M(E,k);let Z=`mutants-${N}`,_=(0,j.U)(S,O,{},[f(A.path)]),L=`export ${d.TP}={scratch}/${Z}; ${_}`,J=await q.launch(L,{files:[],tests:o.Ef}),{test:P}=F.commands,R=void 0===P?{}:{test:{...P,run:L}};return{reading:await (0,l.N)(q,{...F,commands:R},o.Ef),record:(s=(J.result.scratch.get(Z)??"").split("\n").flatMap(e=>{let t=(0,$.qF)(e);return t.ok?[t.value]:[]}),i=e=>s.filter(t=>(0,$.ZZ)(t,"type")===e),m=e=>x([(0,$.ZZ)(e,"id")]),g=i("noticed").flatMap(e=>m(e).map(t=>({id:t,title:String((0,$.ZZ)(e,"title")),isEndless:!0===(0,$.ZZ)(e,"isEndless")}))),y=i("began").flatMap(m).at(-1),w=new Set(i("finished").flatMap(m)),v=i("survey").at(-1),{...void 0===v?{}:function(e,t){let s=(0,$.c3)((0,$.ZZ)(e,"costs")).map(T),a=new Map;for(let[t,s]of(0,$.c3)((0,$.ZZ)(e,"reached")).entries())for(let e of x(s)){let s=a.get(e);void 0===s?a.set(e,[t]):s.push(t)}let[r]=x([(0,$.ZZ)(e,"load")]);return{survey:{...void 0===r?{}:{load:r},costs:s,reachedBy:a,outside:new Set(x((0,$.ZZ)(e,"outside"))),quiet:t}}}(v,x((0,$.ZZ)(i("quiet").at(-1),"tests"))),noticed:g,finished:w,...void 0===y||w.has(y)?{}:{last:y}})}},async close(){await E.reset(),await E.apply(L.files)}}}async function O(e){let t=await A(e);try{return await S(e,t)}finally{await t.close()}}async function S(e,t){let{mutants:s,file:r,budgetMs:n}=e,o=0===e.emptied.length?[0]:[0,a.j],l=(0,i.testCalls)(r.path,r.text).length*s.length<=300,d=l?[...o,...s.map(({id:e})=>e)]:o,c=await t.pass({ids:d,costs:[],wanted:{},quiet:[],budgetMs:n}),{reading:f,record:u}=c;return"absent"!==f.type&&("errored"!==f.type||l&&E(c,r))?"read"===f.type&&(l||function(e,t){if("tests"!==e.detail)return!0;let s=(0,k.Xy)(e.report,t).get(0)??[];return 0===s.length||s.some(({status:e})=>"failed"===e)}(f.value,r))?B([c],r,new Set):_({work:e,bench:t,first:c,left:l?F(s,u):s}):f}async function _({work:e,bench:t,first:s,left:a}){let{file:r}=e,{survey:i}=s.record,n=a.filter(({id:e})=>void 0===i||function({reachedBy:e,outside:t},s){return e.has(s)||t.has(s)}(i,e)),o=await L({work:e,bench:t,first:s,left:n}),l=[s,...o].filter(e=>E(e,r)),d=o.at(-1)?.reading;return d?.type==="errored"&&l.length<2?d:B(l,r,new Set(a.filter(e=>!n.includes(e)).map(({id:e})=>e)))}function E({reading:e,record:t},{before:s}){return"read"===e.type||(t.survey?.costs.length??1)>0&&void 0===s&&q(t).size>0}function q({noticed:e,finished:t,last:s}){return new Set([...e.map(({id:e})=>e),...t,...void 0===s?[]:[s]])}function F(e,t){let s=q(t);return e.filter(({id:e})=>!s.has(e))}async function L({work:e,bench:t,first:s,left:a}){let{context:r,budgetMs:i,file:n}=e,o=()=>r.clock?.monotonic()??performance.now(),[l,d]=[o(),[]],{survey:c}=s.record,{costs:f=[],quiet:u=[],load:p}=c??{},h={costs:f,quiet:u,...void 0===p?{}:{load:p}};for(let e=a;e.length>0&&d.length<6;){let s=i-(o()-l);if(s<=0&&d.length>0)break;let a=e.map(({id:e})=>e),r=void 0===c?{}:function({reachedBy:e,outside:t},s){return Object.fromEntries(s.filter(e=>!t.has(e)).map(t=>[t,e.get(t)??[]]))}(c,a),f=await t.pass({ids:a,...h,wanted:r,budgetMs:s});d.push(f);let{reading:u}=f;if("errored"!==u.type||"cannot-run"===u.cause||!E(f,n))break;e=F(e,f.record)}return d}function B(e,{path:t},s){let a=e.map(e=>(function({reading:e,record:t},s){if("read"===e.type)return"tests"===e.value.detail?e.value.report:void 0;let a=(e,t,a)=>({path:s,name:`mutant ${e}: > ${t}`,status:""===a?"passed":"failed",message:a}),r=t.noticed.map(({id:e,title:t,isEndless:s})=>a(e,t,s?"endless":"failed")),i=new Set(t.noticed.map(({id:e})=>e)),n=[...t.finished].filter(e=>!i.has(e)).map(e=>a(e,"all","")),o=void 0===t.survey||i.has(0)?[]:[a(0,"all","")],{last:l}=t,d="errored"===e.type&&"no-answer"===e.cause&&void 0!==l?[a(l,"all","endless: the process did not go on")]:[];return{tests:[...o,...r,...n,...d],broken:[]}})(e,t)),r=e.flatMap(({reading:e})=>"absent"===e.type?[]:e.commands),i=a.filter(e=>void 0!==e);return 0===i.length?{type:"absent",reason:"the format of commands.test does not name single tests"}:{type:"run",results:{tests:i.flatMap(({tests:e})=>e),broken:i.flatMap(({broken:e})=>e),unreached:s},commands:r}}},5275:(e,t,s)=>{s.d(t,{T:()=>i});var a=s(4988),r=s(7008);function i(e,t,s){var i,n;let o,l,d=(i=e,n=t,o=[],l=e=>{let t=a.A.isFunctionLike(e)&&"body"in e?e.body:void 0;void 0!==t&&o.push([t.pos,t.end]),a.A.forEachChild(e,l)},l((0,r.parseSource)(i,n)),o);return new Map(s.map(e=>{let t=d.filter(([t,s])=>t<=e.start&&e.end<=s).map(([e])=>e);return[e,Math.max(-1,...t)]}))}}};