import { isList, isRecord } from "./json.ts";
import { toNamedPath } from "./diagnostics-result.ts";

/**
 * The path of an artifactLocation (SARIF 2.1.0, section 3.4): its uri or that of the artifact that its index names,
 * resolved against `originalUriBaseIds` where those are absolute, relative to the workspace; undefined where it has none.
 */
export function toSarifPath(
  location: unknown,
  run: Readonly<Record<string, unknown>>,
  root: string,
): string | undefined {
  if (!isRecord(location)) return undefined;
  const named = typeof location["uri"] === "string" ? location : artifactOf(location["index"], run);
  const uri = named?.["uri"];
  if (named === undefined || typeof uri !== "string") return undefined;
  const base = baseOf(named["uriBaseId"], run);
  const isAbsolute = uri.startsWith("/") || /^[a-z][a-z0-9+.-]*:/iu.test(uri);
  return toNamedPath(decoded(isAbsolute || base === undefined ? uri : `${base.replace(/\/+$/u, "")}/${uri}`), root);
}

function artifactOf(
  index: unknown,
  run: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const { artifacts } = run;
  const artifact: unknown = typeof index === "number" && isList(artifacts) ? artifacts[index] : undefined;
  return isRecord(artifact) && isRecord(artifact["location"]) ? artifact["location"] : undefined;
}

/** Only bases in the file system say more than the workspace does. */
function baseOf(id: unknown, run: Readonly<Record<string, unknown>>): string | undefined {
  const bases = run["originalUriBaseIds"];
  const base = typeof id === "string" && isRecord(bases) ? bases[id] : undefined;
  const uri = isRecord(base) ? base["uri"] : undefined;
  return typeof uri === "string" && uri.startsWith("file:///") ? uri : undefined;
}

/** Percent-encoded bytes are UTF-8; what is not stays as it is. */
function decoded(uri: string): string {
  return uri.replace(/(?:%[0-9a-f]{2})+/giu, (bytes) => {
    const codes = bytes
      .split("%")
      .slice(1)
      .map((hex) => Number.parseInt(hex, 16));
    const text = new TextDecoder("utf-8").decode(new Uint8Array(codes));
    return text.includes("\ufffd") ? bytes : text;
  });
}
