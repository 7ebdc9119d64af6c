import { renderNumber } from "../../../probe/explore/render-literal.ts";

/** More digits than people write: the result of rounding errors. */
export function isRounded(value: number): boolean {
  return !Number.isInteger(value) && String(value).replace(/^-?0?\./u, "").length > 8;
}

/** A number as it is written in a test, and how near to it an answer has to be. */
export interface ShortFloat {
  readonly text: string;
  /** Decimal places that count: the difference has to be below half a unit of the last one. */
  readonly places: number;
}

/** Digits that are written, and fewest places behind the point. */
const [DIGITS, FEWEST_PLACES] = [10, 2];
const MOST_PLACES = 100;

/** Ten digits of a number, and one place less than they have: what was rounded away has to fit in. */
export function shortFloat(value: number): ShortFloat {
  const places = Math.max(FEWEST_PLACES, DIGITS - 1 - Math.floor(Math.log10(Math.abs(value))));
  const short = places > MOST_PLACES ? value.toPrecision(DIGITS) : value.toFixed(places);
  return { text: renderNumber(Number(short)), places: places - 1 };
}
