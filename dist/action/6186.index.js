export const id=6186;export const ids=[6186];export const modules={66186:(e,t,n)=>{n.d(t,{parseLintFindings:()=>a,toLintCommand:()=>o});var r=n(86489),i=n(92142);let s=String.raw`
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
`;function o({target:e,rule:t,text:n,timeoutMs:r}){return{command:{type:"argv",file:"node",args:["-e",s,"{scratch}"]},timeoutMs:r,outputLimit:16384,stdin:JSON.stringify({target:e,rule:t,text:n})}}function a(e,t){let{end:n,scratch:s}=e,o=(0,i.q)(s.get("findings.json")??"");if("exited"!==n.type||0!==n.code||!o.ok)return{type:"failed",reason:`ESLint gave no answer (${(0,r.B)(n)})`};let[a,l]=[(0,i.Z)(o.value,"problem"),(0,i.Z)(o.value,"findings")];if("string"==typeof a)return{type:"failed",reason:a};if(!Array.isArray(l))return{type:"failed",reason:"ESLint's answer cannot be read"};let f=l.map(e=>(0,i.Z)(e,"message")).filter(e=>"string"==typeof e).find(e=>/^Definition for rule .* not found/u.test(e));return void 0!==f?{type:"failed",reason:f}:{type:"found",count:l.length,places:l.flatMap(e=>(function(e,{rule:t,text:n}){let[r,s,o]=[(0,i.Z)(e,"line"),(0,i.Z)(e,"message"),(0,i.Z)(e,"fix")],a=(0,i.Z)(o,"range"),[l,f]=[(0,i.Z)(a,"0"),(0,i.Z)(a,"1")],c=(0,i.Z)(o,"text");if("number"!=typeof r||"number"!=typeof l||"number"!=typeof f||"string"!=typeof c||l<0||f<l||f>n.length)return;let d=n.startsWith("\uFEFF")?l+1:l;return{line:r,what:("string"==typeof s?s.split("\n")[0]:void 0)??t,changes:[{start:d,length:f-l,text:c}]}})(e,t)??[])}}}};