import * as z from "zod/mini";
import { MODEL_APIS, MODEL_PROVIDERS, REASONING_EFFORTS } from "../domain/model-policy.ts";
import { globProblem } from "./glob.ts";
import { checkedBy, described } from "./schema-parts.ts";
import type { PatternProblem } from "./glob.ts";

function nameSchema() {
  const name = () => z.string().check(z.minLength(1), z.maxLength(256));
  const each = z.strictObject({
    tests: z.exactOptional(name()),
    docs: z.exactOptional(name()),
    fix: z.exactOptional(name()),
    refactor: z.exactOptional(name()),
    scaffold: z.exactOptional(name()),
  });
  return described("The model's name, or one for each kind of task.", z.union([name(), each]));
}

function urlProblem(text: string): PatternProblem | undefined {
  if (!URL.canParse(text)) {
    return { message: "is no URL", remedy: "Write it whole, for example https://models.example.com/v1" };
  }
  const { protocol, username, password } = new URL(text);
  if (username !== "" || password !== "") {
    return { message: "holds a user name or password", remedy: "Name the variable of the key in `key` instead" };
  }
  if (protocol === "https:" || protocol === "http:") return undefined;
  return { message: "is neither http nor https", remedy: "Write an address that begins with https://" };
}

/** A key in place of its variable's name would lie in the repository for everybody to read. */
function keyProblem(text: string): PatternProblem | undefined {
  if (/^[A-Za-z_][A-Za-z0-9_]{0,63}$/u.test(text) && !/^(?:sk|ghp|gho|ghs|xai|gsk)_/u.test(text)) return undefined;
  return {
    message: "is not the name of a variable",
    remedy: "Write the name of the environment variable that holds the key, for example OPENAI_API_KEY",
  };
}

/** Headers carry no credentials: those come from the key's variable. */
const CREDENTIAL_HEADER = /^(?:authorization|proxy-authorization|cookie|api-key|x-api-key)$/iu;

function headersSchema() {
  const value = z.string().check(z.maxLength(1_024), z.regex(/^[\t\u0020-\u007e]*$/u));
  return z.record(z.string(), value).check(
    z.check<Record<string, string>>((context) => {
      for (const name of Object.keys(context.value)) {
        const credential = CREDENTIAL_HEADER.test(name);
        if (/^[A-Za-z0-9-]{1,64}$/u.test(name) && !credential) continue;
        const message = credential ? "would hold a secret in the repository" : "is no name of a header";
        const remedy = credential ? "Name the variable of the key in `model.key`" : "Write letters, digits and hyphens";
        context.issues.push({ code: "custom", input: context.value, path: [name], message, params: { remedy } });
      }
    }),
  );
}

function pricesSchema() {
  const price = () => z.number().check(z.minimum(0), z.maximum(10_000));
  return z.strictObject({
    input: described("USD per million input tokens.", price()),
    "cached-input": z.exactOptional(described("USD per million input tokens that were cached.", price())),
    output: described("USD per million output tokens.", price()),
  });
}

/** The key `model`. */
export function modelSchema() {
  const schema = z.strictObject({
    provider: z.exactOptional(
      described("Whose endpoint; sets base URL, key variable, quirks.", z.enum(MODEL_PROVIDERS)),
    ),
    name: nameSchema(),
    "base-url": z.exactOptional(described("Address of the API.", z.string().check(checkedBy(urlProblem)))),
    key: z.exactOptional(
      described("Name of the environment variable that holds the key.", z.string().check(checkedBy(keyProblem))),
    ),
    api: z.exactOptional(described("Which API is spoken.", z.enum(MODEL_APIS))),
    "api-version": z.exactOptional(
      described("Azure's API version.", z.string().check(z.regex(/^[A-Za-z0-9.-]{1,32}$/u))),
    ),
    temperature: z.exactOptional(described("Sampling temperature.", z.number().check(z.minimum(0), z.maximum(2)))),
    seed: z.exactOptional(described("Seed of the sampling.", z.int())),
    "reasoning-effort": z.exactOptional(described("How long it may think.", z.enum(REASONING_EFFORTS))),
    "max-output-tokens": z.exactOptional(
      described("Most tokens of one reply.", z.int().check(z.minimum(256), z.maximum(200_000))),
    ),
    timeout: z.exactOptional(
      described("Seconds that one request may take.", z.int().check(z.minimum(1), z.maximum(3_600))),
    ),
    headers: z.exactOptional(described("Sent with each request.", headersSchema())),
    prices: z.exactOptional(described("What the model costs.", pricesSchema())),
  });
  return described("The language model that is asked; absent: none.", schema);
}

/** The key `budget`. */
export function budgetSchema() {
  const usd = () => z.number().check(z.minimum(0), z.maximum(100_000));
  const perTask = z.strictObject({
    usd: z.exactOptional(described("USD of one task.", usd())),
    turns: z.exactOptional(
      described("Requests of one task, all attempts together.", z.int().check(z.minimum(1), z.maximum(200))),
    ),
  });
  const schema = z.strictObject({
    usd: z.exactOptional(described("USD of a run; needs model.prices.", usd())),
    tokens: z.exactOptional(
      described("Input plus output tokens of a run.", z.int().check(z.minimum(1_000), z.maximum(1_000_000_000))),
    ),
    minutes: z.exactOptional(
      described("Minutes that requests may be sent in.", z.int().check(z.minimum(1), z.maximum(7_200))),
    ),
    "per-task": z.exactOptional(described("Caps of one task.", perTask)),
  });
  return described("What the model engine may use; held before each request.", schema);
}

/** The key `context`. */
export function contextSchema() {
  const glob = () => z.string().check(checkedBy((text) => globProblem(text, "refused")));
  const schema = z.strictObject({
    files: z.exactOptional(
      described(
        "Files with instructions of the project, read from the base commit.",
        z.array(z.string().check(z.minLength(1), z.maxLength(1_024))).check(z.maxLength(32)),
      ),
    ),
    tokens: z.exactOptional(
      described("Tokens that a task begins with.", z.int().check(z.minimum(1_000), z.maximum(1_000_000))),
    ),
    never: z.exactOptional(
      described("Globs of files that no model ever sees.", z.array(glob()).check(z.maxLength(512))),
    ),
  });
  return described("What the model gets to see.", schema);
}
