/** What a red run complains of, as far as its words tell. */
interface Complaints {
  /** Lines about something that went wrong, without their numbers. */
  readonly lines: readonly string[];
  /** The line (1-based) at which each file that is named stands first. */
  readonly places: ReadonlyMap<string, number>;
  readonly isCrash: boolean;
}

const COMPLAINT =
  /\b(?:fail(?:ed|ures?|s)?|error|not ok|expected|wrong|mismatch|differs?|assert\w*)\b|[✕✗✖×]|Error\b/iu;
/** Complaints of the language itself: code broke off, and what it was asked is not known. */
const CRASH = /\b(?:Type|Reference|Syntax|Range)Error\b/u;
const PLACE = /([\w./@-]+\.[A-Za-z]+):(\d+)/gu;

function read(output: string, isSuspect: (path: string) => boolean): Complaints {
  const lines = output.split("\n").filter((line) => COMPLAINT.test(line) && !/^\s+at /u.test(line));
  const places = new Map<string, number>();
  for (const [, path = "", line = ""] of output.matchAll(PLACE)) {
    if (!isSuspect(path) && !places.has(path)) places.set(path, Number(line));
  }
  return {
    lines: lines.map((line) => line.replaceAll(/\d+(?:\.\d+)?/gu, "#").trim()),
    places,
    isCrash: CRASH.test(output),
  };
}

/**
 * Whether a red run got further than another one: a script that goes on after what fails complains of less; one that
 * stops there complains at a later place of the file that checks, or of something else. Values do not count: a wrong
 * answer that is another wrong answer is no progress. `isSuspect` tells the files that may be wrong from those that check.
 */
export function isFurther(before: string, now: string, isSuspect: (path: string) => boolean): boolean {
  const [then, later] = [read(before, isSuspect), read(now, isSuspect)];
  if (later.isCrash && !then.isCrash) return false;
  if (later.lines.length !== then.lines.length) return later.lines.length < then.lines.length;
  const moved = [...then.places].flatMap(([path, line]) => {
    const there = later.places.get(path);
    return there === undefined || there === line ? [] : [there > line];
  });
  if (moved.length > 0) return moved.every(Boolean);
  return then.lines.length > 0 && !later.lines.every((line) => then.lines.includes(line));
}
