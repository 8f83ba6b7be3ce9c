export type { Deliver, Delivery } from './deliver.ts';
export {
  createOutbox,
  type Outbox,
  type OutboxOptions,
  type OutboxStatus,
  type ParkedRecord,
} from './outbox.ts';
export { createReceiptVerifier, type ReceiptVerifier } from './receipt.ts';
export { createSpareCopies, NO_SPARE_COPIES, type SpareCopies } from './spare-copies.ts';
export { createOutboxStore } from './store.ts';
