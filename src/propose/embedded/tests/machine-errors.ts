import { SAMPLE_DIRECTORIES } from "../../../probe/explore/working-files.ts";
import { callsOf, endOf, heardCalls, type Trial } from "../../../probe/explore/plans.ts";
import type { SerializedValue } from "../../../probe/values.ts";

/** Errors of the machine that depend on how a program was started. */
const MACHINE = /^(EPIPE|EBADF|EAGAIN|ESPIPE|EACCES|EPERM|EMFILE|EINVAL|EISDIR|ERR_ACCESS_DENIED)$/u;

function codeOf(value: SerializedValue): string {
  if (value.type !== "instance" || value.base !== "Error") return "";
  const code = value.entries.find(([key]) => key === "code")?.[1];
  return code?.type === "primitive" ? String(code.value) : "";
}

/** Whether a call was given a directory by its path: that it is none to read as a file is so everywhere. */
function isGivenDirectory({ scenario }: Trial): boolean {
  return callsOf(scenario).some(({ args }) =>
    args.some((arg) => arg.type === "primitive" && SAMPLE_DIRECTORIES.has(String(arg.value))),
  );
}

/** Whether a trial ends in an error that another machine need not give, or hands one to a callback. */
export function hasMachineError(trial: Trial): boolean {
  const outcome = endOf(trial)?.outcome;
  const thrown = outcome?.type === "threw" ? [outcome.error.code ?? ""] : [];
  const heard = heardCalls(trial).flatMap(({ one }) => one.args.map(codeOf));
  const codes = [...thrown, ...heard].filter((code) => MACHINE.test(code));
  return codes.some((code) => code !== "EISDIR" || !isGivenDirectory(trial));
}
