import { compactDecrypt } from 'jose';
import { CENTRAL_ROUTES, invalidProvisioning, KioskError, openSetUpCode } from '../../contract/index.ts';
import { errorOf, parseJson } from './answer.ts';

const TIMEOUT_MS = 15_000;

/**
 * The provisioning file that waits at the centre for a set-up code. Only who made the code can have sealed it, so it is believed
 * whatever lies between; of the code itself the centre is told nothing.
 * @param letters as `readSetUpCode` gives them
 * @throws KioskError CENTRE_UNREACHABLE, CENTRE_BUSY; PROVISIONING_INVALID `{reason}`: unknown-code, code-used, expired, signature
 */
export async function fetchSetUpFile(options: {
  centreUrl: string;
  letters: string;
  fetch: typeof fetch;
  now: Date;
}): Promise<string> {
  const { id, key } = await openSetUpCode(options.letters);
  const { method, path, response: schema } = CENTRAL_ROUTES.setUpFile;
  const { response, body } = await ask();
  const answer = schema.safeParse(body);
  if (!response.ok || !answer.success) throw errorOf(response, body, options.now);
  try {
    const { plaintext } = await compactDecrypt(answer.data.sealedFile, key);
    return new TextDecoder().decode(plaintext);
  } catch (cause) {
    throw invalidProvisioning('signature', {}, cause);
  }

  async function ask() {
    try {
      const response = await options.fetch(options.centreUrl.replace(/\/+$/, '') + path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { response, body: parseJson(await response.text()) };
    } catch (cause) {
      throw new KioskError('CENTRE_UNREACHABLE', {}, { cause });
    }
  }
}
