export { type Audit, type AuditEntry, type ChainCheck, createAudit } from './audit.ts';
