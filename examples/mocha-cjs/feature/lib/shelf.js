"use strict";

/** Places of the shop, made with `new`. */
module.exports = {
  Shelf: function (row, level) {
    this.row = row;
    this.level = level;
    this.name = `${row}-${level}`;
  },
};
