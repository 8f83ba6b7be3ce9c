/**
 * What the wallet keeps in this browser: one key and one credential for each token, so that tokens can't be linked by
 * them. A key is made non-extractable: not even this page can read it, only use it.
 */

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const DATABASE = 'holder';
const KEYS = 'keys';
const CREDENTIALS = 'credentials';

/** Makes the key of a token, or takes the one that an earlier try left behind. */
export async function holderKeyOf(tokenId: string): Promise<CryptoKeyPair> {
  const known = await get<CryptoKeyPair>(KEYS, tokenId);
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey(ALGORITHM, false, ['sign']);
  await put(KEYS, tokenId, made);
  return made;
}

export type KeptCredential = {
  tokenId: string;
  credential: string;
  /** By which a credential is fetched that says what holds now. */
  refreshToken: string | null;
};

/** The last credential that was claimed here. */
export const keptCredential = (): Promise<KeptCredential | undefined> => get(CREDENTIALS, 'last');

export const keepCredential = (kept: KeptCredential): Promise<unknown> => put(CREDENTIALS, 'last', kept);

async function get<Value>(store: string, name: string): Promise<Value | undefined> {
  const database = await openDatabase();
  return done<Value | undefined>(database.transaction(store).objectStore(store).get(name)).finally(() =>
    database.close(),
  );
}

async function put(store: string, name: string, value: unknown): Promise<unknown> {
  const database = await openDatabase();
  const request = database.transaction(store, 'readwrite').objectStore(store).put(value, name);
  return done(request).finally(() => database.close());
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 2);
  request.addEventListener('upgradeneeded', () => {
    for (const store of [KEYS, CREDENTIALS])
      if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
  });
  return done(request);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
