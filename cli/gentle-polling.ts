// While anything is pending, Dawn's binding asks for news with one `setImmediate` after the other, which keeps a core busy
// that a software adapter computes on: half of the CPU time of a run. The binding has no setting for it, and looks
// `setImmediate` up in the global object each time, so it is replaced there: the binding's callbacks wait a millisecond,
// after a few at once for what is quick. Everybody else's go where they went before.

type SetImmediate = typeof setImmediate;

/** Polls at once from the beginning of a wait; most answers come within them. */
const quickPolls = 50;
/** A pause of so many milliseconds ends a wait. */
const pauseMs = 20;

/**
 * Whether a native add-on made this function through Node-API: no name, no parameters, and a prototype, which neither the
 * resolvers of promises nor bound functions have, though all of them print as native code. Where it is not told, the
 * binding polls as it always did.
 */
function isOfAddon(callback: unknown): boolean {
  return (
    typeof callback === 'function' &&
    callback.name === '' &&
    callback.length === 0 &&
    Object.hasOwn(callback, 'prototype') &&
    /^function \(\) \{ \[native code\] \}$/.test(Function.prototype.toString.call(callback))
  );
}

/** `setImmediate` as it is, but for the callbacks of native add-ons. */
export function withGentlePolling(atOnce: SetImmediate): SetImmediate {
  let asked = 0;
  let since = 0;
  return new Proxy(atOnce, {
    apply(target, self, args: Parameters<SetImmediate>) {
      const [callback] = args;
      if (!isOfAddon(callback)) return Reflect.apply(target, self, args);
      const now = performance.now();
      if (now - since > pauseMs) asked = 0;
      since = now;
      if (asked++ < quickPolls) return Reflect.apply(target, self, args);
      setTimeout(callback, 1);
      // The binding does not look at what it is given.
      return undefined;
    },
  });
}
