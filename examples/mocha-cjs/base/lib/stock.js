"use strict";

/** How many pieces are left after an order; throws where there are too few. */
function take(stock, pieces) {
  if (pieces > stock) throw new RangeError(`${pieces} ordered, ${stock} there`);
  return stock - pieces;
}

module.exports = { take };
