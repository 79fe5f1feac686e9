import type { Action } from '@wachter/services/access/policy';
import type { Messages } from './i18n/messages.ts';

export interface NavEntry {
  readonly path: string;
  readonly label: keyof Messages['shell']['nav'];
  /** Shown to whoever may do this; the page itself checks again. */
  readonly needs: Action;
  readonly isDemoOnly?: true;
  /** Set-up and what is rarely opened: after the daily pages. */
  readonly isSetUp?: true;
}

/** One line per page. */
export const nav: readonly NavEntry[] = [
  { path: '/', label: 'overview', needs: 'site.read' },
  { path: '/alarms', label: 'alarms', needs: 'alarm.read' },
  { path: '/power', label: 'power', needs: 'run.read' },
  { path: '/redundancy', label: 'redundancy', needs: 'point.read' },
  { path: '/on-call', label: 'onCall', needs: 'rota.read' },
  { path: '/maintenance', label: 'maintenance', needs: 'alarm.journal' },
  { path: '/devices', label: 'devices', needs: 'device.read', isSetUp: true },
  { path: '/site', label: 'site', needs: 'site.edit', isSetUp: true },
  { path: '/users', label: 'users', needs: 'user.read', isSetUp: true },
  { path: '/backups', label: 'backups', needs: 'backup.read', isSetUp: true },
  { path: '/audit', label: 'audit', needs: 'audit.read', isSetUp: true },
  { path: '/demo', label: 'demo', needs: 'demo.control', isDemoOnly: true, isSetUp: true },
  { path: '/about', label: 'about', needs: 'site.read', isSetUp: true },
];
