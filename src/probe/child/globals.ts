/** Watches the language's own objects and puts them back as they were. */
export interface GlobalsWatch {
  /** Names of what was added, changed or removed since the snapshot; all of it is undone. Empty: nothing. */
  restore(depth: "deep" | "shallow"): readonly string[];
  /** What has changed by now is how it is to be: polyfills that came with a load. */
  accept(depth: "deep" | "shallow"): void;
}

interface Owner {
  readonly label: string;
  readonly object: object;
  readonly keys: readonly PropertyKey[];
  readonly descriptors: ReadonlyMap<PropertyKey, PropertyDescriptor>;
  /** Whether its plain properties have the values that they had, without a look at descriptors. */
  readonly isAsBefore: () => boolean;
}

// Taken now: the code that is watched may replace them.
const { compileFunction } = process.getBuiltinModule("vm");
const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;

const NONE: ReadonlySet<PropertyKey> = new Set();

/**
 * Globals that Node lays out when they are first looked at, with all of its client for HTTP, its streams of the web or its
 * cryptography: that takes as long as its start.
 */
const SLOW = [
  ...["CloseEvent", "EventSource", "FormData", "Headers", "MessageEvent", "Request", "Response", "WebSocket"],
  ...["ByteLengthQueuingStrategy", "CountQueuingStrategy", "CompressionStream", "DecompressionStream"],
  ...["ReadableByteStreamController", "ReadableStream", "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest"],
  ...["ReadableStreamDefaultController", "ReadableStreamDefaultReader", "TextDecoderStream", "TextEncoderStream"],
  ...["TransformStream", "TransformStreamDefaultController", "WritableStream"],
  ...["WritableStreamDefaultController", "WritableStreamDefaultWriter", "Crypto", "CryptoKey", "SubtleCrypto"],
];

/** Of those the ones that no text names: nobody changes them. */
export function unnamedOf(texts: readonly string[]): ReadonlySet<PropertyKey> {
  return new Set(SLOW.filter((name) => !texts.some((text) => text.includes(name))));
}

function ownerOf(label: string, object: object, unseen: ReadonlySet<PropertyKey>): Owner {
  const keys = ownKeys(object);
  const descriptors = new Map<PropertyKey, PropertyDescriptor>();
  for (const key of keys) {
    if (unseen.has(key)) continue;
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined) descriptors.set(key, descriptor);
  }
  // NaN is a global that is not the same as itself.
  const plain = [...descriptors].filter(([, one]) => "value" in one && !Number.isNaN(one.value));
  return { label, object, keys, descriptors, isAsBefore: comparerOf(object, plain) };
}

/** Comparisons of one object after which they get a function of their own: making one takes as long as some of these. */
const FEW_COMPARISONS = 4;

/**
 * Compares the properties of one object with their values. In a long launch this is done twice for every plan: after some
 * times it gets a function of its own with the names in its text, which is ten times as fast as one loop for all. By then
 * code has run that may have replaced methods of the language's: all but the compiling is done here, and none is used there.
 */
function comparerOf(object: object, plain: readonly (readonly [PropertyKey, PropertyDescriptor])[]): () => boolean {
  const keys = plain.map(([key]) => key);
  const values = plain.map(([, { value }]) => value as unknown);
  const tests = keys.map((key, index) => {
    const name = typeof key === "string" ? JSON.stringify(key) : `keys[${index}]`;
    return `object[${name}] === values[${index}]`;
  });
  const text = `return () => ${["true", ...tests].join(" && ")};`;
  const count = keys.length;
  let compare = (): boolean => {
    for (let index = 0; index < count; index += 1) {
      if (getOwnPropertyDescriptor(object, keys[index] ?? "")?.value !== values[index]) return false;
    }
    return true;
  };
  let left = FEW_COMPARISONS;
  return () => {
    if (left === 0) compare = (compileFunction(text, PARAMETERS) as Comparer)(object, keys, values);
    left -= 1;
    return compare();
  };
}

const PARAMETERS = ["object", "keys", "values"];
type Comparer = (object: object, keys: readonly PropertyKey[], values: readonly unknown[]) => () => boolean;

function isUnchanged({ object, keys, isAsBefore }: Owner): boolean {
  return isAsBefore() && ownKeys(object).length === keys.length;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** globalThis first, then what the language hangs on it. Lazily loaded parts of Node are not touched. */
function visitOwners(unseen: ReadonlySet<PropertyKey>, visit: (label: string, object: object) => void): void {
  visit("", globalThis);
  for (const key of ownKeys(globalThis)) {
    if (unseen.has(key)) continue;
    const value: unknown = getOwnPropertyDescriptor(globalThis, key)?.value;
    if (typeof key !== "string" || !isObject(value) || value === globalThis || key === "process") continue;
    visit(key, value);
    const prototype: unknown =
      typeof value === "function" ? getOwnPropertyDescriptor(value, "prototype")?.value : undefined;
    if (isObject(prototype)) visit(`${key}.prototype`, prototype);
  }
}

function findOwners(unseen: ReadonlySet<PropertyKey>): readonly Owner[] {
  const owners: Owner[] = [];
  visitOwners(unseen, (label, object) => {
    owners.push(ownerOf(label, object, label === "" ? unseen : NONE));
  });
  return owners;
}

/** Looking at everything once makes Node lay out what it makes on demand. */
function layOut(unseen: ReadonlySet<PropertyKey>): void {
  visitOwners(unseen, (label, object) => {
    for (const key of ownKeys(object)) if (label !== "" || !unseen.has(key)) getOwnPropertyDescriptor(object, key);
  });
}

function isSame(a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Object.is(a.value, b.value) && a.get === b.get && a.set === b.set && a.enumerable === b.enumerable;
}

function restoreOwner(owner: Owner, changed: string[], unseen: ReadonlySet<PropertyKey>): void {
  if (isUnchanged(owner)) return;
  const now = ownKeys(owner.object).filter((key) => owner.label !== "" || !unseen.has(key));
  const prefix = owner.label === "" ? "" : `${owner.label}.`;
  for (const key of now) {
    const before = owner.descriptors.get(key);
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

/** Takes the snapshot that everything goes back to; globals that are not to be seen are left alone. */
export function watchGlobals(unseen: ReadonlySet<PropertyKey> = NONE): GlobalsWatch {
  layOut(unseen);
  let owners = findOwners(unseen);
  /** The global object itself is short and changed most easily: it alone is compared every time. */
  const watched = (depth: "deep" | "shallow"): readonly Owner[] => (depth === "deep" ? owners : owners.slice(0, 1));
  return {
    restore(depth) {
      const changed: string[] = [];
      for (const owner of watched(depth)) restoreOwner(owner, changed, unseen);
      return changed.sort();
    },
    accept(depth) {
      if (!watched(depth).every(isUnchanged)) owners = findOwners(unseen);
    },
  };
}
