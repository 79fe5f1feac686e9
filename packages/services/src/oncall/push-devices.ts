import { z } from 'zod';
import type { ContactRow } from '../ports/notify-settings.ts';

/** What is known of the browsers in an address of the push channel. The channel's own schema says the last word. */
const Devices = z.looseObject({ devices: z.array(z.looseObject({ endpoint: z.string() })) });

export const devicesOf = (contact: Pick<ContactRow, 'address'> | undefined): readonly { readonly endpoint: string }[] =>
  Devices.safeParse(contact?.address).data?.devices ?? [];
