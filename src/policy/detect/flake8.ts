import type { Detector } from "./detector.ts";
import { findPythonConfig, findPythonPackage } from "./python-packages.ts";

/** flake8. It mends nothing itself; autopep8 mends what it remarks on style, where that is declared. */
export const flake8: Detector = {
  name: "flake8",
  language: "python",
  detect: (project) => {
    const config = findPythonConfig(project, { sections: ["flake8"], files: [".flake8"] });
    const from = findPythonPackage(project, "flake8") ?? config;
    if (from === undefined) return undefined;
    const fixer = findPythonPackage(project, "autopep8");
    const fix = fixer === undefined ? {} : { fix: "python3 -m autopep8 --in-place {files}" };
    return {
      from: fixer === undefined || fixer === from ? from : `${from} and ${fixer}`,
      commands: { lint: { run: "python3 -m flake8 {files}", format: "flake8", ...fix } },
    };
  },
};
