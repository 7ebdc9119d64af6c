import type { Config } from "jest";

const config: Config = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/examples/", "<rootDir>/node_modules/.assay-build"],
  // Each test file loads modules anew: a quarter of a second less for each that has the compiler among them.
  moduleNameMapper: { "^typescript$": "<rootDir>/__tests__/typescript.cjs" },
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "es6" } },
    ],
  },
  testTimeout: 60_000,
  // The probe's child and the two starters run in processes of their own, where Jest counts nothing. Counters in our own
  // sources (babel) and not V8's in all that runs: those slow the TypeScript compiler down to a third.
  collectCoverageFrom: ["src/**/*.ts", "!src/probe/child/**"],
  coverageProvider: "babel",
  coverageReporters: ["text-summary", "json-summary", "lcov"],
};

export default config;
