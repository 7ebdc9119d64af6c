/** What is wrong with a glob or a template, and what to write instead. */
export interface PatternProblem {
  readonly message: string;
  readonly remedy: string;
}

/** Longest glob, in characters. */
const MAX_GLOB_LENGTH = 256;

/** Whether a glob may begin with `!`. */
export type Negation = "allowed" | "refused";

/** Index just behind a `[…]` class that opens at `open`; undefined where it is never closed. */
function classEnd(glob: string, open: number): number | undefined {
  let index = open + 1;
  if (glob[index] === "!" || glob[index] === "^") index++;
  // A `]` that stands first is itself a member of the class.
  if (glob[index] === "]") index++;
  while (index < glob.length && glob[index] !== "]" && glob[index] !== "/") {
    const named = glob.startsWith("[:", index) ? glob.indexOf(":]", index + 2) : -1;
    index = named < 0 ? index + 1 : named + 2;
  }
  return glob[index] === "]" ? index + 1 : undefined;
}

function hasOpenClass(glob: string): boolean {
  for (let index = glob.indexOf("["); index >= 0; index = glob.indexOf("[", index)) {
    const end = classEnd(glob, index);
    if (end === undefined) return true;
    index = end;
  }
  return false;
}

/** `a.{x,y}` as one glob per alternative; undefined where the braces are not that simple. */
function withoutBraces(glob: string): readonly string[] | undefined {
  const parts = /^([^{}]*)\{([^{},]+(?:,[^{},]+)+)\}([^{}]*)$/u.exec(glob);
  const [, before = "", alternatives = "", after = ""] = parts ?? [];
  return parts ? alternatives.split(",").map((alternative) => before + alternative + after) : undefined;
}

function segmentProblem(glob: string): PatternProblem | undefined {
  const segments = glob.split("/");
  if (segments.includes("..")) return { message: "leaves the repository with `..`", remedy: "Write it from the root" };
  if (segments.includes(".")) return { message: "has a `.` segment, which no path has", remedy: "Remove the `./`" };
  if (glob.endsWith("/")) return { message: "ends with `/`, which no file does", remedy: `Write \`${glob}**\`` };
  if (segments.includes("")) return { message: "has an empty segment, which no path has", remedy: "Write one `/`" };
  return undefined;
}

function syntaxProblem(glob: string): PatternProblem | undefined {
  if (/[{}]/u.test(glob)) {
    const globs = withoutBraces(glob)?.map((each) => `\`${each}\``);
    const remedy = globs ? `Write ${globs.join(" and ")}` : "Write one glob for each alternative";
    return { message: "has braces, which are not expanded", remedy };
  }
  if (/[?*+@!]\(/u.test(glob)) {
    return { message: "is an extended glob, which is not supported", remedy: "Write one glob for each alternative" };
  }
  if (hasOpenClass(glob)) {
    return { message: "has a `[` that is never closed", remedy: "Close it with `]`, or write `[[]` for a literal one" };
  }
  return undefined;
}

/** What makes a glob impossible; undefined where it can match a path. A leading `!` is not part of the glob proper. */
export function globProblem(text: string, negation: Negation): PatternProblem | undefined {
  const glob = text.startsWith("!") ? text.slice(1) : text;
  if (glob !== text && negation === "refused") {
    return { message: "begins with `!`, and nothing can be taken out here", remedy: "Remove the entry" };
  }
  if (glob.trim() === "") return { message: "is empty", remedy: "Write a glob, for example `src/**/*.ts`" };
  if (glob.startsWith("!")) return { message: "begins with `!!`", remedy: "Write one `!`" };
  if (text.length > MAX_GLOB_LENGTH) {
    const message = `is ${text.length} characters long; at most ${MAX_GLOB_LENGTH} are read`;
    return { message, remedy: "Write several shorter globs" };
  }
  if (/[\u0000-\u001f\u007f-\u009f]/u.test(glob)) {
    return { message: "has a control character", remedy: "Remove it" };
  }
  if (glob.includes("\\")) return { message: "has a backslash", remedy: `Write \`${text.replaceAll("\\", "/")}\`` };
  if (glob.startsWith("/") || /^[a-z]:/iu.test(glob)) {
    return { message: "is absolute", remedy: "Write it relative to the root of the repository, without a leading `/`" };
  }
  return segmentProblem(glob) ?? syntaxProblem(glob);
}
