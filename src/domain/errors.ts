/** One mistake of the user's: where it is, what is wrong, what to write instead. */
export interface Problem {
  /** For example `.github/assay.yml:4:7`, `--tasks`, or `input publish`. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
}

/** The user's mistake, with every problem found, told without a stack. Shells exit with code 2. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(renderProblem).join("\n"));
    this.problems = problems;
  }
}

/** `place: message (remedy)`, on one line. */
export function renderProblem(problem: Problem): string {
  return `${problem.place}: ${problem.message}. ${problem.remedy}`;
}

/** The world failed (git, disk, network): told with its cause. Shells exit with code 3. */
export class WorldError extends Error {
  override readonly name: "WorldError" | "HostileCodeError" | "PlaceError" = "WorldError";
}

/** A disk is full or may only be read: told as the world's, and the user's to change, so shells exit with code 2. */
export class PlaceError extends WorldError {
  override readonly name = "PlaceError";
}

/** Executed code reached for what steers the job itself: the whole run ends with it, whichever gate or engine ran the code. */
export class HostileCodeError extends WorldError {
  override readonly name = "HostileCodeError";
}
