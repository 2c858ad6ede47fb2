// Where in the lab's address a spec stands, as text (swarm/spec/spec-link.ts): behind the #, which browsers send to no
// server, for it may hold a person's data. Settings stand in the query.

const name = 'spec';

type Address = Pick<URL, 'pathname' | 'search' | 'hash'>;

/** @param spec null: an address without one */
export function specAddress(spec: string | null, search = ''): string {
  const parameters = new URLSearchParams(search);
  // What filled the form before.
  parameters.delete(name);
  parameters.delete('problem');
  const query = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  return `/swarm${query}${spec === null ? '' : `#${name}=${spec}`}`;
}

/** null: the address has none. */
export function specInAddress({ hash }: Pick<Address, 'hash'>): string | null {
  return new URLSearchParams(hash.slice(1)).get(name);
}

/** An address, which may be one from when the spec stood in the query, as it is today. */
export function currentAddress({ pathname, search, hash }: Address): string {
  const spec = pathname === '/swarm' ? new URLSearchParams(search).get(name) : null;
  return spec === null ? pathname + search + hash : specAddress(specInAddress({ hash }) ?? spec, search);
}
