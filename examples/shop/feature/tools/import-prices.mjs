// Reads `sku;price` lines from standard input and prints them as JSON, prices in cents.
import { readFileSync } from "node:fs";

const rows = readFileSync(0, "utf8").trim().split("\n");
const prices = rows.map((row) => row.split(";")).map(([sku, price]) => [sku, Math.round(Number(price) * 100)]);
process.stdout.write(`${JSON.stringify(Object.fromEntries(prices), null, 2)}\n`);
