export { type CentreKeys, loadCentreKeys, rotateSigningKey } from './centre-keys.ts';
export { personHash, pseudonymKeyOf, reportPasswordOf, transactionCodeHash } from './keyed-hash.ts';
export { signAsCentre } from './sign.ts';
