"use strict";

const assert = require("node:assert/strict");
const { describe, it } = require("mocha");
const { Shelf } = require("../lib/shelf.js");

describe("Shelf", () => {
  it("has a name", () => {
    assert.equal(new Shelf(3, 1).name, "3-1");
  });
});
