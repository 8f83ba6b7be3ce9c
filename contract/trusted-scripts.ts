/** As much of the browser's Trusted Types as is used here; TypeScript's own library has no words for it yet. */
type PolicyMaker = {
  trustedTypes?: {
    createPolicy(name: 'default', rules: { createScriptURL(address: string): string | null }): unknown;
  };
};

/** Hosts of our scheme that serve code: the page's own, and the WebAssembly loaders. */
const isOurCode = (address: URL, page: URL): boolean =>
  address.protocol === page.protocol && (address.host === page.host || address.host === 'wasm');

/**
 * A page's one Trusted Types policy: scripts and workers come from our own files. There is none for markup or for code as
 * text: where the policy of the page asks for Trusted Types, nobody can put either into it.
 */
export function trustOurScripts(scope: object, pageAddress: string): void {
  const page = new URL(pageAddress);
  const { trustedTypes }: PolicyMaker = scope;
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOurCode(new URL(address, page), page) ? address : null),
  });
}
