export { type CallBackList, createCallBackList } from './call-back-list.ts';
export { clientAssertion } from './client-assertion.ts';
export { type DeviceKey, type DeviceKeys, openDeviceKeys } from './device-key.ts';
export { dpopProof } from './dpop.ts';
export { type IssuedToken, issueProvisionalToken } from './provisional-token.ts';
export { pairwisePseudonym } from './pseudonym.ts';
export { sealRecord } from './seal.ts';
export { createTokenRegister, type TokenRegister } from './token-register.ts';
export { transactionCode } from './transaction-code.ts';
