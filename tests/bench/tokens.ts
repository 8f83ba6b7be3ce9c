import { parseArgs } from 'node:util';
import { benchTokens } from './tokens/bench-tokens.ts';

/** The bench of tokens: npm run bench -- tokens --json */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const ROUNDS = 500;
/** Both rounds of claims stay below what one address may do in a minute. */
const CLAIMS = 100;

console.log(JSON.stringify(await benchTokens(ROUNDS, CLAIMS), null, values.json ? 0 : 2));
