import { describe, expect, test } from "@jest/globals";
import { commandEnvironment, searchPath } from "../../../src/adapters/sandbox/environment.ts";

const places = { workspaceRoot: "/w", home: "/h", temporary: "/t", node: "/opt/node/bin/node" };
const OWN = "/w/node_modules/.bin:/w/.venv/bin:/w/venv/bin:/opt/node/bin";

describe("commandEnvironment", () => {
  test("hands on nothing of the caller's but where tool chains lie", () => {
    const caller = {
      PATH: "/usr/bin",
      HOME: "/root",
      GITHUB_TOKEN: "x",
      AWS_SECRET_ACCESS_KEY: "x",
      GOROOT: "/opt/go",
      TZ: "Asia/Tokyo",
    };
    expect(commandEnvironment(caller, places)).toEqual({
      PATH: `${OWN}:/usr/bin`,
      HOME: "/h",
      TMPDIR: "/t",
      LANG: "C.UTF-8",
      LC_ALL: "C.UTF-8",
      TZ: "Asia/Tokyo",
      CI: "true",
      NO_COLOR: "1",
      CARGO_NET_OFFLINE: "true",
      GOPROXY: "off",
      GOTOOLCHAIN: "local",
      PIP_NO_INDEX: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      GOROOT: "/opt/go",
    });
  });

  test.each([
    "NODE_OPTIONS",
    "LD_PRELOAD",
    "DYLD_INSERT_LIBRARIES",
    "GIT_DIR",
    "npm_config_registry",
    "ACTIONS_CACHE_URL",
    "github_token",
    "BASH_ENV",
  ])("does not let a command add %s", (name) => {
    expect(commandEnvironment({}, places, { [name]: "x" })).not.toHaveProperty(name);
  });

  test("lets a command add and override ordinary variables", () => {
    expect(commandEnvironment({}, places, { ASSAY_SEED: "1", CI: "false" })).toMatchObject({
      ASSAY_SEED: "1",
      CI: "false",
    });
  });
});

test.each([
  ["relative and empty entries are dropped", ".:bin::/usr/bin", `${OWN}:/usr/bin`],
  ["an entry stands once", "/usr/bin:/opt/node/bin:/usr/bin", `${OWN}:/usr/bin`],
  ["without a PATH there is a usual one", undefined, `${OWN}:/usr/local/bin:/usr/bin:/bin`],
])("%s", (_, path, expected) => {
  expect(searchPath(path, places)).toBe(expected);
});
