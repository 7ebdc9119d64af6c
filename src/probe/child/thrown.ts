import type { SerializedError } from "../values.ts";
import { createSerializer } from "./serialize.ts";
import { constructorName } from "./serialize-leaf.ts";

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "";
  }
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}

/** Frames of a stack that lie in files, innermost first: path and line. */
function framesOf(stack: string): readonly { readonly path: string; readonly line: number }[] {
  const frames: { path: string; line: number }[] = [];
  for (const text of stack.split("\n")) {
    const match = /^\s+at (?:.*\()?(?:file:\/\/)?([^()\s]+?):(\d+):\d+\)?$/u.exec(text);
    if (match?.[1] !== undefined) frames.push({ path: match[1], line: Number(match[2]) });
  }
  return frames;
}

function originOf(stack: string, root: string): Pick<SerializedError, "origin" | "place"> {
  const frames = framesOf(stack);
  const isOwn = (path: string): boolean => path.startsWith(`${root}/`) && !path.includes("/node_modules/");
  const own = frames.find(({ path }) => isOwn(path));
  const [top] = frames;
  const origin = top === undefined ? "unknown" : isOwn(top.path) ? "module" : "elsewhere";
  return own === undefined ? { origin } : { origin, place: own };
}

/**
 * What was thrown, as plain data. Paths are absolute and lines those of the text that was run: the parent knows the
 * original's.
 */
export function toSerializedError(thrown: unknown, root: string): SerializedError {
  const serializer = createSerializer();
  const stack = property(thrown, "stack");
  const where = typeof stack === "string" ? originOf(stack, root) : ({ origin: "unknown" } as const);
  const isObject = typeof thrown === "object" && thrown !== null;
  const message = property(thrown, "message");
  const code = property(thrown, "code");
  return {
    name: isObject && typeof stack === "string" ? constructorName(thrown) : "",
    message: typeof message === "string" ? message.slice(0, 4_000) : isObject ? "" : textOf(thrown).slice(0, 4_000),
    ...(typeof code === "string" ? { code } : {}),
    value: serializer.serialize(thrown),
    ...where,
  };
}
