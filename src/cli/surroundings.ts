import type { Environment } from "../settings/inputs.ts";
import type { Surroundings } from "../settings.ts";

/** Variables that only a CI system sets: GitHub and most others CI, then Jenkins, TeamCity, Azure, AWS CodeBuild. */
const CI_VARIABLES = [
  "CI",
  "CONTINUOUS_INTEGRATION",
  "GITHUB_ACTIONS",
  "BUILD_NUMBER",
  "JENKINS_URL",
  "TEAMCITY_VERSION",
  "TF_BUILD",
  "CODEBUILD_BUILD_ID",
];
const OFF = ["", "0", "false", "no", "off"];

function isOn(value: string | undefined): boolean {
  return value !== undefined && !OFF.includes(value.trim().toLowerCase());
}

/** Whether this is a CI run, in which a policy from the working tree does not count. */
export function isCi(env: Environment): boolean {
  return CI_VARIABLES.some((name) => isOn(env[name]));
}

/**
 * Whether output is coloured where no option says otherwise: FORCE_COLOR decides where it is set, then NO_COLOR
 * (https://no-color.org: any value but the empty one), then whether output goes to a terminal that can.
 */
export function wantsColor(env: Environment, output: "terminal" | "pipe"): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced === "" || isOn(forced);
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  return output === "terminal" && env["TERM"] !== "dumb";
}

/** What the environment says about the run. */
export function toSurroundings(env: Environment, output: "terminal" | "pipe"): Surroundings {
  return { ci: isCi(env), color: wantsColor(env, output) };
}
