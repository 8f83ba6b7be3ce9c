import { describe, expect, it } from 'vitest';
import { judgeAudit } from './audit.ts';

const TODAY = '2026-11-23';

/** Written in the form of npm 11, no answer that was seen: one package with an advisory, one that only depends on it. */
const FOUND = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    lodash: {
      name: 'lodash',
      severity: 'high',
      via: [
        {
          source: 1106913,
          name: 'lodash',
          title: 'Command Injection in lodash',
          url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
          severity: 'high',
          range: '<4.17.21',
        },
      ],
    },
    parent: { name: 'parent', severity: 'high', via: ['lodash'] },
  },
});
const CLEAN = JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} });
/** As a registry answered that offers no audit. */
const NOT_ALLOWED = JSON.stringify({
  message: '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk',
  method: 'POST',
  statusCode: 405,
  error: { summary: '', detail: '' },
});

describe('the gate for known vulnerabilities', () => {
  it('is open when the registry knows of none', () => {
    expect(judgeAudit(CLEAN, [], TODAY)).toEqual({ asked: true, refused: [], excepted: [] });
  });

  it('is closed by an advisory, each named once', () => {
    expect(judgeAudit(FOUND, [], TODAY)).toEqual({
      asked: true,
      refused: ['GHSA-35jh-r3h4-6jhm lodash, high: Command Injection in lodash'],
      excepted: [],
    });
  });

  it('lets an exception with a reason through up to its day, and says so', () => {
    const exceptions = [{ id: 'GHSA-35jh-r3h4-6jhm', why: 'template() is not called', until: TODAY }];
    expect(judgeAudit(FOUND, exceptions, TODAY)).toMatchObject({
      refused: [],
      excepted: [expect.stringContaining('template() is not called')],
    });
    expect(judgeAudit(FOUND, exceptions, '2026-11-24')).toMatchObject({ refused: [expect.any(String)] });
  });

  it.each([
    ['a registry without audits', NOT_ALLOWED, '405 Method Not Allowed'],
    [
      'no network',
      JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'request failed' } }),
      'request failed',
    ],
    ['a proxy’s page', '<html></html>', 'no answer'],
    ['nothing', '', 'no answer'],
  ])('never takes %s for a good answer: it says that it could not ask', (_what, answer, why) => {
    expect(judgeAudit(answer, [], TODAY)).toEqual({ asked: false, why: expect.stringContaining(why) });
  });
});
