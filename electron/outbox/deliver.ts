import type { ErrorReport, SealedRecord } from '../../contract/index.ts';

/** What the centre says of one record: its receipt, or what is wrong. */
export type Delivery = { receipt: string } | { error: ErrorReport };

/**
 * Delivers records to the centre in one call; one answer for each, in their order.
 * @throws KioskError as the centre client does, when the call failed as a whole
 */
export type Deliver = (records: readonly SealedRecord[], signal: AbortSignal) => Promise<Delivery[]>;
