export const id=6822;export const ids=[6822];export const modules={6822:(e,r,o)=>{o.d(r,{toCallRecorder:()=>t});var n=o(8225);function t(e,r,o){let t=/^#!.*\n/u.exec(r)?.[0]??"";return(0,n.toHarness)(e,`${t}${i}${r.slice(t.length)}`,[],{file:o,mode:"inside"}).text}let i=String.raw`
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