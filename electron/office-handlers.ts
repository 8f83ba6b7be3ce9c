import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Days,
  type DeviceReport,
  type Facility,
  type FacilityReport,
  KioskError,
  type Policy,
  REFERENCE_LETTERS,
  reportError,
} from '../contract/index.ts';
import type { Audit } from './audit/index.ts';
import type { Handlers } from './bridge.ts';
import type { CentreLink } from './centre-link.ts';
import type { Drive } from './drive.ts';
import { daysOf, figuresWorkbook, forFileName, type Journal } from './office/index.ts';
import type { Outbox } from './outbox/index.ts';
import type { Shift } from './shift.ts';
import type { Roster, Staff } from './staff/index.ts';
import type { CallBackList } from './token/index.ts';

export type OfficeParts = {
  journal: Journal;
  callBacks: CallBackList;
  shift: Shift;
  staff: Staff;
  roster: Roster;
  drive: Drive;
  outbox: Outbox;
  audit: Audit;
  policy: Policy;
  facility(): Facility;
  deviceName(): string;
  deviceId: string;
  link: CentreLink;
  deviceReport(days: Days): Promise<DeviceReport>;
  facilityReport(days: Days | null): Promise<FacilityReport>;
  now(): Date;
  /** Who is signed in may be another person than before, or nobody. */
  staffChanged(): void;
  /** Folder for the Excel files. */
  reportsFolder: string;
};

const OFFICE_COMMANDS = [
  'listStaff',
  'unlockStaff',
  'loadDesk',
  'closeCase',
  'closeCallBack',
  'sendAgain',
  'loadFigures',
  'saveFigures',
  'loadAudit',
  'loadRules',
  'loadReport',
  'loadFacility',
  'loadPeople',
  'editStaff',
  'exportPending',
  'backUpVault',
] as const;
export type OfficeHandlers = Pick<Handlers, (typeof OFFICE_COMMANDS)[number]>;

/** What staff do between visits. Whose turn it is is checked here, whatever the page shows. */
export function createOfficeHandlers(parts: OfficeParts): OfficeHandlers {
  const { journal, callBacks, shift, staff, roster, drive, outbox, link, audit, policy } = parts;
  const nameOf = (staffId: string) => staff.list().find(({ id }) => id === staffId)?.name ?? staffId;
  return {
    listStaff: () => staff.list(),
    unlockStaff: ({ lockedId, staffId, pin }) => staff.unlock(lockedId, { staffId, pin }),
    loadDesk: ({ reference }) => {
      shift.requireOperator();
      // A list knows no more of a record than the letters on its slip; who was left to a supervisor has no record at all.
      const letters = reference.slice(0, REFERENCE_LETTERS);
      const fits = (row: { reference: string }): boolean => row.reference.startsWith(letters);
      return {
        visits: journal.visits(reference),
        unconfirmed: journal.unconfirmed().filter(fits),
        callBacks: callBacks.waiting().filter(fits),
        exceptions: reference === '' ? journal.exceptions() : [],
        parked: outbox
          .parked()
          .map((record) => ({ ...record, reference: record.recordId.slice(0, REFERENCE_LETTERS) }))
          .filter(fits),
      };
    },
    closeCase: ({ seq, outcome }) => {
      const { id } = shift.requireSupervisor();
      if (!journal.exceptions().some((row) => row.seq === seq))
        throw new KioskError('REQUEST_INVALID', { reason: 'not waiting' });
      audit.append({ actor: id, event: 'case.closed', subject: String(seq), details: { outcome } });
    },
    closeCallBack: ({ tokenId }) => {
      const { id } = shift.requireOperator();
      if (!callBacks.close(tokenId)) throw new KioskError('REQUEST_INVALID', { reason: 'not waiting' });
      audit.append({ actor: id, event: 'call-back.closed', subject: tokenId, details: {} });
    },
    sendAgain: ({ recordId }) => {
      const { id } = shift.requireSupervisor();
      if (!outbox.requeue(recordId, id)) throw new KioskError('REQUEST_INVALID', { reason: 'not parked' });
    },
    loadFigures: ({ period }) => {
      shift.requireSupervisor();
      return journal.figures(period, nameOf);
    },
    async saveFigures({ period }) {
      const { id } = shift.requireSupervisor();
      const figures = journal.figures(period, nameOf);
      const workbook = await figuresWorkbook(figures, {
        facility: parts.facility(),
        deviceName: parts.deviceName(),
        devices: await parts.facilityReport(daysOf(parts.now(), period)).then(
          ({ devices }) => devices,
          () => null,
        ),
      });
      const name = `morprom-${period}-${forFileName(figures.madeAt)}.xlsx`;
      await mkdir(parts.reportsFolder, { recursive: true });
      const file = path.join(parts.reportsFolder, name);
      await writeFile(file, workbook);
      audit.append({ actor: id, event: 'report.exported', subject: null, details: { period } });
      return { file };
    },
    loadAudit: ({ before }) => {
      shift.requireSupervisor();
      const checked = audit.verifyChain();
      return {
        entries: journal.audit(before),
        chain: checked.sound ? { sound: true, entries: checked.head.seq } : checked,
        names: Object.fromEntries(roster.list().map(({ id, name }) => [id, name])),
      };
    },
    loadRules: () => {
      shift.requireSupervisor();
      const { version, rules, face, liveness, retention, token, visit, exceptions, approvals } = policy;
      const limits = policy.outbox;
      return {
        ...{ version, rules, face, liveness, outbox: limits, retention, token, visit },
        ...{ exceptions, approvals },
      };
    },
    async loadReport({ period }) {
      shift.requireSupervisor();
      const days = daysOf(parts.now(), period);
      if (days === null) {
        await link.refresh();
        return { ...link.report(), error: link.state().error, outbox: outbox.status() };
      }
      // Only the figures of all time are kept for when the centre is away: those of a period would be of another by then.
      const asked = await parts.deviceReport(days).then(
        (counts) => ({ counts, fetchedAt: parts.now().toISOString(), error: null }),
        (fault: unknown) => ({ counts: null, fetchedAt: null, error: reportError(fault) }),
      );
      return { ...asked, outbox: outbox.status() };
    },
    async loadFacility({ period }) {
      shift.requireSupervisor();
      const names = new Map(roster.list().map(({ id, name }) => [id, name]));
      try {
        const { facility, devices, operators, asOf } = await parts.facilityReport(
          daysOf(parts.now(), period),
        );
        return {
          counts: {
            devices: devices.map((row) => ({ ...row, thisOne: row.deviceId === parts.deviceId })),
            operators: operators.map((row) => ({
              ...row,
              name: names.get(row.operatorId) ?? row.operatorId,
            })),
            total: facility,
            asOf,
          },
          error: null,
        };
      } catch (fault) {
        return { counts: null, error: reportError(fault) };
      }
    },
    loadPeople: () => {
      shift.requireSupervisor();
      return roster.list();
    },
    async editStaff(edit) {
      const { id } = shift.requireSupervisor();
      await roster.edit(edit, id);
      parts.staffChanged();
    },
    exportPending: async () => drive.exportPending(shift.requireSupervisor().id),
    backUpVault: async () => drive.backUpVault(shift.requireSupervisor().id),
  };
}
