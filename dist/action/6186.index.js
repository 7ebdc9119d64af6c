export const id=6186;export const ids=[6186];export const modules={66186:(e,t,n)=>{n.d(t,{parseLintFindings:()=>a,toLintCommand:()=>s});var r=n(92142);let i=String.raw`
const fs = require("fs"), path = require("path"), { createRequire } = require("module");
const directory = process.argv[1];
const { target, rule, text } = JSON.parse(fs.readFileSync(0, "utf8"));
const answer = (value) => fs.writeFileSync(path.join(directory, "findings.json"), JSON.stringify(value));
const root = process.cwd(), file = path.resolve(root, target);
const isConfig = (name) => /^(eslint\.config\.[cm]?[jt]s|\.eslintrc(\.(c?js|ya?ml|json))?)$/.test(name);
let cwd = path.dirname(file);
while (cwd !== root && !fs.readdirSync(cwd).some(isConfig)) cwd = path.dirname(cwd);
function load() {
  try { return createRequire(path.join(cwd, "package.json"))("eslint"); } catch { return undefined; }
}
async function ask() {
  const eslint = load();
  if (eslint === undefined) return { problem: "the repository has no ESLint installed" };
  const Linter = eslint.loadESLint ? await eslint.loadESLint({ cwd }) : eslint.ESLint;
  const plain = new Linter({ cwd });
  if (await plain.isPathIgnored(file)) return { problem: "ESLint's configuration ignores the file" };
  const config = await plain.calculateConfigForFile(file);
  if (config === undefined) return { problem: "ESLint's configuration does not cover the file" };
  const set = (config.rules || {})[rule], severity = Array.isArray(set) ? set[0] : set;
  if (severity === 0 || severity === "off") return { problem: "ESLint's configuration switches the rule off for the file" };
  const options = { cwd, overrideConfig: { rules: { [rule]: "error" } } };
  let linter;
  try { linter = new Linter({ ...options, ruleFilter: ({ ruleId }) => ruleId === rule }); } catch { linter = new Linter(options); }
  const [{ messages }] = await linter.lintText(text, { filePath: file });
  const fatal = messages.find((message) => message.fatal);
  if (fatal) return { problem: "ESLint cannot read the file: " + fatal.message };
  return { findings: messages.filter(({ ruleId }) => ruleId === rule) };
}
ask().catch((error) => ({ problem: String(error && error.message).split("\n")[0] })).then(answer);
`;function s({target:e,rule:t,text:n,timeoutMs:r}){return{command:{type:"argv",file:"node",args:["-e",i,"{scratch}"]},timeoutMs:r,outputLimit:16384,stdin:JSON.stringify({target:e,rule:t,text:n})}}function o(e,t){return"object"==typeof e&&null!==e?Reflect.get(e,t):void 0}function a(e,t){let{end:n,scratch:i}=e,s=(0,r.q)(i.get("findings.json")??"");if("exited"!==n.type||0!==n.code||!s.ok)return{type:"failed",reason:`ESLint gave no answer (${function(e){switch(e.type){case"exited":return`exit code ${e.code}`;case"not-started":return e.reason;default:return e.type}}(n)})`};let[a,l]=[o(s.value,"problem"),o(s.value,"findings")];if("string"==typeof a)return{type:"failed",reason:a};if(!Array.isArray(l))return{type:"failed",reason:"ESLint's answer cannot be read"};let f=l.map(e=>o(e,"message")).filter(e=>"string"==typeof e).find(e=>/^Definition for rule .* not found/u.test(e));return void 0!==f?{type:"failed",reason:f}:{type:"found",count:l.length,places:l.flatMap(e=>(function(e,{rule:t,text:n}){let[r,i,s]=[o(e,"line"),o(e,"message"),o(e,"fix")],a=o(s,"range"),[l,f]=[o(a,"0"),o(a,"1")],c=o(s,"text");if("number"!=typeof r||"number"!=typeof l||"number"!=typeof f||"string"!=typeof c||l<0||f<l||f>n.length)return;let u=n.startsWith("\uFEFF")?l+1:l;return{line:r,what:("string"==typeof i?i.split("\n")[0]:void 0)??t,changes:[{start:u,length:f-l,text:c}]}})(e,t)??[])}}}};