export const id=6659;export const ids=[6659,1111];export const modules={81111:(e,t,n)=>{n.d(t,{P:()=>r,countChanges:()=>o,g:()=>i});function r(e){if(""===e)return[];let t=e.split("\n");return""===t.at(-1)?t.slice(0,-1):t}function i(e,t){let n=0;for(;n<e.length&&n<t.length&&e[n]===t[n];)n+=1;let[r,i]=[e.length,t.length];for(;r>n&&i>n&&e[r-1]===t[i-1];)r-=1,i-=1;if(r===n&&i===n)return[];let o={beforeStart:n,beforeEnd:r,afterStart:n,afterEnd:i};if(r===n||i===n)return[o];let l=function(e,t){let n=[],r=new Map([[1,0]]);for(let i=0;i<=Math.min(e.length+t.length,1e3);i+=1){let o=new Map;n.push(r);for(let l=-i;l<=i;l+=2){let f=a(r,l,i)?s(r,l+1):s(r,l-1)+1;for(;f<e.length&&f-l<t.length&&e[f]===t[f-l];)f+=1;if(o.set(l,f),f>=e.length&&f-l>=t.length)return n}r=o}}(e.slice(n,r),t.slice(n,i));return void 0===l?[o]:function(e,t){let n=[],{beforeStart:r,afterStart:i}=t,[o,s]=[r,i],a=(e,t)=>{(e>o||t>s)&&n.push({beforeStart:o,beforeEnd:e,afterStart:s,afterEnd:t}),[o,s]=[e+1,t+1]};for(let[t,n]of e)a(r+t,i+n);return a(t.beforeEnd,t.afterEnd),n}(function(e,t,n){let r=[],[i,o]=[t,n];for(let t=e.length-1;t>=0;t-=1){let n=e[t];if(void 0===n)break;let l=i-o,f=a(n,l,t)?l+1:l-1,c=0===t?0:s(n,f),u=0===t?0:c-f;for(;i>c&&o>u;)i-=1,o-=1,r.push([i,o]);[i,o]=[c,u]}return r.reverse()}(l,r-n,i-n),o)}function o(e,t){let[n,o]=[0,0];for(let s of i(r(e),r(t)))n+=s.afterEnd-s.afterStart,o+=s.beforeEnd-s.beforeStart;return{added:n,removed:o}}function s(e,t){return e.get(t)??-1}function a(e,t,n){return t===-n||t!==n&&s(e,t-1)<s(e,t+1)}},79040:(e,t,n)=>{n.d(t,{parseLintFindings:()=>u,toLintCommand:()=>f});var r=n(86489),i=n(92142);let o=String.raw`
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
`;var s=n(81111),a=n(73484);let l=String.raw`
const fs = require("fs"), path = require("path"), { spawnSync } = require("child_process");
const directory = process.argv[1];
const { tool, target, rule, text } = JSON.parse(fs.readFileSync(0, "utf8"));
const root = process.cwd(), file = path.resolve(root, target);
const TOOLS = {
  biome: {
    package: "@biomejs/biome", configs: ["biome.json", "biome.jsonc", ".biome.json", ".biome.jsonc"],
    ask: ["lint", "--only=" + rule, "--reporter=json", file], fix: ["lint", "--only=" + rule, "--write", file],
    isOff: ({ linter = {} }) => linter.enabled === false || rule.split("/").reduce((at, name) => (at || {})[name], linter.rules),
    read(said) {
      const own = said.diagnostics.filter(({ category }) => category === "lint/" + rule);
      const broken = said.diagnostics.find(({ category }) => category === "parse");
      if (broken) return { problem: "Biome cannot read the file: " + broken.message };
      if (said.summary.changed + said.summary.unchanged === 0) return { problem: "Biome's configuration ignores the file" };
      return { findings: own.map(({ message, location }) => ({ message, line: location.start.line })) };
    },
  },
  oxlint: {
    package: "oxlint", configs: [".oxlintrc.json", ".oxlintrc.jsonc"],
    ask: ["-A", "all", "-D", rule, "--format", "json", file], fix: ["-A", "all", "-D", rule, "--fix", file],
    isOff: ({ rules = {} }) => rules[rule],
    read(said) {
      if (said.number_of_files === 0) return { problem: "Oxlint's configuration ignores the file" };
      if (said.number_of_rules === 0) return { problem: "Oxlint knows no rule " + rule };
      return { findings: said.diagnostics.map(({ message, labels }) => ({ message, line: labels[0].span.line })) };
    },
  },
};
const one = TOOLS[tool];
function above(find) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const found = find(folder);
    if (found !== undefined || folder === root) return found;
  }
}
function program() {
  return above((folder) => {
    const home = path.join(folder, "node_modules", one.package);
    if (!fs.existsSync(path.join(home, "package.json"))) return undefined;
    const { bin } = JSON.parse(fs.readFileSync(path.join(home, "package.json"), "utf8"));
    return path.join(home, typeof bin === "string" ? bin : bin[tool]);
  });
}
function parsed(jsonc) {
  const plain = jsonc.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (part) => (part[0] === '"' ? part : ""));
  return JSON.parse(plain.replace(/"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g, (part) => (part[0] === '"' ? part : "")));
}
function isOff() {
  const config = above((folder) => one.configs.map((name) => path.join(folder, name)).find((name) => fs.existsSync(name)));
  const set = config === undefined ? undefined : one.isOff(parsed(fs.readFileSync(config, "utf8")));
  const level = Array.isArray(set) ? set[0] : set && typeof set === "object" ? set.level : set;
  return level === "off" || level === "allow" || level === 0 || level === true;
}
function run(bin, args) {
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
}
function ask() {
  const bin = program();
  if (bin === undefined) return { problem: "the repository has no " + one.package + " installed" };
  if (isOff()) return { problem: "the configuration of " + tool + " switches the rule off" };
  const asked = run(bin, one.ask), from = asked.stdout.indexOf("{");
  if (from < 0) return { problem: tool + ": " + (/^\s*(?:Error: )?(\S.*)$/m.exec(asked.stderr.replace(/^.*(?=Error: )/s, "")) || ["", "no answer"])[1] };
  const answer = one.read(JSON.parse(asked.stdout.slice(from)));
  if (answer.problem !== undefined || answer.findings.length === 0) return answer;
  run(bin, one.fix);
  return { ...answer, fixed: fs.readFileSync(file, "utf8") };
}
const before = fs.readFileSync(file);
let answer;
try {
  fs.writeFileSync(file, text);
  answer = ask();
} catch (error) {
  answer = { problem: tool + ": " + String(error && error.message).split("\n")[0] };
} finally {
  fs.writeFileSync(file, before);
}
fs.writeFileSync(path.join(directory, "findings.json"), JSON.stringify(answer));
`;function f({target:e,rule:t,text:n,timeoutMs:r}){let i=(0,a.o)(t);return{command:{type:"argv",file:"node",args:["-e","eslint"===i.tool?o:l,"{scratch}"]},timeoutMs:r,outputLimit:16384,stdin:JSON.stringify({...i,target:e,text:n})}}function c(e,t){let n=(0,i.ZZ)(e,"message");return"string"==typeof n?n.split("\n")[0]??t:t}function u(e,t){let{end:n,scratch:o}=e,l=(0,i.qF)(o.get("findings.json")??""),f="exited"===n.type&&0===n.code,u=(0,a.o)(t.rule).title;if(!f||!l.ok)return{type:"failed",reason:`${u} gave no answer (${(0,r.B)(n)})`};let[d,p]=[(0,i.ZZ)(l.value,"problem"),(0,i.ZZ)(l.value,"findings")];if("string"==typeof d)return{type:"failed",reason:d};if(!Array.isArray(p))return{type:"failed",reason:`${u}'s answer cannot be read`};let g=(0,i.ZZ)(l.value,"fixed");if("string"==typeof g)return{type:"found",count:p.length,places:function(e,t,{rule:n,text:r}){let[o,a]=[r.split(/(?<=\n)/u),e.split(/(?<=\n)/u)],l=[0];for(let e of o)l.push((l.at(-1)??0)+e.length);let f=e=>l[e]??r.length;return(0,s.g)(o,a).map(({beforeStart:e,beforeEnd:r,afterStart:o,afterEnd:s})=>{let l=t.find(t=>{let n=(0,i.ZZ)(t,"line");return"number"==typeof n&&n>e&&n<=Math.max(r,e+1)}),u=f(e),d=[{start:u,length:f(r)-u,text:a.slice(o,s).join("")}];return{line:e+1,what:c(l,n),changes:d}})}(g,p,t)};let m=p.map(e=>(0,i.ZZ)(e,"message")).filter(e=>"string"==typeof e).find(e=>/^Definition for rule .* not found/u.test(e));return void 0!==m?{type:"failed",reason:m}:{type:"found",count:p.length,places:p.flatMap(e=>(function(e,{rule:t,text:n}){let[r,o]=[(0,i.ZZ)(e,"line"),(0,i.ZZ)(e,"fix")],s=(0,i.ZZ)(o,"range"),[a,l]=[(0,i.ZZ)(s,"0"),(0,i.ZZ)(s,"1")],f=(0,i.ZZ)(o,"text");if("number"!=typeof r||"number"!=typeof a||"number"!=typeof l||"string"!=typeof f||a<0||l<a||l>n.length)return;let u=n.startsWith("\uFEFF")?a+1:a;return{line:r,what:c(e,t),changes:[{start:u,length:l-a,text:f}]}})(e,t)??[])}}}};