import { table } from "./rewrite-table.ts";

const GUARDED = (end: string): string =>
  ["use(1)", "use(2)", "use(3)", "use(4)"].map((line) => `    ${line}${end}\n`).join("");

table("early-return", [
  [
    "a guard in a file with semicolons",
    "a.js",
    `function f(a) {\n  g();\n  if (a) {\n${GUARDED(";")}  }\n}\n`,
    `function f(a) {\n  g();\n  if (!a) return;\n${GUARDED(";").replaceAll("    ", "  ")}}\n`,
  ],
  [
    "a guard in a file without",
    "a.js",
    `// Nothing;\nfunction f(a) {\n  g()\n  if (a) {\n${GUARDED("")}  }\n}\n`,
    `// Nothing;\nfunction f(a) {\n  g()\n  if (!a) return\n${GUARDED("").replaceAll("    ", "  ")}}\n`,
  ],
]);

table("no-redundant-conditions", [
  [
    "without semicolons",
    "a.js",
    "function f(a) {\n  use(a)\n  if (a > 1) return true\n  return false\n}\n",
    "function f(a) {\n  use(a)\n  return a > 1\n}\n",
  ],
  [
    "without semicolons, in front of a bracket",
    "a.js",
    "function f(a) {\n  use(a)\n  if (a > 1) { return true } else { return false }\n  [1].map(use)\n}\n",
    "function f(a) {\n  use(a)\n  return a > 1;\n  [1].map(use)\n}\n",
  ],
]);
