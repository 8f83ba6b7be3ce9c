/**
 * The holder's key: one for each token, so that tokens can't be linked by it. It is made non-extractable: not even this page
 * can read it, only use it.
 */

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const DATABASE = 'holder';
const STORE = 'keys';

/** Makes the key of a token, or takes the one that an earlier try left behind. */
export async function holderKeyOf(tokenId: string): Promise<CryptoKeyPair> {
  const database = await openDatabase();
  try {
    const known = await done<CryptoKeyPair | undefined>(keys(database, 'readonly').get(tokenId));
    if (known !== undefined) return known;
    const made = await crypto.subtle.generateKey(ALGORITHM, false, ['sign']);
    await done(keys(database, 'readwrite').put(made, tokenId));
    return made;
  } finally {
    database.close();
  }
}

/** JWS (compact, ES256) by the key, which goes along in the header. */
export async function signWithKey(
  { publicKey, privateKey }: CryptoKeyPair,
  { typ, claims }: { typ: string; claims: object },
): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const header = { alg: 'ES256', typ, jwk: { kty, crv, x, y } };
  const input = `${encodeJson(header)}.${encodeJson(claims)}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const encodeJson = (value: object): string => base64url(utf8(JSON.stringify(value)));

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
  return done(request);
}

const keys = (database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore =>
  database.transaction(STORE, mode).objectStore(STORE);

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
