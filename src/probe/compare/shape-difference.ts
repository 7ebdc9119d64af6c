import type { ExportShape, MemberShape, ModuleShape } from "../types.ts";
import type { Difference } from "./comparison.ts";

type Loaded = Extract<ModuleShape, { type: "loaded" }>;

function summary(shape: ExportShape): string {
  switch (shape.kind) {
    case "function":
      return "a function";
    case "class":
      return `a class with ${[...shape.methods.map(({ member }) => member), ...shape.getters, ...shape.setters].sort().join(", ")}`;
    case "object":
      return `an object with ${shape.members.map(({ member }) => member).join(", ")}`;
    case "constant":
      return `the value ${JSON.stringify(shape.value)}`;
  }
}

function listed(members: readonly MemberShape[], prefix: string, found: Map<string, string>): void {
  for (const member of members) {
    const name = prefix === "" ? member.member : `${prefix}.${member.member}`;
    found.set(name, summary(member));
    if (member.kind === "object") listed(member.members, name, found);
    if (member.kind === "class") listed(member.statics, name, found);
  }
}

function toMap({ exports, self }: Loaded): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (self !== undefined) found.set("module.exports", summary(self));
  listed(exports, "", found);
  return found;
}

/** What differs when two versions are only loaded: names, constants, and what loading does besides. */
export function shapeDifference(before: Loaded, after: Loaded, module: string): readonly Difference[] {
  const call = `import "${module}"`;
  const [old, now] = [toMap(before), toMap(after)];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(name) ?? "nothing", now.get(name) ?? "nothing"];
    if (was !== is) return [{ aspect: `export ${name}`, call, before: was, after: is }];
  }
  for (const aspect of ["console", "unhandled", "globals", "files"] as const) {
    const [was, is] = [JSON.stringify(before.effects[aspect] ?? []), JSON.stringify(after.effects[aspect] ?? [])];
    if (was !== is) return [{ aspect: `${aspect} on loading`, call, before: was, after: is }];
  }
  return [];
}
