import { z } from 'zod';
import { defineFault } from './define.ts';

export const reboot = defineFault({
  id: 'reboot',
  description: {
    en: 'The device loses power for a moment: buffer gone, new boot id, numbering from one.',
    nl: 'Het apparaat is even zonder spanning: buffer weg, nieuwe boot-id, nummering vanaf één.',
  },
  params: z.object({}),
  begin: () => ({ isReboot: true }),
});
