import { expect, test } from "@jest/globals";
import { toShortCommand } from "../../src/domain/short-command.ts";

test.each([
  ["npm test", "npm test"],
  ["  make   check ", "make check"],
  ["node_modules/.bin/jest --ci --json --outputFile=/tmp/report.json --testLocationInResults", "jest"],
  ["CI=1 npx --no-install vitest run --reporter=json --outputFile=/tmp/report.json", "vitest"],
  ["node --experimental-vm-modules node_modules/jest/bin/jest.js --maxWorkers=2", "jest"],
  ["npm run test:unit -- --reporters=default --coverage", "npm run test:unit"],
  ["go test -json -coverprofile=/tmp/coverage.out ./...", "go test"],
  ["pnpm run check:everything:again:and:again:and:again", "pnpm run check:everything:a…"],
])("%j is named %j", (line, short) => {
  expect(toShortCommand(line)).toBe(short);
});
