/** What the probe is told; as JSON in its last argument. */
export interface ProbeTargets {
  /** Our own process, and when the kernel started it: a number of the same value in another namespace is not us. */
  readonly pid: number;
  readonly startTime: string;
  /** Listeners of ours: TCP on 127.0.0.1, an abstract socket's name, a socket's path. */
  readonly port: number;
  readonly abstractName: string;
  readonly socketPath: string;
  /** A file of ours outside of everything that the sandbox shows. */
  readonly outsideFile: string;
}

/** Answers of the probe: an empty list of breaches means that it held. */
export type ProbeAnswers = Readonly<Record<string, readonly string[]>>;

/**
 * A CommonJS program that tries to break out and prints what it managed, as JSON. It runs in the sandbox as any command
 * does. It needs nothing but Node, and `unshare` for the question of nested namespaces.
 */
export const PROBE_SOURCE = `
const fs = require("node:fs"), net = require("node:net"), os = require("node:os");
const { spawnSync } = require("node:child_process");
const t = JSON.parse(process.argv[process.argv.length - 1]);
const found = { network: [], environment: [], processes: [], writing: [], reading: [], privileges: [], nesting: [] };
const attempt = (work) => { try { return work(); } catch { return undefined; } };
const connect = (name, options) => new Promise((resolve) => {
  const socket = net.connect(options);
  const done = (ok) => { if (ok) found.network.push(name); socket.destroy(); resolve(); };
  socket.setTimeout(1000, () => done(false));
  socket.once("connect", () => done(true)).once("error", () => done(false));
});
const startTime = (pid) => attempt(() => {
  const stat = fs.readFileSync("/proc/" + pid + "/stat", "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
});
if (t.startTime !== "" && startTime(t.pid) === t.startTime) {
  found.processes.push("the process of Assay is visible");
  if (attempt(() => fs.readFileSync("/proc/" + t.pid + "/environ")) !== undefined) {
    found.environment.push("the environment of Assay is readable");
  }
}
for (const entry of attempt(() => fs.readdirSync("/proc")) ?? []) {
  if (!/^[0-9]+$/.test(entry) || Number(entry) === process.pid) continue;
  const text = attempt(() => fs.readFileSync("/proc/" + entry + "/environ", "utf8")) ?? "";
  for (const pair of text.split("\\0")) {
    const name = pair.slice(0, pair.indexOf("="));
    if (name === "" || name in process.env || name === "PWD" || name === "_" || name === "OLDPWD") continue;
    found.environment.push("process " + entry + " shows its variable " + name);
    break;
  }
}
if (attempt(() => fs.closeSync(fs.openSync(t.outsideFile, "r+")) ?? true)) found.writing.push("a file outside");
for (const path of ["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/usr/assay-probe", "/etc/assay-probe", "/assay-probe"]) {
  const flags = path.startsWith("/proc") ? "r+" : "wx";
  const file = attempt(() => fs.openSync(path, flags));
  if (file === undefined) continue;
  fs.closeSync(file);
  if (flags === "wx") attempt(() => fs.unlinkSync(path));
  found.writing.push(path);
}
if (attempt(() => fs.readFileSync(t.outsideFile)) !== undefined) found.reading.push("a file outside");
const status = attempt(() => fs.readFileSync("/proc/self/status", "utf8")) ?? "";
if (!/^CapEff:\\s*0+$/m.test(status)) found.privileges.push("capabilities are left");
if (!/^NoNewPrivs:\\s*1$/m.test(status)) found.privileges.push("programs may gain privileges");
const nested = spawnSync("unshare", ["--user", "true"]);
if (nested.error !== undefined) found.nesting.push("unshare could not be started: " + nested.error.code);
else if (nested.status === 0) found.nesting.push("a nested user namespace can be made");
for (const [name, list] of Object.entries(os.networkInterfaces())) {
  if ((list ?? []).some((address) => !address.internal)) found.network.push("interface " + name);
}
Promise.all([
  connect("127.0.0.1 of the machine", { host: "127.0.0.1", port: t.port }),
  connect("an abstract socket", { path: "\\0" + t.abstractName }),
  connect("a socket file", { path: t.socketPath }),
]).then(() => process.stdout.write(JSON.stringify(found)));
`;

/** Starts more processes than it may have; prints `survived` if all of them could be started. */
export const FORK_PROBE = 'echo begin; i=0; while [ "$i" -lt 40 ]; do sleep 3 & i=$((i+1)); done; echo survived';

/** Processes that the fork probe may have. */
export const FORK_PROBE_LIMIT = 24;
