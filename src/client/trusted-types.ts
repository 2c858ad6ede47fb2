// The one Trusted Types policy of the page: scripts come from our own origin or not at all.

interface TrustedTypesFactory {
  /** What the policy makes stands wherever the DOM takes a URL; TypeScript's library (6.0) has no type for it. */
  createPolicy(
    name: string,
    rules: { createScriptURL(input: string): string },
  ): { createScriptURL(input: string): string };
}

declare global {
  // oxlint-disable-next-line no-var -- a property of globalThis can only be declared with var
  var trustedTypes: TrustedTypesFactory | undefined;
}

const rules = {
  createScriptURL(input: string): string {
    const url = new URL(input, location.href);
    if (url.origin !== location.origin)
      throw new TypeError(`A script from ${url.origin} was refused: only ${location.origin} serves scripts.`);
    return url.href;
  },
};

// Made once, when this module is loaded: the CSP allows no second policy of the name.
const policy = globalThis.trustedTypes?.createPolicy('aeonnova', rules) ?? rules;

/** For `new Worker` and `serviceWorker.register`, also where Trusted Types are not enforced or not known. */
export function scriptUrl(url: string): string {
  return policy.createScriptURL(url);
}
