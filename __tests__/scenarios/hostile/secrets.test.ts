/** What a hostile test can learn of the job's secrets when a gate runs it (SECURITY.md, table C). */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import type { Mechanism } from "../../../src/adapters/sandbox/mechanism.ts";
import { fencesHere } from "../../adapters/sandbox/support.ts";
import { answerIn, bareFence, fenceOf, hostileText, judgeBehind, makePlace } from "./gate-place.ts";
import type { HostileCandidate, Judged, Place } from "./gate-place.ts";

const LAUNCHER = fileURLToPath(new URL("fixtures/launcher.ts", import.meta.url));
const [fence] = await fencesHere();

/** A job with its secret wherever jobs have them. */
interface Job {
  readonly secret: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where to look, for the program that looks. */
  readonly where: string;
}

function plantJob({ ground, repository }: Place): Job {
  const secret = `canary-${randomBytes(8).toString("hex")}`;
  const [home, temp] = [join(ground.path, "home"), join(ground.path, "temp")];
  const files = [
    ...[".npmrc", ".git-credentials", ".docker/config.json", ".ssh/id_ed25519", ".aws/credentials", ".netrc"],
    ".config/gh/hosts.yml",
  ].map((name) => join(home, name));
  files.push(join(temp, "event.json"), join(temp, "_runner_file_commands", "set_env_1"), join(repository, ".env"));
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `token=${secret}\n`);
  }
  const config = join(repository, ".git", "config");
  const extra = `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${secret}\n`;
  writeFileSync(config, `${readFileSync(config, "utf8")}\n${extra}`);
  chmodSync(ground.path, 0o755);
  const env = { PATH: process.env["PATH"], HOME: home, GITHUB_TOKEN: secret, INPUT_KEY: secret, RUNNER_TEMP: temp };
  return { secret, env, where: JSON.stringify({ home, user: repository, temp, pid: 0 }) };
}

/** Judges in a process whose environment is the job's; without a mechanism with nothing around the commands. */
async function judgeInJob(
  place: Place,
  { env, secret }: Job,
  given: HostileCandidate,
  mechanism?: Mechanism,
): Promise<{ readonly judged: Judged; readonly text: string }> {
  const { ground, repository } = place;
  const candidate = { args: [], ...given };
  const request = JSON.stringify({ mechanism, ground: { ...ground, env: ground.env }, repository, candidate });
  const child = spawn(process.execPath, [LAUNCHER, request, secret], { env, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
  const { promise, resolve } = Promise.withResolvers<undefined>();
  child.once("close", () => {
    resolve(undefined);
  });
  await promise;
  if (printed.stdout === "") throw new Error(printed.stderr);
  return { judged: JSON.parse(printed.stdout) as Judged, text: printed.stdout + printed.stderr };
}

function disguises(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString("base64"),
    bytes.toString("hex"),
    [...bytes].map((byte) => `%${byte.toString(16)}`).join(""),
    Array.from(secret).reverse().join(""),
    Array.from(secret).join(" "),
  ];
}

if (fence === undefined) {
  test.skip("no bubblewrap and no namespaces on this machine: nothing to test a fence with", () => undefined);
} else {
  const { mechanism } = fence;
  describe(`executed by the gate, behind ${fence.name}`, () => {
    test("seventeen places hold no secret (C1)", async () => {
      using place = makePlace();
      const job = plantJob(place);
      const candidate = { text: hostileText("probes"), args: [job.where] };
      const control = await judgeInJob(place, job, candidate);
      const { tried, found } = answerIn(control.judged) as { tried: number; found: readonly string[] };
      expect(tried).toBe(17);
      expect(found).toHaveLength(17);

      const fenced = await judgeInJob(place, job, candidate, mechanism);
      expect(answerIn(fenced.judged)).toEqual({ tried: 17, found: [] });
    }, 180_000);

    test("nothing that the gate hands on holds the secret in six disguises (C3)", async () => {
      using place = makePlace();
      const job = plantJob(place);
      const candidate = { text: hostileText("disguise") };
      const control = await judgeInJob(place, job, candidate);
      for (const text of disguises(job.secret)) expect(control.text).toContain(text);

      const fenced = await judgeInJob(place, job, candidate, mechanism);
      expect(fenced.judged.said).toContain("none");
      for (const text of disguises(job.secret)) expect(fenced.text).not.toContain(text);
    }, 180_000);

    test("its environment holds nothing that loads code or opens a channel (C15)", async () => {
      using place = makePlace();
      const names =
        "ACTIONS_RUNTIME_TOKEN ACTIONS_CACHE_URL GITHUB_TOKEN GITHUB_ENV RUNNER_TEMP INPUT_KEY STATE_x GIT_DIRS npm_token OPENAI_API_KEY".split(
          " ",
        );
      const env = { ...process.env, ...Object.fromEntries(names.map((name) => [name, "x"])), GITHUB_ENV: "" };
      const candidate = { text: hostileText("environment") };
      const control = answerIn(await judgeBehind(bareFence(env), place, candidate));
      expect(control).toEqual(expect.arrayContaining(names));

      const seen = answerIn(await judgeBehind(await fenceOf(mechanism, place, { env }), place, candidate)) as string[];
      expect(seen).toContain("PATH");
      // What gates themselves tell npm: to fetch and to ask nothing.
      const allowed = new Set(["npm_config_offline", "npm_config_yes"]);
      const pattern = /^(?:ACTIONS_|GITHUB_|RUNNER_|INPUT_|STATE_|NODE_OPTIONS|LD_|GIT_|NPM_|OPENAI_)/iu;
      expect(seen.filter((name) => pattern.test(name) && !allowed.has(name))).toEqual([]);
    }, 180_000);
  });
}
