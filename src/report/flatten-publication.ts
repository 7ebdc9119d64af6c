import type { Publication } from "../domain/publication.ts";

export type SinglePublication = Exclude<Publication, { readonly type: "several" }>;

/** The single publications that a publication is made of, in order. */
export function flattenPublication(publication: Publication): readonly SinglePublication[] {
  if (publication.type !== "several") return [publication];
  return publication.publications.flatMap(flattenPublication);
}
