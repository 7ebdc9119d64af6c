/** Longest command that is shown whole where it stands among other words. */
const MAX_SHOWN = 28;
/** Programs that do what the words after them say. */
const MANAGER = /^(?:npm|pnpm|yarn|bun|make|gmake|go|cargo|mvn|mvnw|gradle|gradlew|tox|nox|just|task)$/u;
/** Words before the program. */
const BEFORE = /^(?:\w+=.*|-.*|npx|bunx|pnpx|env|cross-env|time|exec|node|bash|sh|python[\d.]*)$/u;

/** A program's file without its directory and ending. */
function baseOf(word: string): string {
  return word
    .replaceAll(/["']/gu, "")
    .replace(/^.*[/\\]/u, "")
    .replace(/\.(?:[cm]?js|cmd|exe|bat)$/u, "");
}

/**
 * A command as it can be named within a line: itself where it is short, else the program that it starts, without folders
 * and options: `jest` for `node_modules/.bin/jest --json --outputFile=…`. At most 28 characters.
 */
export function toShortCommand(line: string): string {
  const plain = line.trim().replaceAll(/\s+/gu, " ");
  if (Array.from(plain).length <= MAX_SHOWN && !plain.includes("`")) return plain;
  const words = plain.split(" ").map(baseOf);
  const found = words.findIndex((word) => word !== "" && !BEFORE.test(word));
  const at = Math.max(0, found);
  const program = words[at] ?? "";
  const named = MANAGER.test(program)
    ? [program, ...words.slice(at + 1).filter((word) => !word.startsWith("-"))]
    : [program];
  const [first = "", second, third] = named;
  const verbs = second === undefined ? [] : second === "run" && third !== undefined ? [second, third] : [second];
  const short = [first, ...verbs].join(" ").replaceAll("`", "");
  const characters = Array.from(short);
  return characters.length <= MAX_SHOWN ? short : `${characters.slice(0, MAX_SHOWN - 1).join("")}…`;
}
