export const id=2040;export const ids=[2040];export const modules={80781:(e,t,s)=>{s.d(t,{N:()=>p});var n=s(49419),r=s(50067),a=s(51180),o=s(90329),i=s(43544),c=s(78564),l=s(12250),u=s(78713),d=s(57039);async function p(e){let{policy:t,tasks:s,failing:r,reproduced:a,events:o,signal:c}=e,l=(a?.held.length??0)>0?(0,n.i1)(e.workspace,n.oG).workspace:e.workspace,u=(0,d.P)({workspace:l,commandSeconds:t.limits.commandSeconds,...void 0===c?{}:{signal:c}}),p=e=>(o?.emit({type:"baseline",record:e}),e),h=e=>(function(e,t,s){return t.some(({rule:t})=>{let n=e.rules.slice(t,t+1);return"off"!==(0,i.l)(s,e,n,"candidate").level})})(t,s,e),[[w,k],v]=await Promise.all([m(u,{policy:t,tasks:s,on:h,announce:p}).then(async n=>(e.onStatics?.(f(n.readings)),[n,await g(u,t,s)])),y(u,{policy:t,on:h,announce:p,...r&&{failing:r},...a&&{reproduced:a}})]),b={...w.readings,...v.readings,...void 0===k?{}:{format:k}};return{...b,records:[...w.records,...v.records],diagnosticsOf:f(b),isFormatted:e=>(function(e,t){if(e?.type==="read"&&e.value.files?.includes(t)!==!1)return!e.value.diagnostics.some(e=>void 0===e.path||e.path===t)})(k,e),strays:new Set([...u.launched()>0?await l.strayChanges():[],...a?.strays??[]])}}function f({lint:e,types:t}){let s=[e,t].flatMap(e=>"read"===e.type?e.value.diagnostics:[]);return e=>s.filter(t=>t.path===e)}let h={type:"absent",reason:"switched off in the policy"};async function m(e,{policy:t,tasks:s,on:n,announce:r}){let a=n("lint")?await (0,c.Q)(e,t,"lint",await w(e,s)):h,o=r(k("lint",a,b)),i=n("types")?await (0,c.Q)(e,t,"types",[]):h,l=r(k("types",i,b));return{readings:{lint:a,types:i},records:[o,l]}}async function g(e,t,s){let n=s.filter(({kind:e})=>"fix"===e);if(0!==n.length&&t.commands.format?.fix!==void 0)return(0,c.Q)(e,t,"format",await w(e,n))}async function w(e,t){let s=new Set(t.flatMap(e=>[e.target,...e.writable])),n=[];for(let t of[...s].sort())await e.read(t)!==void 0&&n.push(t);return n}async function y(e,{policy:t,on:s,announce:n,failing:r,reproduced:a}){let i=s("tests")?await (0,u.N)(e,t,o.Ef):h,c=[n(k("tests",i,S))],d=s("coverage")?await (0,u.A)(e,t,o.Ef):h;if(c.push(n(k("coverage",d,M))),void 0===r)return{readings:{tests:i,coverage:d},records:c};let p=a?.reading??await (0,l.y)(e,r,t);return c.push(n(k("failing",p,({green:e})=>({red:+!e,figures:{},diagnostics:[]})))),{readings:{tests:i,coverage:d,failing:p},records:c}}function k(e,t,s){let n={gate:e,durationMs:0,figures:{},commands:[],diagnostics:[]};switch(t.type){case"absent":return{...n,status:"skipped",reason:t.reason};case"errored":{let{commands:e}=t,s=`${t.reason}. ${t.remedy}`;return{...n,status:"errored",reason:s,commands:e,durationMs:v(e)}}case"read":{let{commands:n}=t,{red:r,figures:a,diagnostics:o}=s(t.value),i=o.slice(0,100);return{gate:e,status:r>0?"red":"green",durationMs:v(n),figures:a,commands:n,diagnostics:i}}}}function v(e){return e.reduce((e,{durationMs:t})=>e+t,0)}function b({diagnostics:e}){let t=e.filter(({severity:e})=>"error"===e).length;return{red:e.length,figures:{diagnostics:e.length,errors:t},diagnostics:e}}function S(e){if("verdict"===e.detail)return{red:+!e.green,figures:{},diagnostics:[]};let t=(0,r._)(e.report),s=t=>e.report.tests.filter(e=>e.status===t).length,n={total:e.report.tests.length,passed:s("passed"),failed:s("failed"),skipped:s("skipped"),broken_files:e.report.broken.length};return{red:t.length+ +(void 0!==e.unexplained),figures:n,diagnostics:t}}function M(e){let{covered:t,total:s}=(0,a.Sq)(e,[...e.keys()]);return{red:0,figures:{files:e.size,lines:(0,a.BY)({covered:t,total:s})},diagnostics:[]}}},49419:(e,t,s)=>{s.d(t,{oG:()=>c,ju:()=>i,i1:()=>l});var n=s(92142),r=s(64072),a=s(14984);let o=String.raw`"use strict";
const threads = require("node:worker_threads");
function watch({ beat, root, out, cpuMs }) {
  const inspector = require("node:inspector"), fs = require("node:fs"), url = require("node:url");
  const LOOKS = 5;
  let last = -1, since = 0, isBusy = false;
  const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  const scripts = new Map();
  const pathOf = ({ location }) => {
    const name = scripts.get(location.scriptId) ?? "", file = name.startsWith("file:") ? url.fileURLToPath(name) : name;
    return file.startsWith(root + "/") && !file.includes("/node_modules/") ? file.slice(root.length + 1) : undefined;
  };
  // The stack of the main thread, outermost first, some times; fewer where it does not answer.
  const look = () => new Promise((resolve) => {
    const stacks = [], session = new inspector.Session();
    const end = () => { clearTimeout(timer); session.disconnect(); resolve(stacks); };
    const timer = setTimeout(end, 5000);
    session.connectToMainThread();
    session.on("Debugger.paused", ({ params }) => {
      stacks.push(params.callFrames.toReversed());
      session.post("Debugger.resume");
      if (stacks.length === LOOKS) end(); else setTimeout(() => session.post("Debugger.pause"), 60);
    });
    session.on("Debugger.scriptParsed", ({ params }) => scripts.set(params.scriptId, params.url));
    session.post("Debugger.enable");
    session.post("Debugger.pause");
  });
  const isSame = (one, other) => one.scriptId === other.scriptId && one.lineNumber === other.lineNumber && one.columnNumber === other.columnNumber;
  // The frames that are there whenever one looks, down to the one that goes on.
  const common = (stacks) => {
    const kept = [];
    for (let at = 0; at < stacks[0].length; at++) {
      const frames = stacks.map((stack) => stack[at]), [first] = frames;
      if (!frames.every((one) => one && one.functionLocation && first.functionLocation && isSame(one.functionLocation, first.functionLocation))) break;
      kept.push(first);
      if (!frames.every((one) => isSame(one.location, first.location))) break;
    }
    return kept;
  };
  setInterval(async () => {
    const now = used(), count = Atomics.load(beat, 0);
    if (count !== last) { last = count; since = now; return; }
    if (isBusy || now - since < cpuMs) return;
    isBusy = true;
    const stacks = await look();
    isBusy = false;
    since = used();
    if (stacks.length < LOOKS || Atomics.load(beat, 0) !== count) return;
    const kept = common(stacks), deepest = kept.at(-1);
    if (!deepest || pathOf(deepest) === undefined) return;
    const places = kept.toReversed().flatMap((frame) => {
      const path = pathOf(frame);
      return path === undefined ? [] : [{ path, line: frame.location.lineNumber + 1 }];
    });
    fs.writeFileSync(out + "/held-" + process.pid + ".json", JSON.stringify(places));
    fs.writeSync(2, "\nended from outside: for " + cpuMs / 1000 + " s nothing has run but a loop at " + places[0].path + ":" + places[0].line + "\n");
    process.kill(process.pid, "SIGKILL");
  }, 250);
}
if (threads.isMainThread && !/\bnp[mx](?:-cli\.js)?$/.test(process.argv[1] || "")) {
  try {
    const beat = new Int32Array(new SharedArrayBuffer(4));
    setInterval(() => Atomics.add(beat, 0, 1), 200).unref();
    const workerData = { beat, out: __dirname, ...SETTINGS };
    new threads.Worker("(" + watch + ")(require('node:worker_threads').workerData)", { eval: true, workerData, execArgv: [] }).on("error", () => {}).unref();
  } catch {}
}
`,i=15e3,c=4e3;function l(e,t){let s=new Set;return{held:()=>[...s],workspace:(0,a.W)(e,{run:async(a,i)=>{var c,l,u;let d,{command:p}=a;if("shell"!==p.type)return e.run(a,i);let f=(c=p.line,l=e.root,u=t,d=o.replace("...SETTINGS",()=>`...${JSON.stringify({root:l,cpuMs:u})}`),["_assay_held={scratch}/held.cjs",`cat > "$_assay_held" <<'ASSAY_HELD'
${d}ASSAY_HELD`,'export NODE_OPTIONS="${NODE_OPTIONS:-} --require \\"$_assay_held\\""',c].join("\n")),h=await e.run({...a,command:{type:"shell",line:f}},i);for(let[e,t]of h.scratch)if(/^held-\d+\.json$/u.test(e))for(let e of function(e){let t=(0,n.qF)(e);return(0,n.c3)(t.ok?t.value:void 0).flatMap(e=>{let t=(0,n.ZZ)(e,"path"),s="string"==typeof t?(0,r.xD)(t):void 0;return s?.ok===!0?[s.path]:[]})}(t))s.add(e);return h}})}}},14984:(e,t,s)=>{s.d(t,{W:()=>n});function n(e,t){return{root:e.root,reset:()=>e.reset(),apply:t=>e.apply(t),applyPatch:(...t)=>e.applyPatch(...t),read:t=>e.read(t),tree:()=>e.tree(),patch:()=>e.patch(),strayChanges:()=>e.strayChanges(),run:(t,s)=>e.run(t,s),[Symbol.asyncDispose]:()=>e[Symbol.asyncDispose](),...t}}},14698:(e,t,s)=>{s.d(t,{T:()=>n});function n(e){return e.map(({path:e,before:t,after:s})=>JSON.stringify([e,t,s])).toSorted().join("\n")}},65628:(e,t,s)=>{s.d(t,{We:()=>m,kg:()=>f,OI:()=>h});var n=s(34114),r=s(43016),a=s(86160),o=s(137),i=s(47711);async function c(e,t,s){let n=[],r=[],a=[],i=async e=>{if(0===e.length)return;let c=[...n,...e],u=await l(c,t,s);if(!u.some(o.Bv)){n=c,r=u;return}let[d]=e;if(1===e.length&&void 0!==d)return void a.push({outcome:d,gates:u});let p=Math.ceil(e.length/2);await i(e.slice(0,p)),await i(e.slice(p))};return await i(e),await t.reset(),await u(n,t),{kept:n,dropped:a,gates:r,tree:await t.tree()}}async function l(e,t,s){return await t.reset(),await u(e,t),s(e,t)}async function u(e,t){if(0===e.length)return;let[s]=await t.apply(e.flatMap(e=>e.candidate.files));if(void 0!==s)throw Error(`accepted edits do not apply together: ${s.path}: ${s.message}`)}var d=s(41666),p=s(52451);async function f(e,t,s){let n=e.filter(e=>"accepted"===e.type),{events:r}=s.scene.dependencies;n.length>0&&r.emit({type:"phase",phase:"sum",detail:`${(0,i.SS)(n.length,"accepted change")} together`});let l=await c(n,t,(e,t)=>{let n=e.flatMap(e=>e.candidate.files).sort(w),r=s.lastAccepted.recall({root:t.root,files:n});return g({scope:"sum",tasks:e.map(e=>e.task),files:n},t,{...s,launches:r})}),u=new Map(l.dropped.map(e=>[e.outcome.task.id,e]));return{outcomes:e.map(e=>{let t=u.get(e.task.id);return void 0===t?e:function(e,t,s){let n=t.find(o.Bv),r=n?.status==="errored"?`could not run: ${n.reason}`:"fails",i=`passed alone, but together with the other accepted changes gate ${n?.gate??"?"} ${r}`,c=s.aborted?(0,a.wR)(s):n?.status==="errored"?"gate":void 0,{task:l,candidate:u,patch:p}=e,f=e.attempts.at(-1),h={number:(f?.number??0)+1,engine:u.engine,durationMs:0,candidate:u,patch:(0,d.C)(p,t),gates:t,reason:i};return{type:"rejected",task:l,reason:i,attempts:[...e.attempts,h],...c&&{fault:c}}}(t.outcome,t.gates,s.signal)}),sum:l.gates,tree:l.tree}}function h({task:e,files:t,confidence:s},{tests:n}={}){return{scope:"candidate",tasks:[e],files:t,...s&&{confidence:s},...n&&{tests:n}}}async function m(e,t,s){let n=s.launches??new Map,r=await g(e,t,{...s,launches:n});return void 0!==s.only?r:(await s.lastAccepted.keep({root:t.root,files:e.files},n,r),r)}function g(e,t,{scene:s,baseline:a,installed:o,signal:i,only:c,known:l,launches:u}){let{prepared:d,dependencies:f,settings:h}=s,{policy:m}=d.effective,w=(0,p.fD)(e.tasks,m),[y]="candidate"===e.scope?e.tasks:[];return(0,r.A)({subject:e,policy:m,rules:w,protectedBy:e=>d.matcher.protectedBy(e),workspace:t,baseline:a,...void 0!==h.failing&&{failing:h.failing},environment:f.environment,installed:o,clock:f.clock,...l&&{known:l},...u&&{launches:u},onResult:(e,t)=>{let s="known"===t?"answered":void 0===c?void 0:"asked";f.events.emit({type:"gate",...y&&{task:y},result:e,...s&&{engine:s}})},signal:i},void 0===c?n.J:n.J.filter(({name:e})=>e===c))}function w(e,t){return e.path<t.path?-1:+(e.path>t.path)}},12315:(e,t,s)=>{s.d(t,{U:()=>r,r:()=>a});var n=s(98951);function r(e,t){let s;return{read:t=>e.read(t),list:t=>e.list(t),copies:()=>s??=i(e,t)}}function a(e,t,s){t.some(e=>(0,n.C)(e,s,void 0).some(({gate:e})=>"license"===e))&&e.copies().catch(()=>void 0)}async function*o(e,t){for await(let s of e)t.throwIfAborted(),yield s}async function i(e,t){let{buildCopyIndex:n,isIndexable:r}=await Promise.resolve().then(s.bind(s,49854)),{parseIndexBytes:a,toIndexBytes:i}=await s.e(7256).then(s.bind(s,17256)),c=await e.readKept(),l=void 0===c?void 0:a(c);if(void 0!==l)return l;let u=await n(o(e.files(r),t));return await e.keep(i(u)),u}},41666:(e,t,s)=>{s.d(t,{C:()=>n});function n(e,t){return t.some(({gate:e,status:t})=>"secrets"===e&&"failed"===t)?"":e}},25271:(e,t,s)=>{s.d(t,{j:()=>o,y:()=>a});var n=s(137),r=s(14698);function a(){let e;return{async keep(t,s,r){r.some(n.Bv)||(e={key:i(t),launches:await o(s)})},recall:t=>e?.key===i(t)?new Map(e.launches):new Map}}async function o(e){let t=new Map;for(let[s,n]of e)"exited"===(await n).result.end.type&&t.set(s,n);return t}function i({root:e,files:t}){return`${e}
${(0,r.T)(t)}`}}};