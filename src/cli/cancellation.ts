/** The exit code of a run that was cancelled: 128 and the number of the signal, as shells count. */
export function toCancelledCode({ reason }: AbortSignal): number {
  return typeof reason === "number" ? reason : 130;
}

/**
 * What went wrong besides the cancellation: an error is itself nothing but word of it where it is the signal's reason, or
 * tells of an operation that the signal has ended. Undefined where that is all.
 */
export function toOtherFault(error: unknown, { reason }: AbortSignal): unknown {
  const isWord = error === reason || (error instanceof Error && error.name === "AbortError");
  return isWord ? undefined : error;
}
