import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { GitHubMode } from "../../../src/adapters/github/work.ts";
import { makeSituation, type Situation } from "./scene.ts";

/** How many orders are tried; many more where there is time for them. */
const RUNS = Math.ceil(Number(process.env["ASSAY_RANDOM_RUNS"] ?? 15) / 3);

/** An order in which one run finds the other's branch just made, and moved on: calls at which the second goes first. */
const JUST_MADE = [3, 7, 9, 10];

/** Lets one call of two runs through at a time: while both wait, `choices` says whose. */
class Turnstile {
  readonly #choices: readonly boolean[];
  readonly #waiting: (() => void)[] = [];
  #running = 2;
  #turn = 0;

  constructor(choices: readonly boolean[]) {
    this.#choices = choices;
  }

  /** Resolves when it is this call's turn. */
  enter(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#release();
    });
  }

  /** One of the runs has ended. */
  leave(): void {
    this.#running -= 1;
    this.#release();
  }

  #release(): void {
    if (this.#waiting.length < this.#running) return;
    const second = this.#choices[this.#turn] === true && this.#waiting.length > 1;
    this.#turn += 1;
    this.#waiting.splice(second ? 1 : 0, 1)[0]?.();
  }
}

const BRANCHES = { commit: "feature", "pull-request": "assay/feature/rule-1" } as const;

async function publish(situation: Situation, mode: GitHubMode, turnstile: Turnstile): Promise<string> {
  try {
    return JSON.stringify(await situation.publish(mode));
  } finally {
    turnstile.leave();
  }
}

test.each(["commit", "pull-request"] as const)(
  "G14: two runs publish the same by %s, their calls in any order: it is there once, and neither says anything else",
  async (mode) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), async (choices) => {
        // A call may have to wait for the other run, which starts programs of its own.
        await using situation = await makeSituation(undefined, 60_000);
        const { server, head, request } = situation;
        const turnstile = new Turnstile(choices);
        server.fault = () => ({ type: "before", act: () => turnstile.enter() });
        const said = await Promise.all([1, 2].map(() => publish(situation, mode, turnstile)));
        const { store, pulls } = server.state;
        const ref = `refs/heads/${BRANCHES[mode]}`;
        const made = store.log(head, ref);
        expect(made).toHaveLength(2);
        expect(store.show(made[0] ?? "")?.tree).toBe(request.manifest.tree);
        expect(pulls).toHaveLength(mode === "pull-request" ? 1 : 0);
        for (const text of said) expect(text).not.toContain("refused");
        expect(server.violations).toEqual([]);
      }),
      { numRuns: RUNS, examples: [[Array.from({ length: 30 }, (__, at) => JUST_MADE.includes(at))]] },
    );
  },
  RUNS * 8000 + 120_000,
);
