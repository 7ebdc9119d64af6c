import { functionPoint, parseParameters } from "../code/function-text.ts";
import type { RawExport, RawFunction, RawMember, RawShape } from "./child/describe.ts";
import type { ClassShape, ExportShape, FunctionShape, MemberShape, ModuleShape } from "./types.ts";

function toFunction(raw: RawFunction): FunctionShape {
  const { functionKind, name, arity, text } = raw;
  const point = functionPoint(text);
  return {
    kind: "function",
    functionKind: functionKind === "class" ? "function" : functionKind,
    name,
    arity,
    parameters: parseParameters(text),
    ...(point === undefined ? {} : { point }),
    ...(raw.members === undefined ? {} : { members: raw.members.map(toMember) }),
  };
}

function toClass(raw: Extract<RawExport, { kind: "class" }>): ClassShape {
  const { name, text, getters, setters } = raw;
  return {
    kind: "class",
    name,
    parameters: parseParameters(text),
    emitter: raw.emitter,
    callable: raw.callable,
    ...(raw.extends === undefined ? {} : { extends: raw.extends }),
    methods: raw.methods.map((method) => ({ member: method.member, ...toFunction(method) })),
    getters,
    setters,
    statics: raw.statics.map(toMember),
  };
}

function toExport(raw: RawExport): ExportShape {
  switch (raw.kind) {
    case "function":
      return toFunction(raw);
    case "class":
      return toClass(raw);
    case "object":
      return { kind: "object", members: raw.members.map(toMember) };
    case "constant":
      return { kind: "constant", value: raw.value };
  }
}

function toMember(raw: RawMember): MemberShape {
  return { member: raw.member, ...toExport(raw) };
}

/** The shape of one value, of a `describe` step; undefined for anything else. */
export function toValueShape(raw: unknown): ExportShape | undefined {
  const kind = typeof raw === "object" && raw !== null ? (Reflect.get(raw, "kind") as unknown) : undefined;
  return kind === "function" || kind === "class" || kind === "object" || kind === "constant"
    ? toExport(raw as RawExport)
    : undefined;
}

/** What the child saw, with the texts of functions taken apart. */
export function toModuleShape(raw: RawShape): ModuleShape {
  // Node lists who required a missing module, by places that are gone after the run.
  if (raw.type === "failed") return { ...raw, reason: raw.reason.replace(/\s+Require stack:(?:\s+- \S+)+/u, "") };
  const { exports, effects, reached, self } = raw;
  return {
    type: "loaded",
    ...(self === undefined ? {} : { self: toExport(self) }),
    exports: exports.map(toMember),
    effects,
    reached,
  };
}
