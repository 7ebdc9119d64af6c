import type { ModelRequest } from "../../domain/model-exchange.ts";
import { upperMessages, upperTools } from "./estimate.ts";
import { sendWithin, type Line, type Sent } from "./send.ts";
import { parseTextCalls, toTextRequest } from "./text-tools.ts";

/** How the endpoint is spoken to: with its own tool calls, or with tools as text. Found out once and remembered. */
export interface Dialect {
  send(line: Line, task: string, request: ModelRequest, upperInput: number): Promise<Sent>;
}

/** Tools until the endpoint says that it has none. */
export function createDialect(): Dialect {
  let spoken: "tools" | "text" = "tools";
  return {
    async send(line, task, request, upperInput) {
      if (spoken === "tools") {
        const sent = await sendWithin(line, task, request, upperInput);
        if (sent.type !== "fault" || sent.fault !== "no-tools") return sent;
        spoken = "text";
      }
      const asText = toTextRequest(request);
      const sent = await sendWithin(line, task, asText, upperTools([]) + upperMessages(asText.messages));
      if (sent.type !== "reply") return sent;
      // The tokens counted are those of the text form: they say nothing about the conversation as it is kept.
      return { type: "reply", reply: { ...sent.reply, calls: parseTextCalls(sent.reply.text) } };
    },
  };
}
