// One client to a tab: its worker holds the GPU and the storage.
import type { Client } from '../../client/api.ts';
import { openClient } from '../../client/open-client.ts';

export const client: Client = openClient();
