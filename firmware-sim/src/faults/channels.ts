import { z } from 'zod';

/** Channels a sensor fault is limited to; all when left out. */
export const channels = z.array(z.string().min(1)).optional();
