"use strict";

module.exports = [
  {
    files: ["lib/**/*.js", "test/**/*.js"],
    languageOptions: { sourceType: "commonjs" },
    rules: {
      "no-redeclare": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      strict: ["error", "global"],
    },
  },
];
