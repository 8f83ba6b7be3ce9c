import { Card } from 'pcsc-mini';

/**
 * Loaded into the PC/SC host before its own code: takes the time of each command in pcsc-mini, and tells the
 * times when the card is let go.
 */
export type TransmitTimes = { type: 'transmit-times'; ms: number[] };

const { transmit, disconnect } = Card.prototype;
let times: number[] = [];

Card.prototype.transmit = async function (...args) {
  const begunAt = performance.now();
  const answer = await transmit.apply(this, args);
  times.push(performance.now() - begunAt);
  return answer;
};

Card.prototype.disconnect = function (...args) {
  process.send?.({ type: 'transmit-times', ms: times } satisfies TransmitTimes);
  times = [];
  return disconnect.apply(this, args);
};
