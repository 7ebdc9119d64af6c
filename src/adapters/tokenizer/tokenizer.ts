import type { CountTokens, ModelMessage } from "../../domain/model-exchange.ts";
import type { ModelPolicy } from "../../domain/model-policy.ts";

/** Providers whose models are called what they are: elsewhere a name may stand for anything. */
const PROVIDERS: readonly ModelPolicy["provider"][] = ["openai", "github-models", "openrouter"];
/**
 * Models whose vocabulary is `o200k_base`, or `o200k_harmony`, which has the same texts:
 * https://github.com/openai/tiktoken/blob/main/tiktoken/model.py
 */
const O200K = /^(?:openai\/)?(?:gpt-4o|gpt-4\.[15]|gpt-5|chatgpt-4o|o[134])(?:$|[-.:])/u;
/** Longest text that is counted, in UTF-16 units: a longer one takes too long. */
const MAX_TEXT = 400_000;

function textsOf(message: ModelMessage): readonly string[] {
  if (message.role !== "assistant") return [message.text];
  return [message.text, ...message.calls.flatMap((call) => [call.name, call.arguments])];
}

/**
 * Counts tokens with the tokenizer of the policy's models, which is loaded with the first text (2.4 MB): undefined where
 * none is known for a model, or a text is too long.
 */
export function createTokenCounter({ provider }: Pick<ModelPolicy, "provider">): CountTokens {
  return async (model, messages) => {
    if (!PROVIDERS.includes(provider) || !O200K.test(model)) return undefined;
    const texts = messages.flatMap(textsOf);
    if (texts.reduce((sum, text) => sum + text.length, 0) > MAX_TEXT) return undefined;
    const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
    // A text that spells a special token is text all the same.
    const options = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
    return texts.reduce((sum, text) => sum + countTokens(text, options), 0);
  };
}
