/** How plans are run. */
export interface ProbeOptions {
  /** Milliseconds of wall clock after which a step counts as hanging. Default 1,000. */
  readonly callTimeoutMs?: number;
  /** Loop turns and function entries of the repository's code in one plan. Default 1,000,000. */
  readonly ticks?: number;
  /** `new` (default): only points that no plan of this prober reached before; `all`: every point that the plan reached. */
  readonly reached?: "new" | "all";
  /** Whether operands of comparisons are recorded (slower). Default `off`. */
  readonly comparisons?: "on" | "off";
  /** What the clock shows at the start of every plan, ms since 1970. Default 2020-01-01T00:00:00Z. */
  readonly now?: number;
  /** Seed of `Math.random` at the start of every plan. Default 1. */
  readonly seed?: number;
  /** Variables of the process's environment besides its own, such as TZ and LC_ALL. Default none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text files that lie in the working directory at the start of every plan. Default none. */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * `rest`: behind the last step timers run and work comes to its end, which is recorded; `wait`: also every step that
   * waits does so until the work of those before it has ended. Default `drop`.
   */
  readonly late?: "wait" | "rest" | "drop";
  /** In which order requests for files that are under way together are answered. Default `asked`, as one thread does it; `deep`: each with all that follows from it before the next. */
  readonly order?: "asked" | "reversed" | "deep";
  /** Milliseconds after which nothing more is begun: what is missing is recorded as skipped or unreached. Default: none. */
  readonly budgetMs?: number;
  /** Whether the module is loaded anew for every plan. `auto` (default): where it, or what it imports, has state of its own. */
  readonly fresh?: "auto" | "always" | "never";
  /**
   * Whether functions of the repository that say `"use strict"` for themselves are strict. `lost`: they are not, as when a
   * tool that counts or mutates has put a block of its own around what they do. Default `kept`.
   */
  readonly directives?: "kept" | "lost";
}
