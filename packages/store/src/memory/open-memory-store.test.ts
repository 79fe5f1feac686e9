import { describeStore } from '@wachter/services/ports/store.contract';
import { openMemoryStore } from './open-memory-store.ts';

const T0 = Date.UTC(2026, 2, 10, 13);

describeStore('the store in memory', async () => openMemoryStore({ now: () => T0 }));
