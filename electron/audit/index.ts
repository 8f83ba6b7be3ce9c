export { type Audit, type AuditEntry, type AuditHead, type ChainCheck, createAudit } from './audit.ts';
