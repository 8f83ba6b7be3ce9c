import { describe, expect, it } from 'vitest';
import { judgeAudit, passAudit } from './audit.ts';

const TODAY = '2026-11-23';

const SHIPPED = ['node_modules/lodash', 'node_modules/electron'];
const scope = { shipped: SHIPPED, exceptions: [], today: TODAY };

/** Written in the form of npm 11, no answer that was seen: one package with an advisory, one that only depends on it. */
const FOUND = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    lodash: {
      name: 'lodash',
      severity: 'high',
      nodes: ['node_modules/lodash'],
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
    parent: { name: 'parent', severity: 'high', via: ['lodash'], nodes: ['node_modules/parent'] },
  },
});
/** The same advisory, of a package that lies elsewhere. */
const foundIn = (folder: string) => FOUND.replace('node_modules/lodash', folder);
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
    expect(judgeAudit(CLEAN, scope)).toEqual({ asked: true, refused: [], excepted: [] });
  });

  it('is closed by an advisory, each named once', () => {
    expect(judgeAudit(FOUND, scope)).toEqual({
      asked: true,
      refused: ['GHSA-35jh-r3h4-6jhm lodash, high: Command Injection in lodash'],
      excepted: [],
    });
  });

  it('is closed by one of Electron, which is shipped, and not by one of a tool that is not', () => {
    expect(judgeAudit(foundIn('node_modules/electron'), scope)).toMatchObject({
      refused: [expect.any(String)],
    });
    expect(judgeAudit(foundIn('node_modules/vite/node_modules/lodash'), scope)).toMatchObject({
      refused: [],
    });
  });

  it('lets an exception with a reason through up to its day, and says so', () => {
    const exceptions = [{ id: 'GHSA-35jh-r3h4-6jhm', why: 'template() is not called', until: TODAY }];
    expect(judgeAudit(FOUND, { ...scope, exceptions })).toMatchObject({
      refused: [],
      excepted: [expect.stringContaining('template() is not called')],
    });
    expect(judgeAudit(FOUND, { ...scope, exceptions, today: '2026-11-24' })).toMatchObject({
      refused: [expect.any(String)],
    });
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
    expect(judgeAudit(answer, scope)).toEqual({ asked: false, why: expect.stringContaining(why) });
  });

  it('stops the package when nobody could be asked, unless that was agreed to; a vulnerability stops it anyway', () => {
    const unasked = { asked: false, why: 'no answer' } as const;
    expect(() => passAudit(unasked, false)).toThrow('could not be asked');
    expect(passAudit(unasked, true)).toEqual([expect.stringContaining('COULD NOT ASK')]);
    const known = judgeAudit(FOUND, scope);
    for (const mayBeUnknown of [false, true])
      expect(() => passAudit(known, mayBeUnknown)).toThrow('GHSA-35jh-r3h4-6jhm');
    expect(passAudit(judgeAudit(CLEAN, scope), false)).toEqual([expect.stringContaining('knows of nothing')]);
  });
});
