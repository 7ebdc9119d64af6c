/** The table of dependency rules: who may import what. `node:` modules are of type "core". */
const npm = "^node_modules/";
const only = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { pathNot: allowed },
});

export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "Import cycles hide who depends on whom: move the shared part to its own file.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolved",
      severity: "error",
      comment: "This import does not resolve.",
      from: {},
      to: { couldNotResolve: true },
    },
    only("domain", "^src/domain/", "^src/domain/", "domain is vocabulary: it imports nothing outside itself."),
    only("ports", "^src/ports\\.ts$", "^src/domain/", "ports.ts speaks of domain types only."),
    only(
      "policy",
      "^src/policy/",
      `^src/(policy|domain)/|${npm}(minimatch|yaml|zod|leven)/`,
      "policy turns text into a Policy; it touches no world and no other stage.",
    ),
    only("plan", "^src/plan/", `^src/(plan|domain)/|${npm}minimatch/`, "plan is pure: pass what it needs as values."),
    only("code", "^src/code/", `^src/(code|domain)/|${npm}typescript/`, "code works on source text only."),
    {
      name: "typescript-only-in-code",
      severity: "error",
      comment: "The compiler is loaded lazily by src/code; ask a function there instead.",
      from: { path: "^src/", pathNot: "^src/code/" },
      to: { path: `${npm}typescript/` },
    },
    only("probe", "^src/probe/", "^src/(probe|domain|code)/|^src/ports\\.ts$", "probe uses domain, ports and code."),
    only(
      "propose",
      "^src/propose/",
      "^src/(propose|domain|code|probe)/|^src/ports\\.ts$",
      "stages meet in run.ts: propose must not import another stage.",
    ),
    only(
      "check",
      "^src/check/",
      `^src/(check|domain|code|probe)/|^src/ports\\.ts$|${npm}(@secretlint/|minimatch/|saxes/|spdx-(correct|expression-parse|satisfies)/)`,
      "stages meet in run.ts: check must not import another stage.",
    ),
    only(
      "publish",
      "^src/publish/",
      `^src/(publish|domain)/|${npm}zod/`,
      "publish turns outcomes into data; adapters write.",
    ),
    only("report", "^src/report/", `^src/(report|domain)/|${npm}zod/`, "report renders; it reads nothing."),
    only(
      "settings",
      "^src/settings(\\.ts$|/)",
      `^src/(settings|domain)/|^src/settings\\.ts$|${npm}leven/`,
      "settings turns raw strings into values; the shells read the world.",
    ),
    only(
      "run",
      "^src/run(\\.ts$|/)",
      "^src/(run|domain|policy|plan|propose|check|publish|report)/|^src/ports\\.ts$",
      "run.ts wires stages through ports; it does not touch adapters, node: or npm.",
    ),
    {
      name: "adapters",
      severity: "error",
      comment: "adapters implement ports; they know no stage.",
      from: { path: "^src/adapters/([^/]+)/" },
      to: { path: "^src/", pathNot: "^src/(adapters|domain)/|^src/ports\\.ts$" },
    },
    {
      name: "world-only-in-adapters",
      severity: "error",
      comment: "Only adapters and the two shells may use node: modules.",
      from: { path: "^src/", pathNot: "^src/adapters/|^src/(cli|action)(\\.ts$|/)" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "actions-core-only-in-action",
      severity: "error",
      comment: "Only the action shell may use the toolkit; pass values instead.",
      from: { path: "^src/", pathNot: "^src/action(\\.ts$|/)" },
      to: { path: `${npm}@actions/core/` },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
