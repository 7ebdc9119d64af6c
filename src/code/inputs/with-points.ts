import type { CoveragePoint } from "../coverage-point.ts";
import type { ModuleInputs } from "./module-inputs.ts";

/** The inputs with the ids of the functions' coverage points: by them a function is known whatever it is called. */
export function withPoints(inputs: ModuleInputs, points: readonly CoveragePoint[]): ModuleInputs {
  const ids = new Map(
    points.flatMap(({ id, type, start, end }) => (type === "function" ? [[`${start} ${end}`, id] as const] : [])),
  );
  const functions = inputs.functions.map((one) => {
    const point = ids.get(`${one.start} ${one.end}`);
    return point === undefined ? one : { ...one, point };
  });
  return { ...inputs, functions };
}
