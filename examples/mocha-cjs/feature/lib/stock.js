"use strict";

/** How many pieces are left after an order; throws where there are too few. */
function take(stock, pieces) {
  if (pieces > stock) throw new RangeError(`${pieces} ordered, ${stock} there`);
  return stock - pieces;
}

/** What the shelf says about so many pieces. */
function label(stock) {
  if (stock === 0) return "sold out";
  var word = stock === 1 ? "piece" : "pieces";
  return `${stock} ${word}`;
}

module.exports = { take, label };
