/**
 * Asks the repository's own ESLint for what one rule says of a text; plain JavaScript for `node -e`. It is handed the
 * directory for the answer as its argument, and target, rule and text on standard input. The configuration counts that
 * lies nearest to the target; of it the options of the rule, and whether it says that the rule is off.
 */
export const LINT_DRIVER = String.raw`
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
`;
