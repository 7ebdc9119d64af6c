/** Watches the language's own objects and puts them back as they were. */
export interface GlobalsWatch {
  /** Names of what was added, changed or removed since the snapshot; all of it is undone. Empty: nothing. */
  restore(depth: "deep" | "shallow"): readonly string[];
}

interface Owner {
  readonly label: string;
  readonly object: object;
  readonly keys: readonly PropertyKey[];
  readonly descriptors: ReadonlyMap<PropertyKey, PropertyDescriptor>;
}

// Taken now: the code that is watched may replace them.
const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;

function ownerOf(label: string, object: object): Owner {
  const keys = ownKeys(object);
  const descriptors = new Map<PropertyKey, PropertyDescriptor>();
  for (const key of keys) {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined) descriptors.set(key, descriptor);
  }
  return { label, object, keys, descriptors };
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

const EVAL_NAMES = ["module", "exports", "require", "__filename", "__dirname"];

/** globalThis first, then what the language hangs on it. Lazily loaded parts of Node are not touched. */
function findOwners(): readonly Owner[] {
  const owners = [ownerOf("", globalThis)];
  for (const key of ownKeys(globalThis)) {
    const value: unknown = getOwnPropertyDescriptor(globalThis, key)?.value;
    if (typeof key !== "string" || !isObject(value) || value === globalThis || key === "process") continue;
    owners.push(ownerOf(key, value));
    const prototype: unknown =
      typeof value === "function" ? getOwnPropertyDescriptor(value, "prototype")?.value : undefined;
    if (isObject(prototype)) owners.push(ownerOf(`${key}.prototype`, prototype));
  }
  return owners;
}

function isSame(a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Object.is(a.value, b.value) && a.get === b.get && a.set === b.set && a.enumerable === b.enumerable;
}

function restoreOwner(owner: Owner, depth: "deep" | "shallow", changed: string[]): void {
  const now = ownKeys(owner.object);
  const isSameSize = now.length === owner.keys.length;
  if (isSameSize && depth === "shallow") return;
  const prefix = owner.label === "" ? "" : `${owner.label}.`;
  for (const key of now) {
    const before = owner.descriptors.get(key);
    // Node lays these on the global object for a program from the command line; they are nobody's change.
    if (owner.label === "" && typeof key === "string" && EVAL_NAMES.includes(key)) continue;
    if (before !== undefined && isSame(before, getOwnPropertyDescriptor(owner.object, key))) continue;
    changed.push(prefix + String(key));
    if (before === undefined) deleteProperty(owner.object, key);
    else defineProperty(owner.object, key, before);
  }
  for (const key of owner.keys) {
    const before = owner.descriptors.get(key);
    if (before === undefined || getOwnPropertyDescriptor(owner.object, key) !== undefined) continue;
    changed.push(prefix + String(key));
    defineProperty(owner.object, key, before);
  }
}

/** Takes the snapshot that everything goes back to. */
export function watchGlobals(): GlobalsWatch {
  // Looking at everything once makes Node lay out what it makes on demand.
  findOwners();
  for (const name of EVAL_NAMES) deleteProperty(globalThis, name);
  const owners = findOwners();
  const [first] = owners;
  return {
    restore(depth) {
      const changed: string[] = [];
      // What the global object itself holds is always compared: it is short, and changed most easily.
      if (first !== undefined) restoreOwner(first, "deep", changed);
      for (let index = 1; index < owners.length; index += 1) {
        const owner = owners[index];
        if (owner !== undefined) restoreOwner(owner, depth, changed);
      }
      return changed.sort();
    },
  };
}
