import type { ChildRequest } from "./request.ts";

/** What executed code tried that it may not. */
export interface Fences {
  reset(): void;
  /** The first thing that was refused since the last reset. */
  readonly denied: () => string | undefined;
  /** The exit code that was asked for since the last reset. */
  readonly exitCode: () => number | undefined;
}

/** Thrown out of `process.exit`, so that nothing behind it runs. */
class ExitRequest extends Error {}

function refusal(what: string): Error {
  return Object.assign(new Error(`Access to this API has been restricted: ${what}`), { code: "ERR_ACCESS_DENIED" });
}

type Refuse = (owner: object, name: string, what: string) => void;

function fenceNetwork(refuse: Refuse): void {
  const builtin = (name: string): Record<string, object | undefined> =>
    (process.getBuiltinModule(name) ?? {}) as Record<string, object | undefined>;
  const [net, dgram, dns] = [builtin("net"), builtin("dgram"), builtin("dns")];
  const sockets = [
    [net["Socket"], ["connect"]],
    [net["Server"], ["listen"]],
    [dgram["Socket"], ["bind", "send", "connect"]],
  ] as const;
  for (const [owner, names] of sockets) {
    const prototype: unknown = owner === undefined ? undefined : Reflect.get(owner, "prototype");
    if (typeof prototype !== "object" || prototype === null) continue;
    for (const name of names) refuse(prototype, name, "network");
  }
  for (const owner of [dns, dns["promises"] ?? {}]) {
    for (const name of Object.keys(owner)) {
      if (/^(lookup|resolve|reverse)/u.test(name)) refuse(owner, name, "network");
    }
  }
}

/**
 * A second fence inside the process, besides Node's permissions and the sandbox around it: no network, no signals, no
 * end of the process. It catches what is called by its ordinary name.
 */
export function installFences(network: ChildRequest["network"]): Fences {
  let denied: string | undefined;
  let exit: number | undefined;
  const refuse: Refuse = (owner, name, what) => {
    if (typeof Reflect.get(owner, name) !== "function") return;
    Reflect.set(owner, name, () => {
      denied ??= what;
      throw refusal(what);
    });
  };
  if (network === "fenced") fenceNetwork(refuse);
  for (const name of ["kill", "abort", "chdir", "setuid", "setgid", "_kill", "_debugProcess", "dlopen"]) {
    refuse(process, name, `process.${name}`);
  }
  const leave = (code?: unknown): never => {
    exit ??= Number(code ?? process.exitCode ?? 0);
    throw new ExitRequest("process.exit");
  };
  Object.assign(process, { exit: leave, reallyExit: leave });
  return {
    reset() {
      denied = undefined;
      exit = undefined;
      process.exitCode = undefined;
    },
    denied: () => denied,
    exitCode: () => exit,
  };
}
