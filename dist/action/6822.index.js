export const id=6822;export const ids=[6822];export const modules={96822:(e,r,o)=>{o.d(r,{toCallRecorder:()=>n});var t=o(73060);function n(e,r,o){let n=/^#!.*\n/u.exec(r)?.[0]??"",i=`${n}${s}${r.slice(n.length)}`;return(0,t.toHarness)(e,i,[],{file:o,mode:"inside"}).text}let s=String.raw`
;(function () {
  var proc = globalThis.process, dir = proc && proc.env && proc.env.ASSAY_CALLS;
  if (!dir || !proc.getBuiltinModule) return;
  __assayRec = true;
  __assayLast = true;
  proc.on("exit", function () {
    var name = "/found-" + proc.pid + "-" + __assayFile + ".json";
    proc.getBuiltinModule("node:fs").writeFileSync(dir + name, JSON.stringify({ args: [[__assayFile, __assayArgs]] }));
  });
})();
`}};