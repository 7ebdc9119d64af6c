/**
 * Asks the repository's own Biome or Oxlint for what one rule says of a text, and for its fixes; plain JavaScript for
 * `node -e`. It is handed the directory for the answer as its argument, and tool, target, rule and text on standard
 * input. Both tools know files alone: the text lies in the target's place meanwhile. Of the nearest configuration it
 * reads whether the rule is off, for a rule that is named on the command line is run all the same.
 */
export const TOOL_DRIVER = String.raw`
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
`;
