"use strict";

const assert = require("node:assert/strict");
const { describe, it } = require("mocha");
const { take } = require("../lib/stock.js");

describe("take", () => {
  it("leaves the rest", () => {
    assert.equal(take(5, 2), 3);
  });

  it("refuses more than there is", () => {
    assert.throws(() => take(1, 2), /2 ordered, 1 there/u);
  });
});
