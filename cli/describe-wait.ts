// A run that waits for values from outside, in words for a terminal.

export function storeOption(store: string | undefined): string {
  return store === undefined ? '' : ` --store ${JSON.stringify(store)}`;
}

export function countValues(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'value' : 'values'}`;
}

export function describeWait(id: string, awaited: number, store: string | undefined): string {
  return `waiting for ${countValues(awaited)}
  see where:     aeonnova swarm ask ${id}${storeOption(store)}
  tell them:     aeonnova swarm tell ${id} VALUES.csv${storeOption(store)}
`;
}
