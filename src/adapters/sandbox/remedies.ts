import type { Problem } from "../../domain/errors.ts";
import type { IsolationLevel } from "../../domain/command.ts";
import { renderMechanism } from "./mechanism.ts";
import type { Measured } from "./self-test.ts";

/** What the machine says about itself that decides which sandbox it can have. */
export interface MachineFacts {
  readonly platform: string;
  readonly uid: number | undefined;
  readonly bubblewrap: "installed" | "missing";
  readonly controlGroups: "writable" | "none";
  /** Kernel switches as read from /proc/sys; undefined where there is no such file. */
  readonly apparmorRestricts: string | undefined;
  readonly unprivilegedClone: string | undefined;
  readonly maxUserNamespaces: string | undefined;
}

/** Text of a profile that lets bubblewrap alone make user namespaces. */
const APPARMOR_PROFILE =
  "abi <abi/4.0>, include <tunables/global> profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }";

/** What would raise the level here, most likely first; empty where nothing is left to raise. */
export function toRemedies(facts: MachineFacts, best: Measured | undefined): readonly string[] {
  if (best?.level === "L3") return [];
  if (facts.platform !== "linux") {
    return ["run Assay on Linux: this system has no namespaces, so that commands cannot be fenced in"];
  }
  const remedies: string[] = [];
  if (facts.bubblewrap === "missing") {
    remedies.push(
      "install bubblewrap (Debian, Ubuntu: sudo apt-get install bubblewrap; Fedora: sudo dnf install bubblewrap)",
    );
  }
  if (facts.apparmorRestricts === "1" && facts.uid !== 0) {
    remedies.push(
      "AppArmor denies user namespaces (as on GitHub's ubuntu-24.04 runners): allow them in a step before Assay with " +
        "`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`, or allow bubblewrap alone: write " +
        `"${APPARMOR_PROFILE}" to /etc/apparmor.d/bwrap and run sudo apparmor_parser -r /etc/apparmor.d/bwrap`,
    );
  }
  if (facts.unprivilegedClone === "0")
    remedies.push("allow user namespaces: sudo sysctl -w kernel.unprivileged_userns_clone=1");
  if (facts.maxUserNamespaces === "0")
    remedies.push("allow user namespaces: sudo sysctl -w user.max_user_namespaces=10000");
  const forks = best?.findings.find((finding) => finding.probe === "forks");
  if (forks?.held === "no" && facts.controlGroups === "none" && facts.uid === 0) {
    remedies.push(
      "run as an ordinary user, or make /sys/fs/cgroup writable: the kernel does not bound the processes of root otherwise",
    );
  }
  if (remedies.length === 0) {
    remedies.push(
      "in a container, allow user namespaces (docker: --security-opt seccomp=unconfined --security-opt apparmor=unconfined), " +
        "or run the job on the machine itself",
    );
  }
  return remedies;
}

/** The user's mistake of asking for more than there is, with what was measured and what would raise it. */
export function toSandboxProblem(
  minimum: IsolationLevel,
  best: Measured | undefined,
  remedies: readonly string[],
): Problem {
  const broken = best?.findings.filter((finding) => finding.held !== "yes") ?? [];
  const details = broken.map((finding) => `${finding.probe}: ${finding.detail}`).join("; ");
  const how = best === undefined ? "nothing" : renderMechanism(best.mechanism);
  return {
    place: "sandbox.minimum",
    message: `the policy asks for ${minimum}, but ${best?.level ?? "L0"} is what was measured here (${how}; ${details})`,
    remedy: `To raise it: ${remedies.join("; or ")}. Or lower sandbox.minimum in the policy, which lets commands reach more`,
  };
}
