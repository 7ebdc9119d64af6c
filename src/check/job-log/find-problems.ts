import type { LogProblem, LogTool } from "../../domain/ci-failure.ts";
import { toKnownPaths, type KnownPaths } from "./known-paths.ts";
import { matchLine, toPlace, type Place } from "./line-matchers.ts";

/** Problems that are kept. */
const MOST = 200;
const MAX_MESSAGE = 300;

/** Words that only one runner's output has; a stack's frames are of that runner. */
const RUNNERS: readonly (readonly [LogTool, RegExp])[] = [
  ["vitest", /^ (?:FAIL {2}| RUN {2}v|Test Files {2})/mu],
  ["jest", /^(?:Test Suites: |Ran all test suites)/mu],
  ["mocha", /^ {2}\d+ failing$/mu],
  ["node:test", /^(?:ℹ|#) (?:tests|suites) \d+$/mu],
  ["pytest", /^=+ (?:FAILURES|ERRORS|short test summary info) =+$/mu],
];

/** ESLint's format for people: the file on a line of its own, its remarks below. */
const FILE_LINE = /^(?:\.?\/|[A-Z]:\\)?[\w@./\\+-]+\.[A-Za-z]{1,5}$/u;
const BELOW_FILE = /^ +(?<line>\d{1,9}):(?<column>\d{1,9}) +(?:error|warning) +(?<message>.*)$/u;
/** rustc's and Ruff's: the message, and the place below it. */
const HEADLINE = /^(?:error|warning)(?:\[\w+\])?: (?<message>.*)$/u;
const ARROW = /^ *--> (?<path>[^:]+):(?<line>\d{1,9}):(?<column>\d{1,9})$/u;
/** Go's tests name files without their directory; the package stands at the end. */
const GO_PLACE = /^ {4,}(?<path>[\w.-]+\.go):(?<line>\d{1,9}): (?<message>.*)$/u;
const GO_END = /^(?:FAIL|ok {2}|---)\t(?<package>\S+)/u;
/**
 * Surefire's summary: `[ERROR]   AddTest.adds:12 expected: <3> but was: <4>`, with parameters `AddTest.adds(int)[2]:12`;
 * before 2.20 without the level.
 */
const SUREFIRE =
  /^(?:\[ERROR\] +| {2})(?:[\w$]+\.)*(?<type>[A-Z][\w$]*)\.[\w$]+(?:\([^()]{0,200}\))?(?:\[\d{1,9}\])?:(?<line>\d{1,9})(?:->\S+)? ?(?<message>.*)$/u;
/** The same before 2.13: `Failed tests:   adds(corner.shop.AddTest): expected:<3> but was:<4>`, without a line. */
const OLD_SUREFIRE =
  /^(?:Failed tests: +|Tests in error: +| {2})[\w$]+\((?<type>[\w$]+(?:\.[\w$]+)*)\): ?(?<message>.*)$/u;
/** `at corner.shop.AddTest.adds(AddTest.java:12)`, and Gradle's `… at AddTest.java:12`. */
const JAVA_FRAME = /^\s+at (?<type>[\w.$/]+)\.[\w$<>]+\((?<path>[\w$]+\.(?:java|kt|groovy|scala)):(?<line>\d{1,9})\)$/u;
const GRADLE =
  /^ +(?:Caused by: )?(?<message>[\w.$:]+) at (?<path>[\w$]+\.(?:java|kt|groovy|scala)):(?<line>\d{1,9})$/u;

/** What earlier lines said that the next ones go on with. */
interface State {
  file: string | undefined;
  headline: string;
  go: { readonly place: Place; readonly at: number }[];
}

/**
 * The places in files of the repository that a failed step's log names, in the order of the log: problem matchers for tsc,
 * ESLint, Jest, Vitest, Mocha, node:test, pytest, mypy, Flake8, Go, Rust and Java, and `file:line` by any tool. Each is a
 * file that exists; of one place in one file the first word counts. Takes time in proportion to the text. Never throws.
 */
export function findProblems(output: string, known: ReadonlySet<string>): readonly LogProblem[] {
  const paths = toKnownPaths(known);
  const state: State = { file: undefined, headline: "", go: [] };
  const places: (Place | undefined)[] = [];
  for (const line of output.split("\n")) {
    const goEnd = GO_END.exec(line)?.groups?.["package"];
    if (goEnd !== undefined) settleGo(goEnd, state, places, paths);
    places.push(readLine(line, state, places.length, paths));
    if (places.length > 50_000) break;
  }
  const runner = RUNNERS.find(([, words]) => words.test(output))?.[0];
  return toProblems(places, paths, runner);
}

function readLine(line: string, state: State, at: number, paths: KnownPaths): Place | undefined {
  const place = readBelow(line, state);
  if (place !== undefined) return place;
  const go = GO_PLACE.exec(line)?.groups;
  if (go !== undefined) {
    state.go.push({ place: toPlace("go", go), at });
    return undefined;
  }
  if (FILE_LINE.test(line)) state.file = line;
  else if (!line.startsWith(" ") && line !== "") state.file = undefined;
  return readJava(line, paths) ?? matchLine(line);
}

/** A place of which an earlier line told a part: the file, or the message. */
function readBelow(line: string, state: State): Place | undefined {
  const below = state.file === undefined ? null : BELOW_FILE.exec(line);
  if (below !== null) return toPlace("eslint", below.groups, state.file);
  const headline = HEADLINE.exec(line)?.groups?.["message"];
  if (headline !== undefined) state.headline = headline;
  const arrow = ARROW.exec(line)?.groups;
  if (arrow === undefined) return undefined;
  const { headline: message } = state;
  state.headline = "";
  return toPlace(arrow["path"]?.endsWith(".rs") === true ? "rust" : "any", { ...arrow, message });
}

/** Java's tools name a class; its file is told by the package, or by being the only one of that name. */
function readJava(line: string, paths: KnownPaths): Place | undefined {
  const surefire = (SUREFIRE.exec(line) ?? OLD_SUREFIRE.exec(line))?.groups;
  if (surefire !== undefined) {
    const name = (surefire["type"] ?? "").replace(/^.*\./u, "").replace(/\$.*$/u, "");
    const found = ["java", "kt", "groovy", "scala"].flatMap((end) => paths.named(`${name}.${end}`));
    return found.length === 1 ? toPlace("java", surefire, found[0]) : undefined;
  }
  const frame = JAVA_FRAME.exec(line)?.groups;
  if (frame !== undefined) {
    const folder = (frame["type"] ?? "").replace(/^.*\//u, "").split(".").slice(0, -1).join("/");
    return toPlace("java", frame, [folder, frame["path"]].filter((part) => part !== "").join("/"));
  }
  const gradle = GRADLE.exec(line)?.groups;
  return gradle === undefined ? undefined : toPlace("java", gradle);
}

/** A package is known at its end: the files that its tests named are those in its directory. */
function settleGo(name: string, state: State, places: (Place | undefined)[], paths: KnownPaths): void {
  for (const { place, at } of state.go) {
    const candidates = paths.named(place.path);
    const inside = candidates.filter((path) => {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      return folder !== "" && `/${name}`.endsWith(`/${folder}`);
    });
    const atRoot = candidates.filter((path) => !path.includes("/"));
    const [found] = inside.length > 0 ? inside : atRoot.length > 0 ? atRoot : candidates;
    if (found !== undefined) places[at] = { ...place, path: found };
  }
  state.go = [];
}

function toProblems(
  places: readonly (Place | undefined)[],
  paths: KnownPaths,
  runner: LogTool | undefined,
): readonly LogProblem[] {
  const found = new Map<string, LogProblem>();
  const looked = new Map<string, string | undefined>();
  for (const place of places) {
    if (place === undefined || found.size >= MOST) continue;
    if (!looked.has(place.path)) looked.set(place.path, paths.find(place.path));
    const path = looked.get(place.path);
    if (path === undefined) continue;
    const tool = place.tool === "any" && runner !== undefined ? runner : place.tool;
    const key = `${path}:${place.line ?? ""}`;
    const message = (place.message.split("\n")[0] ?? "").slice(0, MAX_MESSAGE).toWellFormed();
    if (!found.has(key)) found.set(key, { ...place, tool, path, message });
  }
  return [...found.values()];
}
