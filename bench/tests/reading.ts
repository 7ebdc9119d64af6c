/** A value inside parsed JSON, by the names that lead to it; undefined where one is missing. */
export function field(value: unknown, ...names: readonly string[]): unknown {
  let current = value;
  for (const name of names) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Reflect.get(current, name);
  }
  return current;
}

/** The same for a number; NaN where there is none. */
export function numberAt(value: unknown, ...names: readonly string[]): number {
  const found = field(value, ...names);
  return typeof found === "number" ? found : Number.NaN;
}

/** The mutation gate's figures over all accepted tasks, as a percentage. */
export function mutationScore(report: unknown): number {
  let [killed, all] = [0, 0];
  const outcomes = field(report, "outcomes");
  for (const outcome of Array.isArray(outcomes) ? (outcomes as readonly unknown[]) : []) {
    const gates = field(outcome, "gates") ?? field(outcome, "attempts", "0", "gates");
    for (const gate of Array.isArray(gates) ? (gates as readonly unknown[]) : []) {
      if (field(gate, "gate") !== "mutation") continue;
      const [noticed, made] = [numberAt(gate, "figures", "killed"), numberAt(gate, "figures", "mutants")];
      // A target without a place to change has no figures.
      if (Number.isNaN(noticed) || Number.isNaN(made)) continue;
      killed += noticed;
      all += made;
    }
  }
  return all === 0 ? Number.NaN : (100 * killed) / all;
}
