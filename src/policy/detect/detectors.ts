import { autopep8 } from "./autopep8.ts";
import { biome } from "./biome.ts";
import { black } from "./black.ts";
import { bunTest } from "./bun-test.ts";
import { cargo, rustfmt } from "./cargo.ts";
import type { Detector } from "./detector.ts";
import { eslint } from "./eslint.ts";
import { flake8 } from "./flake8.ts";
import { goTest } from "./go-test.ts";
import { goVet } from "./go-vet.ts";
import { gofmt } from "./gofmt.ts";
import { golangciLint } from "./golangci-lint.ts";
import { gradle } from "./gradle.ts";
import { jest } from "./jest.ts";
import { maven } from "./maven.ts";
import { mocha } from "./mocha.ts";
import { mypy } from "./mypy.ts";
import { nodeTest } from "./node-test.ts";
import { oxlint } from "./oxlint.ts";
import { prettier } from "./prettier.ts";
import { pyright } from "./pyright.ts";
import { pytest } from "./pytest.ts";
import { ruff } from "./ruff.ts";
import { tsc } from "./tsc.ts";
import { vitest } from "./vitest.ts";

/** All tools that are known. Of one language the first that has a command for a purpose serves it. */
export const DETECTORS: readonly Detector[] = [
  ...[eslint, prettier, biome, oxlint, tsc, vitest, jest, mocha, nodeTest, bunTest],
  ...[black, ruff, flake8, autopep8, mypy, pyright, pytest],
  ...[golangciLint, gofmt, goVet, goTest],
  ...[cargo, rustfmt],
  ...[maven, gradle],
];
