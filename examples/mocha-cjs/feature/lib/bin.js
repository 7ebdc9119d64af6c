"use strict";

var size = 3;
var size = 4;

module.exports = { size };
