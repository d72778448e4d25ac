// clock.mjs - fhirpath.js asks the clock of node for today(): it is told the day that is asked about (null: the clock's own).
export const Clock = Date;
let frozen = null;
export const freeze = (day) => (frozen = day);
globalThis.Date = class extends Clock {
  constructor(...given) {
    if (given.length === 0 && frozen) super(`${frozen}T12:00:00`);
    else super(...given);
  }
};
