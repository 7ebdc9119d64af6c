/** A small repository with a linter, a type checker and tests, green as it stands. Real tools run on it. */
export const PROJECT: Readonly<Record<string, string>> = {
  "package.json": `{ "private": true }\n`,
  ".gitignore": "node_modules\n",
  "tsconfig.json": `{
  "compilerOptions": { "strict": true, "noEmit": true, "target": "es2022", "module": "commonjs", "moduleResolution": "node10", "ignoreDeprecations": "6.0", "skipLibCheck": true, "types": [] },
  "include": ["src"],
}\n`,
  "eslint.config.mjs": `import tseslint from "typescript-eslint";
export default [{
  files: ["**/*.ts"],
  languageOptions: { parser: tseslint.parser },
  rules: { eqeqeq: "error", "no-var": "error", "no-console": "warn" },
}];\n`,
  "jest.config.js": `module.exports = {
  testEnvironment: "node",
  transform: { "\\\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }] },
};\n`,
  "src/math.ts": `/** Adds two numbers. */
export function add(a: number, b: number): number {
  return a + b;
}

/** The sign of a number. */
export function sign(value: number): number {
  if (value < 0) {
    return -1;
  }
  return value > 0 ? 1 : 0;
}
`,
  "src/text.ts": `export function shout(text: string): string {
  return text.toUpperCase() + "!";
}
`,
  "test/math.test.ts": `import { add, sign } from "../src/math";

test("adds", () => {
  expect(add(1, 2)).toBe(3);
});

describe("sign", () => {
  test("of a positive number", () => {
    expect(sign(3)).toBe(1);
  });
});
`,
  "test/text.test.ts": `import { shout } from "../src/text";

test("shouts", () => {
  expect(shout("hey")).toBe("HEY!");
});
`,
};
