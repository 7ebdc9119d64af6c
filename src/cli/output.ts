import type { Output } from "./main.ts";

/**
 * An output stream of the process. A reader that has gone (EPIPE) is no error: what would have been written is not
 * wanted any more.
 */
export function toOutput(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
    open = false;
  });
  return {
    write(text) {
      if (open) stream.write(text);
    },
    ...(stream.isTTY && { columns: stream.columns || 80 }),
  };
}
